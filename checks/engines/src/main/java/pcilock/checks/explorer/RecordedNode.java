package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.replay.Frame;
import pcilock.model.kernel.Event;

/** A place in the code of one call: before a step, asleep, or at the end. */
final class RecordedNode {
    /** A step and where it leads. */
    static final class Edge {
        final Label label;

        /** What the code notes after the step and before the next one. */
        final List<Note> notes;

        RecordedNode target;

        Edge(Label label, List<Note> notes) {
            this.label = label;
            this.notes = notes;
        }

        private boolean isEqualTo(Edge other) {
            return target.number == other.target.number && label.equals(other.label) && notes.equals(other.notes);
        }
    }

    final List<Edge> edges = new ArrayList<>();

    /** Where the code is before the step; empty unless it was asked for. */
    List<Frame> stack = List.of();

    /** The event with which the task went to sleep here; null where it is not asleep. */
    final Event asleep;

    /** The device whose lock the sleeper waits for. */
    final int device;

    final boolean end;

    /** Position in {@link RecordedCall#nodes}. */
    int number;

    /** What the call answers, at its end. */
    final boolean answer;

    /** Whether this is an end at which the code asks for what the tree has not got. */
    private final boolean failed;

    private RecordedNode(Event asleep, int device, boolean end, boolean answer, boolean failed) {
        this.failed = failed;
        this.asleep = asleep;
        this.device = device;
        this.end = end;
        this.answer = answer;
    }

    static RecordedNode running() {
        return new RecordedNode(null, 0, false, false, false);
    }

    static RecordedNode asleep(Event event, int device) {
        return new RecordedNode(event, device, false, false, false);
    }

    static RecordedNode end(boolean answer) {
        return new RecordedNode(null, 0, true, answer, false);
    }

    static RecordedNode failed() {
        return new RecordedNode(null, 0, true, false, true);
    }

    /** Whether both stand for the same place of two calls, as far as their steps and the numbers of where these lead tell. */
    boolean isEqualTo(RecordedNode other) {
        if (asleep != other.asleep
                || device != other.device
                || end != other.end
                || answer != other.answer
                || failed != other.failed
                || edges.size() != other.edges.size()) {
            return false;
        }
        for (int i = 0; i < edges.size(); i++) {
            if (!edges.get(i).isEqualTo(other.edges.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How the code ends here, for people. */
    String ending() {
        return failed ? "follows NULL" : answer ? "answers yes" : "answers no";
    }
}
