package pcilock.checks.explorer;

import pcilock.model.kernel.Event;
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
 */
record Label(Guard guard, Effect effect, Event event, int device, LockdepCall lockdepCall, int key, int subclass) {
    static Label of(Guard guard, Effect effect, Event event, int device) {
        return new Label(guard, effect, event, device, null, 0, 0);
    }
}
