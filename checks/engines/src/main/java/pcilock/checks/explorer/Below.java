package pcilock.checks.explorer;

import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/** Which devices are below which, as sets of one bit for each {@link PciDev#index}. */
final class Below {
    private Below() {}

    /** For each device the set of those below it; for a lock that is not a device's, such as pci_slot_mutex, none. */
    static long[] of(PciTopology topology) {
        long[] below = new long[topology.mutexes];
        for (PciDev dev : topology.devices) {
            for (PciDev bridge = dev.upstreamBridge(); bridge != null; bridge = bridge.upstreamBridge()) {
                below[bridge.index] |= 1L << dev.index;
            }
        }
        return below;
    }
}
