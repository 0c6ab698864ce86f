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

        private boolean isEqualTo(Edge other) {
            return target.number == other.target.number
                    && label.equals(other.label)
                    && notes.equals(other.notes)
                    && callBegun == other.callBegun
                    && callEnded == other.callEnded
                    && answer == other.answer;
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

    /** Whether both stand for the same place of two automata, as far as their steps and the numbers of where these lead tell. */
    boolean isEqualTo(Location other) {
        if (asleep != other.asleep
                || device != other.device
                || end != other.end
                || edges.size() != other.edges.size()
                || !memory.equals(other.memory)) {
            return false;
        }
        for (int i = 0; i < edges.size(); i++) {
            if (!edges.get(i).isEqualTo(other.edges.get(i))) {
                return false;
            }
        }
        return true;
    }
}
