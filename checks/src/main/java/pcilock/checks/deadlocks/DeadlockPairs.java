package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private DeadlockPairs(Revision revision, long maxStates) {
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
        DeadlockPairs pairs = new DeadlockPairs(revision, maxStates);
        Map<Pair, Answer> answers = new TreeMap<>();
        for (int size = 2; size <= devices; size++) {
            Map<Pair, Answer> smaller = Map.copyOf(answers);
            Tree.all(size, false).stream().flatMap(tree -> tree.withSlots().stream()).toList().parallelStream()
                    .map(tree -> pairs.on(tree.notation, smaller))
                    .forEachOrdered(found ->
                            found.forEach((pair, answer) -> answers.merge(pair, answer, DeadlockPairs::better)));
        }
        return answers;
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

    private record Task(EntryPoint entryPoint, PciDev dev) {
        String text() {
            return entryPoint.kernelName + ":" + dev.name;
        }
    }

    /** Whether there is a driver for the device of both where that is one: two drivers are not bound to one device. */
    private static boolean haveOneDriver(Task one, Task other) {
        return one.dev != other.dev
                || one.entryPoint.driver == null
                || other.entryPoint.driver == null
                || one.entryPoint.driver == other.entryPoint.driver;
    }

    /**
     * The tasks on a tree whose devices have certain drivers, each recorded once: what a task does depends on the drivers, and so on the
     * other task.
     */
    private final class Programs {
        private final String topology;
        private final PciTopology machine;
        private final ScenarioSearch search =
                new ScenarioSearch(Math.toIntExact(Math.min(maxStates, Integer.MAX_VALUE)));
        private final Map<String, TaskProgram> recorded = new HashMap<>();

        Programs(String topology) {
            this.topology = topology;
            this.machine = PciTopology.parse(topology);
        }

        /** What becomes of some tasks: decided from few states, and where they deadlock, by a search of all for the shortest run. */
        Answer answer(Scenario scenario) {
            List<TaskProgram> tasks = scenario.tasks.stream()
                    .map(task -> recorded.computeIfAbsent(
                            task, unused -> TaskProgram.record(scenario(topology, List.of(task)))))
                    .toList();
            try {
                boolean deadlock = search.breaks(tasks, machine, false).stream()
                        .anyMatch(broken -> broken.property() == Property.NO_DEADLOCK);
                if (!deadlock) {
                    return new Answer(null, null, null, 1);
                }
            } catch (LimitException e) {
                return new Answer(null, null, e.getMessage(), 1);
            }
            List<Step> run = engine.explore(scenario).broken().get(Property.NO_DEADLOCK);
            if (run == null) {
                throw new EngineException(scenario.topology + " " + scenario.tasks
                        + " deadlock in one search and not in another: report this as an error of the explorer");
            }
            return new Answer(Replay.run(scenario, run), scenario, null, 1);
        }
    }

    /** Every pair on one tree, but for those that deadlock on a smaller one. */
    private Map<Pair, Answer> on(String tree, Map<Pair, Answer> smaller) {
        Map<Pair, Answer> answers = new TreeMap<>();
        Map<String, Programs> programs = new HashMap<>();
        List<Task> tasks = tasks(tree);
        for (int one = 0; one < tasks.size(); one++) {
            for (int other = one; other < tasks.size(); other++) {
                Pair pair =
                        new Pair(tasks.get(one).entryPoint(), tasks.get(other).entryPoint());
                boolean known = smaller.containsKey(pair) && smaller.get(pair).isRefuted();
                if (pair.other().isWider() && !known && haveOneDriver(tasks.get(one), tasks.get(other))) {
                    Scenario scenario = scenario(
                            tree,
                            List.of(tasks.get(one).text(), tasks.get(other).text()));
                    Answer answer = programs.computeIfAbsent(scenario.topology, Programs::new)
                            .answer(scenario);
                    answers.merge(pair, answer, DeadlockPairs::better);
                }
            }
        }
        return answers;
    }

    /** Every task on a tree, in the order of the entry points, so that of two the one that takes wider locks comes last. */
    private List<Task> tasks(String tree) {
        List<Task> tasks = new ArrayList<>();
        PciTopology topology = PciTopology.parse(tree);
        for (EntryPoint entryPoint : EntryPoint.values()) {
            for (PciDev dev : topology.devices) {
                if (takesPart(entryPoint)
                        && revision.has(entryPoint)
                        && Needs.of(entryPoint).areMetBy(dev)) {
                    tasks.add(new Task(entryPoint, dev));
                }
            }
        }
        return tasks;
    }

    private Scenario scenario(String tree, List<String> tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, PciTopology.withWiderLocks(tree), tasks, false);
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
