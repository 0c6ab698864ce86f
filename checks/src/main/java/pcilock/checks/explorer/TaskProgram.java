package pcilock.checks.explorer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * Everything one task can do on one tree, recorded once and then searched together with other tasks as often as one likes. The
 * config access lock is the atomic flag. Immutable, but for automata made when first asked for; safe to share between threads.
 */
@SuppressWarnings("EnumOrdinal") // for comparing programs within one run, not kept anywhere
public final class TaskProgram {
    private static final long EVERY_DEVICE = -1;

    private final Scenario alone;
    private final PciTopology topology;
    private final Automaton inAnyCompany;
    private final Recording uncontested;
    private final Map<Long, Recording> recordings = new ConcurrentHashMap<>();
    private final long touched;
    private final long resets;
    private final long watched;
    private final boolean callsLockdep;
    private final LockdepReports lockdepReports;

    /** The task as it is where these devices are contested. */
    private record Recording(Automaton automaton, ProgramTables tables) {}

    private TaskProgram(Scenario alone) {
        this.alone = alone;
        topology = PciTopology.parse(alone.topology);
        inAnyCompany = AutomatonBuilder.build(alone, 0, EVERY_DEVICE);
        uncontested = recording(0);
        if (!LoopCheck.excludesCycles(List.of(inAnyCompany))) {
            throw new EngineException(
                    alone.tasks + " can go round for ever on its own, which this search cannot judge");
        }
        long devices = 0;
        long bridges = 0;
        boolean lockdep = false;
        for (Location location : inAnyCompany.locations()) {
            for (Location.Edge edge : location.edges) {
                devices |= 1L << edge.label.device();
                bridges |= edge.label.event() == Event.RESET_BEGIN ? 1L << edge.label.device() : 0;
                lockdep |= edge.label.effect() == Effect.LOCKDEP;
            }
        }
        touched = devices;
        resets = bridges;
        watched = devices | below(bridges, topology);
        callsLockdep = lockdep;
        lockdepReports = LockdepReports.of(inAnyCompany, topology.devices.length);
    }

    /**
     * Records a task.
     *
     * @param scenario a scenario of that one task, with the atomic flag and without a history
     * @throws EngineException when the code fails on this topology
     */
    public static TaskProgram record(Scenario scenario) {
        if (scenario.tasks.size() != 1 || scenario.waiting != Waiting.ATOMIC_FLAG || scenario.history) {
            throw new IllegalArgumentException("a program is of one task, on the atomic flag, without a history");
        }
        return new TaskProgram(scenario);
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
        long contested = 0;
        // What a task does after a lock was taken away from it may be to take away another one.
        for (long strays = strays(tasks, 0); (strays & ~contested) != 0; strays = strays(tasks, contested)) {
            contested |= strays;
        }
        return contested;
    }

    private static long strays(List<TaskProgram> tasks, long contested) {
        long strays = 0;
        for (int task = 0; task < tasks.size(); task++) {
            long ofTask = tasks.get(task).automaton(contested).strays();
            for (int other = 0; other < tasks.size() && ofTask != 0; other++) {
                if (other != task) {
                    strays |= ofTask & tasks.get(other).touched;
                }
            }
        }
        return strays;
    }

    private Recording recording(long contested) {
        Automaton automaton = AutomatonBuilder.build(alone, 0, contested);
        return new Recording(automaton, ProgramTables.of(automaton, topology, contested));
    }

    private Recording on(long contested) {
        // Which other devices are contested is nothing to the task.
        long mine = contested & touched;
        return mine == 0 ? uncontested : recordings.computeIfAbsent(mine, this::recording);
    }

    /** Whether the task calls the lock validator. */
    public boolean callsLockdep() {
        return callsLockdep;
    }

    /** Every device that a step of the task is about, a bit for each {@link pcilock.model.pci.PciDev#index}. */
    public long touched() {
        return touched;
    }

    private static long below(long bridges, PciTopology topology) {
        long[] below = Below.of(topology);
        long all = 0;
        for (long left = bridges; left != 0; left &= left - 1) {
            all |= below[Long.numberOfTrailingZeros(left)];
        }
        return all;
    }

    /** Every device that the task touches or that is below a bridge which it resets, a bit each. */
    public long watched() {
        return watched;
    }

    /** Every bridge that the task resets, a bit each. */
    public long resets() {
        return resets;
    }

    /** The properties of lockdep that the task may break by what it does itself; what is not here it never breaks so. */
    public Set<Property> lockdepMayReport() {
        return lockdepReports.alone();
    }

    /** Whether lockdep may see a circle in the orders in which these tasks acquire; false means that it never does. */
    public static boolean lockdepMaySeeCircle(List<TaskProgram> tasks) {
        return tasks.stream().anyMatch(task -> task.callsLockdep)
                && LockdepReports.formCircle(
                        tasks.stream().map(task -> task.lockdepReports).toList());
    }

    /** What a call into lockdep tells when there is nothing to report. */
    static Event whenInOrder(LockdepCall call) {
        return switch (call) {
            case ACQUIRE -> Event.LOCKDEP_ACQUIRE;
            case RELEASE -> Event.LOCKDEP_RELEASE;
            case ASSERT_HELD -> Event.LOCKDEP_HELD;
            case MUTEX_ACQUIRE -> Event.LOCKDEP_MUTEX_ACQUIRE;
            case MUTEX_RELEASE -> Event.LOCKDEP_MUTEX_RELEASE;
            case UNREGISTER_KEY -> Event.LOCKDEP_KEY_UNREGISTERED;
            case FREE -> Event.LOCKDEP_FREED;
        };
    }

    /** What the task can do where these devices are {@link #contested}, a bit each. */
    Automaton automaton(long contested) {
        return on(contested).automaton;
    }

    /** The same as {@link ScenarioSearch} reads it. */
    ProgramTables tables(long contested) {
        return on(contested).tables;
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
                boolean occurs = (touched >>> device & 1) != 0;
                if (occurs && (device >= rename.length || rename[device] < 0)) {
                    return null;
                }
            }
        }
        Writer writer = new Writer(rename);
        writer.notes(inAnyCompany.leadingNotes());
        for (Location location : inAnyCompany.locations()) {
            writer.location(location);
        }
        return writer.text.toString();
    }

    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final int[] rename;

        Writer(int[] rename) {
            this.rename = rename;
        }

        void number(int number) {
            text.append((char) (number + 2));
        }

        void ordinal(Enum<?> constant) {
            number(constant == null ? -1 : constant.ordinal());
        }

        void device(int device) {
            number(rename == null ? device : rename[device]);
        }

        void notes(List<Note> notes) {
            number(notes.size());
            for (Note note : notes) {
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
                ordinal(label.event());
                device(label.device());
                ordinal(label.lockdepCall());
                if (label.lockdepCall() != null) {
                    device(label.key());
                    number(label.subclass());
                }
                notes(edge.notes);
                number(edge.target.number);
            }
        }
    }
}
