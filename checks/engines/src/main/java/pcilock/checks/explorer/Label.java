package pcilock.checks.explorer;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.LockdepCall;

/**
 * What one atomic step of a task is, whoever takes it.
 *
 * @param guard what must hold of the guarded object of {@code device}
 * @param event what the observer is told; for a call into lockdep, null
 * @param device the device concerned
 * @param lockdepCall null unless the effect is a call into lockdep
 * @param key the key of the map that lockdep is called with
 * @param subclass the subclass of that map
 * @param sets null unless guard and effect are about sets of tasks
 */
record Label(
        Guard guard,
        Effect effect,
        Event event,
        int device,
        LockdepCall lockdepCall,
        int key,
        int subclass,
        SetStep sets) {
    /** A step that is about neither lockdep nor sets of tasks. */
    static Label of(Guard guard, Effect effect, Event event, int device) {
        return new Label(guard, effect, event, device, null, 0, 0, null);
    }

    /** A step that is about sets of tasks. */
    static Label of(GuardedStep step) {
        return new Label(Guard.SETS, Effect.SETS, step.event, step.object.number, null, 0, 0, SetStep.of(step));
    }
}
