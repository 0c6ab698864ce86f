package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.tree.Needs;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * Who deadlocks with whom: for each two entry points, of which one at least takes the {@link pcilock.model.pci.WiderLocks}, whether two
 * tasks of these deadlock on some tree up to a size, whichever devices they are about. Two resets are the sweep's.
 *
 * <p>A tree may have one virtual function, which counts among its devices. What is then left out, see {@link #leavesVirtualFunctions}.
 */
public final class DeadlockPairs {
    /** The revisions that are asked about where none is named: one of each release. */
    public static final List<Revision> RELEASES =
            List.of(Revision.LINUX_6_9, Revision.LINUX_6_11, Revision.LINUX_6_13, Revision.LINUX_7_1);

    /** Two entry points, the one that comes first in {@link EntryPoint} first. */
    public record Pair(EntryPoint one, EntryPoint other) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair pair) {
            int byOne = one.compareTo(pair.one);
            return byOne != 0 ? byOne : other.compareTo(pair.other);
        }

        @Override
        public String toString() {
            return one.kernelName + " + " + other.kernelName;
        }
    }

    /**
     * What became of a pair.
     *
     * @param deadlock the one with the fewest steps on a tree with the fewest devices, replayed; null where none was found
     * @param scenario what that is a run of; null likewise
     * @param stopped why not all was explored; null where it was, or where a deadlock was found
     * @param scenarios how many were explored
     */
    public record Answer(ReplayedRun deadlock, Scenario scenario, String stopped, int scenarios) {
        /** Whether there is a deadlock. */
        public boolean isRefuted() {
            return deadlock != null;
        }

        /** Whether all was explored and there is none; it is unknown where neither is so. */
        public boolean isProved() {
            return deadlock == null && stopped == null;
        }

        /** The tree of the deadlock, without what the locking code adds to it; only where one was found. */
        public String tree() {
            return scenario.topology.substring(0, scenario.topology.indexOf(';'));
        }

        /** How many steps the deadlock has; more than any where there is none. */
        int steps() {
            return deadlock == null ? Integer.MAX_VALUE : deadlock.steps().size();
        }
    }

    private final Revision revision;
    private final ExplorerEngine engine;
    private final Map<Pair, Answer> answers = new TreeMap<>();

    private DeadlockPairs(Revision revision, ExplorerEngine engine) {
        this.revision = revision;
        this.engine = engine;
    }

    /**
     * Explores every pair that the revision has.
     *
     * @param devices the most devices of a tree, which has one root port
     * @param maxStates the most states of one scenario
     */
    public static Map<Pair, Answer> of(Revision revision, int devices, long maxStates) {
        DeadlockPairs pairs = new DeadlockPairs(
                revision, new ExplorerEngine(maxStates, Runtime.getRuntime().maxMemory() / 2));
        for (int size = 2; size <= devices; size++) {
            Map<Pair, Answer> smaller = Map.copyOf(pairs.answers);
            for (Tree tree : Tree.all(size, false)) {
                for (Tree withSlots : tree.withSlots()) {
                    pairs.explore(withSlots.notation, smaller);
                }
            }
            for (Tree tree : Tree.all(size - 1, false)) {
                for (Tree withSlots : tree.withSlots()) {
                    withSlots.withVirtualFunction().forEach(notation -> pairs.explore(notation, smaller));
                }
            }
        }
        return pairs.answers;
    }

    /**
     * Whether a function leaves virtual functions as they are, so that two such functions are not asked about on a tree that has one: there
     * it would be one more device on the list of its bus, as trees without virtual functions have them. A task on a virtual function is
     * asked about all the same.
     */
    public static boolean leavesVirtualFunctions(EntryPoint entryPoint) {
        return switch (entryPoint) {
            case PCI_RESET_FUNCTION,
                    PCI_TRY_RESET_FUNCTION,
                    PCI_RESET_BUS,
                    PCI_BUS_ERROR_RESET,
                    PCIEHP_ENABLE_SLOT,
                    AER_ISR,
                    DEV_RESCAN_STORE,
                    RESET_STORE,
                    RESET_SUBORDINATE_STORE,
                    BIND_STORE -> true;
            default -> false;
        };
    }

    /** Every pair that some revision has. */
    public static SortedSet<Pair> pairs(Map<Revision, Map<Pair, Answer>> found) {
        SortedSet<Pair> pairs = new TreeSet<>();
        found.values().forEach(answers -> pairs.addAll(answers.keySet()));
        return pairs;
    }

    /** Whether a pair is free of deadlock in each revision that has it. */
    public static boolean isProved(Map<Revision, Map<Pair, Answer>> found, Pair pair) {
        return found.values().stream()
                .map(answers -> answers.get(pair))
                .allMatch(answer -> answer == null || answer.isProved());
    }

    /** The entry points that take part. */
    public static boolean takesPart(EntryPoint entryPoint) {
        return switch (entryPoint) {
            case PCI_RESET_FUNCTION, PCI_TRY_RESET_FUNCTION, PCI_RESET_BUS, PCI_BUS_ERROR_RESET -> true;
            default -> entryPoint.isWider() && !entryPoint.isPrimitive();
        };
    }

    /**
     * A task.
     *
     * @param mayMatter whether it is to be asked about on a tree like this one
     */
    private record Task(EntryPoint entryPoint, String text, boolean mayMatter) {}

    private void explore(String tree, Map<Pair, Answer> smaller) {
        List<Task> tasks = tasks(tree);
        for (int one = 0; one < tasks.size(); one++) {
            for (int other = one; other < tasks.size(); other++) {
                Pair pair =
                        new Pair(tasks.get(one).entryPoint(), tasks.get(other).entryPoint());
                boolean known = smaller.containsKey(pair) && smaller.get(pair).isRefuted();
                boolean mayMatter =
                        tasks.get(one).mayMatter() || tasks.get(other).mayMatter();
                if (pair.other().isWider() && mayMatter && !known) {
                    Scenario scenario = new Scenario(
                            revision,
                            Fault.NONE,
                            Waiting.ATOMIC_FLAG,
                            tree,
                            List.of(tasks.get(one).text(), tasks.get(other).text()),
                            false);
                    answers.merge(pair, explore(scenario), DeadlockPairs::better);
                }
            }
        }
    }

    /** Every task on a tree, in the order of the entry points, so that of two the one that takes wider locks comes last. */
    private List<Task> tasks(String tree) {
        List<Task> tasks = new ArrayList<>();
        PciTopology topology = PciTopology.parse(tree);
        boolean hasVirtual = Arrays.stream(topology.devices).anyMatch(dev -> dev.physfn != null);
        for (EntryPoint entryPoint : EntryPoint.values()) {
            for (PciDev dev : topology.devices) {
                if (takesPart(entryPoint)
                        && revision.has(entryPoint)
                        && Needs.of(entryPoint).areMetBy(dev)) {
                    String call = entryPoint.kernelName + ":" + dev.name;
                    boolean mayMatter = !hasVirtual || dev.physfn != null || !leavesVirtualFunctions(entryPoint);
                    tasks.add(new Task(entryPoint, call, mayMatter));
                    if (entryPoint == EntryPoint.SRIOV_NUMVFS_STORE) {
                        // The virtual functions are there at the beginning, so the second call is the one that enables
                        // them.
                        tasks.add(new Task(entryPoint, call + ";" + call, mayMatter));
                    }
                }
            }
        }
        return tasks;
    }

    private Answer explore(Scenario scenario) {
        Exploration explored = engine.explore(scenario);
        List<Step> run = explored.broken().get(Property.NO_DEADLOCK);
        return run == null
                ? new Answer(null, null, explored.stopped(), 1)
                : new Answer(Replay.run(scenario, run), scenario, null, 1);
    }

    private static Answer better(Answer known, Answer found) {
        Answer better = found.steps() < known.steps() ? found : known;
        String stopped = known.stopped() == null ? found.stopped() : known.stopped();
        return new Answer(
                better.deadlock(),
                better.scenario(),
                better.isRefuted() ? null : stopped,
                known.scenarios() + found.scenarios());
    }
}
