package pcilock.specs.fault;

import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.WaitQueueConfigAccess;
import pcilock.model.revision.Revision;

/**
 * Locking code that no revision has: a seeded fault, so that a check that finds nothing is known to be able to find something, or a
 * variant.
 */
public enum Fault {
    NONE("no fault", null, null),

    BRIDGE_LOCKED_LAST("pci_bus_lock takes the bridge after the devices below it", LockingFaults.BridgeLockedLast::new),
    BRIDGE_RELEASED_FIRST(
            "pci_bus_unlock releases the bridge before the devices below it", LockingFaults.BridgeReleasedFirst::new),
    BRIDGE_UNLOCK_FORGOTTEN("pci_bus_unlock forgets the bridge", LockingFaults.BridgeUnlockForgotten::new),
    BRIDGE_UNLOCKED_TWICE("pci_bus_unlock releases the bridge twice", LockingFaults.BridgeUnlockedTwice::new),
    WRONG_DEVICE_UNLOCKED(
            "pci_reset_function releases the function's first sibling", LockingFaults.WrongDeviceUnlocked::new),
    FUNCTION_LOCKED_BEFORE_BRIDGE(
            "pci_reset_function takes the function before the bridge", LockingFaults.FunctionLockedBeforeBridge::new),
    TRYLOCK_BLOCKS("pci_bus_trylock takes the bridge with the blocking call", LockingFaults.TrylockBlocks::new),
    TRYLOCK_BLOCKS_ON_FLAG(
            "pci_dev_trylock takes the flag with the blocking call", LockingFaults.TrylockBlocksOnFlag::new),
    NO_UNWINDING("pci_bus_trylock fails without letting go of what it took", LockingFaults.NoUnwinding::new),
    UNWINDS_ONE_TOO_MANY(
            "pci_bus_trylock lets go of the device that it failed to take", LockingFaults.UnwindsOneTooMany::new),
    BRIDGE_KEPT_ON_FAILURE("pci_bus_trylock keeps the bridge when it fails", LockingFaults.BridgeKeptOnFailure::new),
    DEVICE_LOCK_KEPT_ON_FAILURE(
            "pci_dev_trylock keeps device_lock when the flag is busy", LockingFaults.DeviceLockKeptOnFailure::new),
    FLAG_CLEARED_EARLY("the flag of the bridge is cleared before the reset", LockingFaults.FlagClearedEarly::new),
    BRIDGE_RELEASED_DURING_RESET(
            "the bridge is released before the end of the reset", LockingFaults.BridgeReleasedDuringReset::new),
    FLAG_BEFORE_DEVICE_LOCK(
            "pci_dev_lock sets the flag before it takes device_lock", LockingFaults.FlagBeforeDeviceLock::new),
    FLAG_NOT_SET(
            "pci_dev_lock takes device_lock only, and the flag is cleared all the same", LockingFaults.FlagNotSet::new),
    NESTED_BUS_NOT_LOCKED("pci_bus_lock does not go below a bridge", LockingFaults.NestedBusNotLocked::new),
    BRIDGE_NOT_LOCKED("pci_bus_lock leaves out the bridge", LockingFaults.BridgeNotLocked::new),
    NESTED_BUS_NOT_UNLOCKED("pci_bus_unlock does not go below a bridge", LockingFaults.NestedBusNotUnlocked::new),

    SLOT_MUTEX_KEPT("pci_bus_error_reset returns with pci_slot_mutex held", LockingFaults.SlotMutexKept::new),
    SLOT_FILTER_PASSED_DOWN(
            "pci_slot_lock passes its filter on to the bus below a bridge", LockingFaults.SlotFilterPassedDown::new),
    SLOT_UNLOCKED_AS_BUS("pci_slot_unlock releases every device of the bus", LockingFaults.SlotUnlockedAsBus::new),

    READER_PASSES_WAITING_WRITER(
            "down_read does not look at who waits to write", WiderFaults.ReaderPassesWaitingWriter::new),
    WRITER_IGNORES_READERS("down_write does not look at who reads", WiderFaults.WriterIgnoresReaders::new),
    DRAIN_DOES_NOT_WAIT("kernfs_drain returns while somebody is inside", WiderFaults.DrainDoesNotWait::new),
    JOIN_RETURNS_EARLY("free_irq returns while the handler runs", WiderFaults.JoinReturnsEarly::new),
    REFERENCE_KEPT("whoever entered an attribute or a handler never leaves it", WiderFaults.ReferenceKept::new),

