package pcilock.model.pci;

import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Mutex;

/** {@code struct pci_dev}, as far as the reset locks see it. */
public final class PciDev {
    /** Position in {@link PciTopology#devices}, in the order in which the notation names the devices. */
    public final int index;

    public final String name;

    /** The bus this device sits on. */
    public final PciBus bus;

    /** {@code dev->slot}: the slot whose device number this device has; null where it has none. */
    public final PciSlot slot;

    /**
     * {@code dev->multifunction}. Device numbers are not part of the notation. We assume that two devices have the same one only
     * where they are in the slot together: the slot has one device number, so these are the functions of one device. Any other
     * device is one of a single function.
     */
    public final boolean multifunction;

    /** The bus below this device; null unless the device is a bridge. */
    public final PciBus subordinate;

    /** {@code dev->dev.mutex}, which device_lock takes. */
    public final Mutex mutex;

    public final BlockCfgAccess blockCfgAccess;

    PciDev(PciBus bus, PciTopology.BusNode onBus, int position) {
        PciTopology.Node node = onBus.devices.get(position);
        this.index = node.index;
        this.name = node.name;
        this.bus = bus;
        this.mutex = new Mutex(index);
        this.blockCfgAccess = new BlockCfgAccess(index);
        this.slot = onBus.isInSlot(position) ? bus.slot : null;
        this.multifunction = slot != null && onBus.slotEnd - onBus.slotBegin > 1;
        this.subordinate = node.below == null ? null : new PciBus(this, node.below);
    }

    /** {@code pci_upstream_bridge}: the bridge above this device, null on a root bus. */
    public PciDev upstreamBridge() {
        return bus.self;
    }

    /** True when this device is below the other one. */
    public boolean isBelow(PciDev other) {
        for (PciDev bridge = bus.self; bridge != null; bridge = bridge.bus.self) {
            if (bridge == other) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
