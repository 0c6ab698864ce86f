package pcilock.checks.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;

/**
 * A machine on which one task runs alone, once for every outcome of its trylocks, and which looks for broken premises. It keeps
 * nothing of a run but what is held, so that its size is that of the tree.
 *
 * <p>Cost: one run for each outcome. A trylock of n locks has n + 1, each of which takes and gives back up to n locks; where the
 * code can be observed, that is once for each function and situation, in place of once for each task: see {@link FunctionSummary}.
 */
final class PremiseKernel extends AtomicFlagKernel implements FunctionObserver {
    /** Told of what is found; of one thing possibly more than once. */
    interface Finder {
        void broken(Premise premise, int lock);

        /** A task that holds one lock waits for another; with a common order it would be the later one. */
        void waits(int held, int wanted);
    }

    /** Leaves the code where nothing more is to be seen. */
    private abstract static class LeavesCode extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeavesCode(String message) {
            super(message, null, false, false);
        }
    }

    /** The code goes no further on this path: the task waits for itself. */
    private static final class GoesNoFurther extends LeavesCode {
        private static final long serialVersionUID = 1L;

        GoesNoFurther() {
            super("goes no further");
        }
    }

    /** The function is none of which a summary tells all. */
    private static final class HasNoSummary extends LeavesCode {
        private static final long serialVersionUID = 1L;

        HasNoSummary() {
            super("has no summary");
        }
    }

    /** The task takes more steps than it may. */
    private static final class TooManySteps extends LeavesCode {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps");
        }
    }

    /** A call of a function, and what it does in each situation that it was met in. */
    private record Call(int function, List<Object> arguments) {}

    private static final class Known {
        final List<FunctionSummary> summaries = new ArrayList<>(1);
        boolean isBeingLearnt;
        boolean hasNone;
    }

    /** A task, or a function, that is run again and again until every outcome was seen. */
    private final class PremiseSearch {
        /** How many explorations this one is inside of; none when it is of a task. */
        final int depth = current == null ? 0 : current.depth + 1;

        final int[] heldBefore = held.latest(held.count());
        final Ways ways = new Ways();
        final BitSet asked = new BitSet();
        final BitSet waited = new BitSet();
        final List<FunctionSummary.Outcome> outcomes = new ArrayList<>(2);
        final FunctionFindings findings = new FunctionFindings();

        /** How many locks this run has taken and still holds. */
        int taken;

        /** What this run has released of what was held before. */
        int[] released = new int[2];

        int releasedCount;

        boolean isOfFunction() {
            return depth > 0;
        }

        void goBack() {
            held.set(heldBefore);
            taken = 0;
            releasedCount = 0;
        }

        void release(int lock) {
            if (held.takenAt(lock) == depth) {
                taken--;
                return;
            }
            if (releasedCount == released.length) {
                released = Arrays.copyOf(released, 2 * releasedCount);
            }
            released[releasedCount++] = lock;
        }

        void ends(boolean result) {
            int[] lost = Arrays.copyOf(released, releasedCount);
            Arrays.sort(lost);
            FunctionSummary.Outcome outcome = new FunctionSummary.Outcome(result, lost, held.latest(taken));
            if (outcomes.stream().noneMatch(outcome::isSameAs)) {
                if (outcomes.size() == MOST_OUTCOMES) {
                    throw left.leave(new HasNoSummary());
                }
                outcomes.add(outcome);
            }
        }

        void mustBeOfTask() {
            if (isOfFunction()) {
                throw left.leave(new HasNoSummary());
            }
        }
    }

    /** Of a function that does what it is for there are two; with many, summaries would take more than they save. */
    private static final int MOST_OUTCOMES = 8;

    /** The same call in so many situations, and it is run from then on. */
    private static final int MOST_SITUATIONS = 16;

    private static final int NONE = HeldLocks.NONE;

    private final Finder finder;
    private final int[] lastBelow;
    private final long maxSteps;
    private final boolean nullEndsRun;
    private final HeldLocks held;
    private final Map<Call, Known> functions = new HashMap<>();
    private ObservedCode observed;
    private PremiseSearch current;
    private Object family;
    private boolean answer;
    private boolean insideTrylock;
    private BitSet heldAtTrylock = new BitSet();
    private int resetting = NONE;
    private Event sectionEvent;
    private boolean inSection;
    private long steps;

    /**
     * A machine for any number of tasks, one after the other.
     *
     * @param lastBelow for each device the greatest index of a device below it, its own where there is none
     * @param maxSteps how many steps one task may take in all its runs
     * @param nullEndsRun whether a run just ends where the code asks for what the tree has not got
     */
    PremiseKernel(int[] lastBelow, Finder finder, long maxSteps, boolean nullEndsRun) {
        this.lastBelow = lastBelow;
        this.finder = finder;
        this.maxSteps = maxSteps;
        this.nullEndsRun = nullEndsRun;
        held = new HeldLocks(2 * lastBelow.length);
    }

    /** From now on the tasks run this code, so that one function can stand in for another. */
    void observe(ObservedCode code) {
        observed = code;
    }

    /**
     * Runs a task under every outcome of its branches.
     *
     * @param ofFamily which family of tasks it is of: of each one all is told that is found in its tasks
     * @return false when it was given up because of the limit of steps
     */
    boolean explore(Runnable code, Object ofFamily) {
        steps = 0;
        family = ofFamily;
        held.clear();
        try {
            explore(new PremiseSearch(), () -> {
                insideTrylock = false;
                heldAtTrylock = new BitSet();
                resetting = NONE;
                code.run();
                if (held.last() != NONE) {
                    finder.broken(Premise.NOTHING_HELD_AT_END, held.toSet().nextSetBit(0));
                }
                return true;
            });
            return true;
        } catch (TooManySteps e) {
            return false;
        }
    }

    private void explore(PremiseSearch exploration, BooleanSupplier code) {
        PremiseSearch outer = current;
        current = exploration;
        try {
            do {
                left.enter();
                try {
                    boolean result = code.getAsBoolean();
                    left.goOn();
                    if (exploration.isOfFunction()) {
                        exploration.ends(result);
                    }
                } catch (GoesNoFurther e) {
                    // What is held here is held for ever; that the task waits for itself has been told.
                } catch (NullPointerException e) {
                    if (!nullEndsRun) {
                        throw e;
                    }
                }
                exploration.goBack();
            } while (exploration.ways.next());
        } finally {
            current = outer;
        }
        left.enter();
    }

    @Override
    public boolean standsInFor(int function, Object[] arguments) {
        if (resetting != NONE) {
            return false;
        }
        Call call = new Call(function, Arrays.asList(arguments));
        Known known = functions.computeIfAbsent(call, unused -> new Known());
        FunctionSummary summary = null;
        for (FunctionSummary one : known.summaries) {
            if (one.suits(held, insideTrylock)) {
                summary = one;
                break;
            }
        }
        if (summary == null) {
            if (known.hasNone || known.isBeingLearnt || known.summaries.size() == MOST_SITUATIONS) {
                return false;
            }
            summary = learn(known, function, arguments);
            if (summary == null) {
                return false;
            }
        }
        goBy(summary);
        return true;
    }

    /** Null when the function has no summary. What its runs find is told meanwhile: they are runs of the task. */
    private FunctionSummary learn(Known known, int function, Object[] arguments) {
        PremiseSearch exploration = new PremiseSearch();
        known.isBeingLearnt = true;
        try {
            explore(exploration, () -> observed.run(function, arguments));
        } catch (HasNoSummary e) {
            exploration.goBack();
            left.enter();
            known.hasNone = true;
            return null;
        } finally {
            known.isBeingLearnt = false;
        }
        exploration.findings.areToldOf(family);
        FunctionSummary summary = new FunctionSummary(
                exploration.asked,
                held.among(exploration.asked),
                insideTrylock,
                exploration.waited,
                exploration.outcomes,
                exploration.findings);
        known.summaries.add(summary);
        return summary;
    }

    private void goBy(FunctionSummary summary) {
        countStep();
        summary.findings().tellOf(family, finder);
        if (current.isOfFunction()) {
            current.findings.add(summary.findings());
            current.asked.or(summary.asked());
        }
        summary.waited().stream().forEach(this::tellWhatPrecedes);
        if (summary.outcomes().isEmpty()) {
            throw left.leave(new GoesNoFurther());
        }
        FunctionSummary.Outcome outcome =
                summary.outcomes().get(current.ways.choose(summary.outcomes().size()));
        for (int lock : outcome.released) {
            release(lock);
        }
        int[] taken = outcome.taken;
        for (int i = 0; i < taken.length; i += HeldLocks.SIZE) {
            acquire(taken[i], taken[i + 1] == 1);
        }
        answer = outcome.answer;
    }

    @Override
    public boolean answer() {
        return answer;
    }

    private void countStep() {
        left.goOn();
        if (++steps > maxSteps) {
            throw left.leave(new TooManySteps());
        }
    }

    private boolean isHeld(int lock) {
        if (current.isOfFunction()) {
            current.asked.set(lock);
        }
        return held.has(lock);
    }

    private void tellBroken(Premise premise, int lock) {
        finder.broken(premise, lock);
        if (current.isOfFunction()) {
            current.findings.broken(premise, lock);
        }
    }

    /** Whether a branch goes the good way; the other way is for a later run. */
    private boolean succeeds() {
        return current.ways.choose(2) == 0;
    }

    private void waitFor(int lock) {
        countStep();
        if (insideTrylock) {
            tellBroken(Premise.TRYLOCK_NEVER_WAITS, lock);
        }
        tellWhatPrecedes(lock);
        if (isHeld(lock)) {
            finder.waits(lock, lock);
            current.findings.waits(lock, lock);
            throw left.leave(new GoesNoFurther());
        }
    }

    private void tellWhatPrecedes(int lock) {
        // Whatever was held when the last lock was waited for precedes that lock already, so it need not be told again.
        int other = held.last();
        while (other != NONE) {
            finder.waits(other, lock);
            if (current.isOfFunction() && held.takenAt(other) == current.depth) {
                current.findings.waits(other, lock);
            }
            if (held.isByWaiting(other)) {
                break;
            }
            other = held.before(other);
        }
        if (current.isOfFunction() && (other == NONE || held.takenAt(other) < current.depth)) {
            if (current.releasedCount > 0) {
                throw left.leave(new HasNoSummary());
            }
            current.waited.set(lock);
        }
    }

    private void acquire(int lock, boolean byWaiting) {
        held.add(lock, byWaiting, current.depth);
        current.taken++;
    }

    private void release(int lock) {
        held.remove(lock);
        current.release(lock);
        int device = LockId.device(lock);
        if (resetting != NONE && device >= resetting && device <= lastBelow[resetting]) {
            if (device == resetting) {
                tellBroken(Premise.BRIDGE_HELD_IN_RESET, lock);
            }
            tellBroken(Premise.RESET_IS_COVERED, lock);
        }
    }

    @Override
    public void mutexLock(Task task, Mutex mutex) {
        int lock = LockId.deviceLock(mutex.device);
        waitFor(lock);
        takesDeviceLock(mutex.device);
        acquire(lock, true);
    }

    private void takesDeviceLock(int device) {
        if (isHeld(LockId.flag(device))) {
            tellBroken(Premise.DEVICE_LOCK_FIRST, LockId.deviceLock(device));
        }
    }

    @Override
    public boolean mutexTrylock(Task task, Mutex mutex) {
        countStep();
        int lock = LockId.deviceLock(mutex.device);
        if (isHeld(lock) || !succeeds()) {
            return false;
        }
        takesDeviceLock(mutex.device);
        acquire(lock, false);
        return true;
    }

    @Override
    public void mutexUnlock(Task task, Mutex mutex) {
        countStep();
        int lock = LockId.deviceLock(mutex.device);
        if (isHeld(lock)) {
            release(lock);
        } else {
            tellBroken(Premise.RELEASES_ITS_OWN, lock);
        }
    }

    @Override
    public boolean atomically(Task task, SpinlockSection section, BlockCfgAccess flag) {
        countStep();
        int lock = LockId.flag(flag.device);
        boolean whenSet = run(task, section, flag, true);
        Event ifSet = sectionEvent;
        if (takes(ifSet)) {
            tellBroken(Premise.RELEASES_ITS_OWN, lock);
        }
        if (isHeld(lock)) {
            if (givesBack(ifSet)) {
                release(lock);
            }
            return whenSet;
        }
        boolean whenClear = run(task, section, flag, false);
        Event ifClear = sectionEvent;
        if (givesBack(ifClear)) {
            tellBroken(Premise.RELEASES_ITS_OWN, lock);
            tellBroken(Premise.RELEASED_FLAG_IS_SET, lock);
        }
        if (ifSet == ifClear && whenSet == whenClear) {
            return whenClear;
        }
        if (!succeeds()) {
            return whenSet;
        }
        if (takes(ifClear)) {
            acquire(lock, false);
        }
        return whenClear;
    }

    /** Whether a section takes the flag, whose event is null where it tells of none. */
    private static boolean takes(Event event) {
        return event != null && LockKind.takenBy(event) == LockKind.FLAG;
    }

    private static boolean givesBack(Event event) {
        return event != null && LockKind.givenBackBy(event) == LockKind.FLAG;
    }

    private boolean run(Task task, SpinlockSection section, BlockCfgAccess flag, boolean set) {
        flag.set(set);
        sectionEvent = null;
        inSection = true;
        boolean result = section.run(this, task, flag);
        inSection = false;
        return result;
    }

    @Override
    public void whenClear(Task task, SpinlockSection section, BlockCfgAccess flag) {
        int lock = LockId.flag(flag.device);
        waitFor(lock);
        run(task, section, flag, false);
        if (takes(sectionEvent)) {
            acquire(lock, true);
        }
    }

    @Override
    public void step(Task task, Event event, int device) {
        countStep();
        left.unless(event::mustBeStepOfCode);
        current.mustBeOfTask();
        switch (event) {
            case RESET_BEGIN -> {
                resetting = device;
                if (!held.has(LockId.deviceLock(device)) || !held.has(LockId.flag(device))) {
                    tellBroken(Premise.BRIDGE_HELD_IN_RESET, missing(device));
                }
                for (int reached = device; reached <= lastBelow[device]; reached++) {
                    if (!held.has(LockId.deviceLock(reached)) || !held.has(LockId.flag(reached))) {
                        tellBroken(Premise.RESET_IS_COVERED, missing(reached));
                        break;
                    }
                }
            }
            case RESET_END -> resetting = NONE;
            case FUNCTION_RESET -> {
                if (!held.has(LockId.deviceLock(device))) {
                    tellBroken(Premise.RESET_IS_COVERED, LockId.deviceLock(device));
                }
            }
            default -> {}
        }
    }

    private int missing(int device) {
        return held.has(LockId.deviceLock(device)) ? LockId.flag(device) : LockId.deviceLock(device);
    }

    @Override
    public void note(Task task, Event event, int device) {
        if (inSection) {
            if (sectionEvent == null) {
                sectionEvent = event;
            }
            return;
        }
        left.goOn();
        left.unless(event::mustBeNoteOfCode);
        current.mustBeOfTask();
        switch (event) {
            case WARN_UNLOCKED_RESET -> tellBroken(Premise.NO_WARNING, LockId.flag(device));
            case TRYLOCK_BEGIN -> {
                insideTrylock = true;
                heldAtTrylock = held.toSet();
            }
            case TRYLOCK_TAKEN -> insideTrylock = false;
            case TRYLOCK_FAILED -> {
                insideTrylock = false;
                BitSet differs = held.toSet();
                differs.xor(heldAtTrylock);
                if (!differs.isEmpty()) {
                    tellBroken(Premise.FAILED_TRYLOCK_RESTORES, differs.nextSetBit(0));
                }
            }
            default -> {}
        }
    }

    @Override
    public void lockdep(Task task, LockdepCall call, LockdepMap map) {
        // It listens and holds nobody up.
    }

    @Override
    public boolean choose(Task task) {
        countStep();
        return succeeds();
    }
}
