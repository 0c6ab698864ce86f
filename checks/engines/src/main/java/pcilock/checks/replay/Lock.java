package pcilock.checks.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.PciTopology;

/** What a task can hold and wait for. */
public enum Lock {
    DEVICE_LOCK("device_lock"),
    BLOCK_CFG_ACCESS("block_cfg_access"),
    /** A mutex that belongs to no device. */
    MUTEX("mutex"),
    DOWN_READ("down_read"),
    DOWN_WRITE("down_write"),
    /** To be waited for only: an rw semaphore that is waited for behind a writer who waits himself. */
    DOWN_READ_BEHIND_WRITER("down_read"),
    /** A sysfs attribute that is being read or written, or a handler that runs. */
    ACTIVE_REFERENCE("active_reference");

    public final String kernelName;

    Lock(String kernelName) {
        this.kernelName = kernelName;
    }

    /** What the lock of a kind with that number is. */
    public static Lock of(LockKind kind, int number, PciTopology topology) {
        return switch (kind) {
            case MUTEX -> topology.isDevice(number) ? DEVICE_LOCK : MUTEX;
            case FLAG -> BLOCK_CFG_ACCESS;
        };
    }

    /** Whether who holds this keeps another task from taking that, which is of the same number. */
    public boolean excludes(Lock wanted) {
        return switch (wanted) {
            case DOWN_READ -> this == DOWN_WRITE;
            case DOWN_WRITE -> this == DOWN_READ || this == DOWN_WRITE;
            case DOWN_READ_BEHIND_WRITER -> false;
            default -> this == wanted;
        };
    }

    /** The sets of a semaphore or reference whose tasks hold something, and what; none for a bit. */
    public static Map<TaskSet, Lock> heldIn(GuardedObject object) {
        Map<TaskSet, Lock> held = new LinkedHashMap<>();
        if (object instanceof RwSemaphore semaphore) {
            held.put(semaphore.readers, DOWN_READ);
            held.put(semaphore.writer, DOWN_WRITE);
        } else if (object instanceof ActiveReference reference) {
            held.put(reference.inside, ACTIVE_REFERENCE);
        }
        return held;
    }

    /** What a task holds after an event about the lock of that number that it did not hold before; null where it took nothing. */
    public static Lock takenBy(Event event, int number, PciTopology topology) {
        LockKind kind = LockKind.takenBy(event);
        if (kind != null) {
            return of(kind, number, topology);
        }
        return switch (event) {
            case SEM_READ -> DOWN_READ;
            case SEM_WRITE, SEM_WRITE_TRYLOCK -> DOWN_WRITE;
            case REFERENCE_ENTER -> ACTIVE_REFERENCE;
            default -> null;
        };
    }

    /** What a task holds no more after such an event, and a mutex or a flag nobody else either; null where it gave nothing back. */
    public static Lock givenBackBy(Event event, int number, PciTopology topology) {
        LockKind kind = LockKind.givenBackBy(event);
        if (kind != null) {
            return of(kind, number, topology);
        }
        return switch (event) {
            case SEM_READ_RELEASE -> DOWN_READ;
            case SEM_WRITE_RELEASE -> DOWN_WRITE;
            case REFERENCE_LEAVE -> ACTIVE_REFERENCE;
            default -> null;
        };
    }

    /** What a task waits for that goes to sleep with an event about the lock of that number; null where the event is not to go to sleep. */
    public static Lock waitedFor(Event event, int number, PciTopology topology) {
        LockKind kind = LockKind.awaitedAfter(event);
        if (kind != null) {
            return of(kind, number, topology);
        }
        return switch (event) {
            case SEM_READ_SLEEP -> DOWN_READ;
            case SEM_WRITE_SLEEP -> DOWN_WRITE;
            case REFERENCE_ENTER_SLEEP, REFERENCE_DRAIN_SLEEP -> ACTIVE_REFERENCE;
            default -> null;
        };
    }
}
