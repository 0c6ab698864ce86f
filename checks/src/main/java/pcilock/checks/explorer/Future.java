package pcilock.checks.explorer;

/** What a task may still do from where it is on, as far as it matters to steps of others: see {@link PersistentSets}. */
final class Future {
    /** The locks that some step asks about, that some step takes or gives back, and that it matters to a judgement who holds. */
    final long[] asked;

    final long[] changed;
    final long[] judged;

    /** The bridges whose reset begins or ends, and those of which it matters to a judgement that others reset them, a bit each. */
    long resetsChanged;

    long resetsJudged;

    /** What is told, and what is listened to: see {@link ProgramTables#signals}. */
    int signals;

    int senses;

    Future(int width) {
        asked = new long[width];
        changed = new long[width];
        judged = new long[width];
    }

    /** Adds a step. */
    void add(ProgramTables program, int arc) {
        int width = asked.length;
        for (int i = 0; i < width; i++) {
            int at = arc * width + i;
            asked[i] |= program.asked[at];
            changed[i] |= program.taken[at] | program.given[at];
            judged[i] |= program.judgedLocks[at] | program.judgedOwn[at];
        }
        resetsChanged |= program.resetsChanged[arc];
        resetsJudged |= program.judgedResets[arc];
        signals |= program.signals[arc];
        senses |= program.senses[arc];
    }

    /** Whether some step of this future depends on a step of another task. */
    boolean dependsOn(ProgramTables program, int arc) {
        int width = asked.length;
        long together = (program.resetsChanged[arc] & resetsJudged)
                | (program.judgedResets[arc] & resetsChanged)
                | (program.signals[arc] & senses)
                | (program.senses[arc] & signals);
        for (int i = 0; i < width; i++) {
            int at = arc * width + i;
            long changes = program.taken[at] | program.given[at];
            long looksAt = program.asked[at] | program.judgedLocks[at] | program.judgedOwn[at];
            together |= (changes & (asked[i] | changed[i] | judged[i])) | (looksAt & changed[i]);
        }
        return together != 0;
    }
}
