package pcilock.checks.explorer;

import java.util.Set;
import java.util.TreeSet;

/** Whose doing it is that tasks are stuck. */
final class Stuck {
    /** In place of a holder: the task ended. */
    static final int ENDED = -1;

    /** In place of a holder: the task waits for something that nobody holds. */
    static final int NOBODY = -2;

    private Stuck() {}

    /**
     * Follows each waiting task to whom it waits for. That comes to a circle, whose tasks are to blame, or to a task that ended
     * with what is waited for, or to a task that waits for nobody.
     *
     * @param holders for each task the one that holds what it waits for, {@link #ENDED} or {@link #NOBODY}
     */
    static Set<Integer> culprits(int[] holders) {
        Set<Integer> culprits = new TreeSet<>();
        for (int first = 0; first < holders.length; first++) {
            if (holders[first] == ENDED) {
                continue;
            }
            int task = first;
            // After as many steps as there are tasks one is in the circle, if there is one.
            for (int i = 0; i < holders.length && holders[task] >= 0; i++) {
                task = holders[task];
            }
            int member = task;
            do {
                culprits.add(member);
                member = holders[member];
            } while (member >= 0 && member != task);
        }
        return culprits;
    }
}
