package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;

/** {@code struct pci_bus}. The tree does not change while tasks run: the kernel does not protect the list it walks either. */
public final class PciBus {
    /** The bridge above this bus ({@code bus->self}), null for a root bus. */
    public final PciDev self;

    /** The one slot of {@code bus->slots}, null where the bus has none. */
    public final PciSlot slot;

    /** {@code bus->devices}, in list order, virtual functions last. */
    public final List<PciDev> devices;

    PciBus(PciDev self, PciTopology.BusNode node) {
        this.self = self;
        this.slot = node.hasSlot() ? new PciSlot(this) : null;
        List<PciDev> inOrder = new ArrayList<>();
        for (int i = 0; i < node.devices.size(); i++) {
            inOrder.add(new PciDev(this, node, i));
        }
        for (int i = 0; i < node.devices.size(); i++) {
            inOrder.addAll(inOrder.get(i).virtualFunctions);
        }
        this.devices = List.copyOf(inOrder);
    }
}
