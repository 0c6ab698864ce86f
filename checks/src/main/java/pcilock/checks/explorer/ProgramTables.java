package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.List;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * The automaton of a task, laid out in arrays for {@link ScenarioSearch} and {@link PlainSearch}. A set of locks is one word: the
 * device_lock of device d is bit d, its flag is bit 32 + d.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class ProgramTables {
    /** A set of locks has two bits for each device. */
    static final int MOST_DEVICES = 32;

    /** What to look at besides the task itself when a step is taken. */
    static final byte NOTHING = 0;

    static final byte TAKES_MUTEX = 1;
    static final byte RELEASES = 2;
    static final byte USER_ACCESS = 3;
    static final byte RESET_BEGIN = 4;
    static final byte FUNCTION_RESET = 5;

    static final int NO_LOCK = -1;

    private static final long EVERYTHING = -1;

    final int places;

    /** The steps from place p are those from {@code first[p]} up to {@code first[p + 1]}. */
    final int[] first;

    /** A step can be taken when, of these locks, ... */
    final long[] asked;

    /** ... exactly these are held. */
    final long[] wanted;

    final int[] target;
    final byte[] looksAt;

    /** The devices of which the state, as other tasks make it, matters to the next step from a place, a bit each. */
    final long[] notices;

    /** The devices of which the next step from a place may change something. */
    final long[] changes;

    /** The devices of which a step from a place on, the next one or a later one, may change something. */
    final long[] changesLater;

    /** The devices of which it matters to a step from a place on, or to a reset begun before it, what other tasks do to them. */
    final long[] noticesLater;

    final int[] device;
    final Location.Edge[] edge;

    /** What a step breaks whatever others do, a bit for each property; without what depends on contested locks. */
    final long[] broken;

    /** Locks, contested ones among them, with any of which a step is against the order from the top down. */
    final long[] forbiddenByOrder;

    /** The flag with which a step is against the order of the locks of one device, where it is contested. */
    final long[] forbiddenFlag;

    /** Locks, contested ones among them, without which the event of a step breaks something. */
    final long[] needed;

    /** What it breaks where the task holds none of them and nobody else does, a bit for each property. */
    final long[] brokenWithout;

    /** What it breaks where others hold some of them. */
    final long[] brokenWhereOthersHold;

    /** Whether a step changes a contested lock, or is to be judged by who holds contested locks. */
    final boolean[] isContested;

    /** The contested lock that a step takes or releases, {@link #NO_LOCK} where it does not. */
    final int[] contestedLock;

    /** Whether the notes of a step are judged by what the task holds of contested locks, now or when it entered a trylock. */
    final boolean[] hasContestedNotes;

    /** The contested locks that the task may take. */
    long takes;

    /** Whether the task is ever inside a trylock. */
    boolean entersTrylock;

    /** What the task remembers at a place. */
    final Memory[] memory;

    /** What is held at a place, without contested locks. */
    final long[] held;

    /** The bridge that is being reset at a place, {@link Memory#NOTHING} for none. */
    final int[] resetting;

    final boolean[] end;

    /** Whether a step needs the task on the wait queue, or not on it; null where it does not matter. */
    final Guard[] queueGuard;

    /** What a step does to the wait queue; null for nothing. */
    final Effect[] queueEffect;

    /** The events of a step and its notes, a bit each; of a call into lockdep the one that it tells when nothing is wrong. */
    final long[] events;

    /** The events of what the task notes before its first step. */
    long leadingEvents;

    /** Whether a step does nothing but go to sleep. */
    final boolean[] sleeps;

    /** The bit of the lock that is or would be waited for at a place, {@link #NO_LOCK} where none is. */
    final int[] awaited;

    private ProgramTables(List<Location> locations) {
        places = locations.size();
        int arcs = 0;
        for (Location location : locations) {
            arcs += location.edges.size();
        }
        first = new int[places + 1];
        asked = new long[arcs];
        wanted = new long[arcs];
        target = new int[arcs];
        looksAt = new byte[arcs];
        notices = new long[places];
        changes = new long[places];
        changesLater = new long[places];
        noticesLater = new long[places];
        device = new int[arcs];
        edge = new Location.Edge[arcs];
        broken = new long[arcs];
        needed = new long[arcs];
        brokenWithout = new long[arcs];
        brokenWhereOthersHold = new long[arcs];
        forbiddenByOrder = new long[arcs];
        forbiddenFlag = new long[arcs];
        isContested = new boolean[arcs];
        contestedLock = new int[arcs];
        hasContestedNotes = new boolean[arcs];
        memory = new Memory[places];
        held = new long[places];
        resetting = new int[places];
        end = new boolean[places];
        queueGuard = new Guard[arcs];
        queueEffect = new Effect[arcs];
        events = new long[arcs];
        sleeps = new boolean[arcs];
        awaited = new int[places];
    }

    /**
     * Lays out an automaton.
     *
     * @param contested the devices that were contested when it was recorded, a bit each
     */
    static ProgramTables of(Automaton automaton, PciTopology topology, long contested) {
        List<Location> locations = automaton.locations();
        ProgramTables tables = new ProgramTables(locations);
        tables.leadingEvents = Note.events(automaton.leadingNotes());
        long[] below = Below.of(topology);
        tables.findTaken(locations, contested);
        int arc = 0;
        for (int place = 0; place < tables.places; place++) {
            Location location = locations.get(place);
            tables.first[place] = arc;
            tables.memory[place] = location.memory;
            tables.held[place] = locks(location.memory.mutexes(), location.memory.flags());
            tables.resetting[place] = location.memory.resetting();
            tables.end[place] = location.end;
            tables.awaited[place] = awaited(location);
            for (Location.Edge step : location.edges) {
                tables.sleeps[arc] = step.target.asleep != null;
                if (step.target.asleep != null) {
                    tables.awaited[place] = awaited(step.target);
                }
                long belowDevice = below[step.label.device()];
                tables.fill(arc, step);
                tables.judge(arc++, location.memory, step, belowDevice, contested);
            }
        }
        tables.first[tables.places] = arc;
        tables.findNoticed(below);
        return tables;
    }

    /** A set of locks. */
    static long locks(long mutexes, long flags) {
        return mutexes | flags << MOST_DEVICES;
    }

    private void findTaken(List<Location> locations, long contested) {
        for (Location location : locations) {
            for (Location.Edge step : location.edges) {
                long bit = 1L << step.label.device() & contested;
                if (step.label.effect() == Effect.MUTEX_ACQUIRE) {
                    takes |= locks(bit, 0);
                } else if (step.label.effect() == Effect.FLAG_SET) {
                    takes |= locks(0, bit);
                }
                entersTrylock |= step.notes.stream().anyMatch(note -> note.event() == Event.TRYLOCK_BEGIN);
            }
        }
    }

    /** Finds what {@link ScenarioSearch#breaks} asks for, from the ends backwards. */
    private void findNoticed(long[] below) {
        for (int place = 0; place < places; place++) {
            boolean comparesWithBefore = false;
            for (int arc = first[place]; arc < first[place + 1]; arc++) {
                comparesWithBefore |= hasContestedNotes[arc];
                Label what = edge[arc].label;
                if (what.effect() != Effect.LOCKDEP) {
                    boolean resets = what.event() == Event.RESET_BEGIN || what.event() == Event.RESET_END;
                    long bit = 1L << what.device();
                    changes[place] |= bit;
                    notices[place] |= resets ? bit | below[what.device()] : bit;
                }
            }
            changesLater[place] = changes[place];
            noticesLater[place] = notices[place];
            if (comparesWithBefore) {
                notices[place] = EVERYTHING;
            }
            if (resetting[place] >= 0) {
                noticesLater[place] |= 1L << resetting[place] | below[resetting[place]];
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int place = places - 1; place >= 0; place--) {
                long changesBefore = changesLater[place];
                long noticesBefore = noticesLater[place];
                for (int arc = first[place]; arc < first[place + 1]; arc++) {
                    changesLater[place] |= changesLater[target[arc]];
                    noticesLater[place] |= noticesLater[target[arc]];
                }
                changed |= changesLater[place] != changesBefore || noticesLater[place] != noticesBefore;
            }
        }
    }

    private static int awaited(Location location) {
        return location.asleep == null
                ? NO_LOCK
                : location.device + (location.asleep == Event.MUTEX_SLEEP ? 0 : MOST_DEVICES);
    }

    private void fill(int arc, Location.Edge step) {
        Label what = step.label;
        long mutex = 1L << what.device();
        long flag = mutex << MOST_DEVICES;
        switch (what.guard()) {
            case NONE -> {}
            case MUTEX_FREE -> asked[arc] = mutex;
            case MUTEX_HELD -> asked[arc] = wanted[arc] = mutex;
            case FLAG_CLEAR -> asked[arc] = flag;
            case FLAG_SET -> asked[arc] = wanted[arc] = flag;
            case SETS -> throw new IllegalArgumentException("these tables have no place for sets of tasks");
            case QUEUED, NOT_QUEUED -> queueGuard[arc] = what.guard();
        }
        switch (what.effect()) {
            case ENQUEUE, DEQUEUE, WAKE_ALL, WAKE_ONE -> queueEffect[arc] = what.effect();
            default -> {}
        }
        events[arc] =
                step.events() | (what.lockdepCall() == null ? 0 : bit(TaskProgram.whenInOrder(what.lockdepCall())));
        target[arc] = step.target.number;
        device[arc] = what.device();
        edge[arc] = step;
        looksAt[arc] = what.event() == null
                ? NOTHING
                : switch (what.event()) {
                    case MUTEX_LOCK, MUTEX_TRYLOCK -> TAKES_MUTEX;
                    case MUTEX_UNLOCK, FLAG_CLEAR -> RELEASES;
                    case USER_ACCESS -> USER_ACCESS;
                    case RESET_BEGIN -> RESET_BEGIN;
                    case FUNCTION_RESET -> FUNCTION_RESET;
                    default -> NOTHING;
                };
    }

    private void judge(int arc, Memory before, Location.Edge step, long below, long contested) {
        judgeEvent(arc, before, step.label, below, contested);
        hasContestedNotes[arc] = takes != 0 && step.notes.stream().anyMatch(ProgramTables::isAboutWhatIsHeld);
        if (!hasContestedNotes[arc]) {
            broken[arc] |= OwnBreaks.byNotes(step, before);
        }
        isContested[arc] = hasContestedNotes[arc]
                || contestedLock[arc] != NO_LOCK
                || (forbiddenByOrder[arc] | forbiddenFlag[arc] | needed[arc]) != 0;
    }

    private void judgeEvent(int arc, Memory before, Label what, long below, long contested) {
        long mutex = 1L << what.device();
        long flag = mutex << MOST_DEVICES;
        contestedLock[arc] = NO_LOCK;
        if (((mutex | below) & contested) == 0 || what.event() == null) {
            broken[arc] = OwnBreaks.byEvent(what, before, below);
            return;
        }
        int lock = NO_LOCK;
        switch (what.event()) {
            case MUTEX_LOCK, MUTEX_TRYLOCK -> {
                lock = what.device();
                forbiddenFlag[arc] = flag;
            }
            case MUTEX_UNLOCK -> {
                lock = what.device();
                needed[arc] = mutex;
                brokenWithout[arc] = brokenWhereOthersHold[arc] = Product.bit(Property.RELEASED_BY_HOLDER);
            }
            case FLAG_SET -> lock = what.device() + MOST_DEVICES;
            case FLAG_CLEAR -> {
                lock = what.device() + MOST_DEVICES;
                needed[arc] = flag;
                brokenWithout[arc] = Product.bit(Property.NO_CLEAR_FLAG_RELEASED);
                brokenWhereOthersHold[arc] = Product.bit(Property.RELEASED_BY_HOLDER);
            }
            case RESET_BEGIN -> {
                needed[arc] = mutex | flag;
                long silent = before.warningSilent() ? Product.bit(Property.WARNING_NEVER_SILENT) : 0;
                brokenWithout[arc] = brokenWhereOthersHold[arc] = Product.bit(Property.BRIDGE_HELD) | silent;
            }
            default -> broken[arc] = OwnBreaks.byEvent(what, before, below);
        }
        forbiddenByOrder[arc] = lock == NO_LOCK ? 0 : locks(below, below);
        if ((mutex & contested) != 0) {
            contestedLock[arc] = lock;
        }
    }

    private static boolean isAboutWhatIsHeld(Note note) {
        return switch (note.event()) {
            case TRYLOCK_BEGIN, TRYLOCK_TAKEN, TRYLOCK_FAILED, TASK_END -> true;
            default -> false;
        };
    }

    /** Whether a step takes a lock; one that is about a lock and does not take it releases it. */
    boolean acquires(int arc) {
        Effect effect = edge[arc].label.effect();
        return effect == Effect.MUTEX_ACQUIRE || effect == Effect.FLAG_SET;
    }

    /** What the task holds after a step. */
    long heldAfter(int arc, long heldBefore) {
        long mutex = 1L << device[arc];
        return switch (edge[arc].label.effect()) {
            case MUTEX_ACQUIRE -> heldBefore | mutex;
            case MUTEX_RELEASE -> heldBefore & ~mutex;
            case FLAG_SET -> heldBefore | locks(0, mutex);
            case FLAG_CLEAR -> heldBefore & ~locks(0, mutex);
            default -> heldBefore;
        };
    }

    /**
     * Whether the event of a step may break something because of what the task holds.
     *
     * @param all what is held by anybody
     * @param known properties that need no more judgement, a bit each
     */
    boolean mayBreak(int arc, long held, long all, long known) {
        long without = (all & needed[arc]) == 0 ? brokenWithout[arc] : brokenWhereOthersHold[arc];
        return ((held & forbiddenByOrder[arc]) != 0 && (known & Product.bit(Property.TOP_DOWN_ORDER)) == 0)
                || ((held & needed[arc]) != needed[arc] && (without & ~known) != 0)
                || ((held & forbiddenFlag[arc]) != 0 && (known & Product.bit(Property.DEVICE_LOCK_BEFORE_FLAG)) == 0);
    }

    /**
     * What the event of a step breaks because of what the task holds.
     *
     * @param below the devices below the one that the step is about
     * @param all what is held by anybody
     */
    long brokenByEvent(int place, int arc, long below, long held, long all) {
        boolean isSet = (all >>> (device[arc] + MOST_DEVICES) & 1) != 0;
        return OwnBreaks.byEvent(edge[arc].label, memory[place], below, isSet, mutexes(held), flags(held));
    }

    /** The device_locks of a set of locks, a bit for each device. */
    static long mutexes(long locks) {
        return locks & (1L << MOST_DEVICES) - 1;
    }

    /** The events of all steps, reached or not, and of what is noted before the first. */
    long allEvents() {
        return Arrays.stream(events).reduce(leadingEvents, (one, other) -> one | other);
    }

    /** What any step breaks whatever others do. */
    long allBroken() {
        return Arrays.stream(broken).reduce(0, (one, other) -> one | other);
    }

    private static long bit(Event event) {
        return 1L << event.ordinal();
    }

    /** The flags of a set of locks, a bit for each device. */
    static long flags(long locks) {
        return locks >>> MOST_DEVICES;
    }
}
