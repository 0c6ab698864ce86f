package pcilock.model.pci;

/**
 * {@code drivers/pci/iov.c}: SR-IOV, which adds virtual functions to a physical one and takes them away again, always with device_lock
 * of that one held. We assume that every driver of a physical function lets SR-IOV be enabled by sysfs and for all virtual functions
 * at once, enables it at no other time, and disables it in its remove. Left out are {@code sriov_numvfs_show}, which does what the
 * store does where the number stays as it is, and the links between the functions, which nobody can hold.
 *
 * <p>A virtual function that was taken away and is added again is the same device here; in the kernel it is another of the same name. It
 * makes a difference where two tasks take it away at once, which nothing forbids where one of them does so without
 * pci_rescan_remove_lock.
 */
public final class Iov {
    private Iov() {}

    /** {@code sriov_numvfs_store} with a number that changes the count: 0 where there are virtual functions, and all where there are none. */
    public static void sriovNumvfsStore(PciCore pci, PciDev physfn) {
        if (physfn.virtualFunctions.isEmpty() || !pci.enter(pci.wider.attributes(physfn))) {
            return;
        }
        pci.deviceLock(physfn);
        if (!pci.testBit(pci.wider.unbound(physfn))) {
            if (pci.sriovNumvfsTakesRescanLock()) {
                pci.pciLockRescanRemove();
            }
            if (pci.testBit(pci.wider.sriovDisabled(physfn))) {
                sriovEnable(pci, physfn);
            } else {
                sriovDisable(pci, physfn);
            }
            if (pci.sriovNumvfsTakesRescanLock()) {
                pci.pciUnlockRescanRemove();
            }
        }
        pci.deviceUnlock(physfn);
        pci.leave(pci.wider.attributes(physfn));
    }

    /** {@code sriov_vf_msix_count_store}: the driver of the physical function does it, where none is bound to the virtual one. */
    public static void sriovVfMsixCountStore(PciCore pci, PciDev virtfn) {
        PciDev physfn = virtfn.physfn;
        if (physfn == null || !pci.enter(pci.wider.attributes(virtfn))) {
            return;
        }
        pci.deviceLock(physfn);
        if (!pci.testBit(pci.wider.unbound(physfn))) {
            pci.deviceLock(virtfn);
            pci.deviceUnlock(virtfn);
        }
        pci.deviceUnlock(physfn);
        pci.leave(pci.wider.attributes(virtfn));
    }

    /** {@code pci_disable_sriov} in the remove of the driver, which takes no pci_rescan_remove_lock. Nothing where there are none. */
    static void pciDisableSriov(PciCore pci, PciDev physfn) {
        if (!physfn.virtualFunctions.isEmpty() && !pci.testBit(pci.wider.sriovDisabled(physfn))) {
            sriovDisable(pci, physfn);
        }
    }

    private static void sriovEnable(PciCore pci, PciDev physfn) {
        // The enable bit is written, and then the device needs time.
        pci.pciCfgAccessLock(physfn);
        pci.pciCfgAccessUnlock(physfn);
        for (PciDev virtfn : physfn.virtualFunctions) {
            pciIovAddVirtfn(pci, virtfn);
            pci.remembersOnly(virtfn);
        }
        pci.clearBit(pci.wider.sriovDisabled(physfn));
    }

    private static void pciIovAddVirtfn(PciCore pci, PciDev virtfn) {
        Probe.pciDeviceAdd(pci, virtfn);
        Probe.pciBusAddDevice(pci, virtfn);
    }

    private static void sriovDisable(PciCore pci, PciDev physfn) {
        for (PciDev virtfn : physfn.virtualFunctions) {
            Remove.pciStopAndRemoveBusDevice(pci, virtfn);
            pci.remembersOnly(virtfn);
        }
        pci.pciCfgAccessLock(physfn);
        pci.pciCfgAccessUnlock(physfn);
        pci.setBit(pci.wider.sriovDisabled(physfn));
    }
}
