package pcilock.specs.fault;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.WaitQueueConfigAccess;

/** Seeded faults of the config access lock and its wait queue. */
final class ConfigAccessFaults {
    private ConfigAccessFaults() {}

    static final class NoWakeUp extends WaitQueueConfigAccess {
        NoWakeUp(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
            super(kernel, current, pciLock, pciCfgWait);
        }

        @Override
        public boolean pciCfgAccessUnlock(PciDev dev) {
            return kernel.spinLocked(current, pciLock, CLEAR, dev.blockCfgAccess);
        }
    }

    static final class WakeUpBeforeClear extends WaitQueueConfigAccess {
        WakeUpBeforeClear(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
            super(kernel, current, pciLock, pciCfgWait);
        }

        @Override
        public boolean pciCfgAccessUnlock(PciDev dev) {
            kernel.wakeUpAll(current, pciCfgWait, dev.blockCfgAccess);
            return kernel.spinLocked(current, pciLock, CLEAR, dev.blockCfgAccess);
        }
    }

    static final class OneWaiterWoken extends WaitQueueConfigAccess {
        OneWaiterWoken(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
            super(kernel, current, pciLock, pciCfgWait);
        }

        @Override
        public boolean pciCfgAccessUnlock(PciDev dev) {
            boolean wasSet = kernel.spinLocked(current, pciLock, CLEAR, dev.blockCfgAccess);
            kernel.wakeUpOne(current, pciCfgWait, dev.blockCfgAccess);
            return wasSet;
        }
    }

    static final class NoTestAfterWaking extends WaitQueueConfigAccess {
        private static final SpinlockSection SET = (kernel, current, flag) -> {
            flag.set(true);
            kernel.note(current, Event.FLAG_SET, flag.device);
            return true;
        };

        NoTestAfterWaking(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
            super(kernel, current, pciLock, pciCfgWait);
        }

        @Override
        public void pciCfgAccessLock(PciDev dev) {
            if (!kernel.spinLocked(current, pciLock, SET_IF_CLEAR, dev.blockCfgAccess)) {
                pciWaitCfg(dev);
                kernel.spinLocked(current, pciLock, SET, dev.blockCfgAccess);
            }
        }

        @Override
        protected void pciWaitCfg(PciDev dev) {
            kernel.prepareToWait(current, pciCfgWait, dev.blockCfgAccess);
            if (readWithoutPciLock(READ, dev)) {
                kernel.schedule(current, pciCfgWait, dev.blockCfgAccess);
            }
            kernel.finishWait(current, pciCfgWait, dev.blockCfgAccess);
        }
    }

    static final class TestBeforeQueueing extends WaitQueueConfigAccess {
        TestBeforeQueueing(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
            super(kernel, current, pciLock, pciCfgWait);
        }

        @Override
        protected void pciWaitCfg(PciDev dev) {
            kernel.loopHead(current, false);
            while (readWithoutPciLock(READ, dev)) {
                kernel.prepareToWait(current, pciCfgWait, dev.blockCfgAccess);
                kernel.schedule(current, pciCfgWait, dev.blockCfgAccess);
                kernel.loopHead(current, true);
            }
            kernel.finishWait(current, pciCfgWait, dev.blockCfgAccess);
        }
    }
}
