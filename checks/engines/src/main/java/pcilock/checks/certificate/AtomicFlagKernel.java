package pcilock.checks.certificate;

import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.LeftCode;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.specs.property.LockCoverage;

/** A machine whose config access lock is the atomic flag, so that it has no wait queue. */
abstract class AtomicFlagKernel implements Kernel {
    protected final LeftCode left = new LeftCode();

    @Override
    public final boolean spinLocked(Task task, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void loopHead(Task task, boolean again) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void revisits(Task task, Object state) {
        // A loop is run again and again, until the task has taken more steps than it may.
    }

    @Override
    public final void remembersOnly(Task task, int device, long found, long lookedFor, long wereThere) {
        // Every run is taken to its end.
    }

    @Override
    public final void prepareToWait(Task task, WaitQueueHead queue, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void schedule(Task task, WaitQueueHead queue, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void finishWait(Task task, WaitQueueHead queue, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void wakeUpAll(Task task, WaitQueueHead queue, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void wakeUpOne(Task task, WaitQueueHead queue, BlockCfgAccess flag) {
        throw left.leave(noWaitQueue());
    }

    @Override
    public final void take(Task task, GuardedStep step) {
        throw left.leave(noSets());
    }

    @Override
    public final boolean attempt(Task task, GuardedStep step, GuardedStep otherwise) {
        throw left.leave(noSets());
    }

    @Override
    public final boolean attempt(Task task, GuardedStep step, GuardedStep[] otherwise) {
        throw left.leave(noSets());
    }

    @Override
    public final boolean await(Task task, SleepingStep step) {
        throw left.leave(noSets());
    }

    private static EngineException noSets() {
        return new EngineException("a certificate does not speak of " + LockCoverage.WIDER
                + ": a wait for these is not a wait for one holder, so its order of locks proves nothing");
    }

    private static EngineException noWaitQueue() {
        return new EngineException("a certificate is about the atomic flag, which has no wait queue");
    }
}
