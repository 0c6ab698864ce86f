package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Event;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * Everything one task can do on one tree, recorded once and then searched together with other tasks as often as one likes. The
 * config access lock is the atomic flag. Immutable, but for automata and tables made when first asked for; safe to share between threads.
 */
@SuppressWarnings("EnumOrdinal") // for comparing programs within one run, not kept anywhere
public final class TaskProgram {
    private static final long EVERY_DEVICE = -1;

    private final Scenario alone;
    private final PciTopology topology;
    private final TaskRecordings known;
    private final InCompany<Recording> recordings;
    private final Recording uncontested;

    /** With every outcome, which is many where the task is long; null until asked for. */
    private volatile Recording anyCompany;

    /** The task as it is where some devices are contested. */
    static final class Recording implements InCompany.Recording {
        final Automaton automaton;

        /** Every device that a step is about, a bit each. */
        final long touched;

        /** Those, and the devices below a bridge that is reset. */
        final long watched;

        final boolean callsLockdep;
        final LockdepReports lockdepReports;
        private final PciTopology topology;
        private final long contested;

        /** Null until asked for: who only compares tasks does not need them. */
        private volatile ProgramTables tables;

        /** Likewise. */
        private volatile TaskRisk risk;

        /** Likewise. */
        private volatile HoldAndWait waits;

        /** Likewise. */
        private volatile String written;

        Recording(Automaton automaton, PciTopology topology, long contested) {
            this.automaton = automaton;
            this.topology = topology;
            this.contested = contested;
            long devices = 0;
            long bridges = 0;
            boolean lockdep = false;
            for (Location location : automaton.locations()) {
                for (Location.Edge edge : location.edges) {
                    devices |= 1L << edge.label.device();
                    bridges |= edge.label.event() == Event.RESET_BEGIN ? 1L << edge.label.device() : 0;
                    lockdep |= edge.label.effect() == Effect.LOCKDEP;
                }
            }
            touched = devices;
            watched = devices | below(bridges, topology);
            callsLockdep = lockdep;
            lockdepReports = lockdep ? LockdepReports.of(automaton, topology.devices.length) : LockdepReports.NONE;
        }

        @Override
        public long strays() {
            return automaton.strays();
        }

        @Override
        public long touched() {
            return touched;
        }

        TaskRisk risk() {
            TaskRisk made = risk;
            if (made == null) {
                made = new TaskRisk(tables(), topology);
                risk = made;
            }
            return made;
        }

        HoldAndWait waits() {
            HoldAndWait made = waits;
            if (made == null) {
                made = HoldAndWait.of(automaton, topology, contested);
                waits = made;
            }
            return made;
        }

        String written() {
            String made = written;
            if (made == null) {
                made = TaskProgram.written(automaton, null);
                written = made;
            }
            return made;
        }

        ProgramTables tables() {
            ProgramTables made = tables;
            if (made == null) {
                synchronized (this) {
                    made = tables == null ? ProgramTables.of(automaton, topology, contested) : tables;
                    tables = made;
                }
            }
            return made;
        }
    }

    private TaskProgram(Scenario alone, TaskRecordings known) {
        this.alone = alone.withoutHistory();
        this.known = known;
        topology = PciTopology.parse(alone.topology);
        recordings = new InCompany<>(this::recording);
        uncontested = recordings.on(0);
    }

    private TaskProgram(TaskProgram same, long contested) {
        alone = same.alone;
        topology = same.topology;
        known = same.known;
        recordings = same.recordings;
        uncontested = same.uncontested;
        anyCompany = recordings.on(contested);
    }

    /**
     * Records a task. Of one that takes the wider locks only the steps are told: what is asked here of devices, by their bits, says
     * nothing of semaphores, references and bits.
     *
     * @param scenario a scenario of that one task, with the atomic flag and without a history
     * @throws EngineException when the code fails on this topology
     */
    public static TaskProgram record(Scenario scenario) {
        return record(scenario, new TaskRecordings());
    }

    /**
     * The same among others.
     *
     * @param known those that were recorded before; this one is added
     */
    public static TaskProgram record(Scenario scenario, TaskRecordings known) {
        if (scenario.tasks.size() != 1 || scenario.waiting != Waiting.ATOMIC_FLAG || scenario.history) {
            throw new IllegalArgumentException("a program is of one task, on the atomic flag, without a history");
        }
        return new TaskProgram(scenario, known);
    }

