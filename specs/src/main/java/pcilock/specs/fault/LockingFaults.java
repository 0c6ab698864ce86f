package pcilock.specs.fault;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Commit_1f5e57c622b4;
import pcilock.model.revision.Linux_6_10_rc1;
import pcilock.model.revision.Linux_6_11;
import pcilock.model.revision.Linux_7_1;

/**
 * Seeded faults of the locking code. All but those of slots and the last two change one thing in 6.11, which keeps the properties
 * in question; the faults of slots change one thing in a revision that has mended what 6.11 does to slots.
 */
final class LockingFaults {
    private LockingFaults() {}

    static final class BridgeLockedLast extends Linux_6_11 {
        BridgeLockedLast(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusLock(PciBus bus) {
            for (PciDev dev : bus.devices) {
                if (dev.subordinate == null) {
                    pciDevLock(dev);
                } else {
                    pciBusLock(dev.subordinate);
                }
            }
            pciDevLock(bus.self);
        }
    }

    static final class BridgeReleasedFirst extends Linux_6_11 {
        BridgeReleasedFirst(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            pciDevUnlock(bus.self);
            for (PciDev dev : bus.devices) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                } else {
                    pciDevUnlock(dev);
                }
            }
        }
    }

    static final class BridgeUnlockForgotten extends Linux_6_11 {
        BridgeUnlockForgotten(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            for (PciDev dev : bus.devices) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                } else {
                    pciDevUnlock(dev);
                }
            }
        }
    }

    static final class BridgeUnlockedTwice extends Linux_6_11 {
        BridgeUnlockedTwice(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            super.pciBusUnlock(bus);
            pciDevUnlock(bus.self);
        }
    }

    static final class WrongDeviceUnlocked extends Linux_6_11 {
        WrongDeviceUnlocked(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciDevLock(dev.upstreamBridge());
            pciDevLock(dev);
            pciResetFunctionLocked(dev);
            pciDevUnlock(dev.bus.devices.get(0));
            pciDevUnlock(dev.upstreamBridge());
        }
    }

    static final class FunctionLockedBeforeBridge extends Linux_6_11 {
        FunctionLockedBeforeBridge(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciDevLock(dev);
            pciDevLock(dev.upstreamBridge());
            pciResetFunctionLocked(dev);
            pciDevUnlock(dev.upstreamBridge());
            pciDevUnlock(dev);
        }
    }

    static final class TrylockBlocks extends Linux_6_11 {
        TrylockBlocks(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciBusTrylock(PciBus bus) {
            pciDevLock(bus.self);
            for (int i = 0; i < bus.devices.size(); i++) {
                if (!pciDevTrylock(bus.devices.get(i))) {
                    for (int taken = i - 1; taken >= 0; taken--) {
                        pciDevUnlock(bus.devices.get(taken));
                    }
                    pciDevUnlock(bus.self);
                    return false;
                }
            }
            return true;
        }
    }

    static final class TrylockBlocksOnFlag extends Linux_6_11 {
        TrylockBlocksOnFlag(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciDevTrylock(PciDev dev) {
            if (deviceTrylock(dev)) {
                pciCfgAccessLock(dev);
                return true;
            }
            return false;
        }
    }

    static final class NoUnwinding extends Linux_6_11 {
        NoUnwinding(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciBusTrylock(PciBus bus) {
            if (!pciDevTrylock(bus.self)) {
                return false;
            }
            for (PciDev dev : bus.devices) {
                boolean taken = dev.subordinate != null ? pciBusTrylock(dev.subordinate) : pciDevTrylock(dev);
                if (!taken) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class UnwindsOneTooMany extends Linux_6_11 {
        UnwindsOneTooMany(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciBusTrylock(PciBus bus) {
            if (!pciDevTrylock(bus.self)) {
                return false;
            }
            for (int i = 0; i < bus.devices.size(); i++) {
                if (!pciDevTrylock(bus.devices.get(i))) {
                    for (int taken = i; taken >= 0; taken--) {
                        pciDevUnlock(bus.devices.get(taken));
                    }
                    pciDevUnlock(bus.self);
                    return false;
                }
            }
            return true;
        }
    }

    static final class BridgeKeptOnFailure extends Linux_6_11 {
        BridgeKeptOnFailure(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciBusTrylock(PciBus bus) {
            if (!pciDevTrylock(bus.self)) {
                return false;
            }
            for (int i = 0; i < bus.devices.size(); i++) {
                if (!pciDevTrylock(bus.devices.get(i))) {
                    for (int taken = i - 1; taken >= 0; taken--) {
                        pciDevUnlock(bus.devices.get(taken));
                    }
                    return false;
                }
            }
            return true;
        }
    }

    static final class DeviceLockKeptOnFailure extends Linux_6_11 {
        DeviceLockKeptOnFailure(TaskContext context) {
            super(context);
        }

        @Override
        public boolean pciDevTrylock(PciDev dev) {
            return deviceTrylock(dev) && pciCfgAccessTrylock(dev);
        }
    }

    static final class FlagClearedEarly extends Linux_6_11 {
        FlagClearedEarly(TaskContext context) {
            super(context);
        }

        @Override
        protected void pciBusReset(PciBus bus) {
            pciBusLock(bus);
            pciCfgAccessUnlock(bus.self);
            pciBridgeSecondaryBusReset(bus.self);
            pciBusUnlock(bus);
        }
    }

    static final class BridgeReleasedDuringReset extends Linux_6_11 {
        BridgeReleasedDuringReset(TaskContext context) {
            super(context);
        }

        @Override
        protected void pciBusReset(PciBus bus) {
            pciBusLock(bus);
            kernel.step(current, Event.RESET_BEGIN, bus.self.index);
            pciBusUnlock(bus);
            kernel.step(current, Event.RESET_END, bus.self.index);
        }
    }

    static final class FlagBeforeDeviceLock extends Linux_6_11 {
        FlagBeforeDeviceLock(TaskContext context) {
            super(context);
        }

        @Override
        public void pciDevLock(PciDev dev) {
            pciCfgAccessLock(dev);
            deviceLock(dev);
        }
    }

    static final class FlagNotSet extends Linux_6_11 {
        FlagNotSet(TaskContext context) {
            super(context);
        }

        @Override
        public void pciDevLock(PciDev dev) {
            deviceLock(dev);
        }
    }

    static final class NestedBusNotLocked extends Linux_6_11 {
        NestedBusNotLocked(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusLock(PciBus bus) {
            pciDevLock(bus.self);
            for (PciDev dev : bus.devices) {
                pciDevLock(dev);
            }
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            for (PciDev dev : bus.devices) {
                pciDevUnlock(dev);
            }
            pciDevUnlock(bus.self);
        }
    }

    static final class BridgeNotLocked extends Linux_6_11 {
        BridgeNotLocked(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusLock(PciBus bus) {
            for (PciDev dev : bus.devices) {
                if (dev.subordinate == null) {
                    pciDevLock(dev);
                } else {
                    pciBusLock(dev.subordinate);
                }
            }
        }
    }

    static final class NestedBusNotUnlocked extends Linux_6_11 {
        NestedBusNotUnlocked(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusUnlock(PciBus bus) {
            for (PciDev dev : bus.devices) {
                pciDevUnlock(dev);
            }
            pciDevUnlock(bus.self);
        }
    }

    static final class SlotMutexKept extends Linux_7_1 {
        SlotMutexKept(TaskContext context) {
            super(context);
        }

        @Override
        public void pciBusErrorReset(PciDev bridge) {
            if (bridge.subordinate == null || bridge.subordinate.slot == null) {
                super.pciBusErrorReset(bridge);
                return;
            }
            mutexLock(pciSlotMutex);
            pciSlotReset(bridge.subordinate.slot);
        }
    }

    /** A device below a bridge is in no slot of the bridge's bus, so the walker that keeps the filter passes it by. */
    static final class SlotFilterPassedDown extends Linux_7_1 {
        SlotFilterPassedDown(TaskContext context) {
            super(context);
        }

        @Override
        public void pciSlotLock(PciSlot slot) {
            pciDevLock(slot.bus.self);
            for (PciDev dev : slot.bus.devices) {
                pciDevLock(dev);
            }
        }

        @Override
        public void pciSlotUnlock(PciSlot slot) {
            for (PciDev dev : slot.bus.devices) {
                pciDevUnlock(dev);
            }
            pciDevUnlock(slot.bus.self);
        }
    }

    /** On 1f5e57c622b4, the last revision in which a device may lie outside the slot of its bus. */
    static final class SlotUnlockedAsBus extends Commit_1f5e57c622b4 {
        SlotUnlockedAsBus(TaskContext context) {
            super(context);
        }

        @Override
        public void pciSlotUnlock(PciSlot slot) {
            pciBusUnlock(slot.bus);
        }
    }

    /** What would have spared 6.10-rc1 its stale keys. */
    static final class KeyUnregistered extends Linux_6_10_rc1 {
        KeyUnregistered(TaskContext context) {
            super(context);
        }

        @Override
        protected void pciReleaseDev(PciDev dev) {
            kernel.lockdep(current, LockdepCall.UNREGISTER_KEY, cfgAccessLock(dev));
            super.pciReleaseDev(dev);
        }
    }

    /** What the message of patch 1 considers and rejects: no key for each device but a subclass for each depth. */
    static final class DepthSubclass extends Linux_6_10_rc1 {
        DepthSubclass(TaskContext context) {
            super(context);
        }

        @Override
        protected LockdepMap cfgAccessLock(PciDev dev) {
            int depth = 0;
            for (PciDev bridge = dev.upstreamBridge(); bridge != null; bridge = bridge.upstreamBridge()) {
                depth++;
            }
            return new LockdepMap(dev.index, 0, depth);
        }
    }
}
