package pcilock.checks.command;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.tree.Needs;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.driver.Driver;

/** Which tasks there are on a machine that has the {@link pcilock.model.pci.WiderLocks}. */
final class WiderFamilies {
    private WiderFamilies() {}

    /** Whether one of these takes the wider locks. */
    static boolean isWide(List<TaskFamily> families) {
        return families.stream().anyMatch(family -> family.entryPoint().isWider());
    }

    /** Whether these run on a machine with the wider locks: one of them takes them, or some device is not there, or not bound, at first. */
    static boolean isWide(List<TaskFamily> families, AtFirst atFirst) {
        return isWide(families) || !atFirst.isAll();
    }

    /** The same, of a tree behind which stands what is not there at first. */
    static boolean isWide(List<TaskFamily> families, String tree) {
        return isWide(families, atFirst(tree));
    }

    private static AtFirst atFirst(String tree) {
        return AtFirst.of(tree, List.of(), List.of());
    }

    /**
     * Refuses functions that cannot be asked about together, or not of this revision.
     *
     * @throws InputException saying why
     */
    static void refuseSenseless(List<TaskFamily> families, CheckedRevision revision) {
        Driver driver = null;
        for (TaskFamily family : families) {
            EntryPoint entryPoint = family.entryPoint();
            Tasks.refuseWiderLocks("--entry-points", entryPoint, revision);
            if (entryPoint.driver != null && driver != null && entryPoint.driver != driver) {
                throw new InputException("--entry-points: a device has one driver, and " + entryPoint.kernelName
                        + " is about one of " + entryPoint.driver.module + ", another function about one of "
                        + driver.module + "; ask about each by itself, or with --tasks");
            }
            driver = entryPoint.driver == null ? driver : entryPoint.driver;
        }
        boolean vmd = families.stream().anyMatch(family -> family.entryPoint() == EntryPoint.VMD_REMOVE);
        if (vmd && families.stream().anyMatch(family -> family.entryPoint().isOfHostBridge())) {
            throw new InputException("--entry-points: vmd_remove is about the root port of a VMD's domain, and"
                    + " dw_pcie_host_deinit and pci_host_handle_link_down are about that of another host bridge");
        }
    }

    /** What of these functions is not asked about, a sentence each. */
    static List<String> leftOut(List<TaskFamily> families, String tree) {
        List<String> left = new ArrayList<>();
        if (atFirst(tree).isAll()) {
            left.add(
                    "every device is there and bound at first, so that what is added or bound is what one of these functions took away; for"
                            + " an empty slot, or a device without its driver, ask with --removed or --unbound");
        }
        if (isRemovedBesideRescan(families)) {
            left.add(
                    "beside a VMD's domain that is removed, dev_rescan_store is asked of devices below a root port only");
        }
        return left;
    }

    private static boolean isRemovedBesideRescan(List<TaskFamily> families) {
        return families.stream().anyMatch(family -> family.entryPoint() == EntryPoint.VMD_REMOVE)
                && families.stream().anyMatch(family -> family.entryPoint() == EntryPoint.DEV_RESCAN_STORE);
    }

    /**
     * Whether there is a task of a family on a device. Without the wider locks that is for the code to say; with them, it is one of each
     * function on each device that it can be about, but for what {@link #leftOut} says. In a tree a VMD's domain stands on the root bus of
     * its endpoint.
     */
    static boolean isAsked(List<TaskFamily> families, TaskFamily family, PciDev device) {
        boolean rescansTwoDomains = family.entryPoint() == EntryPoint.DEV_RESCAN_STORE
                && device.bus.self == null
                && isRemovedBesideRescan(families);
        return !isWide(families) || (Needs.of(family.entryPoint()).areMetBy(device) && !rescansTwoDomains);
    }
}
