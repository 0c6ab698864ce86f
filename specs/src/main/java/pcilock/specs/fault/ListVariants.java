package pcilock.specs.fault;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;

/** What {@link pcilock.model.pci.BusLists} assumes, taken away. */
final class ListVariants {
    private ListVariants() {}

    /** pci_bus_unlock() walks over bus->devices anew and takes no lock for that, as pci_bus_lock() does. */
    static final class ReadByUnlock extends Linux_7_1 {
        ReadByUnlock(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            lookAgain();
            super.pciBusUnlock(bus);
        }
    }
}
