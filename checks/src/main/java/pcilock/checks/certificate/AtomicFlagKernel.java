package pcilock.checks.certificate;

import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.LeftCode;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;

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

    private static EngineException noWaitQueue() {
        return new EngineException("a certificate is about the atomic flag, which has no wait queue");
    }
}
