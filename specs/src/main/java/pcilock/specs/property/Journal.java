package pcilock.specs.property;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Task;

/**
 * Where a run is written down for whoever explores it. This one forgets: JPF's listener watches the calls from outside, so that
 * nothing of a journal becomes part of the states it compares.
 */
public class Journal {
    /** Something happened. */
    public void event(Task current, Event event, int device) {
        // Nothing to keep.
    }

    /** The current step broke a property. */
    public void broken(Property property) {
        // Nothing to keep.
    }
}
