package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/** {@code arch/s390/pci/pci_event.c}: the recovery of s390, which has no AER, of a device of mlx5. */
public final class ZpciEvent {
    private ZpciEvent() {}

    /** {@code zpci_event_attempt_error_recovery}; its reset of the device, by firmware, takes none of these locks. */
    public static void attemptErrorRecovery(PciCore pci, PciDev dev) {
        if (!pci.zpciRecoveryTakesDeviceLockAlone()) {
            ioFailure(pci, dev);
            return;
        }
        pci.deviceLock(dev);
        tellDriver(pci, dev);
        pci.deviceUnlock(dev);
    }

    /** {@code zpci_event_io_failure}, which is told of a device that is beyond recovery. */
    public static void ioFailure(PciCore pci, PciDev dev) {
        pci.pciDevLock(dev);
        tellDriver(pci, dev);
        pci.pciDevUnlock(dev);
    }

    private static void tellDriver(PciCore pci, PciDev dev) {
        if (!pci.testBit(pci.wider.unbound(dev))) {
            pci.wider.driver(dev).operations.recover(pci, dev);
        }
    }
}
