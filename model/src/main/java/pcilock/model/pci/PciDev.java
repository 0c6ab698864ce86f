package pcilock.model.pci;

import java.util.List;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Mutex;

/** {@code struct pci_dev}, as far as the reset locks see it. */
public final class PciDev {
    /** Position in {@link PciTopology#devices}, in the order in which the notation names the devices. */
    public final int index;

    public final String name;

    /** The bus this device sits on. */
    public final PciBus bus;

    /** {@code dev->physfn}: the physical function of SR-IOV that this one belongs to; null unless it is a virtual one. */
    public final PciDev physfn;

    /** The virtual functions that belong to this one, there or not; empty unless it is a physical one. */
    public final List<PciDev> virtualFunctions;

    /**
     * {@code dev->slot}: the slot whose device number this device has; null where it has none. That of a virtual function is another one,
     * we assume: its number is that of its physical function and an offset.
     */
    public final PciSlot slot;

    /**
     * {@code dev->multifunction}. Device numbers are not part of the notation. We assume that two devices have the same one only
     * where they are in the slot together: the slot has one device number, so these are the functions of one device. Any other
     * device is one of a single function, as each virtual one is in the kernel.
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
        this.physfn = null;
        this.mutex = new Mutex(index);
        this.blockCfgAccess = new BlockCfgAccess(index);
        PciDev[] inOrder = new PciDev[node.virtualFunctions.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = new PciDev(this, node.virtualFunctions.get(i));
        }
        this.virtualFunctions = List.of(inOrder);
        this.slot = onBus.isInSlot(position) ? bus.slot : null;
        this.multifunction = slot != null && onBus.slotEnd - onBus.slotBegin > 1;
        this.subordinate = node.below == null ? null : new PciBus(this, node.below);
    }

    /** A virtual function. */
    private PciDev(PciDev physfn, PciTopology.Node node) {
        this.index = node.index;
        this.name = node.name;
        this.bus = physfn.bus;
        this.physfn = physfn;
        this.virtualFunctions = List.of();
        this.mutex = new Mutex(index);
        this.blockCfgAccess = new BlockCfgAccess(index);
        this.slot = null;
        this.multifunction = false;
        this.subordinate = null;
    }

    /** {@code pci_upstream_bridge}: the bridge above this device, or above the physical one of a virtual function; null on a root bus. */
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
