package pcilock.checks.certificate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Every way through code that branches, one after the other, the first of them by the first alternative of each branch. To be asked
 * at each branch of a run of the code, which does the same each time that it is told the same.
 */
final class Ways {
    private static final int[] STRAIGHT_ON = {};

    private final Deque<int[]> open = new ArrayDeque<>();

    /** Where this way does not take the first alternative: the number of the branch, then the alternative, and so on. */
    private int[] turns = STRAIGHT_ON;

    private int nextTurn;
    private int branch;

    /** Goes to the next way; false when there is none. */
    boolean next() {
        if (open.isEmpty()) {
            return false;
        }
        turns = open.pop();
        nextTurn = 0;
        branch = 0;
        return true;
    }

    /** Which alternative this way takes at the branch that the code has come to. */
    int choose(int alternatives) {
        int here = branch++;
        if (nextTurn < turns.length) {
            if (turns[nextTurn] != here) {
                return 0;
            }
            nextTurn += 2;
            return turns[nextTurn - 1];
        }
        for (int other = 1; other < alternatives; other++) {
            int[] further = Arrays.copyOf(turns, turns.length + 2);
            further[turns.length] = here;
            further[turns.length + 1] = other;
            open.push(further);
        }
        return 0;
    }
}