    TRYLOCK_IGNORES_OTHERS(
            "down_write_trylock takes the semaphore from whoever has it", WiderFaults.TrylockIgnoresOthers::new),
    WRITER_KEPT("up_write lets go of nothing", WiderFaults.WriterKept::new),
    WORK_NOT_JOINED("cancel_work_sync returns while the work item runs", WiderFaults.WorkNotJoined::new),
    RESET_LOCK_KEPT(
            "the irq thread of pciehp keeps reset_lock while drivers are bound and unbound",
            WiderFaults.ResetLockKept::new),

    NO_WAKE_UP("pci_cfg_access_unlock wakes nobody", null, ConfigAccessFaults.NoWakeUp::new),
    WAKE_UP_BEFORE_CLEAR(
            "pci_cfg_access_unlock wakes before it clears the flag", null, ConfigAccessFaults.WakeUpBeforeClear::new),
    ONE_WAITER_WOKEN("pci_cfg_access_unlock wakes one waiter", null, ConfigAccessFaults.OneWaiterWoken::new),
    NO_TEST_AFTER_WAKING(
            "a woken waiter does not test the flag again", null, ConfigAccessFaults.NoTestAfterWaking::new),
    TEST_BEFORE_QUEUEING("a waiter tests the flag before it queues", null, ConfigAccessFaults.TestBeforeQueueing::new),

    NO_BRIDGE_LOCK_PATCH_3(
            "patch 3 with a pci_reset_function that takes no upstream bridge", BridgeLockVariants.OnPatch3::new),
    NO_BRIDGE_LOCK_KEITH_BUSCH(
            "Keith Busch's diff with a pci_reset_function that takes no upstream bridge",
            BridgeLockVariants.OnKeithBusch::new),
    NO_BRIDGE_LOCK_6_11(
            "6.11 with a pci_reset_function that takes no upstream bridge", BridgeLockVariants.OnLinux611::new),

    WITHOUT_962AE6892D8B(
            "7.1 with the last close of vfio from before 962ae6892d8b", DriverVariants.Without962ae6892d8b::new),
    WITHOUT_0FD20F65DF6A(
            "7.1 with the recovery of s390 from before 0fd20f65df6a", DriverVariants.Without0fd20f65df6a::new),
    LINK_DOWN_TAKES_RESCAN_LOCK(
            "7.3 with pci_rescan_remove_lock around the reset after a lost link",
            DriverVariants.LinkDownTakesRescanLock::new),
    LIST_READ_BY_UNLOCK(
            "7.1 whose pci_bus_unlock meets the devices that are on the bus by then", ListVariants.ReadByUnlock::new),

    KEY_UNREGISTERED(
            "6.10-rc1 with a call of lockdep_unregister_key before a device is freed",
            LockingFaults.KeyUnregistered::new),
    DEPTH_SUBCLASS(
            "the lockdep map has one key for all devices and a subclass for each depth",
            LockingFaults.DepthSubclass::new);

    /** Makes the faulty config access lock of one task. */
    public interface Access {
        WaitQueueConfigAccess make(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait);
    }

    public final String text;

    /** The faulty locking code; null where the fault is elsewhere. */
    public final Revision.Code code;

    /** The faulty config access lock; null where the fault is elsewhere. */
    public final Access access;

    Fault(String text, Revision.Code code) {
        this(text, code, null);
    }

    Fault(String text, Revision.Code code, Access access) {
        this.text = text;
        this.code = code;
        this.access = access;
    }

    /** Whether it is one of the {@link pcilock.model.pci.WiderLocks}, which only tasks that take these show. */
    public boolean isWider() {
        return switch (this) {
            case READER_PASSES_WAITING_WRITER,
                    WRITER_IGNORES_READERS,
                    DRAIN_DOES_NOT_WAIT,
                    JOIN_RETURNS_EARLY,
                    REFERENCE_KEPT,
                    TRYLOCK_IGNORES_OTHERS,
                    WRITER_KEPT,
                    WORK_NOT_JOINED,
                    RESET_LOCK_KEPT,
                    WITHOUT_962AE6892D8B,
                    WITHOUT_0FD20F65DF6A,
                    LINK_DOWN_TAKES_RESCAN_LOCK,
                    LIST_READ_BY_UNLOCK -> true;
            default -> false;
        };
    }

    /** Whether it is a combination that somebody might propose, looked into for its own sake, and no seeded fault. */
    public boolean isVariant() {
        return switch (this) {
            case NO_BRIDGE_LOCK_PATCH_3,
                    NO_BRIDGE_LOCK_KEITH_BUSCH,
                    NO_BRIDGE_LOCK_6_11,
                    WITHOUT_962AE6892D8B,
                    WITHOUT_0FD20F65DF6A,
                    LINK_DOWN_TAKES_RESCAN_LOCK,
                    LIST_READ_BY_UNLOCK,
                    KEY_UNREGISTERED,
                    DEPTH_SUBCLASS -> true;
            default -> false;
        };
    }
}
