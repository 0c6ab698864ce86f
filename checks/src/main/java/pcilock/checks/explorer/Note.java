package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.kernel.Event;

/** An event that accompanies a step. */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
record Note(Event event, int device) {
    /** The events of these notes, a bit each. */
    static long events(List<Note> notes) {
        long events = 0;
        for (Note note : notes) {
            events |= 1L << note.event().ordinal();
        }
        return events;
    }
}
