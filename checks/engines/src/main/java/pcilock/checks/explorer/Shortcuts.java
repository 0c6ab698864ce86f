package pcilock.checks.explorer;

/**
 * Where the steps of a task lead in some company, when every step that follows and that nobody there can ever notice is taken at once.
 *
 * <p>Such a step is the only one that its task can take where it is, whatever the others do: what it asks of locks is decided by what the
 * task itself holds, since no other task ever takes or gives back what it asks about. No other task ever asks about, changes, or is
 * judged by what it changes; nor does it break anything, or take part in the wait queue, in lockdep, or in who holds a contested lock. So it
 * is independent of all that the others may do, at any time, and its task is a persistent set by itself: a search that takes only this
 * step from a state where its task is before it loses nothing (see {@link PersistentSets}, which would find many of these sets in
 * each state anew). As nothing else is taken from that state, it need not be visited: the search goes on behind the step. What the step
 * tells ({@link Product#seenBy}) is told with the one before it. No run goes round for ever, so there is an end to what follows.
 */
final class Shortcuts {
    private static final int NONE = -1;

    /** For each step of the task the place where it is then. */
    final int[] target;

    /** For each step the events of it and of those that are taken with it: see {@link ProgramTables#events}. */
    final long[] events;

    private final ProgramTables program;
    private final Company company;

    /**
     * What a task has to do with others, in any state: see {@link ProgramTables#changesLater}.
     *
     * @param changed what the others change of that which the task changes or looks at
     * @param touched what the others change or look at of that which the task changes
     */
    record Company(ProgramTables program, long changed, long touched) {
        /** Of one of these tasks the company of the others. */
        static Company of(ProgramTables[] programs, int task) {
            long changed = 0;
            long touched = 0;
            for (int other = 0; other < programs.length; other++) {
                if (other != task) {
                    changed |= programs[other].changesLater[0];
                    touched |= programs[other].touchesLater[0];
                }
            }
            return new Company(
                    programs[task], changed & programs[task].touchesLater[0], touched & programs[task].changesLater[0]);
        }
    }

    /** Finds the shortcuts of a task whose tables {@link ProgramTables#fitsOneWord}. */
    Shortcuts(Company company) {
        this.company = company;
        program = company.program();
        target = program.target.clone();
        events = program.events.clone();
        for (int step = 0; step < target.length; step++) {
            for (int next = unnoticed(target[step]); next != NONE; next = unnoticed(target[step])) {
                target[step] = program.target[next];
                events[step] |= program.events[next];
            }
        }
    }

    /** The one step that the task can take at a place, where nobody can notice it. */
    private int unnoticed(int place) {
        if ((program.touchesNext[place] & company.changed()) != 0
                || (program.changesNext[place] & company.touched()) != 0) {
            return NONE;
        }
        int only = NONE;
        for (int step = program.first[place]; step < program.first[place + 1]; step++) {
            if (program.sleepsInPeace[step]) {
                continue;
            }
            if (dependsOnMoreThanThePlace(step)) {
                return NONE;
            }
            if ((program.held[place] & program.asked[step]) == program.wanted[step]) {
                if (only != NONE) {
                    return NONE;
                }
                only = step;
            }
        }
        return only != NONE && (program.brokenAlone[only] | program.brokenOtherwise[only]) == 0 ? only : NONE;
    }

    /** Whether a step goes by, or changes, what is part of a state beside where the tasks are. */
    private boolean dependsOnMoreThanThePlace(int step) {
        return (program.signals[step] | program.senses[step]) != 0
                || program.contestedLock[step] != ProgramTables.NO_LOCK
                || program.hasContestedNotes[step]
                || (program.asked[step] & program.contested[0]) != 0;
    }
}
