package pcilock.model.pci;

import pcilock.model.pci.controller.PciHostCommon;
import pcilock.model.pci.controller.PcieDesignwareHost;
import pcilock.model.pci.controller.Vmd;
import pcilock.model.pci.driver.BtintelPcie;
import pcilock.model.pci.driver.Driver;
import pcilock.model.pci.driver.Mlx5Core;
import pcilock.model.pci.driver.MlxswPci;
import pcilock.model.pci.driver.PdsCore;
import pcilock.model.pci.driver.ZpciEvent;
import pcilock.model.pci.hotplug.Pciehp;
import pcilock.model.pci.pcie.Aer;
import pcilock.model.pci.pcie.Dpc;
import pcilock.model.pci.pcie.Portdrv;
import pcilock.model.pci.vfio.VfioPciCore;

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
    PCI_STOP_AND_REMOVE_BUS_DEVICE("pci_stop_and_remove_bus_device", (pci, dev) -> pci.pciStopAndRemoveBusDevice(dev)),

    PCIEHP_IST("pciehp_ist", (pci, port) -> Pciehp.pciehpIst(pci, port)),
    PCIEHP_DISABLE_SLOT("pciehp_disable_slot", (pci, port) -> Pciehp.pciehpDisableSlot(pci, port)),
    PCIEHP_ENABLE_SLOT("pciehp_enable_slot", (pci, port) -> Pciehp.pciehpEnableSlot(pci, port)),
    POWER_WRITE_FILE("power_write_file", (pci, port) -> Pciehp.powerWriteFile(pci, port)),
    AER_ISR("aer_isr", (pci, port) -> Aer.aerIsr(pci, port)),
    REMOVE_STORE("remove_store", (pci, dev) -> Sysfs.removeStore(pci, dev)),
    DEV_RESCAN_STORE("dev_rescan_store", (pci, dev) -> Sysfs.devRescanStore(pci, dev)),
    RESET_STORE("reset_store", (pci, dev) -> Sysfs.resetStore(pci, dev)),
    RESET_SUBORDINATE_STORE("reset_subordinate_store", (pci, bridge) -> Sysfs.resetSubordinateStore(pci, bridge)),
    UNBIND_STORE("unbind_store", (pci, dev) -> Sysfs.unbindStore(pci, dev)),
    BIND_STORE("bind_store", (pci, dev) -> Sysfs.bindStore(pci, dev)),

    // The drivers of ports, of domains and of host bridges.

    DPC_HANDLER("dpc_handler", (pci, port) -> Dpc.dpcHandler(pci, port)),
    // The driver core calls these two for a port, with device_lock held: they are what its files to bind and unbind
    // come to there.
    PCIE_PORTDRV_PROBE("pcie_portdrv_probe", (pci, port) -> Sysfs.bindStore(pci, port)),
    PCIE_PORTDRV_REMOVE("pcie_portdrv_remove", (pci, port) -> Sysfs.unbindStore(pci, port)),
    PCIE_PORTDRV_SHUTDOWN("pcie_portdrv_shutdown", (pci, port) -> Portdrv.pciePortdrvShutdown(pci, port)),
    VMD_REMOVE("vmd_remove", 2, (pci, vmd, port) -> {
        Vmd.vmdRemove(pci, vmd, port);
        return true;
    }),
    DW_PCIE_HOST_DEINIT("dw_pcie_host_deinit", (pci, port) -> PcieDesignwareHost.dwPcieHostDeinit(pci, port)),
    PCI_HOST_HANDLE_LINK_DOWN(
            "pci_host_handle_link_down", (pci, port) -> PciHostCommon.pciHostHandleLinkDown(pci, port)),

    // What drivers do, or what is done to their devices.

    VFIO_PCI_CORE_ENABLE(
            "vfio_pci_core_enable", Driver.VFIO_PCI, (pci, dev) -> VfioPciCore.vfioPciCoreEnable(pci, dev)),
    VFIO_PCI_CORE_DISABLE(
            "vfio_pci_core_disable", Driver.VFIO_PCI, (pci, dev) -> VfioPciCore.vfioPciCoreDisable(pci, dev)),
    VFIO_PCI_IOCTL_RESET(
            "vfio_pci_ioctl_reset", Driver.VFIO_PCI, (pci, dev) -> VfioPciCore.vfioPciIoctlReset(pci, dev)),
    VFIO_PCI_IOCTL_PCI_HOT_RESET(
            "vfio_pci_ioctl_pci_hot_reset",
            Driver.VFIO_PCI,
            (pci, dev) -> VfioPciCore.vfioPciIoctlPciHotReset(pci, dev)),
    PDSC_PCI_RESET_THREAD("pdsc_pci_reset_thread", Driver.PDS_CORE, (pci, dev) -> PdsCore.pdscPciResetThread(pci, dev)),
    BTINTEL_PCIE_REMOVAL_WORK(
            "btintel_pcie_removal_work",
            Driver.BTINTEL_PCIE,
            (pci, dev) -> BtintelPcie.btintelPcieRemovalWork(pci, dev)),
    MLX5_CRDUMP_COLLECT("mlx5_crdump_collect", Driver.MLX5_CORE, (pci, dev) -> Mlx5Core.mlx5CrdumpCollect(pci, dev)),
    ZPCI_EVENT_ATTEMPT_ERROR_RECOVERY(
            "zpci_event_attempt_error_recovery",
            Driver.MLX5_CORE,
            (pci, dev) -> ZpciEvent.attemptErrorRecovery(pci, dev)),
    ZPCI_EVENT_IO_FAILURE("zpci_event_io_failure", Driver.MLX5_CORE, (pci, dev) -> ZpciEvent.ioFailure(pci, dev)),
    MLXSW_DEVLINK_CORE_BUS_DEVICE_RELOAD_UP(
            "mlxsw_devlink_core_bus_device_reload_up", Driver.MLXSW_PCI, (pci, dev) -> MlxswPci.reloadUp(pci, dev)),

    // SR-IOV.

    SRIOV_NUMVFS_STORE("sriov_numvfs_store", (pci, physfn) -> Iov.sriovNumvfsStore(pci, physfn)),
    SRIOV_VF_MSIX_COUNT_STORE("sriov_vf_msix_count_store", (pci, virtfn) -> Iov.sriovVfMsixCountStore(pci, virtfn)),

    // The primitives, as a driver may use them. The semaphore is pci_bus_sem, of which there is one; the reference that
    // of the
    // attributes of the device.

    PCI_LOCK_RESCAN_REMOVE("pci_lock_rescan_remove", (pci, dev) -> pci.pciLockRescanRemove()),
    PCI_UNLOCK_RESCAN_REMOVE("pci_unlock_rescan_remove", (pci, dev) -> pci.pciUnlockRescanRemove()),
    DOWN_READ("down_read", (pci, dev) -> pci.downRead(pci.wider.pciBusSem)),
    UP_READ("up_read", (pci, dev) -> pci.upRead(pci.wider.pciBusSem)),
    DOWN_WRITE("down_write", (pci, dev) -> pci.downWrite(pci.wider.pciBusSem)),
    DOWN_WRITE_TRYLOCK("down_write_trylock", 1, (pci, dev, none) -> pci.downWriteTrylock(pci.wider.pciBusSem)),
    UP_WRITE("up_write", (pci, dev) -> pci.upWrite(pci.wider.pciBusSem)),
    KERNFS_GET_ACTIVE("kernfs_get_active", 1, (pci, dev, none) -> pci.enter(pci.wider.attributes(dev))),
    KERNFS_PUT_ACTIVE("kernfs_put_active", (pci, dev) -> pci.leave(pci.wider.attributes(dev))),
    KERNFS_DEACTIVATE("kernfs_deactivate", (pci, dev) -> pci.deactivate(pci.wider.attributes(dev))),
    KERNFS_DRAIN("kernfs_drain", (pci, dev) -> pci.kernfsDrain(pci.wider.attributes(dev)));

    private interface Procedure {
        void run(PciCore pci, PciDev dev);
    }

    private interface Function {
        boolean run(PciCore pci, PciDev dev, PciDev second);
    }

    public final String kernelName;

    /** How many devices it takes, 1 or 2. */
    public final int arguments;

    /** The driver that the device must have; null where any will do. */
    public final Driver driver;

    private final Function function;

    /** Whether it is one call of a primitive. */
    public boolean isPrimitive() {
        return compareTo(PCI_LOCK_RESCAN_REMOVE) >= 0 || compareTo(PCI_USER_READ_CONFIG) < 0;
    }

    /** Whether it takes the {@link WiderLocks}, so that the machine must have them. */
    public boolean isWider() {
        return compareTo(PCIEHP_IST) >= 0;
    }

    /** Whether it is of the driver of the host bridge above a root port, which that of a VMD's domain is not. */
    public boolean isOfHostBridge() {
        return this == DW_PCIE_HOST_DEINIT || this == PCI_HOST_HANDLE_LINK_DOWN;
    }

    EntryPoint(String kernelName, Procedure procedure) {
        this(kernelName, null, procedure);
    }

    EntryPoint(String kernelName, Driver driver, Procedure procedure) {
        this(kernelName, driver, 1, (pci, dev, none) -> {
            procedure.run(pci, dev);
            return true;
        });
    }

    EntryPoint(String kernelName, int arguments, Function function) {
        this(kernelName, null, arguments, function);
    }

    EntryPoint(String kernelName, Driver driver, int arguments, Function function) {
        this.kernelName = kernelName;
        this.driver = driver;
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
