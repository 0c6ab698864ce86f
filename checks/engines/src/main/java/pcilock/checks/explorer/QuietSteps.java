package pcilock.checks.explorer;

/**
 * Steps of which the judge said that they break nothing new, each with the company in which he said so. Where a property is broken by
 * one task and not by another, he would be asked the same in most states of the rest of a search.
 *
 * <p>He need not be asked again where each of the others holds and resets no more, of what is in the scope of the step, than it was
 * seen to: what others hold and reset adds to what is broken each lock and each reset by itself, and what is known to be broken stays
 * known (see {@link JudgeScope}). What the task itself holds and held, as far as that is in the scope, has to be the same.
 *
 * <p>It is a cache of few entries, of which a later one takes the place of an earlier one, since most searches are short.
 */
final class QuietSteps {
    private static final int ENTRIES = 64;

    /** For each entry the step, as a number from 1 on, and 0 for none; ... */
    private final int[] steps = new int[ENTRIES];

    /** ... what its task holds, and held when it entered a trylock; and for each task the locks and the bridges. */
    private final long[] company;

    private final int length;
    private final int tasks;
    private final long[] before = new long[1];

    /** The entry of the step that was asked for last, where that begins, and what is in the scope of its own task's. */
    private int entry;

    private int at;
    private long own;

    QuietSteps(int tasks) {
        this.tasks = tasks;
        length = 2 + 2 * tasks;
        company = new long[ENTRIES * length];
    }

    /** Whether a step that a task of this product can take is known to break nothing new. */
    boolean has(NarrowProduct product, int task, int arc) {
        ProgramTables program = product.programs[task];
        find(product, task, arc);
        if (!isThere(task, arc)) {
            return false;
        }
        long locks = program.judgedLocks[arc];
        long bridges = program.judgedResets[arc];
        for (int other = 0; other < tasks; other++) {
            int of = at + 2 + 2 * other;
            if (other != task
                    && ((product.held[other] & locks & ~company[of])
                                    | (resets(product, other) & bridges & ~company[of + 1]))
                            != 0) {
                return false;
            }
        }
        return true;
    }

    /** Keeps that a step breaks nothing new in the state at hand. */
    void add(NarrowProduct product, int task, int arc) {
        ProgramTables program = product.programs[task];
        find(product, task, arc);
        boolean more = isThere(task, arc);
        steps[entry] = number(task, arc);
        company[at] = own;
        company[at + 1] = before[0];
        for (int other = 0; other < tasks; other++) {
            int of = at + 2 + 2 * other;
            long locks = product.held[other] & program.judgedLocks[arc];
            long bridges = resets(product, other) & program.judgedResets[arc];
            company[of] = more ? company[of] | locks : locks;
            company[of + 1] = more ? company[of + 1] | bridges : bridges;
        }
    }

    private void find(NarrowProduct product, int task, int arc) {
        ProgramTables program = product.programs[task];
        own = product.held[task] & program.judgedOwn[arc];
        before[0] = 0;
        if (program.hasContestedNotes[arc]) {
            product.contested.addBefore(product.state(), task, before);
        }
        long hash = ((own * 31 + before[0]) * 31 + number(task, arc)) * 0x9E3779B97F4A7C15L;
        entry = (int) (hash >>> 32) & ENTRIES - 1;
        at = entry * length;
    }

    private boolean isThere(int task, int arc) {
        return steps[entry] == number(task, arc) && company[at] == own && company[at + 1] == before[0];
    }

    private static long resets(NarrowProduct product, int task) {
        return product.programs[task].resets[product.at[task]];
    }

    private int number(int task, int arc) {
        return 1 + arc * tasks + task;
    }
}
