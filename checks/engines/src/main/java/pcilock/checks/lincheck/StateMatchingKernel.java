package pcilock.checks.lincheck;

import java.util.List;
import pcilock.checks.replay.Where;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;

/**
 * The monitors of the JVM, with a switch of tasks before a step only where that may show something new: see {@link StateMatching} and {@link
 * SharedObjects}. What is about the whole machine, such as the wait queue, the lock validator and resets, is always shared.
 */
final class StateMatchingKernel implements Kernel {
    /** Where Lincheck may switch to another task before each step. */
    static class WithSwitches extends MonitorKernel {
        private final StateMatching states;

        WithSwitches(StateMatching states, Observer observer, Lockdep lockdep) {
            super(observer, lockdep);
            this.states = states;
        }

        @Override
        protected void sleepOn(Task current, Object monitor) {
            super.sleepOn(current, monitor);
            states.wokeUp(current.id);
        }
    }

    /** The same, of whose switches Lincheck makes none. It goes by the name of this class. */
    static final class WithoutSwitches extends WithSwitches {
        WithoutSwitches(StateMatching states, Observer observer, Lockdep lockdep) {
            super(states, observer, lockdep);
        }
    }

    /** All that a task remembers, and where it is in the code. */
    private record Remembered(List<Object> where, int device, long found, long lookedFor, long wereThere) {}

    /** The methods that Lincheck leaves alone, which nothing else here may be called like. */
    static final String[] LEFT_ALONE = {"kernel", "answered", "remembered"};

    private final StateMatching states;
    private final Kernel withSwitches;
    private final Kernel withoutSwitches;

    StateMatchingKernel(StateMatching states, Observer observer, Lockdep lockdep) {
        this.states = states;
        withSwitches = new WithSwitches(states, observer, lockdep);
        withoutSwitches = new WithoutSwitches(states, observer, lockdep);
    }

    private Kernel kernel(Task current) {
        return states.mayBeInterrupted(current.id) ? withSwitches : withoutSwitches;
    }

    private Kernel kernel(Task current, int object) {
        return states.mayBeInterrupted(current.id, object) ? withSwitches : withoutSwitches;
    }

    private boolean answered(Task current, boolean answer) {
        states.answer(current.id, answer);
        return answer;
    }

    private void remembered(Task current, int device, long found, long lookedFor, long wereThere) {
        List<Object> where = Where.now(StateMatchingKernel.class, MachineSubject.class);
        states.remembersOnly(current.id, new Remembered(where, device, found, lookedFor, wereThere));
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        kernel(current, mutex.device).mutexLock(current, mutex);
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        return answered(current, kernel(current, mutex.device).mutexTrylock(current, mutex));
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        kernel(current, mutex.device).mutexUnlock(current, mutex);
    }

    @Override
    public boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        return answered(current, kernel(current).spinLocked(current, lock, section, flag));
    }

    @Override
    public void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        kernel(current).prepareToWait(current, queue, flag);
    }

    @Override
    public void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        kernel(current).schedule(current, queue, flag);
    }

    @Override
    public void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        kernel(current).finishWait(current, queue, flag);
    }

    @Override
    public void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        kernel(current).wakeUpAll(current, queue, flag);
    }

    @Override
    public void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        kernel(current).wakeUpOne(current, queue, flag);
    }

    @Override
    public void whenClear(Task current, SpinlockSection section, BlockCfgAccess flag) {
        kernel(current, flag.device).whenClear(current, section, flag);
    }

    @Override
    public boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag) {
        return answered(current, kernel(current, flag.device).atomically(current, section, flag));
    }

    @Override
    public void take(Task current, GuardedStep step) {
        kernel(current, step.object.number).take(current, step);
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep otherwise) {
        return answered(current, kernel(current, step.object.number).attempt(current, step, otherwise));
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep[] otherwise) {
        return answered(current, kernel(current, step.object.number).attempt(current, step, otherwise));
    }

    @Override
    public boolean await(Task current, SleepingStep step) {
        return answered(current, kernel(current, step.now.object.number).await(current, step));
    }

    @Override
    public void loopHead(Task current, boolean again) {
        withSwitches.loopHead(current, again);
    }

    @Override
    public boolean choose(Task current) {
        return withSwitches.choose(current);
    }

    @Override
    public void revisits(Task current, Object state) {
        withSwitches.revisits(current, state);
    }

    @Override
    public void remembersOnly(Task current, int device, long found, long lookedFor, long wereThere) {
        remembered(current, device, found, lookedFor, wereThere);
    }

    @Override
    public void step(Task current, Event event, int device) {
        kernel(current).step(current, event, device);
    }

    @Override
    public void note(Task current, Event event, int device) {
        withSwitches.note(current, event, device);
    }

    @Override
    public void lockdep(Task current, LockdepCall call, LockdepMap map) {
        kernel(current).lockdep(current, call, map);
    }
}
