package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/**
 * A function that both the model and a kernel tree have. What a function is compared by is all that it does, and so does what it
 * calls; only the config access lock, which is compared by itself, is one step to the others.
 */
enum ModelFunction {
    PCI_CFG_ACCESS_LOCK(Argument.FLAG, (pci, dev) -> pci.pciCfgAccessLock((PciDev) dev)),
    PCI_CFG_ACCESS_TRYLOCK(Argument.FLAG, true, (pci, dev) -> pci.pciCfgAccessTrylock((PciDev) dev)),
    PCI_CFG_ACCESS_UNLOCK(Argument.FLAG, (pci, dev) -> pci.pciCfgAccessUnlock((PciDev) dev)),
    PCI_USER_READ_CONFIG(Argument.FLAG, (pci, dev) -> pci.pciUserReadConfig((PciDev) dev)),
    PCI_READ_CONFIG(Argument.FLAG, (pci, dev) -> pci.pciReadConfig((PciDev) dev)),
    PCI_DEV_LOCK(Argument.DEVICE, (pci, dev) -> pci.pciDevLock((PciDev) dev)),
    PCI_DEV_TRYLOCK(Argument.DEVICE, true, (pci, dev) -> pci.pciDevTrylock((PciDev) dev)),
    PCI_DEV_UNLOCK(Argument.DEVICE, (pci, dev) -> pci.pciDevUnlock((PciDev) dev)),
    PCI_BUS_LOCK(Argument.BUS, (pci, bus) -> pci.pciBusLock((PciBus) bus)),
    PCI_BUS_TRYLOCK(Argument.BUS, true, (pci, bus) -> pci.pciBusTrylock((PciBus) bus)),
    PCI_BUS_UNLOCK(Argument.BUS, (pci, bus) -> pci.pciBusUnlock((PciBus) bus)),
    PCI_SLOT_LOCK(Argument.SLOT, (pci, slot) -> pci.pciSlotLock((PciSlot) slot)),
    PCI_SLOT_TRYLOCK(Argument.SLOT, true, (pci, slot) -> pci.pciSlotTrylock((PciSlot) slot)),
    PCI_SLOT_UNLOCK(Argument.SLOT, (pci, slot) -> pci.pciSlotUnlock((PciSlot) slot)),
    PCI_BRIDGE_SECONDARY_BUS_RESET(Argument.DEVICE, (pci, dev) -> pci.pciBridgeSecondaryBusReset((PciDev) dev)),
    PCI_RESET_FUNCTION(Argument.DEVICE, (pci, dev) -> pci.pciResetFunction((PciDev) dev)),
    PCI_TRY_RESET_FUNCTION(Argument.DEVICE, (pci, dev) -> pci.pciTryResetFunction((PciDev) dev)),
    PCI_RESET_FUNCTION_LOCKED(Argument.DEVICE, (pci, dev) -> pci.pciResetFunctionLocked((PciDev) dev)),
    PCI_RESET_BUS(Argument.DEVICE, (pci, dev) -> pci.pciResetBus((PciDev) dev)),
    RESET_SUBORDINATE(Argument.DEVICE, (pci, dev) -> pci.resetSubordinate((PciDev) dev)),
    PCI_BUS_ERROR_RESET(Argument.DEVICE, (pci, dev) -> pci.pciBusErrorReset((PciDev) dev));

    /** What a function is given. */
    enum Argument {
        /** A device whose flag, and nothing else, the function is about. */
        FLAG,
        DEVICE,
        BUS,
        SLOT
    }

    private interface Procedure {
        void run(PciCore pci, Object argument);
    }

    private interface Function {
        boolean run(PciCore pci, Object argument);
    }

    final Argument argument;

    /** Whether its answer is part of what it does. */
    final boolean answers;

    private final Function function;

    ModelFunction(Argument argument, Procedure procedure) {
        this(argument, false, (pci, given) -> {
            procedure.run(pci, given);
            return true;
        });
    }

    ModelFunction(Argument argument, boolean answers, Function function) {
        this.argument = argument;
        this.answers = answers;
        this.function = function;
    }

    String kernelName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Waiting waiting() {
        return argument == Argument.FLAG ? Waiting.WAIT_QUEUE : Waiting.ATOMIC_FLAG;
    }

    boolean run(PciCore pci, Object given) {
        return function.run(pci, given);
    }

    /** Whether a kernel of the revision has the function. */
    boolean isIn(Revision revision) {
        return this != RESET_SUBORDINATE || revision.has(EntryPoint.RESET_SUBORDINATE);
    }

    /** Everything on a machine that the function can be given. */
    List<Object> arguments(PciTopology topology) {
        List<Object> arguments = new ArrayList<>();
        switch (argument) {
            case FLAG, DEVICE -> arguments.addAll(Arrays.asList(topology.devices));
            case BUS -> {
                arguments.add(topology.rootBus);
                for (PciDev dev : topology.devices) {
                    if (dev.subordinate != null) {
                        arguments.add(dev.subordinate);
                    }
                }
            }
            case SLOT -> {
                for (PciDev dev : topology.devices) {
                    if (dev.subordinate != null && dev.subordinate.slot != null) {
                        arguments.add(dev.subordinate.slot);
                    }
                }
            }
        }
        return arguments;
    }

    /** What an argument is, for people. */
    static String text(Object argument) {
        if (argument instanceof PciBus bus) {
            return bus.self == null ? "the root bus" : "the bus below " + bus.self.name;
        }
        return argument instanceof PciSlot slot ? "the slot below " + slot.bus.self.name : argument.toString();
    }
}
