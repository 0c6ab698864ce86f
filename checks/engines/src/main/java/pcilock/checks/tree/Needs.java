package pcilock.checks.tree;

import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciDev;

/** What a device must be for an entry point to do anything about it. */
public enum Needs {
    NOTHING,
    /** A bridge. */
    BRIDGE,
    /** A bridge on a root bus. */
    ROOT_PORT,
    /** The port above a bus with a hot-plug slot. */
    SLOT,
    /** A device on a bus that has a bridge, which resets it. */
    BRIDGE_ABOVE,
    /** A device that is no bridge, since bridges have the port driver. */
    ENDPOINT,
    /** A physical function of SR-IOV. */
    PHYSICAL_FUNCTION,
    /** A virtual function of SR-IOV. */
    VIRTUAL_FUNCTION,
    /** Any device that is no virtual function. */
    NO_VIRTUAL_FUNCTION;

    /** What an entry point needs of the last of its devices. */
    public static Needs of(EntryPoint entryPoint) {
        if (entryPoint.driver != null) {
            return ENDPOINT;
        }
        return switch (entryPoint) {
            case PCI_BUS_ERROR_RESET,
                    RESET_SUBORDINATE,
                    RESET_SUBORDINATE_STORE,
                    AER_ISR,
                    PCIE_PORTDRV_PROBE,
                    PCIE_PORTDRV_REMOVE,
                    PCIE_PORTDRV_SHUTDOWN -> BRIDGE;
            case DPC_HANDLER, VMD_REMOVE, DW_PCIE_HOST_DEINIT, PCI_HOST_HANDLE_LINK_DOWN -> ROOT_PORT;
            case PCIEHP_IST, PCIEHP_DISABLE_SLOT, PCIEHP_ENABLE_SLOT, POWER_WRITE_FILE -> SLOT;
            case PCI_RESET_BUS, VMD_PROBE -> BRIDGE_ABOVE;
            case SRIOV_NUMVFS_STORE -> PHYSICAL_FUNCTION;
            case SRIOV_VF_MSIX_COUNT_STORE -> VIRTUAL_FUNCTION;
            case REMOVE_STORE, DEV_RESCAN_STORE -> NO_VIRTUAL_FUNCTION;
            default -> NOTHING;
        };
    }

    /** Whether a device is that. */
    public boolean areMetBy(PciDev dev) {
        return switch (this) {
            case NOTHING -> true;
            case BRIDGE -> dev.subordinate != null;
            case ROOT_PORT -> dev.subordinate != null && dev.bus.self == null;
            case SLOT -> dev.subordinate != null && dev.subordinate.slot != null;
            case BRIDGE_ABOVE -> dev.bus.self != null;
            case ENDPOINT -> dev.subordinate == null;
            case PHYSICAL_FUNCTION -> !dev.virtualFunctions.isEmpty();
            case VIRTUAL_FUNCTION -> dev.physfn != null;
            case NO_VIRTUAL_FUNCTION -> dev.physfn == null;
        };
    }
}