    /**
     * These tasks where any number of each of them run and no others: what is said of each in any company is then said of that, which may
     * be much less than with every outcome.
     */
    public static List<TaskProgram> among(List<TaskProgram> tasks) {
        long contested = contested(twice(tasks));
        return tasks.stream().map(task -> new TaskProgram(task, contested)).toList();
    }

    private static List<TaskProgram> twice(List<TaskProgram> tasks) {
        List<TaskProgram> twice = new ArrayList<>(tasks);
        twice.addAll(tasks);
        return twice;
    }

    /** The task as it was given. */
    public String task() {
        return alone.tasks.get(0);
    }

    /** Whether the task does nothing at all, as where the kernel answers -ENOTTY. */
    public boolean isEmpty() {
        return uncontested.automaton.locations().size() == 1;
    }

    /** The devices of which one of these tasks may release, or take away, what another one of them holds, a bit each. */
    static long contested(List<TaskProgram> tasks) {
        // A sweep asks this of millions of scenarios, of which most have no such task.
        if (!mayTakeAway(tasks)) {
            return 0;
        }
        List<InCompany<Recording>> recordings = new ArrayList<>(tasks.size());
        for (TaskProgram task : tasks) {
            recordings.add(task.recordings);
        }
        return InCompany.contested(recordings);
    }

    private Recording recording(long contested) {
        CallRecorder recorder = new CallRecorder(alone, 0, topology, contested, known);
        return known.recording(recorder.wholeTask(), () -> recording(AutomatonBuilder.build(recorder), contested));
    }

    private Recording recording(Automaton automaton, long contested) {
        if (!LoopCheck.excludesCycles(List.of(automaton))) {
            throw new EngineException(
                    alone.tasks + " can go round for ever on its own, which this search cannot judge");
        }
        return new Recording(automaton, topology, contested);
    }

    private Recording on(long contested) {
        return recordings.on(contested);
    }

    private Recording inAnyCompany() {
        if (anyCompany == null) {
            anyCompany = recording(EVERY_DEVICE);
        }
        return anyCompany;
    }

    /** Whether the task calls the lock validator, in any company. */
    public boolean callsLockdep() {
        return inAnyCompany().callsLockdep;
    }

    /** Whether one of these tasks calls the lock validator when they run together. */
    public static boolean callLockdep(List<TaskProgram> tasks) {
        long contested = contested(tasks);
        return tasks.stream().anyMatch(task -> task.on(contested).callsLockdep);
    }

    /**
     * Whether locking code calls the lock validator when it resets a function. The validator of the model knows device_lock, pci_slot_mutex
     * and the config access lock, so such code cannot run where the wider locks are.
     *
     * @throws EngineException when the code fails
     */
    public static boolean callsLockdep(Revision.Code code) {
        return record(Scenario.of(code, "E", List.of(EntryPoint.PCI_RESET_FUNCTION.kernelName + ":E")))
                .uncontested
                .callsLockdep;
    }

    /** Every device that a step of the task is about, in any company, a bit for each {@link pcilock.model.pci.PciDev#index}. */
    public long touched() {
        return inAnyCompany().touched;
    }

    private static long below(long bridges, PciTopology topology) {
        long[] below = Below.of(topology);
        long all = 0;
        for (long left = bridges; left != 0; left &= left - 1) {
            all |= below[Long.numberOfTrailingZeros(left)];
        }
        return all;
    }

    /** The properties that only lockdep judges: see {@link ScenarioSearch#search}. */
    public static Set<Property> lockdepProperties() {
        return EnumSet.copyOf(LockdepReports.PROPERTIES);
    }

    /** The properties of lockdep that the task may break by what it does itself; what is not here it never breaks so. */
    public Set<Property> lockdepMayReport() {
        return inAnyCompany().lockdepReports.alone();
    }

    /** Whether lockdep may see a circle in the orders in which these tasks acquire; false means that it never does. */
    public static boolean lockdepMaySeeCircle(List<TaskProgram> tasks) {
        return tasks.stream().anyMatch(TaskProgram::callsLockdep)
                && LockdepReports.formCircle(tasks.stream()
                        .map(task -> task.inAnyCompany().lockdepReports)
                        .toList());
    }

