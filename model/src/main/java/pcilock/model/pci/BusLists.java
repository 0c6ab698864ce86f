package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code bus->devices}, as the walks of one call of a kernel function see it. A virtual function, and a device that was not there at the
 * beginning, is met by all walks of the call, or by none: by whether it was there when the first of them looked for it. In the kernel each
 * walk sees the list as it is at each step, and what that does to a lock and its unlock is a question of its own. Any other device is
 * always met: we assume that one that has been removed still is.
 */
public final class BusLists {
    private long lookedFor;
    private long found;

    /** Begins another call. */
    void lookAgain() {
        lookedFor = 0;
        found = 0;
    }

    /** Which devices a walk of this call has looked for, a bit for each {@link PciDev#index}. */
    long lookedFor() {
        return lookedFor;
    }

    /** Which of them were there. */
    long found() {
        return found;
    }

    List<PciDev> devicesOn(PciCore pci, PciTopology machine, PciBus bus) {
        List<PciDev> devices = new ArrayList<>();
        for (PciDev dev : bus.devices) {
            boolean comesAndGoes = dev.physfn != null || machine.isRemovedAtFirst(dev);
            if (!comesAndGoes || isThere(pci, dev)) {
                devices.add(dev);
            }
        }
        return devices;
    }

    private boolean isThere(PciCore pci, PciDev dev) {
        if (!wasLookedFor(dev)) {
            remember(dev, !pci.testBit(pci.wider.gone(dev)));
        }
        return wasFound(dev);
    }

    // What one task remembers, which no other sees: an engine that stops threads at every access need not do so in
    // these.

    private boolean wasLookedFor(PciDev dev) {
        return (lookedFor >>> dev.index & 1) != 0;
    }

    private boolean wasFound(PciDev dev) {
        return (found >>> dev.index & 1) != 0;
    }

    private void remember(PciDev dev, boolean isThere) {
        lookedFor |= 1L << dev.index;
        found |= isThere ? 1L << dev.index : 0;
    }
}
