package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code struct pci_driver} of a device that a task names together with its driver, as far as its locks go. The core calls these with
 * device_lock of the device held. A device whose driver no task names has one that takes no lock.
 */
public abstract class PciDriver {
    /** {@code probe}. */
    public void probe(PciCore pci, PciDev dev) {
        // Takes no lock.
    }

    /** {@code remove}. */
    public void remove(PciCore pci, PciDev dev) {
        // Takes no lock.
    }

    /** Any of {@code err_handler->error_detected}, {@code slot_reset} and {@code resume}; only of a device that is bound. */
    public void recover(PciCore pci, PciDev dev) {
        // Takes no lock.
    }
}
