package pcilock.checks.explorer;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Visits the states depth first. It keeps no parents and no list of states, only which ones were visited, and a stack: the states of
 * the run to where it is and, beside each, those successors of it that are still to be tried. What it finds may be much longer than
 * it must be.
 */
final class DepthFirstSearch extends Search {
    private static final int FIRST_LENGTH = 1 << 8;

    /** Beyond this an array cannot be doubled. */
    private static final int MOST_LENGTH = 1 << 30;

    /** What an entry of the set of the states of the run takes, in bytes, or somewhat less. */
    private static final int SET_ENTRY = 128;

    private final int words;
    private final VisitedStates visited;
    private final SearchLimits limits;
    private final long[] current;

    /** The states of the run in a set, to know one that comes again; null where no cycle is searched for. */
    private final Set<LongBuffer> onRun;

    /** The stack, so many longs high. */
    private long[] stack;

    private int height;

    /** Where in the stack the states of the run begin. */
    private int[] run = new int[FIRST_LENGTH];

    private int length;

    /**
     * A search.
     *
     * @param limits those of the visited states; the stack is subject to them too
     * @param histories null where no history is kept
     * @param reduction null to take every step
     */
    DepthFirstSearch(
            Product product,
            SearchLimits limits,
            int devices,
            HistoryMaker histories,
            PersistentSets reduction,
            boolean searchForCycles) {
        super(product, devices, histories, reduction);
        this.limits = limits;
        words = product.words();
        visited =
                words == 1 ? new CompactStateSet(product.bitsOfLastWord(), limits) : new StateSet(words, false, limits);
        current = new long[words];
        onRun = searchForCycles ? new HashSet<>() : null;
        limits.take(FIRST_LENGTH * (8L * words + 4), 0);
        stack = new long[FIRST_LENGTH * words];
    }

    @Override
    long visited() {
        return visited.visited();
    }

    @Override
    void run() {
        reached(product.start(), 0);
        while (height > 0 && !isDone()) {
            int top = height - words;
            if (length > 0 && run[length - 1] == top) {
                // All that follows from it was tried.
                leave(top);
                height = top;
            } else if (visited.visit(stack, top)) {
                enter(top);
                System.arraycopy(stack, top, current, 0, words);
                expand(current, 0);
            } else {
                if (onRun != null && onRun.contains(LongBuffer.wrap(stack, top, words))) {
                    List<long[]> round = run(length);
                    round.add(state(top));
                    judgeCycle(round);
                }
                height = top;
            }
        }
    }

    private void enter(int top) {
        if (length == run.length) {
            limits.replace(4L * length, 8L * length, visited());
            run = Arrays.copyOf(run, 2 * length);
        }
        if (onRun != null) {
            if (length > depth()) {
                limits.take(SET_ENTRY, visited());
            }
            onRun.add(LongBuffer.wrap(state(top)));
        }
        goesTo(length);
        run[length++] = top;
    }

    private void leave(int top) {
        length--;
        if (onRun != null) {
            onRun.remove(LongBuffer.wrap(stack, top, words));
        }
    }

    private long[] state(int at) {
        return Arrays.copyOfRange(stack, at, at + words);
    }

    @Override
    Path pathToHere() {
        List<long[]> run = run(length);
        return () -> run;
    }

    @Override
    int stepsToHere() {
        return length - 1;
    }

    private List<long[]> run(int statesOfRun) {
        List<long[]> states = new ArrayList<>();
        for (int i = 0; i < statesOfRun; i++) {
            states.add(state(run[i]));
        }
        return states;
    }

    @Override
    void reached(long[] successors, int at) {
        makeRoom();
        System.arraycopy(successors, at, stack, height, words);
        height += words;
    }

    @Override
    void reached(long successor) {
        makeRoom();
        stack[height++] = successor;
    }

    private void makeRoom() {
        if (height + words <= stack.length) {
            return;
        }
        if (stack.length >= MOST_LENGTH) {
            throw new LimitException("the limit of the stack of the depth-first search was reached at " + visited()
                    + " states: a run of " + depth() + " steps");
        }
        limits.replace(8L * stack.length, 16L * stack.length, visited());
        stack = Arrays.copyOf(stack, 2 * stack.length);
    }
}
