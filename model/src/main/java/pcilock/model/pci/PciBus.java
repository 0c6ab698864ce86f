package pcilock.model.pci;

import java.util.List;

/** {@code struct pci_bus}. The tree does not change while tasks run: the kernel does not protect the list it walks either. */
public final class PciBus {
    /** The bridge above this bus ({@code bus->self}), null for a root bus. */
    public final PciDev self;

    /** {@code bus->devices}, in list order. */
    public final List<PciDev> devices;

    PciBus(PciDev self, List<PciTopology.Node> nodes) {
        this.self = self;
        PciDev[] inOrder = new PciDev[nodes.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = new PciDev(this, nodes.get(i));
        }
        this.devices = List.of(inOrder);
    }
}
