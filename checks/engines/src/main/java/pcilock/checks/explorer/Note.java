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
            events |= bit(note.event());
        }
        return events;
    }

    /** The bit of an event in a set of events; none for those of which nobody asks whether they happened. */
    static long bit(Event event) {
        return event.ordinal() < Long.SIZE ? 1L << event.ordinal() : 0;
    }
}
