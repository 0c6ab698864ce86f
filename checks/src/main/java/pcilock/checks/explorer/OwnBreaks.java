package pcilock.checks.explorer;

import java.util.EnumSet;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

/**
 * What a step breaks because of what its own task holds and remembers, whatever the other tasks do. Sets of properties are a bit
 * for each {@link Property#ordinal}, sets of locks a bit for each device.
 */
final class OwnBreaks {
    /** What a task held when it entered the trylock that it is in. */
    static final class Snapshot {
        long mutexes;
        long flags;

        Snapshot(long mutexes, long flags) {
            this.mutexes = mutexes;
            this.flags = flags;
        }

        void take(long mutexesNow, long flagsNow) {
            mutexes = mutexesNow;
            flags = flagsNow;
        }
    }

    /** The properties that nothing but such steps breaks, where nobody takes away what another one holds. */
    static final Set<Property> OF_OWN_STEPS = EnumSet.of(
            Property.TOP_DOWN_ORDER,
            Property.DEVICE_LOCK_BEFORE_FLAG,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.RELEASED_BY_HOLDER,
            Property.TRYLOCK_NEVER_SLEEPS,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.FAILED_TRYLOCK_RESTORES,
            Property.NOTHING_LEFT_HELD);

    private OwnBreaks() {}

    /**
     * What the event of a step breaks.
     *
     * @param memory what the task remembers before the step
     * @param below the devices below the one that the step is about
     * @param isSet whether anybody has set the flag of the device
     * @param mutexesHeld the device_locks that the task holds before the step
     * @param flagsHeld the flags that it has set
     */
    static long byEvent(Label label, Memory memory, long below, boolean isSet, long mutexesHeld, long flagsHeld) {
        Event event = label.event();
        if (event == null) {
            return 0;
        }
        long bit = 1L << label.device();
        boolean holdsBelow = ((mutexesHeld | flagsHeld) & below) != 0;
        boolean mutexHeld = (mutexesHeld & bit) != 0;
        boolean flagHeld = (flagsHeld & bit) != 0;
        return switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK ->
                unless(!holdsBelow, Property.TOP_DOWN_ORDER) | unless(!flagHeld, Property.DEVICE_LOCK_BEFORE_FLAG);
            case FLAG_SET -> unless(!holdsBelow, Property.TOP_DOWN_ORDER);
            case FLAG_CLEAR ->
                unless(!holdsBelow, Property.TOP_DOWN_ORDER)
                        | unless(flagHeld || isSet, Property.NO_CLEAR_FLAG_RELEASED)
                        | unless(flagHeld || !isSet, Property.RELEASED_BY_HOLDER);
            case MUTEX_UNLOCK ->
                unless(!holdsBelow, Property.TOP_DOWN_ORDER) | unless(mutexHeld, Property.RELEASED_BY_HOLDER);
            case MUTEX_SLEEP,
                    FLAG_SLEEP,
                    QUEUE_SLEEP,
                    SEM_READ_SLEEP,
                    SEM_WRITE_SLEEP,
                    REFERENCE_ENTER_SLEEP,
                    REFERENCE_DRAIN_SLEEP -> unless(!memory.insideTrylock(), Property.TRYLOCK_NEVER_SLEEPS);
            case RESET_BEGIN ->
                unless(mutexHeld && flagHeld, Property.BRIDGE_HELD)
                        | unless(flagHeld || !memory.warningSilent(), Property.WARNING_NEVER_SILENT);
            default -> 0;
        };
    }

    /** What the event of a step breaks where what the task holds follows from its place, and nobody else sets its flags. */
    static long byEvent(Label label, Memory before, long below) {
        return byEvent(label, before, below, false, before.mutexes(), before.flags());
    }

    /** What the notes of a step break where what the task holds follows from its place. */
    static long byNotes(Location.Edge edge, Memory before) {
        Memory after = edge.target.memory;
        return byNotes(
                edge, new Snapshot(before.mutexesBefore(), before.flagsBefore()), after.mutexes(), after.flags());
    }

    /** What the notes of a step break. They follow its event, so they find what the task holds after it, and change the snapshot. */
    static long byNotes(Location.Edge edge, Snapshot snapshot, long mutexesAfter, long flagsAfter) {
        long broken = 0;
        for (Note note : edge.notes) {
            switch (note.event()) {
                case WARN_UNLOCKED_RESET -> broken |= Product.bit(Property.NO_UNLOCKED_RESET_WARNING);
                case TRYLOCK_BEGIN -> snapshot.take(mutexesAfter, flagsAfter);
                case TRYLOCK_TAKEN -> snapshot.take(0, 0);
                case TRYLOCK_FAILED -> {
                    boolean restored = snapshot.mutexes == mutexesAfter && snapshot.flags == flagsAfter;
                    broken |= unless(restored, Property.FAILED_TRYLOCK_RESTORES);
                    snapshot.take(0, 0);
                }
                case TASK_END -> broken |= unless((mutexesAfter | flagsAfter) == 0, Property.NOTHING_LEFT_HELD);
                default -> {}
            }
        }
        return broken;
    }

    static long unless(boolean holds, Property property) {
        return holds ? 0 : Product.bit(property);
    }
}
