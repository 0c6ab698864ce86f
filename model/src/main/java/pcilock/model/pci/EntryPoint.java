package pcilock.model.pci;

/** What a task can be asked to run, under the kernel's own name. */
public enum EntryPoint {
    DEVICE_LOCK("device_lock", (pci, dev) -> pci.deviceLock(dev)),
    DEVICE_UNLOCK("device_unlock", (pci, dev) -> pci.deviceUnlock(dev)),

    PCI_CFG_ACCESS_LOCK("pci_cfg_access_lock", (pci, dev) -> pci.pciCfgAccessLock(dev)),
    PCI_CFG_ACCESS_TRYLOCK("pci_cfg_access_trylock", 1, (pci, dev, none) -> pci.pciCfgAccessTrylock(dev)),
    PCI_CFG_ACCESS_UNLOCK("pci_cfg_access_unlock", 1, (pci, dev, none) -> pci.pciCfgAccessUnlock(dev)),
    PCI_USER_READ_CONFIG("pci_user_read_config", (pci, dev) -> pci.pciUserReadConfig(dev)),
    PCI_READ_CONFIG("pci_read_config", (pci, dev) -> pci.pciReadConfig(dev)),

    PCI_RESET_FUNCTION("pci_reset_function", (pci, dev) -> pci.pciResetFunction(dev)),
    PCI_TRY_RESET_FUNCTION("pci_try_reset_function", (pci, dev) -> pci.pciTryResetFunction(dev)),
    PCI_RESET_FUNCTION_LOCKED("pci_reset_function_locked", (pci, dev) -> pci.pciResetFunctionLocked(dev)),
    PCI_RESET_BUS("pci_reset_bus", (pci, dev) -> pci.pciResetBus(dev)),
    RESET_SUBORDINATE("reset_subordinate", (pci, bridge) -> pci.resetSubordinate(bridge)),
    PCI_BUS_ERROR_RESET("pci_bus_error_reset", (pci, bridge) -> pci.pciBusErrorReset(bridge)),
    VMD_PROBE("vmd_probe", 2, (pci, vmd, dev) -> {
        pci.vmdProbe(vmd, dev);
        return true;
    }),
    PCI_STOP_AND_REMOVE_BUS_DEVICE("pci_stop_and_remove_bus_device", (pci, dev) -> pci.pciStopAndRemoveBusDevice(dev));

    private interface Procedure {
        void run(PciCore pci, PciDev dev);
    }

    private interface Function {
        boolean run(PciCore pci, PciDev dev, PciDev second);
    }

    public final String kernelName;

    /** How many devices it takes, 1 or 2. */
    public final int arguments;

    private final Function function;

    EntryPoint(String kernelName, Procedure procedure) {
        this(kernelName, 1, (pci, dev, none) -> {
            procedure.run(pci, dev);
            return true;
        });
    }

    EntryPoint(String kernelName, int arguments, Function function) {
        this.kernelName = kernelName;
        this.arguments = arguments;
        this.function = function;
    }

    /**
     * Runs it to its end in the name of the task behind {@code pci}.
     *
     * @param second the second device, null where one is enough
     * @return what a boolean kernel function answers, true for the others
     */
    public boolean run(PciCore pci, PciDev dev, PciDev second) {
        return function.run(pci, dev, second);
    }
}
