package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Event;

/** A state of one task's automaton. */
final class Location {
    /** A step of the task. */
    static final class Edge {
        static final int NO_CALL = -1;

        final Label label;
        final List<Note> notes;

        /** The call that begins with this step, {@link #NO_CALL} when none does or no history is kept. */
        final int callBegun;

        /** The call that ends with this step, {@link #NO_CALL} when none does or no history is kept. */
        final int callEnded;

        /** What that call answers. */
        final boolean answer;

        Location target;

        Edge(Label label, List<Note> notes, int callBegun, int callEnded, boolean answer, Location target) {
            this.label = label;
            this.notes = notes;
            this.callBegun = callBegun;
            this.callEnded = callEnded;
            this.answer = answer;
            this.target = target;
        }

        /** The events of the step and its notes, a bit each; without the event of a call into lockdep. */
        long events() {
            return (label.event() == null ? 0 : Note.bit(label.event())) | Note.events(notes);
        }
    }

    final Memory memory;
    final List<Edge> edges = new ArrayList<>();

    /** The event with which the task went to sleep here; null where it is not asleep. */
    final Event asleep;

    /** The device whose lock the sleeper waits for. */
    final int device;

    final boolean end;

    /** Position in {@link Automaton#locations}. */
    int number;

    Location(Memory memory, Event asleep, int device, boolean end) {
        this.memory = memory;
        this.asleep = asleep;
        this.device = device;
        this.end = end;
    }
}
