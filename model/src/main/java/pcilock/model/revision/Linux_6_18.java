package pcilock.model.revision;

import pcilock.model.pci.TaskContext;

/**
 * Linux 6.18: since 6.16 a reset of a slot no longer masks the events of pciehp. It marks the port instead, with reset_lock written, and
 * the irq thread of the port waits, without a timeout, until no reset has it marked. It holds nothing then. What stable kernels took over
 * later, as 6.18.19 did a5338e365c45 and 962ae6892d8b, is not in this.
 */
public class Linux_6_18 extends Commit_f3efb9569b4a {
    public Linux_6_18(TaskContext context) {
        super(context);
    }

    @Override
    public boolean pciehpIgnoresLinkChange() {
        return true;
    }

    @Override
    public boolean zpciRecoveryTakesDeviceLockAlone() {
        return true;
    }
}
