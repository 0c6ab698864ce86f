package pcilock.checks.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.Property;

/**
 * A check that is ready to run.
 *
 * @param tasks exactly which; empty for any
 * @param functions which of the kernel's functions any tasks may run; empty for exactly these tasks
 * @param scope what an answer speaks of
 * @param engine what explores, by name
 */
record Check(
        CheckedRevision revision,
        CheckedTree tree,
        CheckedProperties properties,
        List<String> tasks,
        List<String> functions,
        String scope,
        String engine,
        Callable<CheckResult> work) {

    /**
     * Runs it. Whatever keeps it from an answer is told as UNKNOWN: a limit, memory, code that does not come back.
     *
     * @throws InputException when code of the user's throws
     * @throws EngineException when an engine fails
     */
    CheckResult run(Duration limit) {
        TimeLimit.Outcome<CheckResult> outcome = TimeLimit.run(limit, work);
        String time = outcome.timeIsUp() ? "the limit of " + limit.toSeconds() + " s was reached" : null;
        if (outcome.value() != null) {
            return withTree(outcome.value(), time);
        }
        if (outcome.failure() == null) {
            return unknown(time
                    + place(outcome.stuckAt())
                            .map(place -> "; the code of the file did not come back, and was at " + place)
                            .orElse(""));
        }
        return unknown(reason(outcome.failure(), time));
    }

    /** Why a failure is no answer. */
    private String reason(Throwable failure, String time) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "the memory that Java has, " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, was used up";
            }
            Optional<String> place = place(List.of(cause.getStackTrace()));
            if (cause instanceof StackOverflowError) {
                return place.map(at -> "the code of the file calls itself without end, or too deeply, at " + at)
                        .orElse("the locking code calls itself too deeply for the stack");
            }
            if (place.isPresent() && !isOurs(cause)) {
                throw new InputException(place.get() + ": " + cause, failure);
            }
            if (cause instanceof InterruptedException && time != null) {
                return time + ": " + failure.getMessage();
            }
            if (cause instanceof LimitException) {
                return time == null ? cause.getMessage() : time + ": " + cause.getMessage();
            }
        }
        if (revision.isOfUser() && failure instanceof EngineException) {
            return "the code of " + revision.name() + " cannot be explored: " + failure.getMessage()
                    + place(List.of(failure.getStackTrace()))
                            .map(at -> ", at " + at)
                            .orElse("");
        }
        throw failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private static boolean isOurs(Throwable failure) {
        return failure instanceof EngineException || failure instanceof LimitException;
    }

    private Optional<String> place(List<StackTraceElement> stack) {
        return revision.file() == null ? Optional.empty() : revision.file().place(stack);
    }

    private CheckResult unknown(String stopped) {
        return CheckResult.unknown(scope, engine, stopped, notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(tree.notes());
        notes.addAll(revision.notes());
        return notes;
    }

    /** Whether some task may take the {@link pcilock.model.pci.WiderLocks}. */
    boolean isWide() {
        return !TaskCode.machine("", tasks).isEmpty()
                || TaskFamily.withWiderLocks().stream().anyMatch(family -> functions.contains(family.id()));
    }

    /** What {@link pcilock.model.pci.BusLists} assumes, where something that holds may hold by it. */
    private Optional<String> sameList(CheckResult result) {
        Set<Property> holds =
                EnumSet.of(Property.RELEASED_BY_HOLDER, Property.NO_CLEAR_FLAG_RELEASED, Property.NOTHING_LEFT_HELD);
        holds.retainAll(result.holds());
        boolean comeAndGo =
                tree.notation().contains(";removed:") || tree.notation().contains("{");
        return holds.isEmpty() || !comeAndGo || !isWide()
                ? Optional.empty()
                : Optional.of(CheckedProperties.ids(holds)
                        + ": each call is taken to meet the same devices whenever it walks over a bus, which the kernel does not see to;"
                        + " the claim Rescan_05_UnlockedThoughNotLocked shows what comes of it");
    }

    /** How to ask for traces of what breaks and the trace that is kept does not show. */
    private static Optional<String> otherTraces(CheckResult result) {
        Set<Property> others = EnumSet.copyOf(result.breaks());
        others.removeAll(result.counterexample().run().broken());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("the trace does not show what breaks " + CheckedProperties.ids(others)
                        + "; for a trace of it add --property "
                        + others.iterator().next().id);
    }

    private CheckResult withTree(CheckResult result, String time) {
        List<String> notes = notes();
        notes.addAll(result.notes());
        sameList(result).ifPresent(notes::add);
        if (result.counterexample() != null) {
            Optional.ofNullable(result.counterexample().longer()).ifPresent(notes::add);
            otherTraces(result).ifPresent(notes::add);
        }
        String stopped = time == null || result.stopped() == null ? result.stopped() : time + ": " + result.stopped();
        return new CheckResult(
                result.scope(),
                result.engine(),
                result.explored(),
                result.unit(),
                stopped,
                result.breaks(),
                result.holds(),
                result.untested(),
                notes,
                result.counterexample());
    }
}
