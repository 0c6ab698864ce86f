package pcilock.specs.fault;

import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.KeithBusch;
import pcilock.model.revision.Linux_6_11;
import pcilock.model.revision.Patch_3;

/** The bus locks of later revisions without the upstream bridge lock that 7e89efc6e9e4 gave to pci_reset_function(). */
final class BridgeLockVariants {
    private BridgeLockVariants() {}

    static final class OnPatch3 extends Patch_3 {
        OnPatch3(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciDevLock(dev);
            pciResetFunctionLocked(dev);
            pciDevUnlock(dev);
        }
    }

    static final class OnKeithBusch extends KeithBusch {
        OnKeithBusch(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciDevLock(dev);
            pciResetFunctionLocked(dev);
            pciDevUnlock(dev);
        }
    }

    static final class OnLinux611 extends Linux_6_11 {
        OnLinux611(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciDevLock(dev);
            pciResetFunctionLocked(dev);
            pciDevUnlock(dev);
        }
    }
}
