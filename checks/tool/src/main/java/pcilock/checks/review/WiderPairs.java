package pcilock.checks.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.model.revision.Revision;

/**
 * Which two entry points, of which one takes the wider locks, deadlock after a change and did not before, and the other way round: what a
 * sweep, which is about resets alone, does not see.
 *
 * @param around the revision around resets that are C; null where they are no C
 * @param devices the most devices of a tree
 * @param devicesWithSlots the most devices of a tree with slots
 * @param pairs how many were asked about after the change
 * @param anew those that deadlock after the change and not before; none of which that is not known of before, which is a limit
 * @param mended those that deadlock before and not after, though both entry points are there
 * @param stay how many deadlock before and after
 * @param limits what kept this from its end, a sentence each
 */
public record WiderPairs(
        Revision around,
        int devices,
        int devicesWithSlots,
        int pairs,
        List<Deadlock> anew,
        List<Deadlock> mended,
        int stay,
        List<String> limits) {
    /** More would take hours. */
    private static final int MOST_DEVICES = 5;

    private static final long MAX_STATES = 1_000_000;

    /** Two entry points and the shortest run of a deadlock of both. */
    public record Deadlock(Pair pair, Answer answer) {
        CounterexampleRun run() {
            return new CounterexampleRun(answer.scenario(), answer.deadlock());
        }
    }

    /** Why they cannot be asked; nothing where they can. */
    static Optional<String> whyNot(ReviewedCode before, ReviewedCode after) {
        return whyNot(before).or(() -> whyNot(after).map(why -> "after " + after.name() + " " + why));
    }

    private static Optional<String> whyNot(ReviewedCode code) {
        if (code.linux() != null) {
            return code.linux().whyNothingAround();
        }
        return TaskProgram.callsLockdep(code.code()) ? Optional.of(LinuxKernel.CALLS_LOCKDEP) : Optional.empty();
    }

    /**
     * To be called where nothing says why not.
     *
     * @param devicesOfSweep the most devices of a tree that is swept; those of more than five are not asked about
     * @param devicesWithSlots the most devices of a tree with slots
     * @param isOver whether a limit of time has passed
     */
    static WiderPairs between(
            ReviewedCode before, ReviewedCode after, int devicesOfSweep, int devicesWithSlots, BooleanSupplier isOver) {
        int devices = Math.min(MOST_DEVICES, devicesOfSweep);
        List<DeadlockPairs.Code> codes = Stream.of(before, after)
                .limit(areTheSame(before, after) ? 1 : 2)
                .map(code -> DeadlockPairs.Code.of(code.code(), code.has()))
                .toList();
        List<Map<Pair, Answer>> answers = new DeadlockPairs(codes, MAX_STATES, isOver).upTo(devices, devicesWithSlots);
        Map<Pair, Answer> was = answers.get(0);
        Map<Pair, Answer> is = answers.get(answers.size() - 1);
        List<Deadlock> anew = new ArrayList<>();
        List<Deadlock> mended = new ArrayList<>();
        Set<String> limits = new LinkedHashSet<>();
        int stay = 0;
        for (Map.Entry<Pair, Answer> asked : is.entrySet()) {
            Answer answer = asked.getValue();
            Answer old = was.get(asked.getKey());
            boolean wasRefuted = old != null && old.isRefuted();
            if (answer.isRefuted() && wasRefuted) {
                stay++;
            } else if (answer.isRefuted() && (old == null || old.isProved())) {
                anew.add(new Deadlock(asked.getKey(), answer));
            } else if (wasRefuted && answer.isProved()) {
                mended.add(new Deadlock(asked.getKey(), old));
            }
            Stream.of(answer, old == null ? answer : old)
                    .map(Answer::stopped)
                    .filter(Objects::nonNull)
                    .forEach(why -> limits.add((why.equals(DeadlockPairs.TIME) ? "some pairs" : asked.getKey())
                            + " of the wider entry points: " + why));
        }
        Revision around = after.linux() == null ? null : after.linux().around();
        return new WiderPairs(around, devices, devicesWithSlots, is.size(), anew, mended, stay, List.copyOf(limits));
    }

    private static boolean areTheSame(ReviewedCode before, ReviewedCode after) {
        return before.code() == after.code()
                || (before.linux() != null
                        && after.linux() != null
                        && before.linux().writtenAround().equals(after.linux().writtenAround()));
    }

    boolean breaks() {
        return !anew.isEmpty();
    }

    /** Within which bounds this stands. */
    String bounds() {
        return "all " + pairs + " pairs of entry points of which one takes the wider locks, on every tree of up to "
                + devices + " devices (" + (devicesWithSlots < devices ? "slots up to " + devicesWithSlots + "; " : "")
                + "below the top no bridge with an empty bus)"
                + (around == null
                        ? ""
                        : ", with the resets from C and what is around them from the model's " + around.id);
    }
}
