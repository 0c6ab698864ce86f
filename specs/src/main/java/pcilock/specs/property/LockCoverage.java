package pcilock.specs.property;

import java.util.EnumSet;
import java.util.Set;

/**
 * Of which locks it is proved that nobody waits for them for ever. Around PCI resets the kernel takes more locks than the model has,
 * so a proof of {@link Property#NO_DEADLOCK} or {@link Property#EVERY_TASK_ENDS} never stands without this line. Whoever adds a kind
 * of lock to the model moves it here from one list to the other; nothing else names the lists.
 */
public final class LockCoverage {
    /** The locks in the model. */
    public static final String COVERED = "device_lock, block_cfg_access, pci_lock with its wait queue, pci_slot_mutex";

    /** The locks that are in the model where a task takes them that is no reset: see {@link pcilock.model.pci.WiderLocks}. */
    public static final String WIDER = "pciehp's reset_lock, pci_rescan_remove_lock, pci_bus_sem, active references of"
            + " sysfs attributes, joins of irq threads";

    /** What is in the model of those devices whose driver a task names: see {@link pcilock.model.pci.driver.Driver}. */
    private static final String OF_NAMED_DRIVERS =
            "and of the drivers that tasks name dev_set->lock and memory_lock of vfio, the devlink"
                    + " lock of mlx5, joins of work of pds_core and btintel_pcie";

    private static final String NEVER_COVERED = "joins of other work, drivers' other locks";

    /** Locks that the kernel takes, or things that it waits for, around the same functions, and that are not in the model. */
    public static final String NOT_COVERED =
            "pciehp's reset_lock, pci_rescan_remove_lock, pci_bus_sem, active references of"
                    + " sysfs attributes, joins of irq threads and of work, vfio's locks, drivers' own locks";

    /** What a proof of these properties covers, as one line, where no task takes the wider locks. */
    public static final String LINE = "covers " + COVERED + "; does not cover " + NOT_COVERED;

    private static final String SUBJECT =
            "PROVED of " + Property.NO_DEADLOCK.id + " and " + Property.EVERY_TASK_ENDS.id + " ";

    /** The same, as a sentence about all of them. */
    public static final String SENTENCE = SUBJECT + LINE + ".";

    private LockCoverage() {}

    /**
     * {@link #LINE} for a machine.
     *
     * @param wide whether it has the wider locks
     */
    public static String line(boolean wide) {
        return wide
                ? "covers " + COVERED + ", " + WIDER + ", " + OF_NAMED_DRIVERS + "; does not cover " + NEVER_COVERED
                : LINE;
    }

    /**
     * {@link #SENTENCE} for a machine.
     *
     * @param wide whether it has the wider locks
     */
    public static String sentence(boolean wide) {
        return SUBJECT + line(wide) + ".";
    }

    /** The properties that a proof speaks of only as far as locks are in the model. */
    public static Set<Property> properties() {
        return EnumSet.of(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
    }

    /** Those of the properties that a proof speaks of only as far as locks are in the model. */
    public static Set<Property> among(Set<Property> proved) {
        Set<Property> bounded = properties();
        bounded.retainAll(proved);
        return bounded;
    }
}
