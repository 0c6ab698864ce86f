package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.Workers;
import pcilock.checks.explorer.CircularWait;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.StuckTasks;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.explorer.TaskRecordings;
import pcilock.checks.explorer.TaskWaits;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.tree.Needs;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
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
    public static final List<Revision> RELEASES = List.of(
            Revision.LINUX_6_9,
            Revision.LINUX_6_11,
            Revision.LINUX_6_13,
            Revision.LINUX_6_18,
            Revision.LINUX_7_1,
            Revision.LINUX_7_3);

    /** Two entry points, the one that comes first in {@link EntryPoint} first. */
    public record Pair(EntryPoint one, EntryPoint other) implements Comparable<Pair> {
        private static Pair of(List<Task> both) {
            return new Pair(both.get(0).entryPoint(), both.get(1).entryPoint());
        }

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
     * @param shortest the deadlock with the fewest steps on a tree with the fewest devices; null where none was found
     * @param stopped why not all was explored; null where it was, or where a deadlock was found
     * @param scenarios how many were explored
     */
    public record Answer(DeadlockRun shortest, String stopped, int scenarios) {
        /** Whether there is a deadlock. */
        public boolean isRefuted() {
            return shortest != null;
        }

        /** Whether all was explored and there is none; it is unknown where neither is so. */
        public boolean isProved() {
            return shortest == null && stopped == null;
        }

        /** The deadlock, replayed; null where none was found. */
        public ReplayedRun deadlock() {
            return isRefuted() ? shortest.replayed() : null;
        }

        /** What that is a run of; null likewise. */
        public Scenario scenario() {
            return isRefuted() ? shortest.scenario : null;
        }

        /** The tree of the deadlock and what is not there at first, without what the locking code adds to it; only where one was found. */
        public String tree() {
            return PciTopology.withoutAdded(scenario().topology);
        }

        /** The cycles of locks that tasks wait in at the end of the deadlock. */
        public SortedSet<LockCycle> closes() {
            return LockCycle.closedBy(deadlock().plainSteps(), PciTopology.parse(scenario().topology));
        }

        /** How many devices the tree of the deadlock has; a VMD endpoint beside it is none of them. Only where one was found. */
        public int devices() {
            PciTopology topology = PciTopology.parse(scenario().topology);
            return topology.devices.length - (topology.rootBus.devices.size() - 1);
        }

        /** How many steps the deadlock has; more than any where there is none. */
        int steps() {
            return isRefuted() ? shortest.steps() : Integer.MAX_VALUE;
        }
    }

    /** A run of some tasks that ends in a deadlock. Of many that are found one is told of, and only that is replayed. */
    public static final class DeadlockRun {
        private final Scenario scenario;
        private final List<Step> run;
        private ReplayedRun replayed;

        private DeadlockRun(Scenario scenario, List<Step> run) {
            this.scenario = scenario;
            this.run = run;
        }

        private int steps() {
            return (int) run.stream().filter(step -> !step.event().note).count();
        }

        private synchronized ReplayedRun replayed() {
            if (replayed == null) {
                replayed = Replay.run(scenario, run);
                if (!replayed.isStuck()) {
                    throw new EngineException(
                            scenario.topology + " " + scenario.tasks
                                    + " do not end in a deadlock when their run is replayed: report this as an error of the explorer");
                }
            }
            return replayed;
        }
    }

    /**
     * What was found of one code.
     *
     * @param order in which order the tasks take locks
     */
    public record Found(Map<Pair, Answer> pairs, OrderOfLocks order) {}

    /**
     * Locking code that is asked about.
     *
     * @param scenarios makes a scenario of a machine and of tasks
     * @param has whether the code has an entry point
     */
    public record Code(BiFunction<String, List<String>, Scenario> scenarios, Predicate<EntryPoint> has) {
        /** That of a revision. */
        public static Code of(Revision revision) {
            return new Code(
                    (machine, tasks) -> new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, machine, tasks, false),
                    revision::has);
        }

        /** Code that may be of no revision. */
        public static Code of(Revision.Code code, Predicate<EntryPoint> has) {
            return new Code((machine, tasks) -> Scenario.of(code, machine, tasks), has);
        }

        private Scenario scenario(String tree, List<String> tasks) {
            return scenarios.apply(PciTopology.withWiderLocks(tree), tasks);
        }
    }

    private static final Answer FREE_OF_DEADLOCK = new Answer(null, null, 1);

    /** Why something is not known that was asked after the limit of time. */
    public static final String TIME = "the limit of time was reached";

    private final List<Code> codes;
    private final long maxStates;
    private final BooleanSupplier isOver;

    /**
     * Some code, to be asked about together: tasks that do the same in several are searched once.
     *
     * @param maxStates the most states of one scenario
     */
    public DeadlockPairs(List<Code> codes, long maxStates) {
        this(codes, maxStates, () -> false);
    }

    /**
     * The same with a limit of time.
     *
     * @param isOver whether it has passed; what is asked from then on is not known
     */
    public DeadlockPairs(List<Code> codes, long maxStates, BooleanSupplier isOver) {
        this.codes = List.copyOf(codes);
        this.maxStates = maxStates;
        this.isOver = isOver;
    }

    /**
     * Explores every pair that each has.
     *
     * @param devices the most devices of a tree, which has one root port
     */
    public List<Map<Pair, Answer>> upTo(int devices) {
        return upTo(devices, devices);
    }

    /**
     * The same where larger trees have no slots.
     *
     * @param devicesWithSlots the most devices of a tree with slots
     */
    public List<Map<Pair, Answer>> upTo(int devices, int devicesWithSlots) {
        return withOrder(devices, devicesWithSlots, 0).stream()
                .map(Found::pairs)
                .toList();
    }

    /**
     * The same, and in which order the tasks take locks: both from the same recordings, which take most of the time.
     *
     * @param devicesOfOrder the most devices of the trees on which the order is looked at
     */
    public List<Found> withOrder(int devices, int devicesWithSlots, int devicesOfOrder) {
        return pairs(devices, devicesWithSlots, true, devicesOfOrder);
    }

    /** Every pair, of two resets or of others. */
    List<Found> pairs(int devices, int devicesWithSlots, boolean wider, int devicesOfOrder) {
        List<Found> answers = codes.stream()
                .map(code -> new Found(new TreeMap<>(), new OrderOfLocks()))
                .toList();
        for (int size = 1; size <= devices; size++) {
            List<Map<Pair, Answer>> smaller =
                    answers.stream().map(found -> Map.copyOf(found.pairs())).toList();
            boolean withOrder = size <= devicesOfOrder;
            for (List<Found> onTree : onTrees(size, devicesWithSlots, trees -> on(trees, smaller, wider, withOrder))) {
                for (int code = 0; code < codes.size(); code++) {
                    Found of = answers.get(code);
                    onTree.get(code).pairs().forEach((pair, answer) -> of.pairs()
                            .merge(pair, answer, DeadlockPairs::better));
                    of.order().add(onTree.get(code).order());
                }
            }
        }
        answers.forEach(found -> replay(found.pairs().values()));
        return answers;
    }

    /** What is told of is true only if the code does it. */
    static void replay(Collection<Answer> answers) {
        Workers.map(List.copyOf(answers), Answer::deadlock);
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

    /** The entry points that take part; what the driver of ports is asked, its files to bind and unbind are asked on every device. */
    public static boolean takesPart(EntryPoint entryPoint) {
        return switch (entryPoint) {
            case PCI_RESET_FUNCTION, PCI_TRY_RESET_FUNCTION, PCI_RESET_BUS, PCI_BUS_ERROR_RESET -> true;
            case PCIE_PORTDRV_PROBE, PCIE_PORTDRV_REMOVE -> false;
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
                    DPC_HANDLER,
                    PCIE_PORTDRV_SHUTDOWN,
                    PCI_HOST_HANDLE_LINK_DOWN,
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
     * @param finds what a machine says of what is not there or not bound at first, so that the task finds something to add or to bind; one
     *     for each way, none for other tasks
     * @param isAsked whether it is one for which tasks on this tree are asked about, and not only together with such a one
     */
    record Task(EntryPoint entryPoint, String text, List<String> finds, boolean isAsked) {
        /**
         * Whether both are not of two drivers. Two drivers are not bound to one device, and of a driver of another device a task meets
         * nothing but what resets of that device take, which are asked.
         */
        private boolean isAskedWith(Task other) {
            return entryPoint.driver == null
                    || other.entryPoint.driver == null
                    || entryPoint.driver == other.entryPoint.driver;
        }
    }

    /**
     * What is asked, of all code, on each tree with so many devices: those without a virtual function first, each without slots and with
     * them, where so many may have some, and without and with a VMD endpoint beside it.
     */
    <T> List<T> onTrees(int devices, Function<List<OnTree>, T> asked) {
        return onTrees(devices, devices, asked);
    }

    private <T> List<T> onTrees(int devices, int devicesWithSlots, Function<List<OnTree>, T> asked) {
        boolean slots = devices <= devicesWithSlots;
        // What is recorded on a tree goes with it.
        Stream<Supplier<List<OnTree>>> functions = trees(devices, slots)
                .flatMap(tree -> Stream.of(() -> onTree(tree.notation, false), () -> onTree(tree.notation, true)));
        Stream<Supplier<List<OnTree>>> virtual = trees(devices - 1, slots)
                .flatMap(tree -> tree.withVirtualFunction().stream())
                .map(tree -> () -> onTree(tree, false));
        return Workers.map(Stream.concat(functions, virtual).toList(), trees -> asked.apply(trees.get()));
    }

    private List<OnTree> onTree(String notation, boolean withVmd) {
        LastMachine machine = new LastMachine();
        return codes.stream()
                .map(code -> new OnTree(code, notation, withVmd, machine))
                .toList();
    }

    private static Stream<Tree> trees(int devices, boolean slots) {
        Stream<Tree> trees = devices == 0 ? Stream.empty() : Tree.all(devices, false).stream();
        return slots ? trees.flatMap(tree -> tree.withSlots().stream()) : trees;
    }

    /** Every pair on one tree, but for those that deadlock on a smaller one. */
    private static List<Found> on(
            List<OnTree> trees, List<Map<Pair, Answer>> smaller, boolean wider, boolean withOrder) {
        List<List<List<Task>>> twos = trees.stream().map(OnTree::twos).toList();
        List<Found> found = trees.stream()
                .map(tree -> new Found(new TreeMap<>(), new OrderOfLocks()))
                .toList();
        List<IdentityHashMap<List<Task>, SortedMap<Integer, Answer>>> answers = trees.stream()
                .map(tree -> new IdentityHashMap<List<Task>, SortedMap<Integer, Answer>>())
                .toList();
        onMachines(trees, twos, (code, topology, way, both) -> {
            OnTree tree = trees.get(code);
            Pair pair = Pair.of(both);
            Answer known = smaller.get(code).get(pair);
            if (pair.other().isWider() == wider && (known == null || !known.isRefuted())) {
                answers.get(code)
                        .computeIfAbsent(both, unused -> new TreeMap<>())
                        .put(way, tree.answer(topology, both));
            }
            if (withOrder) {
                found.get(code).order().add(tree, both, topology);
            }
        });
        for (int code = 0; code < trees.size(); code++) {
            Map<Pair, Answer> pairs = found.get(code).pairs();
            for (List<Task> both : twos.get(code)) {
                // In the order of the ways, since the first of several shortest runs is kept.
                answers.get(code)
                        .getOrDefault(both, Collections.emptySortedMap())
                        .values()
                        .forEach(answer -> pairs.merge(Pair.of(both), answer, DeadlockPairs::better));
            }
        }
        return found;
    }

    /** What is done with some tasks of one of the codes on a machine. */
    interface Visitor {
        /**
         * What is done.
         *
         * @param way which of the machines of these tasks it is, in the order of {@link OnTree#machines}
         */
        void on(int code, String topology, int way, List<Task> tasks);
    }

    /**
     * Goes from machine to machine, since what tasks do is kept for one machine only.
     *
     * @param sets for each code
     * @param visitor is given each machine with each of these sets of tasks that is asked about there
     */
    static void onMachines(List<OnTree> trees, List<List<List<Task>>> sets, Visitor visitor) {
        Map<String, List<Runnable>> byMachine = new LinkedHashMap<>();
        for (int code = 0; code < trees.size(); code++) {
            int number = code;
            for (List<Task> tasks : sets.get(code)) {
                OnTree tree = trees.get(code);
                List<String> machines = tree.machines(tasks);
                for (int i = 0; i < machines.size(); i++) {
                    int way = i;
                    String topology = tree.topology(machines.get(way), tasks);
                    byMachine
                            .computeIfAbsent(topology, unused -> new ArrayList<>())
                            .add(() -> visitor.on(number, topology, way, tasks));
                }
            }
        }
        byMachine.values().forEach(visits -> visits.forEach(Runnable::run));
    }

    /**
     * The machine of one tree that was asked about last; what tasks do on others is not kept, since it would be too much. Where they wait is
     * little, and kept for all machines of the tree.
     */
    private final class LastMachine {
        private static final Pattern UNBOUND = Pattern.compile(";unbound:[^;]*");

        private final ScenarioSearch search =
                new ScenarioSearch(Math.toIntExact(Math.min(maxStates, Integer.MAX_VALUE)));
        private final Map<String, WaitsOnMachine> waits = new HashMap<>();
        private OnMachine last;

        OnMachine of(String topology) {
            if (last == null || !last.notation.equals(topology)) {
                if (last != null) {
                    last.waits.recordings.forget();
                }
                // What is bound at first is nothing to the code, which looks at the bits of the machine that say it,
                // under every outcome.
                String allBound = UNBOUND.matcher(topology).replaceAll("");
                last = new OnMachine(topology, search, waits.computeIfAbsent(allBound, WaitsOnMachine::new));
            }
            return last;
        }
    }

    private record TaskOf(Code code, String task) {}

    /** Where tasks on one machine wait. */
    private static final class WaitsOnMachine {
        private final String notation;
        private final PciTopology topology;
        private final TaskRecordings recordings = new TaskRecordings();
        private final Map<TaskOf, TaskWaits> known = new HashMap<>();

        WaitsOnMachine(String notation) {
            this.notation = notation;
            topology = PciTopology.parse(notation);
        }

        TaskWaits of(Code code, String task) {
            return known.computeIfAbsent(
                    new TaskOf(code, task),
                    unused -> new TaskWaits(code.scenario(notation, List.of(task)), topology, recordings));
        }
    }

    /** The tasks of one code on one tree, and what becomes of some of them. Not for use from several threads. */
    final class OnTree {
        private final Code code;
        private final String tree;
        private final boolean withVmd;
        private final LastMachine machine;

        /** By the machine and the tasks of drivers. */
        private final Map<String, Map<List<Task>, String>> topologies = new HashMap<>();

        private OnTree(Code code, String notation, boolean withVmd, LastMachine machine) {
            this.code = code;
            this.withVmd = withVmd;
            this.machine = machine;
            tree = withVmd ? notation + "," + TaskFamily.VMD : notation;
        }

        /** Every task, in the order of the entry points, so that of several the one that takes wider locks comes last. */
        List<Task> tasks() {
            List<Task> tasks = new ArrayList<>();
            PciTopology topology = PciTopology.parse(tree);
            boolean hasVirtual = Arrays.stream(topology.devices).anyMatch(dev -> dev.physfn != null);
            for (EntryPoint entryPoint : EntryPoint.values()) {
                for (PciDev dev : topology.devices) {
                    // Of the endpoint itself, the removal of which is that of its domain, is no other task.
                    boolean apart = withVmd
                            ? !dev.name.equals(TaskFamily.VMD)
                                    && !entryPoint.isOfHostBridge()
                                    && !WiderTasks.rescansTwoDomains(entryPoint, dev)
                            : entryPoint.arguments == 1;
                    if (takesPart(entryPoint)
                            && apart
                            && !(hasVirtual && entryPoint.driver != null)
                            && code.has().test(entryPoint)
                            && Needs.of(entryPoint).areMetBy(dev)) {
                        boolean isAsked = !hasVirtual || dev.physfn != null || !leavesVirtualFunctions(entryPoint);
                        String vmd = entryPoint.arguments == 2 ? TaskFamily.VMD + "+" : "";
                        tasks.add(new Task(
                                entryPoint,
                                entryPoint.kernelName + ":" + vmd + dev.name,
                                WiderTasks.finds(topology, entryPoint, dev),
                                isAsked));
                    }
                }
            }
            return tasks;
        }

        /** Every two tasks that are asked about here, each task with itself, too. */
        List<List<Task>> twos() {
            List<Task> tasks = tasks();
            List<List<Task>> twos = new ArrayList<>();
            for (int one = 0; one < tasks.size(); one++) {
                for (int other = one; other < tasks.size(); other++) {
                    List<Task> both = List.of(tasks.get(one), tasks.get(other));
                    if (asks(both)) {
                        twos.add(both);
                    }
                }
            }
            return twos;
        }

        /** Whether these are asked about here: with the VMD endpoint only where one is about it. */
        boolean asks(List<Task> tasks) {
            for (Task task : tasks) {
                if (!tasks.stream().allMatch(task::isAskedWith)) {
                    return false;
                }
            }
            return tasks.stream().anyMatch(Task::isAsked)
                    && withVmd == tasks.stream().anyMatch(task -> task.entryPoint().arguments == 2);
        }

        /** Whether these are asked about on a machine: one of {@link #machines}. */
        boolean isAskedOn(String machine, List<Task> tasks) {
            if (machine.equals(tree)) {
                return true;
            }
            for (Task task : tasks) {
                if (task.finds().contains(machine)) {
                    return true;
                }
            }
            return false;
        }

        /** Where a task on a machine waits. */
        TaskWaits waits(String topology, Task task) {
            return machine.of(topology).waits.of(code, task.text());
        }

        /** What concludes from that. */
        CircularWait circularWait(String topology) {
            return machine.of(topology).circularWait;
        }

        /** A run of tasks that may be stuck to where they are, by a search; nothing where they never are. */
        Optional<List<Step>> deadlock(String topology, List<String> tasks) {
            return machine.of(topology).deadlock(code, tasks);
        }

        /** Where all is there at first, and for each of these tasks that adds or binds something, where that is not. */
        List<String> machines(List<Task> tasks) {
            return Stream.concat(Stream.of(tree), tasks.stream().flatMap(task -> task.finds().stream()))
                    .distinct()
                    .toList();
        }

        /** The notation of a machine for these tasks, with all that it has for them: the wider locks, and of each the driver. */
        String topology(String machine, List<Task> tasks) {
            List<Task> ofDrivers = tasks.stream()
                    .filter(task -> task.entryPoint().driver != null)
                    .toList();
            return topologies
                    .computeIfAbsent(machine, unused -> new HashMap<>())
                    .computeIfAbsent(ofDrivers, unused -> scenario(machine, ofDrivers).topology);
        }

        Scenario scenario(String machine, List<Task> tasks) {
            return code.scenario(machine, texts(tasks));
        }

        private static List<String> texts(List<Task> tasks) {
            return tasks.stream().map(Task::text).toList();
        }

        /** What a task does on a machine, recorded. */
        TaskProgram program(String topology, Task task) {
            return machine.of(topology).program(code, task.text());
        }

        /**
         * The shortest run of tasks that ends in each of some cycles, as far as there is one.
         *
         * @param wanted the cycles that are looked for
         * @throws LimitException when there are too many states
         */
        Map<LockCycle, Answer> closing(String topology, List<Task> tasks, Set<LockCycle> wanted) {
            Map<LockCycle, Answer> answers = new TreeMap<>();
            Scenario scenario = scenario(topology, tasks);
            OnMachine on = machine.of(topology);
            if (on.closing(code, scenario.tasks, wanted, false).isEmpty()) {
                return answers;
            }
            on.closing(code, scenario.tasks, wanted, true).forEach((cycle, run) -> {
                Answer answer = new Answer(new DeadlockRun(scenario, run), null, 1);
                if (!answer.closes().contains(cycle)) {
                    throw new EngineException(scenario.topology + " " + scenario.tasks + " do not end in " + cycle
                            + " when their run is replayed: report this as an error of the explorer");
                }
                answers.put(cycle, answer);
            });
            return answers;
        }

        /**
         * Decided from where each task waits, and where that leaves it open, from few states; where there is a deadlock, by a search of all
         * for the shortest run.
         */
        Answer answer(String topology, List<Task> tasks) {
            if (isOver.getAsBoolean()) {
                return new Answer(null, TIME, 1);
            }
            try {
                List<TaskWaits> waits =
                        tasks.stream().map(task -> waits(topology, task)).toList();
                if (!circularWait(topology).mayBe(waits)) {
                    return FREE_OF_DEADLOCK;
                }
                return deadlock(topology, texts(tasks))
                        .map(run -> new Answer(new DeadlockRun(scenario(topology, tasks), run), null, 1))
                        .orElse(FREE_OF_DEADLOCK);
            } catch (LimitException e) {
                return new Answer(null, e.getMessage(), 1);
            }
        }
    }

    /** The tasks on one machine, each recorded once: what a task does depends on the drivers there, and so on the other tasks. */
    private static final class OnMachine {
        private final String notation;
        private final PciTopology topology;
        private final WaitsOnMachine waits;
        private final CircularWait circularWait;
        private final StuckTasks stuck;
        private final Map<TaskOf, TaskProgram> programs = new HashMap<>();

        OnMachine(String notation, ScenarioSearch search, WaitsOnMachine waits) {
            this.notation = notation;
            this.waits = waits;
            topology = PciTopology.parse(notation);
            circularWait = new CircularWait(topology);
            stuck = new StuckTasks(topology, search);
        }

        /** For each of some cycles the shortest run that leaves tasks stuck in it, of those that a search finds. */
        Map<LockCycle, List<Step>> closing(Code code, List<String> tasks, Set<LockCycle> wanted, boolean shortest) {
            Map<LockCycle, List<Step>> runs = new TreeMap<>();
            for (List<Step> run : stuck.runs(programs(code, tasks), shortest)) {
                LockCycle.closedBy(run, topology).stream()
                        .filter(wanted::contains)
                        .forEach(cycle ->
                                runs.merge(cycle, run, (known, found) -> found.size() < known.size() ? found : known));
            }
            return runs;
        }

        private List<TaskProgram> programs(Code code, List<String> tasks) {
            return tasks.stream().map(task -> program(code, task)).toList();
        }

        TaskProgram program(Code code, String task) {
            return programs.computeIfAbsent(
                    new TaskOf(code, task),
                    unused -> TaskProgram.record(code.scenario(notation, List.of(task)), waits.recordings));
        }

        Optional<List<Step>> deadlock(Code code, List<String> tasks) {
            return stuck.deadlock(programs(code, tasks));
        }
    }

    /** Of two answers about the same the one with the shorter run, about all that both were about. */
    static Answer better(Answer known, Answer found) {
        Answer better = found.steps() < known.steps() ? found : known;
        String stopped = known.stopped() == null ? found.stopped() : known.stopped();
        return new Answer(
                better.shortest(), better.isRefuted() ? null : stopped, known.scenarios() + found.scenarios());
    }
}
