package pcilock.specs.scenario;

import pcilock.model.pci.TaskCode;

/** The calls of a run, which of them ended before which others began, and what they answered. */
public final class History {
    private final TaskCode[] code;
    private final int[] ended;

    /** For each call, in the order of tasks and calls: how many calls of each task had ended when it began. */
    private final int[][][] endedBefore;

    private final boolean[][] answers;

    public History(TaskCode[] code) {
        this.code = code;
        ended = new int[code.length];
        endedBefore = new int[code.length][][];
        answers = new boolean[code.length][];
        for (int i = 0; i < code.length; i++) {
            endedBefore[i] = new int[code[i].calls.length][code.length];
            answers[i] = new boolean[code[i].calls.length];
        }
    }

    /** The task is about to make the call. */
    public synchronized void begin(int task, int call) {
        for (int i = 0; i < code.length; i++) {
            endedBefore[task][call][i] = ended[i];
        }
    }

    /** The call came back. */
    public synchronized void end(int task, int call, boolean answer) {
        ended[task] = call + 1;
        answers[task][call] = answer;
    }

    /** Whether some order of the calls, true to which ended before which began, gives these answers one after the other. */
    public synchronized boolean isLinearizable(int devices) {
        return linearizes(new int[code.length], new SequentialLocks(devices));
    }

    private boolean linearizes(int[] placed, SequentialLocks state) {
        boolean done = true;
        for (int task = 0; task < code.length; task++) {
            if (placed[task] == code[task].calls.length) {
                continue;
            }
            done = false;
            int call = placed[task];
            if (!mayBeNext(placed, task, call)) {
                continue;
            }
            SequentialLocks next = state.copy();
            if (next.run(code[task].calls[call]) == answers[task][call]) {
                placed[task]++;
                if (linearizes(placed, next)) {
                    return true;
                }
                placed[task]--;
            }
        }
        return done;
    }

    private boolean mayBeNext(int[] placed, int task, int call) {
        for (int other = 0; other < code.length; other++) {
            if (endedBefore[task][call][other] > placed[other]) {
                return false;
            }
        }
        return true;
    }
}
