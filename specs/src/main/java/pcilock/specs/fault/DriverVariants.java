package pcilock.specs.fault;

import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;
import pcilock.model.revision.Linux_7_3;

/** 7.1 without one commit about a driver, and 7.3 with one lock in the driver of a host bridge, to see what that alone does. */
final class DriverVariants {
    private DriverVariants() {}

    static final class Without962ae6892d8b extends Linux_7_1 {
        Without962ae6892d8b(TaskContext context) {
            super(context);
        }

        @Override
        public boolean vfioLocksBridgeAtLastClose() {
            return false;
        }
    }

    static final class Without0fd20f65df6a extends Linux_7_1 {
        Without0fd20f65df6a(TaskContext context) {
            super(context);
        }

        @Override
        public boolean zpciRecoveryTakesDeviceLockAlone() {
            return false;
        }
    }

    static final class LinkDownTakesRescanLock extends Linux_7_3 {
        LinkDownTakesRescanLock(TaskContext context) {
            super(context);
        }

        @Override
        public boolean linkDownTakesRescanLock() {
            return true;
        }
    }
}
