package pcilock.model.revision;

import pcilock.model.pci.TaskContext;

/**
 * Linux 6.13: the locks of 6.11, and {@link pcilock.model.pci.EntryPoint#RESET_SUBORDINATE} as a new way to reach them. Its code is
 * in {@link pcilock.model.pci.PciCore}, where a question about an earlier revision's locks can reach it too.
 */
public class Linux_6_13 extends Linux_6_11 {
    public Linux_6_13(TaskContext context) {
        super(context);
    }
}
