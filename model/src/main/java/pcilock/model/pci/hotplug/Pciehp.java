package pcilock.model.pci.hotplug;

import java.util.List;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.Probe;
import pcilock.model.pci.Remove;

/**
 * {@code drivers/pci/hotplug/pciehp_*.c}: the driver of a port with a slot. Its state lock is left out, since nothing is waited for while
 * it is held, and so is its button work.
 *
 * <p>From 6.16 on the irq thread first waits for a reset of its slot that is under way. It does so here whatever it was asked to do; in the
 * kernel a request to take the card out goes on, to wait for the same reset at reset_lock.
 */
public final class Pciehp {
    private Pciehp() {}

    /** {@code pciehp_ist} when another card was put in: takes out what was there, by surprise, and puts in what is there. */
    public static void pciehpIst(PciCore pci, PciDev port) {
        if (begin(pci, port)) {
            pciehpUnconfigureDevice(pci, port, true);
            pciehpConfigureDevice(pci, port);
            end(pci, port);
        }
    }

    /** {@code pciehp_ist} when the card is gone or is to be taken out: {@code pciehp_disable_slot}. */
    public static void pciehpDisableSlot(PciCore pci, PciDev port) {
        if (begin(pci, port)) {
            pciehpUnconfigureDevice(pci, port, false);
            end(pci, port);
        }
    }

    /** {@code pciehp_ist} when a card was put in: {@code pciehp_enable_slot}. */
    public static void pciehpEnableSlot(PciCore pci, PciDev port) {
        if (begin(pci, port)) {
            pciehpConfigureDevice(pci, port);
            end(pci, port);
        }
    }

    /**
     * {@code power_write_file} of the slot: asks the irq thread to take the card out where there is one, and to put one in where there is
     * none, and waits until it is idle. Who waits and the thread that does it are one task here: while one runs the other waits for it.
     */
    public static void powerWriteFile(PciCore pci, PciDev port) {
        if (port.subordinate == null || port.subordinate.slot == null || !pci.enter(pci.wider.slotAttributes(port))) {
            return;
        }
        if (begin(pci, port)) {
            if (isOccupied(pci, port)) {
                pciehpUnconfigureDevice(pci, port, false);
            } else {
                pciehpConfigureDevice(pci, port);
            }
            end(pci, port);
        }
        pci.leave(pci.wider.slotAttributes(port));
    }

    private static boolean begin(PciCore pci, PciDev port) {
        if (port.subordinate == null
                || port.subordinate.slot == null
                || !pci.enterAlone(pci.wider.hotplugThread(port))) {
            return false;
        }
        if (pci.pciehpIgnoresLinkChange()) {
            // pci_hp_spurious_link_change()
            pci.kernfsDrain(pci.wider.linkChanging(port));
        }
        pci.downRead(pci.wider.resetLock(port));
        return true;
    }

    private static void end(PciCore pci, PciDev port) {
        pci.upRead(pci.wider.resetLock(port));
        pci.leave(pci.wider.hotplugThread(port));
    }

    /** Whether the first function is there. */
    private static boolean isOccupied(PciCore pci, PciDev port) {
        List<PciDev> devices = port.subordinate.devices;
        return !devices.isEmpty() && !pci.testBit(pci.wider.gone(devices.get(0)));
    }

    /** {@code pci_get_slot}, of the first function. */
    private static boolean pciGetSlot(PciCore pci, PciDev port) {
        pci.downRead(pci.wider.pciBusSem);
        boolean isThere = isOccupied(pci, port);
        pci.upRead(pci.wider.pciBusSem);
        return isThere;
    }

    private static void pciehpUnconfigureDevice(PciCore pci, PciDev port, boolean surprise) {
        if (surprise) {
            // pci_walk_bus(): marks what is below as gone.
            pci.downRead(pci.wider.pciBusSem);
            pci.upRead(pci.wider.pciBusSem);
        }
        pci.pciLockRescanRemove();
        List<PciDev> devices = port.subordinate.devices;
        for (int i = devices.size() - 1; i >= 0; i--) {
            pci.pciehpReleaseResetLock(port);
            Remove.pciStopAndRemoveBusDevice(pci, devices.get(i));
            pci.pciehpTakeResetLockAgain(port);
            pci.remembersOnly(devices.get(i));
        }
        pci.pciUnlockRescanRemove();
    }

    private static void pciehpConfigureDevice(PciCore pci, PciDev port) {
        pci.pciLockRescanRemove();
        if (pciGetSlot(pci, port)) {
            pci.pciUnlockRescanRemove();
            return;
        }
        long added = Probe.pciScanChildBus(pci, port.subordinate);
        // Resources are assigned.
        pci.downRead(pci.wider.pciBusSem);
        pci.upRead(pci.wider.pciBusSem);
        pci.pciehpReleaseResetLock(port);
        Probe.pciBusAddDevices(pci, port.subordinate, added);
        pci.pciehpTakeResetLockAgain(port);
        // The serial number of what was put in is read.
        pciGetSlot(pci, port);
        pci.pciUnlockRescanRemove();
    }

    /** {@code pciehp_probe}: the slot comes into being, then its thread, then its files. */
    public static void pciehpProbe(PciCore pci, PciDev port) {
        pci.pciSlotMutexLock();
        pci.clearBit(pci.wider.slotGone(port));
        pci.downRead(pci.wider.pciBusSem);
        pci.upRead(pci.wider.pciBusSem);
        pci.pciSlotMutexUnlock();
        pci.create(pci.wider.hotplugThread(port));
        pci.create(pci.wider.slotAttributes(port));
        pci.downRead(pci.wider.resetLock(port));
        pci.upRead(pci.wider.resetLock(port));
    }

    /** {@code pciehp_remove}: first its files go, then its thread is joined, then the slot goes. */
    public static void pciehpRemove(PciCore pci, PciDev port) {
        pci.drain(pci.wider.slotAttributes(port));
        pci.freeIrq(pci.wider.hotplugThread(port));
        pci.pciSlotMutexLock();
        pci.setBit(pci.wider.slotGone(port));
        pci.downRead(pci.wider.pciBusSem);
        pci.upRead(pci.wider.pciBusSem);
        pci.pciSlotMutexUnlock();
    }
}
