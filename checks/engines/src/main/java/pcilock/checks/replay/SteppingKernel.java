package pcilock.checks.replay;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;

/**
 * A machine that moves one task by one step when told to. Each task has a thread of its own, and there is one baton: a task
 * hands it back before each of its steps and takes that step when it gets the baton again, so no two threads ever run at the
 * same time.
 *
 * <p>A task that sleeps tries again whenever it gets the baton; where it still has to sleep, no event is observed.
 */
final class SteppingKernel implements Kernel {
    /** Goes through the code of a task whose run is over before the task has ended. */
    static final class RunIsOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RunIsOver() {
            super("the run is over", null, false, false);
        }
    }

    private final Observer observer;
    private final Lockdep lockdep;
    private final Semaphore handedBack = new Semaphore(0);
    private final Semaphore[] granted;
    private final boolean[] mayBeginStep;
    private final BooleanSupplier[] awakeWhen;
    private volatile boolean over;
    private boolean conditionsHold = true;

    SteppingKernel(int tasks, Observer observer, Lockdep lockdep) {
        this.observer = observer;
        this.lockdep = lockdep;
        granted = new Semaphore[tasks];
        mayBeginStep = new boolean[tasks];
        awakeWhen = new BooleanSupplier[tasks];
        for (int i = 0; i < tasks; i++) {
            granted[i] = new Semaphore(0);
        }
    }

    /** Gives the baton to a task, or waits for the first one of a thread that was just started, and takes it back. */
    void grant(int task) {
        granted[task].release();
        handedBack.acquireUninterruptibly();
    }

    /** Whether a task that has not ended would take a step if it got the baton. */
    boolean canMove(int task) {
        return awakeWhen[task] == null || awakeWhen[task].getAsBoolean();
    }

    /** From here on a task that gets the baton leaves its code. */
    void end() {
        over = true;
    }

    /** The task's thread begins: waits for the baton. */
    void begin(int task) {
        granted[task].acquireUninterruptibly();
        if (over) {
            throw new RunIsOver();
        }
    }

    /** The task's thread ends: hands the baton back for good. */
    void leave() {
        handedBack.release();
    }

    /**
     * Waits for the baton before code that belongs to the step that follows, such as the beginning of a call whose history is
     * kept.
     */
    void beginStepEarly(int task) {
        waitForTurn(task);
        mayBeginStep[task] = true;
    }

    private void waitForTurn(int task) {
        if (over) {
            // A finally in the code that is being left: the baton does not come back.
            throw new RunIsOver();
        }
        if (mayBeginStep[task]) {
            mayBeginStep[task] = false;
            return;
        }
        handedBack.release();
        begin(task);
    }

    /** Goes to sleep, which is a step, and comes back in the step in which the condition holds. */
    private void sleepUntil(BooleanSupplier condition, Task current, Event asleep, int device) {
        observer.on(current, asleep, device);
        awakeWhen[current.id] = condition;
        do {
            waitForTurn(current.id);
        } while (!condition.getAsBoolean());
        awakeWhen[current.id] = null;
    }

    private static boolean isFree(Task current, Mutex mutex) {
        boolean free = mutex.acquire(current);
        if (free) {
            mutex.release();
        }
        return free;
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        waitForTurn(current.id);
        if (!isFree(current, mutex)) {
            sleepUntil(() -> isFree(current, mutex), current, Event.MUTEX_SLEEP, mutex.device);
        }
        mutex.acquire(current);
        observer.on(current, Event.MUTEX_LOCK, mutex.device);
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        waitForTurn(current.id);
        boolean acquired = mutex.acquire(current);
        observer.on(current, acquired ? Event.MUTEX_TRYLOCK : Event.MUTEX_TRYLOCK_FAILED, mutex.device);
        return acquired;
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        waitForTurn(current.id);
        mutex.release();
        observer.on(current, Event.MUTEX_UNLOCK, mutex.device);
    }

    @Override
    public boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        waitForTurn(current.id);
        return section.run(this, current, flag);
    }

    @Override
    public void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        waitForTurn(current.id);
        queue.add(current);
        observer.on(current, Event.QUEUE_ADD, flag.device);
    }

    @Override
    public void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        waitForTurn(current.id);
        if (queue.contains(current)) {
            sleepUntil(() -> !queue.contains(current), current, Event.QUEUE_SLEEP, flag.device);
        }
        observer.on(current, Event.QUEUE_AWAKE, flag.device);
    }

    @Override
    public void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        waitForTurn(current.id);
        queue.remove(current);
        observer.on(current, Event.QUEUE_REMOVE, flag.device);
    }

    @Override
    public void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        waitForTurn(current.id);
        queue.wakeAll();
        observer.on(current, Event.QUEUE_WAKE, flag.device);
    }

    @Override
    public void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        waitForTurn(current.id);
        queue.wakeOne();
        observer.on(current, Event.QUEUE_WAKE, flag.device);
    }

    @Override
    public void whenClear(Task current, SpinlockSection section, BlockCfgAccess flag) {
        waitForTurn(current.id);
        if (flag.isSet()) {
            sleepUntil(() -> !flag.isSet(), current, Event.FLAG_SLEEP, flag.device);
        }
        section.run(this, current, flag);
    }

    @Override
    public boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag) {
        waitForTurn(current.id);
        return section.run(this, current, flag);
    }

    @Override
    public void take(Task current, GuardedStep step) {
        waitForTurn(current.id);
        taken(current, step);
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep otherwise) {
        waitForTurn(current.id);
        boolean possible = step.isPossible();
        taken(current, possible ? step : otherwise);
        return possible;
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep[] otherwise) {
        waitForTurn(current.id);
        boolean possible = step.isPossible();
        taken(current, possible ? step : GuardedStep.possible(otherwise));
        return possible;
    }

    @Override
    public boolean await(Task current, SleepingStep step) {
        waitForTurn(current.id);
        GuardedStep goesOn = step.now;
        if (!goesOn.isPossible() && !step.isInstead()) {
            int way = step.wayToSleep();
            GuardedStep afterSleep = step.afterSleep(way);
            step.sleep(way).take(current);
            sleepUntil(
                    () -> afterSleep.isPossible() || step.isInstead(),
                    current,
                    step.sleep(way).event,
                    step.now.object.number);
            goesOn = afterSleep;
        }
        boolean instead = step.isInstead();
        taken(current, instead ? step.instead : goesOn);
        return !instead;
    }

    private void taken(Task current, GuardedStep step) {
        step.take(current);
        observer.on(current, step.event, step.object.number);
    }

    @Override
    public void loopHead(Task current, boolean again) {
        // Nothing to do: the loop is run.
    }

    /** From here on this is the answer to every open condition. */
    void answerConditions(boolean hold) {
        conditionsHold = hold;
    }

    @Override
    public boolean choose(Task current) {
        waitForTurn(current.id);
        boolean holds = conditionsHold;
        observer.on(current, holds ? Event.CONDITION_HOLDS : Event.CONDITION_FAILS, 0);
        return holds;
    }

    @Override
    public void revisits(Task current, Object state) {
        // Nothing to do: the loop is run.
    }

    @Override
    public void remembersOnly(Task current, int device, long found, long lookedFor, long wereThere) {
        // Nothing to do: the run goes on.
    }

    @Override
    public void step(Task current, Event event, int device) {
        event.mustBeStepOfCode();
        waitForTurn(current.id);
        observer.on(current, event, device);
    }

    @Override
    public void note(Task current, Event event, int device) {
        if (over) {
            throw new RunIsOver();
        }
        observer.on(current, event, device);
    }

    @Override
    public void lockdep(Task current, LockdepCall call, LockdepMap map) {
        waitForTurn(current.id);
        observer.on(current, lockdep.call(current, call, map), map.device);
    }
}
