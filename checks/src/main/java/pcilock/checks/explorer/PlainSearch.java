package pcilock.checks.explorer;

import java.util.Arrays;

/**
 * Finds the successors of states that are {@link Product#isPlain plain}, from tables. It leaves every judgement to {@link Product},
 * and says for which states one is needed.
 */
final class PlainSearch {
    private final Product product;
    private final ProgramTables[] programs;
    private final int[] at;
    private final int[] shift;
    private final int[] mask;
    private final int queueShift;
    private final long queueMask;
    private final long[] successors;
    private int steps;

    PlainSearch(Product product, ProgramTables[] programs) {
        this.product = product;
        this.programs = programs;
        at = new int[programs.length];
        shift = new int[programs.length];
        mask = new int[programs.length];
        for (int task = 0; task < programs.length; task++) {
            shift[task] = product.place(task).shift;
            mask[task] = (int) product.place(task).mask;
        }
        queueShift = product.queue().shift;
        queueMask = product.queue().mask << queueShift;
        successors = new long
                [Arrays.stream(programs).mapToInt(PlainSearch::mostSteps).sum()];
    }

    private static int mostSteps(ProgramTables program) {
        int most = 0;
        for (int place = 0; place < program.places; place++) {
            most = Math.max(most, program.first[place + 1] - program.first[place]);
        }
        return most;
    }

    /**
     * Finds the successors of a state.
     *
     * @param knownBroken properties that need no more judgement
     * @return whether a step from this state may break another property; false means that none does
     */
    boolean expand(long state, long knownBroken) {
        long all = 0;
        boolean anyoneResets = false;
        for (int task = 0; task < programs.length; task++) {
            int place = (int) (state >>> shift[task]) & mask[task];
            at[task] = place;
            all |= programs[task].held[place];
            anyoneResets |= programs[task].resetting[place] >= 0;
        }
        boolean mayBreak = false;
        long events = 0;
        steps = 0;
        for (int task = 0; task < programs.length; task++) {
            ProgramTables program = programs[task];
            long[] asked = program.asked;
            long[] wanted = program.wanted;
            int place = at[task];
            int end = program.first[place + 1];
            for (int arc = program.first[place]; arc < end; arc++) {
                if ((all & asked[arc]) != wanted[arc]) {
                    continue;
                }
                Guard queueGuard = program.queueGuard[arc];
                if (queueGuard != null
                        && (((state >>> (queueShift + task)) & 1) == 1) != (queueGuard == Guard.QUEUED)) {
                    continue;
                }
                events |= program.events[arc];
                byte looksAt = program.looksAt[arc];
                mayBreak |= (program.broken[arc] & ~knownBroken) != 0
                        || (looksAt != ProgramTables.NOTHING
                                && (anyoneResets || looksAt >= ProgramTables.RESET_BEGIN)
                                && meets(looksAt, all, task, program.device[arc]));
                long next = state + ((long) (program.target[arc] - place) << shift[task]);
                Effect effect = program.queueEffect[arc];
                successors[steps++] = effect == null ? next : queue(effect, next, task);
            }
        }
        product.saw(events);
        return mayBreak;
    }

    /** How many steps the state allows that was expanded last. */
    int steps() {
        return steps;
    }

    /** The state after one of these steps, from 0. */
    long successor(int step) {
        return successors[step];
    }

    private long queue(Effect effect, long state, int task) {
        long bit = 1L << (queueShift + task);
        return switch (effect) {
            case ENQUEUE -> state | bit;
            case DEQUEUE -> state & ~bit;
            case WAKE_ALL -> state & ~queueMask;
            case WAKE_ONE -> state & ~Long.lowestOneBit(state & queueMask);
            default -> throw new IllegalArgumentException(effect + " is about no wait queue");
        };
    }

    /** Whether a step meets a reset, or a reset a lock that another task holds, in any way. */
    private boolean meets(byte looksAt, long all, int task, int device) {
        long heldByOthers = all & ~programs[task].held[at[task]];
        if (looksAt == ProgramTables.RESET_BEGIN) {
            return (heldByOthers & product.below(device)) != 0;
        }
        if (looksAt == ProgramTables.FUNCTION_RESET) {
            return (heldByOthers >>> device & 1) != 0;
        }
        for (int other = 0; other < programs.length; other++) {
            int bridge = programs[other].resetting[at[other]];
            if (bridge >= 0 && (bridge == device || (product.below(bridge) >>> device & 1) != 0)) {
                return true;
            }
        }
        return false;
    }
}
