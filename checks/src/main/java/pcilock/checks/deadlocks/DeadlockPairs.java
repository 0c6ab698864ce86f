package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
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
    private final long maxStates;
    private final ExplorerEngine engine;

    DeadlockPairs(Revision revision, long maxStates) {
        this.revision = revision;
        this.maxStates = maxStates;
        engine = new ExplorerEngine(maxStates, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * Explores every pair that the revision has.
     *
     * @param devices the most devices of a tree, which has one root port
     * @param maxStates the most states of one scenario
     */
    public static Map<Pair, Answer> of(Revision revision, int devices, long maxStates) {
        return new DeadlockPairs(revision, maxStates).pairs(devices, true);
    }

    /** Every pair, of two resets or of others. */
    Map<Pair, Answer> pairs(int devices, boolean wider) {
        Map<Pair, Answer> answers = new TreeMap<>();
        for (int size = 2; size <= devices; size++) {
            Map<Pair, Answer> smaller = Map.copyOf(answers);
            onTrees(size, tree -> on(tree, smaller, wider))
                    .forEach(found ->
                            found.forEach((pair, answer) -> answers.merge(pair, answer, DeadlockPairs::better)));
        }
        return answers;
    }

    /** Every pair, or every three, that some revision has. */
    public static <T extends Comparable<T>> SortedSet<T> functions(Map<Revision, Map<T, Answer>> found) {
        SortedSet<T> functions = new TreeSet<>();
        found.values().forEach(answers -> functions.addAll(answers.keySet()));
        return functions;
    }

    /** Whether these are free of deadlock in each revision that has them. */
    public static <T> boolean isProved(Map<Revision, Map<T, Answer>> found, T functions) {
        return found.values().stream()
                .map(answers -> answers.get(functions))
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
     * Whether a function leaves virtual functions as they are, so that tasks of such functions alone are not asked about on a tree that has
     * one: there it would be one more device on the list of its bus, as trees without virtual functions have them. A task on a virtual
     * function is asked about all the same.
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

    /**
     * A task.
     *
     * @param isAsked whether it is one for which tasks on this tree are asked about, and not only together with such a one
     */
    record Task(EntryPoint entryPoint, TaskProgram program, boolean isAsked) {
        /** Whether these are asked about together. */
        static boolean areAsked(List<Task> tasks) {
            return tasks.stream().anyMatch(Task::isAsked);
        }
    }

    /** What is asked on each tree with so many devices: those without a virtual function first, each without slots and with. */
    <T> List<T> onTrees(int devices, Function<OnTree, T> asked) {
        Stream<String> functions = withSlots(devices).map(tree -> tree.notation);
        Stream<String> virtual = withSlots(devices - 1).flatMap(tree -> tree.withVirtualFunction().stream());
        return Stream.concat(functions, virtual).toList().parallelStream()
                .map(tree -> asked.apply(new OnTree(tree)))
                .toList();
    }

    private static Stream<Tree> withSlots(int devices) {
        return Tree.all(devices, false).stream().flatMap(tree -> tree.withSlots().stream());
    }

    /** Every pair on one tree, but for those that deadlock on a smaller one. */
    private static Map<Pair, Answer> on(OnTree tree, Map<Pair, Answer> smaller, boolean wider) {
        Map<Pair, Answer> answers = new TreeMap<>();
        List<Task> tasks = tree.tasks();
        for (int one = 0; one < tasks.size(); one++) {
            for (int other = one; other < tasks.size(); other++) {
                List<Task> both = List.of(tasks.get(one), tasks.get(other));
                Pair pair = new Pair(both.get(0).entryPoint(), both.get(1).entryPoint());
                boolean known = smaller.containsKey(pair) && smaller.get(pair).isRefuted();
                if (pair.other().isWider() == wider && !known && Task.areAsked(both)) {
                    answers.merge(pair, tree.answer(both), DeadlockPairs::better);
                }
            }
        }
        return answers;
    }

    private Scenario scenario(String tree, List<String> tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, PciTopology.withWiderLocks(tree), tasks, false);
    }

    /** The tasks on one tree, and what becomes of some of them. Not for use from several threads. */
    final class OnTree {
        private final String tree;
        private final PciTopology machine;
        private final ScenarioSearch search =
                new ScenarioSearch(Math.toIntExact(Math.min(maxStates, Integer.MAX_VALUE)));

        private OnTree(String tree) {
            this.tree = tree;
            machine = PciTopology.parse(scenario(tree, List.of()).topology);
        }

        /** Every task, in the order of the entry points, so that of several the one that takes wider locks comes last. */
        List<Task> tasks() {
            List<Task> tasks = new ArrayList<>();
            boolean hasVirtual = Arrays.stream(machine.devices).anyMatch(dev -> dev.physfn != null);
            for (EntryPoint entryPoint : EntryPoint.values()) {
                for (PciDev dev : machine.devices) {
                    if (takesPart(entryPoint)
                            && revision.has(entryPoint)
                            && Needs.of(entryPoint).areMetBy(dev)) {
                        boolean isAsked = !hasVirtual || dev.physfn != null || !leavesVirtualFunctions(entryPoint);
                        for (String task : calls(entryPoint, dev)) {
                            tasks.add(new Task(entryPoint, TaskProgram.record(scenario(tree, List.of(task))), isAsked));
                        }
                    }
                }
            }
            return tasks;
        }

        /** Virtual functions are there at the beginning, so it is a second call that enables SR-IOV. */
        private List<String> calls(EntryPoint entryPoint, PciDev dev) {
            String call = entryPoint.kernelName + ":" + dev.name;
            return entryPoint == EntryPoint.SRIOV_NUMVFS_STORE ? List.of(call, call + ";" + call) : List.of(call);
        }

        /** What becomes of some tasks: decided from few states, and where they deadlock, by a search of all for the shortest run. */
        Answer answer(List<Task> tasks) {
            List<TaskProgram> programs = tasks.stream().map(Task::program).toList();
            try {
                boolean deadlock = search.breaks(programs, machine, false).stream()
                        .anyMatch(broken -> broken.property() == Property.NO_DEADLOCK);
                if (!deadlock) {
                    return new Answer(null, null, null, 1);
                }
            } catch (LimitException e) {
                return new Answer(null, null, e.getMessage(), 1);
            }
            Scenario scenario =
                    scenario(tree, programs.stream().map(TaskProgram::task).toList());
            List<Step> run = engine.explore(scenario).broken().get(Property.NO_DEADLOCK);
            if (run == null) {
                throw new EngineException(scenario.topology + " " + scenario.tasks
                        + " deadlock in one search and not in another: report this as an error of the explorer");
            }
            return new Answer(Replay.run(scenario, run), scenario, null, 1);
        }
    }

    /** Of two answers about the same the one with the shorter run, about all that both were about. */
    static Answer better(Answer known, Answer found) {
        Answer better = found.steps() < known.steps() ? found : known;
        String stopped = known.stopped() == null ? found.stopped() : known.stopped();
        return new Answer(
                better.deadlock(),
                better.scenario(),
                better.isRefuted() ? null : stopped,
                known.scenarios() + found.scenarios());
    }
}
