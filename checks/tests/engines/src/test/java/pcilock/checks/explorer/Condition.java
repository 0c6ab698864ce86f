package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.function.Consumer;

/** The conditions of {@link PersistentSets}, each with how the rule comes to lack it: what it would be made known by is forgotten. */
enum Condition {
    A_LOCK_IS_CHANGED_BY_BOTH_OR_ASKED_ABOUT(program -> Arrays.fill(program.changes, 0)),
    A_LOCK_IS_ASKED_ABOUT(program -> {
        for (int i = 0; i < program.looksAt.length; i++) {
            program.looksAt[i] &= ~program.asked[i] | program.judgedLocks[i];
        }
    }),
    A_JUDGEMENT_LOOKS_AT_A_LOCK_OF_OTHERS(program -> {
        for (int i = 0; i < program.looksAt.length; i++) {
            program.looksAt[i] &= ~program.judgedLocks[i] | program.asked[i];
        }
    }),
    A_JUDGEMENT_LOOKS_AT_A_RESET_OF_OTHERS(program -> Arrays.fill(program.judgedResets, 0)),
    A_LOCK_IS_TAKEN_AWAY_ON_WHICH_A_JUDGEMENT_OF_ITS_HOLDER_DEPENDS(program -> Arrays.fill(program.judgedOwn, 0)),
    THE_QUEUE_IS_WOKEN(program -> forget(program.signals, ProgramTables.QUEUE)),
    A_CALL_ENDS_BEFORE_ANOTHER_BEGINS(program -> forget(program.signals, ProgramTables.HISTORY)),
    LOCKDEP_REMEMBERS_ITS_CALLS(program -> forget(program.signals, ProgramTables.LOCKDEP)),
    A_LOCK_THAT_MUST_BE_FREE_IS_GIVEN_BACK(program -> {
        for (int i = 0; i < program.asked.length; i++) {
            program.asked[i] &= program.wanted[i];
        }
    }),
    A_LOCK_THAT_MUST_BE_HELD_IS_TAKEN(program -> {
        for (int i = 0; i < program.asked.length; i++) {
            program.asked[i] &= ~program.wanted[i];
            program.wanted[i] = 0;
        }
    }),
    A_SLEEPER_IS_WOKEN(program -> Arrays.fill(program.queueGuard, null)),
    A_LOCK_MAY_BE_TAKEN_AWAY_FROM_ITS_HOLDER(program -> Arrays.fill(program.contested, 0)),
    A_SET_IS_JOINED_OR_LEFT(program -> Arrays.fill(program.setChanges, 0)),
    A_SET_IS_ASKED_ABOUT(program -> keepOfSets(program, false)),
    A_JUDGEMENT_LOOKS_AT_A_SET(program -> keepOfSets(program, true)),
    A_SET_IS_NOT_AS_A_STEP_NEEDS_IT(program -> Arrays.fill(program.sets, null));

    private final Consumer<ProgramTables> lack;

    Condition(Consumer<ProgramTables> lack) {
        this.lack = lack;
    }

    /** Makes the rule lack this, as far as it knows a task by these tables. */
    void forget(ProgramTables program) {
        lack.accept(program);
    }

    /** Keeps of the sets that a step looks at only those that it asks about, or only the others. */
    private static void keepOfSets(ProgramTables program, boolean asked) {
        for (int step = 0; step < program.sets.length; step++) {
            if (program.sets[step] != null) {
                long[] asks = new long[program.setWords];
                program.sets[step].empty().forEach(set -> LockBits.add(asks, 0, set));
                if (program.sets[step].occupied() != SetStep.NONE) {
                    LockBits.add(asks, 0, program.sets[step].occupied());
                }
                for (int i = 0; i < program.setWords; i++) {
                    program.setLooksAt[step * program.setWords + i] &= asked ? asks[i] : ~asks[i];
                }
            }
        }
    }

    private static void forget(int[] signals, int what) {
        for (int i = 0; i < signals.length; i++) {
            signals[i] &= ~what;
        }
    }
}
