package pcilock.model.revision;

import pcilock.model.pci.TaskContext;

/**
 * Linux 7.3, as far as it is known: the locks are those of 7.1, and two tasks more take them, {@link
 * pcilock.model.pci.controller.PciHostCommon#pciHostHandleLinkDown} and {@link
 * pcilock.model.pci.controller.PcieDesignwareHost#dwPcieHostDeinit}; the second has its lock from 7.2 on, and the first is new. Read were
 * pci.c, err.c, aer.c, portdrv.c, vmd.c and pci-sysfs.c of 7.3-rc1, not the drivers of host bridges, hotplug, iov.c, vfio and the driver
 * core. That a5338e365c45 and 962ae6892d8b are still there is assumed.
 */
public class Linux_7_3 extends Linux_7_1 {
    public Linux_7_3(TaskContext context) {
        super(context);
    }
}
