package pcilock.checks.linux;

import java.util.List;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.OwnStack;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;
import pcilock.model.pci.WaitQueueConfigAccess;
import pcilock.model.revision.Revision;

/** The locking code of a kernel tree, run from its C: every function is looked up there by its name in the kernel. */
public final class LinuxCode extends PciCore implements OwnStack {
    private final CMachine machine;
    private final CProgram program;

    /** The revision that says what is around the resets; the first one where none does, and no task runs that would ask. */
    private final PciCore around;

    /** Code whose config access is known to be that of the tree; null where that of the tree is run. */
    private final PciCore known;

    private final boolean callsLockdep;

    LinuxCode(CProgram program, TaskContext context, Around around) {
        super(context);
        this.program = program;
        this.around = around.code().orElse(Revision.LINUX_6_9.code).in(context);
        if (wider != null) {
            program.runsWithWiderLocks();
        }
        machine = new CMachine(program, context, this);
        callsLockdep = program.callsLockdep();
        known = context.access instanceof WaitQueueConfigAccess
                ? null
                : program.configAccess().orElse(Revision.LINUX_6_9).code.in(context);
    }

    /** Whether the function's C is not run, since something else that is known to do the same stands in for it. */
    boolean standsInFor(String function) {
        return known != null
                && switch (function) {
                    case "pci_cfg_access_lock",
                            "pci_cfg_access_trylock",
                            "pci_cfg_access_unlock",
                            "pci_user_read_config_dword",
                            "pci_bus_read_config_dword" -> true;
                    default -> false;
                };
    }

    /**
     * Runs what stands in for a function; whether its answer is true.
     *
     * @param dev null where the function is given none
     */
    boolean standIn(String function, PciDev dev) {
        switch (function) {
            case "pci_cfg_access_lock" -> known.pciCfgAccessLock(dev);
            case "pci_cfg_access_trylock" -> {
                return known.pciCfgAccessTrylock(dev);
            }
            case "pci_cfg_access_unlock" -> {
                return known.pciCfgAccessUnlock(dev);
            }
            case "pci_user_read_config_dword" -> known.pciUserReadConfig(dev);
            case "pci_bus_read_config_dword" -> known.pciReadConfig(dev);
            default -> throw new IllegalArgumentException(function);
        }
        return true;
    }

    // What is around the resets.

    @Override
    public boolean sriovNumvfsTakesRescanLock() {
        return around.sriovNumvfsTakesRescanLock();
    }

    @Override
    public boolean linkDownTakesRescanLock() {
        return around.linkDownTakesRescanLock();
    }

    @Override
    public boolean pciehpIgnoresLinkChange() {
        return around.pciehpIgnoresLinkChange();
    }

    @Override
    public boolean vfioLocksBridgeAtLastClose() {
        return around.vfioLocksBridgeAtLastClose();
    }

    @Override
    public boolean zpciRecoveryTakesDeviceLockAlone() {
        return around.zpciRecoveryTakesDeviceLockAlone();
    }

    @Override
    public boolean mlxswBlocksBridge() {
        return around.mlxswBlocksBridge();
    }

    /** All devices of the bus where the tree says so. */
    @Override
    protected PciSlot slotOf(PciDev dev) {
        return program.slotCoversBus() ? dev.bus.slot : dev.slot;
    }

    /** The step of the model behind the C of the same name. */
    void secondaryBusReset(PciDev bridge) {
        super.pciBridgeSecondaryBusReset(bridge);
    }

    // Where the tree calls lockdep itself, lockdep sees the mutexes as well.

    @Override
    protected void mutexLock(Mutex mutex) {
        if (callsLockdep) {
            kernel.lockdep(current, LockdepCall.MUTEX_ACQUIRE, LockdepMap.of(mutex));
        }
        super.mutexLock(mutex);
    }

    @Override
    protected boolean mutexTrylock(Mutex mutex) {
        boolean taken = super.mutexTrylock(mutex);
        if (taken && callsLockdep) {
            kernel.lockdep(current, LockdepCall.MUTEX_ACQUIRE, LockdepMap.of(mutex));
        }
        return taken;
    }

    @Override
    protected void mutexUnlock(Mutex mutex) {
        if (callsLockdep) {
            kernel.lockdep(current, LockdepCall.MUTEX_RELEASE, LockdepMap.of(mutex));
        }
        super.mutexUnlock(mutex);
    }

    @Override
    public List<Frame> stack() {
        return machine.stack();
    }

    @Override
    public void pciCfgAccessLock(PciDev dev) {
        machine.run("pci_cfg_access_lock", dev);
    }

    @Override
    public boolean pciCfgAccessTrylock(PciDev dev) {
        return machine.run("pci_cfg_access_trylock", dev);
    }

    @Override
    public boolean pciCfgAccessUnlock(PciDev dev) {
        return machine.run("pci_cfg_access_unlock", dev);
    }

    @Override
    public void pciUserReadConfig(PciDev dev) {
        machine.run("pci_user_read_config", dev);
    }

    @Override
    public void pciReadConfig(PciDev dev) {
        machine.run("pci_read_config", dev);
    }

    @Override
    public void pciDevLock(PciDev dev) {
        machine.run("pci_dev_lock", dev);
    }

    @Override
    public boolean pciDevTrylock(PciDev dev) {
        return machine.run("pci_dev_trylock", dev);
    }

    @Override
    public void pciDevUnlock(PciDev dev) {
        machine.run("pci_dev_unlock", dev);
    }

    @Override
    public void pciBusLock(PciBus bus) {
        machine.run("pci_bus_lock", bus);
    }

    @Override
    public void pciBusUnlock(PciBus bus) {
        machine.run("pci_bus_unlock", bus);
    }

    @Override
    public boolean pciBusTrylock(PciBus bus) {
        return machine.run("pci_bus_trylock", bus);
    }

    @Override
    public void pciSlotLock(PciSlot slot) {
        machine.run("pci_slot_lock", slot);
    }

    @Override
    public void pciSlotUnlock(PciSlot slot) {
        machine.run("pci_slot_unlock", slot);
    }

    @Override
    public boolean pciSlotTrylock(PciSlot slot) {
        return machine.run("pci_slot_trylock", slot);
    }

    @Override
    public void pciBridgeSecondaryBusReset(PciDev bridge) {
        machine.run("pci_bridge_secondary_bus_reset", bridge);
    }

    @Override
    public void pciResetFunctionLocked(PciDev dev) {
        machine.run("pci_reset_function_locked", dev);
    }

    @Override
    public void pciResetFunction(PciDev dev) {
        machine.run("pci_reset_function", dev);
    }

    @Override
    public void pciTryResetFunction(PciDev dev) {
        machine.run("pci_try_reset_function", dev);
    }

    @Override
    public void pciResetBus(PciDev dev) {
        machine.run("pci_reset_bus", dev);
    }

    @Override
    public void resetSubordinate(PciDev bridge) {
        machine.run("reset_subordinate", bridge);
    }

    @Override
    public void pciBusErrorReset(PciDev bridge) {
        machine.run("pci_bus_error_reset", bridge);
    }

    @Override
    public void vmdProbe(PciDev vmd, PciDev dev) {
        machine.run("vmd_probe", vmd, dev);
    }

    @Override
    public void pciStopAndRemoveBusDevice(PciDev dev) {
        machine.run("pci_stop_and_remove_bus_device", dev);
    }
}