    /**
     * Whether these tasks are one group of which each part meets another: some task of one part touches a device that a task of the
     * other touches, or that is below a bridge which it resets.
     */
    public static boolean meet(List<TaskProgram> tasks) {
        long contested = contested(tasks);
        Recording[] recordings = new Recording[tasks.size()];
        for (int task = 0; task < recordings.length; task++) {
            recordings[task] = tasks.get(task).on(contested);
        }
        return meet(recordings);
    }

    /** The same of what they do in any company. */
    public static boolean meetInAnyCompany(List<TaskProgram> tasks) {
        Recording[] recordings = new Recording[tasks.size()];
        for (int task = 0; task < recordings.length; task++) {
            recordings[task] = tasks.get(task).inAnyCompany();
        }
        return meet(recordings);
    }

    private static boolean meet(Recording[] tasks) {
        int reached = 1;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < tasks.length; i++) {
                if ((reached >>> i & 1) == 0 && meetsAny(tasks, reached, i)) {
                    reached |= 1 << i;
                    changed = true;
                }
            }
        }
        return reached == (1 << tasks.length) - 1;
    }

    private static boolean meetsAny(Recording[] tasks, int reached, int task) {
        for (int other = 0; other < tasks.length; other++) {
            if ((reached >>> other & 1) != 0
                    && ((tasks[task].touched & tasks[other].watched) != 0
                            || (tasks[task].watched & tasks[other].touched) != 0)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The properties that some step of these tasks may be about, reached or not; what is not here is never put to the test. Where a
     * task may take away what another one holds, all are told.
     */
    public static Set<Property> mayBeTested(List<TaskProgram> tasks) {
        if (tasks.isEmpty()) {
            return EnumSet.noneOf(Property.class);
        }
        return mayTakeAway(tasks)
                ? EnumSet.allOf(Property.class)
                : Property.exercisedBy(
                        ScenarioSearch.events(tasks.stream()
                                .mapToLong(task -> task.uncontested.tables().allEvents())
                                .reduce(0, (one, other) -> one | other)),
                        tasks.get(0).topology);
    }

    /** The properties that a step breaks by what its own task holds and remembers, where nobody takes away what another one holds. */
    private static final Set<Property> OF_OWN_STEPS = EnumSet.of(
            Property.TOP_DOWN_ORDER,
            Property.DEVICE_LOCK_BEFORE_FLAG,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.RELEASED_BY_HOLDER,
            Property.TRYLOCK_NEVER_SLEEPS,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.FAILED_TRYLOCK_RESTORES,
            Property.NOTHING_LEFT_HELD);

    /** Those of them that are about semaphores and references, too, for which only a search says whether the task is inside. */
    private static final Set<Property> OF_OWN_SETS =
            EnumSet.of(Property.RELEASED_BY_HOLDER, Property.NOTHING_LEFT_HELD);

    /** Whether one of these tasks may release, or take away, what it does not hold; then others may come to do what they do not do alone. */
    public static boolean mayTakeAway(List<TaskProgram> tasks) {
        for (TaskProgram task : tasks) {
            if (task.uncontested.automaton.strays() != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The properties that no number of these tasks breaks, as far as the steps of each, under every outcome, tell: those that are
     * about nothing that a step does, and those that a step breaks by what its own task holds or remembers, where none does. Where a
     * task may take away what another one holds, none is told.
     */
    public static Set<Property> neverBroken(List<TaskProgram> tasks) {
        if (mayTakeAway(tasks)) {
            return EnumSet.noneOf(Property.class);
        }
        Set<Property> mayBreak = mayBeTested(tasks);
        long brokenAlone = tasks.stream()
                .mapToLong(task -> task.uncontested.tables().allBrokenAlone())
                .reduce(0, (one, other) -> one | other);
        boolean haveSets =
                tasks.stream().anyMatch(task -> task.uncontested.tables().haveSets());
        mayBreak.removeIf(property -> OF_OWN_STEPS.contains(property)
                && (brokenAlone & Judge.bit(property)) == 0
                && !(haveSets && OF_OWN_SETS.contains(property)));
        List<LockdepReports> reports =
                tasks.stream().map(task -> task.uncontested.lockdepReports).toList();
        mayBreak.removeIf(property -> LockdepReports.PROPERTIES.contains(property)
                && reports.stream().noneMatch(report -> report.alone().contains(property))
                && (property != Property.LOCKDEP_NO_CIRCLE || !LockdepReports.formCircle(reports)));
        return EnumSet.complementOf(EnumSet.copyOf(mayBreak));
    }

    /** What the task can do where these devices are {@link #contested}, a bit each. */
    Automaton automaton(long contested) {
        return on(contested).automaton;
    }

    /** What the task may break where these devices are contested. */
    TaskRisk risk(long contested) {
        return on(contested).risk();
    }

    /** Where it may wait there, and what it holds then. */
    HoldAndWait waits(long contested) {
        return on(contested).waits();
    }

    /** The same as {@link ScenarioSearch} reads it. */
    ProgramTables tables(long contested) {
        return on(contested).tables();
    }

    /**
     * The program written out, for comparison: two programs behave the same if and only if they are written the same, since a
     * recorded automaton is minimal and numbered from its start in a fixed order.
     *
     * @param rename the index that each device is to have, negative for a device that is to be left out; null to leave all as
     *     they are
     * @return null when a device that is to be left out occurs
     */
    public String written(int[] rename) {
        if (rename != null) {
            for (int device = 0; device < Long.SIZE; device++) {
                boolean occurs = (inAnyCompany().touched >>> device & 1) != 0;
                if (occurs && (device >= rename.length || rename[device] < 0)) {
                    return null;
                }
            }
        }
        return rename == null ? inAnyCompany().written() : written(inAnyCompany().automaton, rename);
    }

    private static String written(Automaton automaton, int[] rename) {
        Writer writer = new Writer(rename);
        writer.notes(automaton.leadingNotes());
        for (Location location : automaton.locations()) {
            writer.location(location);
        }
        return new String(writer.text, 0, writer.length);
    }

    /** The first of these tasks of each kind that does the same as long as any number of these tasks run, and no others. */
    public static List<TaskProgram> different(List<TaskProgram> tasks) {
        long contested = contested(twice(tasks));
        Map<String, TaskProgram> different = new LinkedHashMap<>();
        tasks.forEach(task -> different.putIfAbsent(task.on(contested).written(), task));
        return List.copyOf(different.values());
    }

    private static final class Writer {
        private char[] text = new char[1 << 10];
        private int length;
        private final int[] rename;

        Writer(int[] rename) {
            this.rename = rename;
        }

        void number(int number) {
            if (length == text.length) {
                text = Arrays.copyOf(text, 2 * length);
            }
            text[length++] = (char) (number + 2);
        }

        void ordinal(Enum<?> constant) {
            number(constant == null ? -1 : constant.ordinal());
        }

        void device(int device) {
            number(rename == null ? device : rename[device]);
        }

        void notes(List<Note> notes) {
            number(notes.size());
            for (int i = 0; i < notes.size(); i++) {
                Note note = notes.get(i);
                ordinal(note.event());
                // The end of a task is about no device.
                number(0);
                if (note.event() != Event.TASK_END) {
                    device(note.device());
                }
            }
        }

        void location(Location location) {
            Memory memory = location.memory;
            number(memory.resetting() == Memory.NOTHING ? 0 : 1);
            if (memory.resetting() != Memory.NOTHING) {
                device(memory.resetting());
            }
            number((memory.warningSilent() ? 1 : 0) + (memory.insideTrylock() ? 2 : 0) + (location.end ? 4 : 0));
            ordinal(location.asleep);
            if (location.asleep != null) {
                device(location.device);
            }
            number(location.edges.size());
            for (Location.Edge edge : location.edges) {
                Label label = edge.label;
                ordinal(label.guard());
                ordinal(label.effect());
                ordinal(label.lock());
                ordinal(label.event());
                device(label.device());
                ordinal(label.lockdepCall());
                if (label.lockdepCall() != null) {
                    device(label.key());
                    number(label.subclass());
                }
                if (label.sets() != null) {
                    number(label.sets().empty().size());
                    label.sets().empty().forEach(this::number);
                    number(label.sets().occupied());
                    number(label.sets().joined());
                    number(label.sets().left());
                }
                notes(edge.notes);
                number(edge.target.number);
            }
        }
    }
}
