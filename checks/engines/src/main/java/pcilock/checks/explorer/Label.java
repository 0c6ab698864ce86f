package pcilock.checks.explorer;

import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;

/**
 * What one atomic step of a task is, whoever takes it.
 *
 * @param guard what must hold of the lock or guarded object of {@code device}
 * @param lock of which kind the lock is; null unless guard or effect is about one
 * @param event what the observer is told; for a call into lockdep, null
 * @param device the device concerned
 * @param lockdepCall null unless the effect is a call into lockdep
 * @param key the key of the map that lockdep is called with
 * @param subclass the subclass of that map
 * @param sets null unless guard and effect are about sets of tasks
 */
@SuppressWarnings("EnumOrdinal") // to number locks within one run
record Label(
        Guard guard,
        Effect effect,
        LockKind lock,
        Event event,
        int device,
        LockdepCall lockdepCall,
        int key,
        int subclass,
        SetStep sets) {
    /** A step that is about neither locks nor lockdep nor sets of tasks. */
    static Label of(Guard guard, Effect effect, Event event, int device) {
        return new Label(guard, effect, null, event, device, null, 0, 0, null);
    }

    /** A step that is about a lock, with the effect that its event tells. */
    static Label of(Guard guard, LockKind lock, Event event, int device) {
        Effect effect = LockKind.takenBy(event) == lock
                ? Effect.ACQUIRE
                : LockKind.givenBackBy(event) == lock ? Effect.RELEASE : Effect.NONE;
        return new Label(guard, effect, lock, event, device, null, 0, 0, null);
    }

    /** A call into lockdep. */
    static Label of(LockdepCall call, LockdepMap map) {
        return new Label(Guard.NONE, Effect.LOCKDEP, null, null, map.device, call, map.key, map.subclass, null);
    }

    /** A step that is about sets of tasks. */
    static Label of(GuardedStep step) {
        return new Label(Guard.SETS, Effect.SETS, null, step.event, step.object.number, null, 0, 0, SetStep.of(step));
    }

    /** The number of the lock that it is about, among all locks of all kinds that there can be; only where it is about one. */
    int numberOfLock() {
        return lock.ordinal() * Long.SIZE + device;
    }
}
