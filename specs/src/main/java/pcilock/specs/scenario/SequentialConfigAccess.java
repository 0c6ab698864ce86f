package pcilock.specs.scenario;

import pcilock.model.pci.TaskCode;

/**
 * The sequential specification of the config access lock: one flag for each device, each call at one instant.
 *
 * <p>A call that would have to wait cannot happen in a sequence of calls at that place, so it answers false where the real one,
 * once it has waited, answers true.
 */
public final class SequentialConfigAccess {
    private final boolean[] blocked;

    /** No device is blocked at the beginning. */
    public SequentialConfigAccess(int devices) {
        blocked = new boolean[devices];
    }

    /** What the call answers when it happens now. */
    public boolean run(TaskCode.Call call) {
        int device = call.dev.index;
        boolean wasBlocked = blocked[device];
        return switch (call.entryPoint) {
            case PCI_CFG_ACCESS_LOCK, PCI_CFG_ACCESS_TRYLOCK -> {
                blocked[device] = true;
                yield !wasBlocked;
            }
            case PCI_CFG_ACCESS_UNLOCK -> {
                blocked[device] = false;
                yield wasBlocked;
            }
            case PCI_USER_READ_CONFIG -> !wasBlocked;
            case PCI_READ_CONFIG -> true;
            default -> throw new IllegalArgumentException(call + " is no call of the config access lock");
        };
    }

    /** A copy, for a search that goes back. */
    SequentialConfigAccess copy() {
        SequentialConfigAccess copy = new SequentialConfigAccess(blocked.length);
        System.arraycopy(blocked, 0, copy.blocked, 0, blocked.length);
        return copy;
    }
}
