package pcilock.checks.certificate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;

/**
 * A machine on which one task runs alone, once for every outcome of its trylocks, and which looks for broken premises. It keeps
 * nothing of a run but what is held, so that its size is that of the tree.
 *
 * <p>Cost: one run for each branch. A trylock of n locks has n + 1 outcomes, each of which takes and gives back up to n locks, so
 * that it costs a number of steps quadratic in n; everything else is linear in what the task touches.
 */
final class PremiseKernel implements Kernel {
    /** Told of what is found; of one thing possibly more than once. */
    interface Finder {
        void broken(Premise premise, int lock);

        /** A task that holds one lock waits for another; with a common order it would be the later one. */
        void waits(int held, int wanted);
    }

    /** Runs the task. */
    interface Code {
        void run();
    }

    /** Asked once for each task whether its other outcomes need to be looked at. */
    interface Outcomes {
        /**
         * Sees the run in which every trylock succeeded.
         *
         * @param locks every lock that the run took or gave back, in order
         */
        boolean areKnown(int[] locks);
    }

    /** The code goes no further on this path: the task waits for itself. */
    private static final class GoesNoFurther extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GoesNoFurther() {
            super("goes no further", null, false, false);
        }
    }

    private static final int NONE = -1;

    private final Finder finder;
    private final int[] lastBelow;
    private final long maxSteps;

    private final boolean[] held;
    private final boolean[] takenByWaiting;
    /** The locks that are held, in the order in which they were taken, as a list linked both ways. */
    private final int[] before;

    private final int[] after;
    private int last = NONE;
    private int heldCount;

    private int[] failures = new int[0];
    private int[] choices = new int[16];
    private int choiceCount;
    private int position;
    private boolean insideTrylock;
    private final boolean[] differs;
    private int differences;
    private int resetting = NONE;
    private Event sectionEvent;
    private boolean inSection;
    private long steps;
    private int[] taken = new int[16];
    private int takenCount;

    /**
     * A machine for any number of tasks, one after the other.
     *
     * @param lastBelow for each device the greatest index of a device below it, its own where there is none
     * @param maxSteps how many steps one task may take in all its runs
     */
    PremiseKernel(int[] lastBelow, Finder finder, long maxSteps) {
        this.lastBelow = lastBelow;
        this.finder = finder;
        this.maxSteps = maxSteps;
        int locks = 2 * lastBelow.length;
        held = new boolean[locks];
        takenByWaiting = new boolean[locks];
        before = new int[locks];
        after = new int[locks];
        differs = new boolean[locks];
    }

    /**
     * Runs a task under every outcome of its branches.
     *
     * @return false when it was given up because of the limit of steps
     */
    boolean explore(Code code, Outcomes outcomes) {
        steps = 0;
        takenCount = 0;
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[0]);
        while (!open.isEmpty()) {
            failures = open.pop();
            forget();
            try {
                code.run();
                if (heldCount > 0) {
                    finder.broken(Premise.NOTHING_HELD_AT_END, last);
                }
            } catch (GoesNoFurther e) {
                // What is held here is held for ever; that the task waits for itself has been told.
            }
            if (steps > maxSteps) {
                return false;
            }
            if (failures.length == 0 && outcomes.areKnown(Arrays.copyOf(taken, takenCount))) {
                return true;
            }
            for (int i = 0; i < choiceCount; i++) {
                int[] further = Arrays.copyOf(failures, failures.length + 1);
                further[failures.length] = choices[i];
                open.push(further);
            }
        }
        return true;
    }

    private void forget() {
        Arrays.fill(held, false);
        Arrays.fill(differs, false);
        differences = 0;
        last = NONE;
        heldCount = 0;
        choiceCount = 0;
        position = 0;
        insideTrylock = false;
        resetting = NONE;
    }

    /** Whether a branch goes the good way; the other way is kept for a later run. */
    private boolean succeeds() {
        int here = position++;
        for (int failure : failures) {
            if (failure == here) {
                return false;
            }
        }
        if (failures.length == 0 || here > failures[failures.length - 1]) {
            if (choiceCount == choices.length) {
                choices = Arrays.copyOf(choices, 2 * choiceCount);
            }
            choices[choiceCount++] = here;
        }
        return true;
    }

    private void waitFor(int lock) {
        steps++;
        if (insideTrylock) {
            finder.broken(Premise.TRYLOCK_NEVER_WAITS, lock);
        }
        // Whatever was held when the last lock was waited for precedes that lock already, so it need not be told again.
        for (int other = last; other != NONE; other = before[other]) {
            finder.waits(other, lock);
            if (takenByWaiting[other]) {
                break;
            }
        }
        if (held[lock]) {
            finder.waits(lock, lock);
            throw new GoesNoFurther();
        }
    }

    private void acquire(int lock, boolean byWaiting) {
        held[lock] = true;
        takenByWaiting[lock] = byWaiting;
        before[lock] = last;
        after[lock] = NONE;
        if (last != NONE) {
            after[last] = lock;
        }
        last = lock;
        heldCount++;
        differ(lock);
    }

    private void release(int lock) {
        int earlier = before[lock];
        int later = after[lock];
        if (earlier != NONE) {
            after[earlier] = later;
        }
        if (later != NONE) {
            before[later] = earlier;
        } else {
            last = earlier;
        }
        held[lock] = false;
        heldCount--;
        differ(lock);
        int device = LockId.device(lock);
        if (resetting != NONE && device >= resetting && device <= lastBelow[resetting]) {
            finder.broken(device == resetting ? Premise.BRIDGE_HELD_IN_RESET : Premise.RESET_IS_COVERED, lock);
            finder.broken(Premise.RESET_IS_COVERED, lock);
        }
    }

    private void differ(int lock) {
        if (failures.length == 0) {
            if (takenCount == taken.length) {
                taken = Arrays.copyOf(taken, 2 * takenCount);
            }
            taken[takenCount++] = lock;
        }
        differences += differs[lock] ? -1 : 1;
        differs[lock] = !differs[lock];
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        int lock = LockId.deviceLock(mutex.device);
        waitFor(lock);
        takesDeviceLock(mutex.device);
        acquire(lock, true);
    }

    private void takesDeviceLock(int device) {
        if (held[LockId.flag(device)]) {
            finder.broken(Premise.DEVICE_LOCK_FIRST, LockId.deviceLock(device));
        }
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        steps++;
        int lock = LockId.deviceLock(mutex.device);
        if (held[lock] || !succeeds()) {
            return false;
        }
        takesDeviceLock(mutex.device);
        acquire(lock, false);
        return true;
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        steps++;
        int lock = LockId.deviceLock(mutex.device);
        if (held[lock]) {
            release(lock);
        } else {
            finder.broken(Premise.RELEASES_ITS_OWN, lock);
        }
    }

    @Override
    public boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    @Override
    public boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag) {
        steps++;
        int lock = LockId.flag(flag.device);
        boolean whenSet = run(current, section, flag, true);
        Event ifSet = sectionEvent;
        if (ifSet == Event.FLAG_SET) {
            finder.broken(Premise.RELEASES_ITS_OWN, lock);
        }
        if (held[lock]) {
            if (ifSet == Event.FLAG_CLEAR) {
                release(lock);
            }
            return whenSet;
        }
        boolean whenClear = run(current, section, flag, false);
        Event ifClear = sectionEvent;
        if (ifClear == Event.FLAG_CLEAR) {
            finder.broken(Premise.RELEASES_ITS_OWN, lock);
            finder.broken(Premise.FLAG_RELEASED_IS_SET, lock);
        }
        if (ifSet == ifClear && whenSet == whenClear) {
            return whenClear;
        }
        if (!succeeds()) {
            return whenSet;
        }
        if (ifClear == Event.FLAG_SET) {
            acquire(lock, false);
        }
        return whenClear;
    }

    private boolean run(Task current, SpinlockSection section, BlockCfgAccess flag, boolean set) {
        flag.set(set);
        sectionEvent = null;
        inSection = true;
        boolean result = section.run(this, current, flag);
        inSection = false;
        return result;
    }

    @Override
    public void whenClear(Task current, SpinlockSection section, BlockCfgAccess flag) {
        int lock = LockId.flag(flag.device);
        waitFor(lock);
        run(current, section, flag, false);
        if (sectionEvent == Event.FLAG_SET) {
            acquire(lock, true);
        }
    }

    @Override
    public void step(Task current, Event event, int device) {
        steps++;
        switch (event) {
            case RESET_BEGIN -> {
                resetting = device;
                if (!held[LockId.deviceLock(device)] || !held[LockId.flag(device)]) {
                    finder.broken(Premise.BRIDGE_HELD_IN_RESET, missing(device));
                }
                for (int reached = device; reached <= lastBelow[device]; reached++) {
                    if (!held[LockId.deviceLock(reached)] || !held[LockId.flag(reached)]) {
                        finder.broken(Premise.RESET_IS_COVERED, missing(reached));
                        break;
                    }
                }
            }
            case RESET_END -> resetting = NONE;
            case FUNCTION_RESET -> {
                if (!held[LockId.deviceLock(device)]) {
                    finder.broken(Premise.RESET_IS_COVERED, LockId.deviceLock(device));
                }
            }
            default -> {}
        }
    }

    private int missing(int device) {
        return held[LockId.deviceLock(device)] ? LockId.flag(device) : LockId.deviceLock(device);
    }

    @Override
    public void note(Task current, Event event, int device) {
        if (inSection) {
            if (sectionEvent == null) {
                sectionEvent = event;
            }
            return;
        }
        switch (event) {
            case WARN_UNLOCKED_RESET -> finder.broken(Premise.NO_WARNING, LockId.flag(device));
            case TRYLOCK_BEGIN -> {
                insideTrylock = true;
                Arrays.fill(differs, false);
                differences = 0;
            }
            case TRYLOCK_TAKEN -> insideTrylock = false;
            case TRYLOCK_FAILED -> {
                insideTrylock = false;
                if (differences != 0) {
                    finder.broken(Premise.FAILED_TRYLOCK_RESTORES, last == NONE ? LockId.deviceLock(device) : last);
                }
            }
            default -> {}
        }
    }

    @Override
    public void lockdep(Task current, LockdepCall call, LockdepMap map) {
        // It listens and holds nobody up.
    }

    @Override
    public void loopHead(Task current, boolean again) {
        throw noWaitQueue();
    }

    @Override
    public void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    @Override
    public void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    @Override
    public void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    @Override
    public void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    @Override
    public void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        throw noWaitQueue();
    }

    private static EngineException noWaitQueue() {
        return new EngineException("a certificate is about the atomic flag, which has no wait queue");
    }
}
