package pcilock.specs.scenario;

import pcilock.model.pci.TaskCode;

/**
 * The sequential specification of the config access lock, of an rw semaphore and of active references, each call at one instant.
 *
 * <p>A call that would have to wait cannot happen in a sequence of calls at that place, so it answers false where the real one,
 * once it has waited, answers true.
 */
public final class SequentialLocks {
    private final boolean[] blocked;
    private final int[] inside;
    private final boolean[] gone;
    private int readers;
    private boolean written;

    /** At the beginning no device is blocked, and nothing is held. */
    public SequentialLocks(int devices) {
        blocked = new boolean[devices];
        inside = new int[devices];
        gone = new boolean[devices];
    }

    /** What the call answers when it happens now. */
    public boolean run(TaskCode.Call call) {
        int device = call.dev.index;
        boolean wasBlocked = blocked[device];
        boolean free = readers == 0 && !written;
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
            case DOWN_READ -> {
                readers++;
                yield !written;
            }
            case UP_READ -> {
                readers = Math.max(0, readers - 1);
                yield true;
            }
            case DOWN_WRITE -> {
                written = true;
                yield free;
            }
            case DOWN_WRITE_TRYLOCK -> {
                written |= free;
                yield free;
            }
            case UP_WRITE -> {
                written = false;
                yield true;
            }
            case KERNFS_GET_ACTIVE -> {
                if (!gone[device]) {
                    inside[device]++;
                }
                yield !gone[device];
            }
            case KERNFS_PUT_ACTIVE -> {
                // One who was refused has nothing to leave.
                inside[device] = Math.max(0, inside[device] - 1);
                yield true;
            }
            case KERNFS_DEACTIVATE -> {
                gone[device] = true;
                yield true;
            }
            case KERNFS_DRAIN -> inside[device] == 0;
            default ->
                throw new IllegalArgumentException(call + " is no call of a lock that has a sequential specification");
        };
    }

    /** A copy, for a search that goes back. */
    SequentialLocks copy() {
        SequentialLocks copy = new SequentialLocks(blocked.length);
        System.arraycopy(blocked, 0, copy.blocked, 0, blocked.length);
        System.arraycopy(inside, 0, copy.inside, 0, inside.length);
        System.arraycopy(gone, 0, copy.gone, 0, gone.length);
        copy.readers = readers;
        copy.written = written;
        return copy;
    }
}
