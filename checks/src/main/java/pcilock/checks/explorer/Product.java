package pcilock.checks.explorer;

import java.util.EnumSet;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * The machine with all its tasks: packed states, and the steps that lead from one to the next.
 *
 * <p>A state is where each task is in its automaton, who is on the wait queue and, only where tasks can interfere, who holds
 * what. The properties are judged as {@link pcilock.specs.property.PropertyObserver} judges them; every counterexample is
 * replayed against that one, and a test compares the two on every step of small scenarios.
 *
 * <p>One instance is used by one thread: it holds the state that was unpacked last.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class Product {
    /** Told of each step that the state at hand allows. */
    interface Visitor {
        /**
         * Sees a step.
         *
         * @param successor the packed state after the step, overwritten by the next call
         * @param event the step's own event
         * @param broken the properties that the step breaks, a bit for each {@link Property#ordinal}
         */
        void step(int task, Location.Edge edge, Event event, long[] successor, long broken);
    }

    private final int tasks;
    private final int devices;
    private final Location[][] locations;
    private final boolean interference;
    private final boolean history;
    private final LockdepStates lockdep;
    private final long[] below;

    private final int words;
    private final Field[] place;
    private final Field queue;
    private final Field[] mutexHolder;
    private final Field[] flagHolder;
    private final Field[] mutexesBefore;
    private final Field[] flagsBefore;
    private final Field lockdepState;
    private final Field[][][] endedBefore;
    private final Field[][] answers;

    private final long[] state;
    private final long[] successor;
    private final Location[] at;
    private final long[] mutexes;
    private final long[] flags;
    private long allMutexes;
    private long allFlags;
    private long queued;

    /** The events of the steps that {@link #expand} saw, a bit for each {@link Event#ordinal}. */
    private long seen;

    /**
     * A machine.
     *
     * @param lockdep null where the code does not call lockdep
     * @param calls how many calls each task makes, where a history is kept; else null
     */
    Product(PciTopology topology, Automaton[] automata, boolean interference, LockdepStates lockdep, int[] calls) {
        tasks = automata.length;
        devices = topology.devices.length;
        this.interference = interference;
        this.history = calls != null;
        this.lockdep = lockdep;
        locations = new Location[tasks][];
        below = new long[devices];
        for (PciDev dev : topology.devices) {
            for (PciDev other : topology.devices) {
                if (dev.isBelow(other)) {
                    below[other.index] |= 1L << dev.index;
                }
            }
        }

        Field.Layout layout = new Field.Layout();
        queue = layout.field((1L << tasks) - 1);
        place = new Field[tasks];
        for (int task = 0; task < tasks; task++) {
            locations[task] = automata[task].locations().toArray(new Location[0]);
            place[task] = layout.field(locations[task].length - 1L);
            for (Note note : automata[task].leadingNotes()) {
                seen |= 1L << note.event().ordinal();
            }
        }
        int held = interference ? devices : 0;
        mutexHolder = fields(layout, held, tasks);
        flagHolder = fields(layout, held, tasks);
        long everyDevice = devices == 64 ? -1L : (1L << devices) - 1;
        mutexesBefore = fields(layout, interference ? tasks : 0, everyDevice);
        flagsBefore = fields(layout, interference ? tasks : 0, everyDevice);
        lockdepState = lockdep == null ? null : layout.field(LockdepStates.MOST);
        endedBefore = new Field[history ? tasks : 0][][];
        answers = new Field[history ? tasks : 0][];
        for (int task = 0; task < answers.length; task++) {
            answers[task] = fields(layout, calls[task], 1);
            endedBefore[task] = new Field[calls[task]][tasks];
            for (int call = 0; call < calls[task]; call++) {
                for (int other = 0; other < tasks; other++) {
                    endedBefore[task][call][other] = layout.field(calls[other]);
                }
            }
        }
        words = layout.words();
        state = new long[words];
        successor = new long[words];
        at = new Location[tasks];
        mutexes = new long[tasks];
        flags = new long[tasks];
    }

    private static Field[] fields(Field.Layout layout, int count, long most) {
        Field[] fields = new Field[count];
        for (int i = 0; i < count; i++) {
            fields[i] = layout.field(most);
        }
        return fields;
    }

    /** The length of a packed state, in longs. */
    int words() {
        return words;
    }

    /** The packed state in which every task is at its start, where every field is zero. */
    long[] start() {
        return new long[words];
    }

    /** Unpacks a state; everything else here is about the state unpacked last. */
    void unpack(long[] packed) {
        System.arraycopy(packed, 0, state, 0, words);
        queued = queue.get(state);
        allMutexes = 0;
        allFlags = 0;
        for (int task = 0; task < tasks; task++) {
            at[task] = locations[task][(int) place[task].get(state)];
            mutexes[task] = at[task].memory.mutexes();
            flags[task] = at[task].memory.flags();
            allMutexes |= mutexes[task];
            allFlags |= flags[task];
        }
        if (interference) {
            for (int device = 0; device < devices; device++) {
                int mutexOf = (int) mutexHolder[device].get(state) - 1;
                if (mutexOf >= 0) {
                    mutexes[mutexOf] |= 1L << device;
                    allMutexes |= 1L << device;
                }
                int flagOf = (int) flagHolder[device].get(state) - 1;
                if (flagOf >= 0) {
                    flags[flagOf] |= 1L << device;
                    allFlags |= 1L << device;
                }
            }
        }
    }

    boolean hasEnded() {
        for (Location location : at) {
            if (!location.end) {
                return false;
            }
        }
        return true;
    }

    /** What is broken when no task of this state can move although some have not ended: see {@code StuckRun}. */
    Set<Property> brokenByBeingStuck() {
        Set<Property> broken = EnumSet.of(Property.EVERY_TASK_ENDS);
        for (Location location : at) {
            if (!location.end) {
                boolean lost = location.asleep == Event.QUEUE_SLEEP && (allFlags >>> location.device & 1) == 0;
                broken.add(lost ? Property.NO_LOST_WAKE_UP : Property.NO_DEADLOCK);
            }
        }
        return broken;
    }

    /** The events seen since the beginning. */
    Set<Event> seen() {
        Set<Event> events = EnumSet.noneOf(Event.class);
        for (Event event : Event.values()) {
            if ((seen >>> event.ordinal() & 1) != 0) {
                events.add(event);
            }
        }
        return events;
    }

    /** Visits every step that is possible now; how many there are. */
    int expand(Visitor visitor) {
        int steps = 0;
        for (int task = 0; task < tasks; task++) {
            for (Location.Edge edge : at[task].edges) {
                if (isEnabled(task, edge.label)) {
                    steps++;
                    take(task, edge, visitor);
                }
            }
        }
        return steps;
    }

    private boolean isEnabled(int task, Label label) {
        return switch (label.guard()) {
            case NONE -> true;
            case MUTEX_FREE -> (allMutexes >>> label.device() & 1) == 0;
            case MUTEX_HELD -> (allMutexes >>> label.device() & 1) != 0;
            case FLAG_CLEAR -> (allFlags >>> label.device() & 1) == 0;
            case FLAG_SET -> (allFlags >>> label.device() & 1) != 0;
            case QUEUED -> (queued >>> task & 1) != 0;
            case NOT_QUEUED -> (queued >>> task & 1) == 0;
        };
    }

    private void take(int task, Location.Edge edge, Visitor visitor) {
        System.arraycopy(state, 0, successor, 0, words);
        place[task].set(successor, edge.target.number);
        Label label = edge.label;
        int device = label.device();
        long bit = 1L << device;
        Event event = label.event();
        long mutexesAfter = mutexes[task];
        long flagsAfter = flags[task];
        switch (label.effect()) {
            case MUTEX_ACQUIRE -> {
                mutexesAfter |= bit;
                hold(mutexHolder, device, task + 1);
            }
            case MUTEX_RELEASE -> {
                mutexesAfter &= ~bit;
                hold(mutexHolder, device, 0);
            }
            case FLAG_SET -> {
                flagsAfter |= bit;
                hold(flagHolder, device, task + 1);
            }
            case FLAG_CLEAR -> {
                flagsAfter &= ~bit;
                hold(flagHolder, device, 0);
            }
            case ENQUEUE -> queue.set(successor, queued | 1L << task);
            case DEQUEUE -> queue.set(successor, queued & ~(1L << task));
            case WAKE_ALL -> queue.set(successor, 0);
            case WAKE_ONE -> queue.set(successor, queued & (queued - 1));
            case LOCKDEP -> {
                LockdepStates.Result result = lockdep.call((int) lockdepState.get(state), task, label);
                lockdepState.set(successor, result.state());
                event = result.event();
            }
            case NONE -> {}
        }
        seen |= 1L << event.ordinal();
        long broken = brokenBy(task, event, device);
        if (!edge.notes.isEmpty()) {
            broken |= brokenByNotes(task, edge, mutexesAfter, flagsAfter);
        }
        if (history) {
            keepHistory(task, edge);
        }
        visitor.step(task, edge, event, successor, broken);
    }

    private void hold(Field[] holder, int device, int value) {
        if (interference) {
            holder[device].set(successor, value);
        }
    }

    private void keepHistory(int task, Location.Edge edge) {
        if (edge.callBegun != Location.Edge.NO_CALL) {
            for (int other = 0; other < tasks; other++) {
                endedBefore[task][edge.callBegun][other].set(successor, at[other].memory.callsEnded());
            }
        }
        if (edge.callEnded != Location.Edge.NO_CALL) {
            answers[task][edge.callEnded].set(successor, edge.answer ? 1 : 0);
        }
    }

    private long brokenBy(int task, Event event, int device) {
        long bit = 1L << device;
        long broken = 0;
        switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK -> {
                broken |= unless(!holdsBelow(task, device), Property.TOP_DOWN_ORDER);
                broken |= unless((flags[task] & bit) == 0, Property.DEVICE_LOCK_BEFORE_FLAG);
                for (int other = 0; other < tasks; other++) {
                    int bridge = at[other].memory.resetting();
                    boolean isReset = other != task && bridge != Memory.NOTHING && (below[bridge] & bit) != 0;
                    broken |= unless(!isReset, Property.NO_RESET_OF_HELD_DEVICE);
                }
            }
            case FLAG_SET -> broken |= unless(!holdsBelow(task, device), Property.TOP_DOWN_ORDER);
            case MUTEX_SLEEP, FLAG_SLEEP, QUEUE_SLEEP ->
                broken |= unless(!at[task].memory.insideTrylock(), Property.TRYLOCK_NEVER_SLEEPS);
            case MUTEX_UNLOCK -> {
                broken |= unless((mutexes[task] & bit) != 0, Property.RELEASED_BY_HOLDER);
                broken |= brokenByReleasing(task, device);
            }
            case FLAG_CLEAR -> {
                if ((allFlags & bit) == 0) {
                    broken |= bit(Property.NO_CLEAR_FLAG_RELEASED);
                } else {
                    broken |= unless((flags[task] & bit) != 0, Property.RELEASED_BY_HOLDER);
                }
                broken |= brokenByReleasing(task, device);
            }
            case USER_ACCESS -> {
                for (int other = 0; other < tasks; other++) {
                    int bridge = at[other].memory.resetting();
                    boolean isReset = bridge != Memory.NOTHING && (bridge == device || (below[bridge] & bit) != 0);
                    broken |= unless(!isReset, Property.NO_USER_ACCESS_DURING_RESET);
                }
            }
            case RESET_BEGIN -> {
                boolean flagHeld = (flags[task] & bit) != 0;
                broken |= unless(flagHeld && (mutexes[task] & bit) != 0, Property.BRIDGE_HELD);
                broken |= unless(flagHeld || !at[task].memory.warningSilent(), Property.WARNING_NEVER_SILENT);
                long heldByOthers = allMutexes & ~mutexes[task];
                broken |= unless((heldByOthers & below[device]) == 0, Property.NO_RESET_OF_HELD_DEVICE);
            }
            case FUNCTION_RESET ->
                broken |= unless((allMutexes & ~mutexes[task] & bit) == 0, Property.NO_RESET_OF_HELD_DEVICE);
            case LOCKDEP_RECURSION -> broken |= bit(Property.LOCKDEP_NO_RECURSION);
            case LOCKDEP_CIRCULAR -> broken |= bit(Property.LOCKDEP_NO_CIRCLE);
            case LOCKDEP_UNBALANCED -> broken |= bit(Property.LOCKDEP_BALANCED);
            case LOCKDEP_NOT_HELD -> broken |= bit(Property.LOCKDEP_ASSERTION_HOLDS);
            case LOCKDEP_SUBCLASS -> broken |= bit(Property.LOCKDEP_SUBCLASS_VALID);
            case LOCKDEP_STALE_KEY -> broken |= bit(Property.LOCKDEP_NO_STALE_KEY);
            default -> {}
        }
        return broken;
    }

    private boolean holdsBelow(int task, int device) {
        return ((mutexes[task] | flags[task]) & below[device]) != 0;
    }

    private long brokenByReleasing(int task, int device) {
        long broken = unless(!holdsBelow(task, device), Property.TOP_DOWN_ORDER);
        for (Location location : at) {
            broken |= unless(location.memory.resetting() != device, Property.BRIDGE_HELD);
        }
        return broken;
    }

    /** The notes follow the step's event, so they find what the task holds after it. */
    private long brokenByNotes(int task, Location.Edge edge, long mutexesAfter, long flagsAfter) {
        long broken = 0;
        long mutexesThen = interference ? mutexesBefore[task].get(state) : at[task].memory.mutexesBefore();
        long flagsThen = interference ? flagsBefore[task].get(state) : at[task].memory.flagsBefore();
        for (Note note : edge.notes) {
            seen |= 1L << note.event().ordinal();
            switch (note.event()) {
                case WARN_UNLOCKED_RESET -> broken |= bit(Property.NO_UNLOCKED_RESET_WARNING);
                case TRYLOCK_BEGIN -> {
                    mutexesThen = mutexesAfter;
                    flagsThen = flagsAfter;
                }
                case TRYLOCK_TAKEN -> {
                    mutexesThen = 0;
                    flagsThen = 0;
                }
                case TRYLOCK_FAILED -> {
                    boolean restored = mutexesThen == mutexesAfter && flagsThen == flagsAfter;
                    broken |= unless(restored, Property.FAILED_TRYLOCK_RESTORES);
                    mutexesThen = 0;
                    flagsThen = 0;
                }
                case TASK_END -> broken |= unless((mutexesAfter | flagsAfter) == 0, Property.NOTHING_LEFT_HELD);
                default -> {}
            }
        }
        if (interference) {
            mutexesBefore[task].set(successor, mutexesThen);
            flagsBefore[task].set(successor, flagsThen);
        }
        return broken;
    }

    private static long unless(boolean holds, Property property) {
        return holds ? 0 : bit(property);
    }

    static long bit(Property property) {
        return 1L << property.ordinal();
    }
}
