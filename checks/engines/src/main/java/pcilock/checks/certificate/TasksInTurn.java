package pcilock.checks.certificate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;

/**
 * A machine on which tasks run in turn, each until it ends, has to wait, or has taken so many locks. What they do there is a run of
 * the machine, so each of its steps is reached. It keeps the events, but for those of lockdep, of which no certificate speaks.
 */
final class TasksInTurn extends AtomicFlagKernel {
    /** A lock that was taken. */
    record Taken(int lock, boolean byTrying) {}

    /** Code that goes on for longer is left: what it did up to there was done. */
    private static final int MOST_STEPS = 1_000_000;

    /** Leaves the code where the task's turn is over. */
    private static final class TurnIsOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TurnIsOver() {
            super("the turn is over", null, false, false);
        }
    }

    private final Set<Event> seen = EnumSet.noneOf(Event.class);
    private final List<Mutex> mutexes = new ArrayList<>();
    private final List<BlockCfgAccess> flags = new ArrayList<>();
    private List<Taken> taken = new ArrayList<>();
    private int mostTaken;
    private boolean turnIsOver;
    private int steps;
    private long allSteps;

    /** Lets go of everything and forgets what was seen. */
    void startAgain() {
        mutexes.forEach(Mutex::release);
        mutexes.clear();
        flags.forEach(flag -> flag.set(false));
        flags.clear();
        seen.clear();
    }

    /**
     * Gives a task its turn.
     *
     * @param most how many locks it may take
     * @return the locks that it takes
     */
    List<Taken> run(Runnable task, int most) {
        taken = new ArrayList<>();
        mostTaken = most;
        turnIsOver = false;
        steps = 0;
        try {
            task.run();
        } catch (TurnIsOver e) {
            // It stands where it is.
        }
        return taken;
    }

    /** What the tasks did since {@link #startAgain}. */
    Set<Event> seen() {
        return seen;
    }

    /** How many steps were taken in all. */
    long steps() {
        return allSteps;
    }

    /** Also for what the code goes on to do where it catches {@link TurnIsOver}. */
    private void endTurn() {
        turnIsOver = true;
        throw new TurnIsOver();
    }

    private void see(Event event) {
        if (turnIsOver) {
            endTurn();
        }
        seen.add(event);
    }

    private void countStep() {
        allSteps++;
        if (turnIsOver || ++steps > MOST_STEPS) {
            endTurn();
        }
    }

    private void sleep(Event event) {
        see(event);
        endTurn();
    }

    private void take(int lock, boolean byTrying) {
        taken.add(new Taken(lock, byTrying));
        if (taken.size() == mostTaken) {
            endTurn();
        }
    }

    private boolean acquire(Task task, Mutex mutex) {
        countStep();
        if (!mutex.acquire(task)) {
            return false;
        }
        mutexes.add(mutex);
        return true;
    }

    @Override
    public void mutexLock(Task task, Mutex mutex) {
        if (!acquire(task, mutex)) {
            sleep(Event.MUTEX_SLEEP);
        }
        see(Event.MUTEX_LOCK);
        take(LockId.deviceLock(mutex.device), false);
    }

    @Override
    public boolean mutexTrylock(Task task, Mutex mutex) {
        boolean acquired = acquire(task, mutex);
        see(acquired ? Event.MUTEX_TRYLOCK : Event.MUTEX_TRYLOCK_FAILED);
        if (acquired) {
            take(LockId.deviceLock(mutex.device), true);
        }
        return acquired;
    }

    @Override
    public void mutexUnlock(Task task, Mutex mutex) {
        countStep();
        mutex.release();
        see(Event.MUTEX_UNLOCK);
    }

    @Override
    public void whenClear(Task task, SpinlockSection section, BlockCfgAccess flag) {
        countStep();
        if (flag.isSet()) {
            sleep(Event.FLAG_SLEEP);
        }
        run(task, section, flag, false);
    }

    @Override
    public boolean atomically(Task task, SpinlockSection section, BlockCfgAccess flag) {
        countStep();
        return run(task, section, flag, true);
    }

    private boolean run(Task task, SpinlockSection section, BlockCfgAccess flag, boolean byTrying) {
        boolean wasSet = flag.isSet();
        boolean result = section.run(this, task, flag);
        if (!wasSet && flag.isSet()) {
            flags.add(flag);
            take(LockId.flag(flag.device), byTrying);
        }
        return result;
    }

    @Override
    public boolean choose(Task task) {
        countStep();
        return true; // One of the two runs will do.
    }

    @Override
    public void step(Task task, Event event, int device) {
        countStep();
        see(event);
    }

    @Override
    public void note(Task task, Event event, int device) {
        see(event);
    }

    @Override
    public void lockdep(Task task, LockdepCall call, LockdepMap map) {
        countStep();
    }
}
