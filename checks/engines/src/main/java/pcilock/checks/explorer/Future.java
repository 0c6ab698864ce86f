package pcilock.checks.explorer;

/** What a task may still do from where it is on, as far as it matters to steps of others: see {@link PersistentSets}. */
final class Future {
    /** The locks that some step takes or gives back, behind them the sets of tasks that some step joins or leaves, ... */
    final long[] changes;

    /** ... and those that some step takes or gives back, asks about, or is judged by; of the sets see {@link ProgramTables#setLooksAt}. */
    private final long[] touches;

    /** The contested locks that some step may take away from another task, or is judged by whether its own task holds them. */
    private final long[] deprives;

    private final long[] judgedOwn;

    /** The bridges whose reset begins or ends, and those of which it matters to a judgement that others reset them, a bit each. */
    private long resetsChanged;

    private long resetsJudged;

    /** What is told, and what is listened to: see {@link ProgramTables#signals}. */
    private int signals;

    private int senses;

    Future(int width, int setWords) {
        changes = new long[width + setWords];
        touches = new long[width + setWords];
        deprives = new long[width];
        judgedOwn = new long[width];
    }

    /** Adds a step. */
    void add(ProgramTables program, int arc) {
        int width = program.width;
        for (int i = 0; i < width; i++) {
            changes[i] |= program.changes[arc * width + i];
            touches[i] |= program.changes[arc * width + i] | program.looksAt[arc * width + i];
            deprives[i] |= program.deprives[arc * width + i];
            judgedOwn[i] |= program.judgedOwn[arc * width + i];
        }
        for (int i = 0; i < program.setWords; i++) {
            changes[width + i] |= program.setChanges[arc * program.setWords + i];
            touches[width + i] |= program.setLooksAt[arc * program.setWords + i];
        }
        resetsChanged |= program.resetsChanged[arc];
        resetsJudged |= program.judgedResets[arc];
        signals |= program.signals[arc];
        senses |= program.senses[arc];
    }

    boolean wakes() {
        return (signals & ProgramTables.QUEUE) != 0;
    }

    /**
     * Whether some step of this future depends on a step of another task.
     *
     * @param held what all tasks hold now; the other one's set begins at a place of it
     */
    boolean dependsOn(ProgramTables program, int arc, long[] held, int of) {
        int width = program.width;
        for (int i = 0; i < program.setWords; i++) {
            int at = arc * program.setWords + i;
            if (((program.setChanges[at] & touches[width + i]) | (program.setLooksAt[at] & changes[width + i])) != 0) {
                return true;
            }
        }
        for (int i = 0; i < width; i++) {
            int at = arc * width + i;
            if (((program.changes[at] & touches[i])
                            | (program.looksAt[at] & changes[i])
                            | (program.deprives[at] & ~held[of + i] & judgedOwn[i])
                            | (program.judgedOwn[at] & held[of + i] & deprives[i]))
                    != 0) {
                return true;
            }
        }
        return ((program.resetsChanged[arc] & resetsJudged)
                        | (program.judgedResets[arc] & resetsChanged)
                        | (program.signals[arc] & senses)
                        | (program.senses[arc] & signals))
                != 0;
    }
}
