package pcilock.checks.explorer;

import java.util.List;
import pcilock.checks.explorer.HoldAndWait.Wait;
import pcilock.model.pci.PciTopology;

/**
 * Tells of some tasks that they cannot get stuck, from where each of them may wait and what it holds there.
 *
 * <p>In a state in which no task can go on and some have not ended, each of these waits for something that is held, or set. Who holds it is
 * the task itself; or nobody, where it is set from the beginning; or a task that has ended; or one that waits at that moment too. Follow these from one to
 * the next: as there are finitely many, this comes to one of the first three, or goes round in a circle, in which each task is at one place, where it waits
 * for the next and holds what the one before it waits for. Where neither can be, by what {@link HoldAndWait} says of each task, there is no such
 * state.
 */
public final class CircularWait {
    private final long[] heldAtFirst;

    /** For tasks on a machine. */
    public CircularWait(PciTopology machine) {
        heldAtFirst = HoldAndWait.heldAtFirst(machine);
    }

    /** Whether these tasks, which run together, may get stuck; where not, they never do. */
    public boolean mayBe(List<HoldAndWait> tasks) {
        for (int task = 0; task < tasks.size(); task++) {
            HoldAndWait its = tasks.get(task);
            if (its.mayHinderItself() || its.mayWant(heldAtFirst)) {
                return true;
            }
            for (int other = 0; other < tasks.size(); other++) {
                if (other != task
                        && (its.mayTakeAwayFrom(tasks.get(other)) || its.mayWantWhatIsLeftBy(tasks.get(other)))) {
                    return true;
                }
            }
        }
        for (int first = 0; first < tasks.size(); first++) {
            if (closes(tasks, first, first, 1L << first, null, null)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a circle goes on to its first task, which is the one with the lowest number.
     *
     * @param in the tasks that are in it, a bit each
     * @param begun where the first one waits; null where any place will do, and so for the last one
     */
    private static boolean closes(List<HoldAndWait> tasks, int first, int last, long in, Wait begun, Wait ended) {
        for (int next = first + 1; next < tasks.size(); next++) {
            boolean isLast = Long.bitCount(in) + 1 == tasks.size() - first;
            if ((in >>> next & 1) != 0
                    || !tasks.get(last).mayWaitFor(tasks.get(next))
                    || (isLast && !tasks.get(next).mayWaitFor(tasks.get(first)))) {
                continue;
            }
            if (begun == null) {
                for (Wait wait : tasks.get(first).waits()) {
                    if (goesOn(tasks, first, next, in, wait, wait)) {
                        return true;
                    }
                }
            } else if (goesOn(tasks, first, next, in, begun, ended)) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesOn(List<HoldAndWait> tasks, int first, int next, long in, Wait begun, Wait ended) {
        for (Wait wait : tasks.get(next).waits()) {
            if (HoldAndWait.meets(ended.wanted, wait.held)
                    && (HoldAndWait.meets(wait.wanted, begun.held)
                            || closes(tasks, first, next, in | 1L << next, begun, wait))) {
                return true;
            }
        }
        return false;
    }
}
