package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.specs.property.Property;

/**
 * What the lock validator may report because of a task, from above: what is not here is never reported. Every report but that
 * of a circle follows from the maps that the task itself has acquired; a circle is one of the orders in which tasks acquire.
 */
final class LockdepReports {
    /** What may be held when another is acquired, where the classes of both are validated. */
    private record Order(int held, int acquired) {}

    private static final class Held {
        /** Held on some path. */
        final BitSet some;

        /** Held on every path. */
        final BitSet every;

        Held(BitSet some, BitSet every) {
            this.some = some;
            this.every = every;
        }
    }

    /** Added to the number of a mutex, so that it is none of a class of maps. */
    private static final int MUTEXES = 1 << 16;

    private final int pciSlotMutex;
    private final Set<Property> alone = EnumSet.noneOf(Property.class);
    private final List<Order> orders = new ArrayList<>();

    /** The properties that a report breaks, and nothing else. */
    static final Set<Property> PROPERTIES = EnumSet.of(
            Property.LOCKDEP_NO_RECURSION,
            Property.LOCKDEP_NO_CIRCLE,
            Property.LOCKDEP_BALANCED,
            Property.LOCKDEP_ASSERTION_HOLDS,
            Property.LOCKDEP_SUBCLASS_VALID,
            Property.LOCKDEP_DEPTH_SUFFICES,
            Property.LOCKDEP_NO_STALE_KEY);

    /** Of a task that does not call the lock validator. */
    static final LockdepReports NONE = new LockdepReports(-1);

    private LockdepReports(int pciSlotMutex) {
        this.pciSlotMutex = pciSlotMutex;
    }

    /**
     * What may be reported because of a task.
     *
     * @param pciSlotMutex the number of the one mutex whose class is validated
     */
    static LockdepReports of(Automaton automaton, int pciSlotMutex) {
        LockdepReports reports = new LockdepReports(pciSlotMutex);
        Held[] held = held(automaton);
        for (Location location : automaton.locations()) {
            for (Location.Edge edge : location.edges) {
                if (edge.label.effect() == Effect.LOCKDEP) {
                    reports.look(edge.label, held[location.number]);
                }
            }
        }
        return reports;
    }

    private static Held[] held(Automaton automaton) {
        List<Location> locations = automaton.locations();
        Held[] held = new Held[locations.size()];
        Deque<Location> open = new ArrayDeque<>();
        held[0] = new Held(new BitSet(), new BitSet());
        open.add(locations.get(0));
        while (!open.isEmpty()) {
            Location location = open.remove();
            for (Location.Edge edge : location.edges) {
                Held before = held[location.number];
                BitSet some = (BitSet) before.some.clone();
                BitSet every = (BitSet) before.every.clone();
                if (edge.label.effect() == Effect.LOCKDEP) {
                    switch (edge.label.lockdepCall()) {
                        case ACQUIRE, MUTEX_ACQUIRE -> {
                            some.set(lock(edge.label));
                            every.set(lock(edge.label));
                        }
                        case RELEASE, MUTEX_RELEASE -> {
                            some.clear(lock(edge.label));
                            every.clear(lock(edge.label));
                        }
                        default -> {}
                    }
                }
                Held known = held[edge.target.number];
                if (known != null) {
                    some.or(known.some);
                    every.and(known.every);
                }
                if (known == null || !some.equals(known.some) || !every.equals(known.every)) {
                    held[edge.target.number] = new Held(some, every);
                    open.add(edge.target);
                }
            }
        }
        return held;
    }

    private void look(Label label, Held held) {
        int lock = lock(label);
        switch (label.lockdepCall()) {
            case ACQUIRE, MUTEX_ACQUIRE -> {
                if (label.subclass() >= LockdepMap.MAX_SUBCLASSES) {
                    alone.add(Property.LOCKDEP_SUBCLASS_VALID);
                }
                if (isValidated(lock)) {
                    if (held.some.get(lock)) {
                        alone.add(Property.LOCKDEP_NO_RECURSION);
                    }
                    held.some.stream().filter(this::isValidated).forEach(other -> orders.add(new Order(other, lock)));
                }
                if (held.some.cardinality() + 1 >= Lockdep.MAX_LOCK_DEPTH) {
                    alone.add(Property.LOCKDEP_DEPTH_SUFFICES);
                }
            }
            case RELEASE, MUTEX_RELEASE -> {
                if (!held.every.get(lock)) {
                    alone.add(Property.LOCKDEP_BALANCED);
                }
            }
            case ASSERT_HELD -> {
                if (!held.every.get(lock)) {
                    alone.add(Property.LOCKDEP_ASSERTION_HOLDS);
                }
            }
            case UNREGISTER_KEY -> {}
            case FREE -> alone.add(Property.LOCKDEP_NO_STALE_KEY);
        }
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

    /** The class of a map, as a task that holds two maps of a class has been reported; a mutex by itself. */
    private static int lock(Label label) {
        return switch (label.lockdepCall()) {
            case MUTEX_ACQUIRE, MUTEX_RELEASE -> MUTEXES + label.device();
            default -> label.key() * LockdepMap.MAX_SUBCLASSES + label.subclass();
        };
    }

    private boolean isValidated(int lock) {
        return lock < MUTEXES || lock == MUTEXES + pciSlotMutex;
    }

    /** What may be reported whatever other tasks there are. */
    Set<Property> alone() {
        return alone;
    }

    /** Whether the orders of these tasks, taken together, form a circle. */
    static boolean formCircle(List<LockdepReports> tasks) {
        Map<Integer, Set<Integer>> next = new HashMap<>();
        for (LockdepReports reports : tasks) {
            for (Order order : reports.orders) {
                next.computeIfAbsent(order.held(), unused -> new java.util.HashSet<>())
                        .add(order.acquired());
            }
        }
        // Takes away what leads nowhere; what is left over goes round.
        boolean changed = true;
        while (changed) {
            changed = next.values().removeIf(Set::isEmpty);
            for (Set<Integer> acquired : next.values()) {
                changed |= acquired.removeIf(lockClass -> !next.containsKey(lockClass));
            }
        }
        return !next.isEmpty();
    }
}
