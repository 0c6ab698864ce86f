package pcilock.model.kernel;

/**
 * One atomic step of a task with a {@link GuardedObject}: which of its sets must be empty, of which one somebody must be a member, which
 * one the task joins and which one it leaves. No method here blocks or synchronizes; see {@link Mutex}.
 */
public final class GuardedStep {
    private static final TaskSet[] NONE = {};

    public final GuardedObject object;
    public final Event event;
    private TaskSet[] empty = NONE;
    private TaskSet occupied;
    private TaskSet joined;
    private TaskSet left;

    /** A step that can always be taken and changes nothing, until these methods say otherwise. */
    public GuardedStep(GuardedObject object, Event event) {
        this.object = object;
        this.event = event;
    }

    /** It can be taken only when all of these are empty. */
    public GuardedStep whenEmpty(TaskSet... sets) {
        empty = sets;
        return this;
    }

    /** It can be taken only when this one is not empty. */
    public GuardedStep whenOccupied(TaskSet set) {
        occupied = set;
        return this;
    }

    public GuardedStep joining(TaskSet set) {
        joined = set;
        return this;
    }

    public GuardedStep leaving(TaskSet set) {
        left = set;
        return this;
    }

    /** Whether it can be taken now. */
    public boolean isPossible() {
        for (int i = 0; i < empty.length; i++) {
            if (!empty[i].isEmpty()) {
                return false;
            }
        }
        return occupied == null || !occupied.isEmpty();
    }

    /** The first of some steps that can be taken now. */
    public static GuardedStep possible(GuardedStep[] steps) {
        for (GuardedStep step : steps) {
            if (step.isPossible()) {
                return step;
            }
        }
        throw new IllegalStateException("a step can neither be taken nor be refused: " + steps[0].event);
    }

    /** Takes it. */
    public void take(Task current) {
        if (left != null) {
            left.remove(current);
        }
        if (joined != null) {
            joined.add(current);
        }
    }

    // Arrays are handed out to who records steps, and read only.

    public TaskSet[] empty() {
        return empty;
    }

    /** Null where there is none. */
    public TaskSet occupied() {
        return occupied;
    }

    /** Null where there is none. */
    public TaskSet joined() {
        return joined;
    }

    /** Null where there is none. */
    public TaskSet left() {
        return left;
    }
}
