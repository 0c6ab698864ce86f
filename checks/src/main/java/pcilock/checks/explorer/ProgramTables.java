package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * The automaton of a task that does not interfere with those beside it, laid out in arrays for {@link ScenarioSearch}. A set of
 * locks is one word: the device_lock of device d is bit d, its flag is bit 32 + d.
 */
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

    final int places;

    /** The steps from place p are those from {@code first[p]} up to {@code first[p + 1]}. */
    final int[] first;

    /** A step can be taken when, of these locks, ... */
    final long[] asked;

    /** ... exactly these are held. */
    final long[] wanted;

    final int[] target;
    final byte[] looksAt;

    /** The devices of which the state, as other tasks make it, matters to a step, a bit each. */
    final long[] notices;

    /** The device that a step changes something of, as a bit: see {@link TaskProgram#watched}. */
    final long[] isNoticedAt;

    final int[] device;
    final Label[] label;

    /** What a step breaks whatever others do, a bit for each property. */
    final long[] broken;

    /** What is held at a place. */
    final long[] held;

    /** The bridge that is being reset at a place, {@link Memory#NOTHING} for none. */
    final int[] resetting;

    final boolean[] end;

    /** Whether a step needs the task on the wait queue, or not on it; null where it does not matter. */
    final Guard[] queueGuard;

    /** What a step does to the wait queue; null for nothing. */
    final Effect[] queueEffect;

    /** The events of a step and its notes, a bit each. */
    final long[] events;

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
        notices = new long[arcs];
        isNoticedAt = new long[arcs];
        device = new int[arcs];
        label = new Label[arcs];
        broken = new long[arcs];
        held = new long[places];
        resetting = new int[places];
        end = new boolean[places];
        queueGuard = new Guard[arcs];
        queueEffect = new Effect[arcs];
        events = new long[arcs];
        sleeps = new boolean[arcs];
        awaited = new int[places];
    }

    static ProgramTables of(Automaton automaton, PciTopology topology) {
        List<Location> locations = automaton.locations();
        ProgramTables tables = new ProgramTables(locations);
        Product product = new Product(topology, new Automaton[] {automaton}, false, null, null);
        int arc = 0;
        for (int place = 0; place < tables.places; place++) {
            Location location = locations.get(place);
            tables.first[place] = arc;
            tables.held[place] = location.memory.mutexes() | location.memory.flags() << MOST_DEVICES;
            tables.resetting[place] = location.memory.resetting();
            tables.end[place] = location.end;
            tables.awaited[place] = awaited(location);
            for (Place.Arc step : product.arcs(0, place)) {
                Location target = step.edge.target;
                tables.sleeps[arc] = target.asleep != null;
                if (target.asleep != null) {
                    tables.awaited[place] = awaited(target);
                }
                tables.fill(arc++, step, tables.held[place], product.below(step.edge.label.device()));
            }
        }
        tables.first[tables.places] = arc;
        return tables;
    }

    private static int awaited(Location location) {
        return location.asleep == null
                ? NO_LOCK
                : location.device + (location.asleep == Event.MUTEX_SLEEP ? 0 : MOST_DEVICES);
    }

    private void fill(int arc, Place.Arc step, long heldBefore, long below) {
        Label what = step.edge.label;
        long mutex = 1L << what.device();
        long flag = mutex << MOST_DEVICES;
        switch (what.guard()) {
            case NONE -> {}
            case MUTEX_FREE -> asked[arc] = mutex;
            case MUTEX_HELD -> asked[arc] = wanted[arc] = mutex;
            case FLAG_CLEAR -> asked[arc] = flag;
            case FLAG_SET -> asked[arc] = wanted[arc] = flag;
            case QUEUED, NOT_QUEUED -> queueGuard[arc] = what.guard();
        }
        switch (what.effect()) {
            case ENQUEUE, DEQUEUE, WAKE_ALL, WAKE_ONE -> queueEffect[arc] = what.effect();
            default -> {}
        }
        events[arc] = step.events;
        target[arc] = step.edge.target.number;
        device[arc] = what.device();
        label[arc] = what;
        broken[arc] = step.brokenAlone;
        if (what.event() == Event.FLAG_CLEAR && (heldBefore & flag) == 0) {
            // Tasks that others touch the flags of are searched elsewhere, so nobody else has set it.
            broken[arc] |= Product.bit(Property.NO_CLEAR_FLAG_RELEASED);
        }
        boolean onlyListens = what.effect() == Effect.LOCKDEP;
        boolean resets = what.event() == Event.RESET_BEGIN || what.event() == Event.RESET_END;
        isNoticedAt[arc] = onlyListens ? 0 : mutex;
        notices[arc] = onlyListens ? 0 : resets ? mutex | below : mutex;
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
}
