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

    /**
     * The current step broke a property.
     *
     * @param culprit whose doing that is, the number of a task; a property may be broken by several at once
     */
    public void brokenBy(Property property, int culprit) {
        broken(property);
    }

    /** The same, for those who do not ask whose doing it is. */
    public void broken(Property property) {
        // Nothing to keep.
    }
}
