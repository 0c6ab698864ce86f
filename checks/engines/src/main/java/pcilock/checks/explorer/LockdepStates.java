package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Task;

/** Every state of the lock validator that was met, numbered from 0; the real {@link Lockdep} goes from one to the next. */
final class LockdepStates {
    /** As many as the field for their number in a packed state can tell apart. */
    static final int MOST = (1 << 24) - 1;

    private record Like(Lockdep lockdep) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Like like && lockdep.isLike(like.lockdep);
        }

        @Override
        public int hashCode() {
            return lockdep.likeness();
        }
    }

    /** A call by a task in a state. */
    record Call(int state, int task, Label label) {}

    /**
     * What a call into lockdep came to.
     *
     * @param state the number of lockdep's next state
     */
    record Result(int state, Event event) {}

    private final List<Like> states = new ArrayList<>();
    private final Map<Like, Integer> numbers = new HashMap<>();
    private final Map<Call, Result> results = new HashMap<>();

    LockdepStates(int tasks, int devices) {
        number(new Like(new Lockdep(tasks, devices)));
    }

    Result call(int state, int task, Label label) {
        Call call = new Call(state, task, label);
        Result result = results.get(call);
        if (result == null) {
            Lockdep lockdep = states.get(state).lockdep().copy();
            Event event = lockdep.call(
                    new Task(task, "T" + (task + 1)),
                    label.lockdepCall(),
                    new LockdepMap(label.device(), label.key(), label.subclass()));
            result = new Result(number(new Like(lockdep)), event);
            results.put(call, result);
        }
        return result;
    }

    /** Every call that was made, with what it came to. */
    Map<Call, Result> results() {
        return Collections.unmodifiableMap(results);
    }

    private int number(Like like) {
        Integer number = numbers.get(like);
        if (number == null) {
            number = states.size();
            if (number > MOST) {
                throw new LimitException("the limit of " + MOST + " states of lockdep was reached");
            }
            states.add(like);
            numbers.put(like, number);
        }
        return number;
    }
}
