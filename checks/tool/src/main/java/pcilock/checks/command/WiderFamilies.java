package pcilock.checks.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.driver.Driver;

/** What may be asked of functions that take the {@link pcilock.model.pci.WiderLocks}, and what of it is not asked. */
final class WiderFamilies {
    private WiderFamilies() {}

    /**
     * The functions that the user names, each once.
     *
     * @param what they are to be, for people
     * @param has which there are
     * @throws InputException naming one that is not there
     */
    static List<TaskFamily> named(List<String> names, String what, Predicate<EntryPoint> has) {
        TaskFamily[] all = TaskFamily.every().stream()
                .filter(family -> has.test(family.entryPoint()))
                .toArray(TaskFamily[]::new);
        return names.stream()
                .map(name -> Names.find(what, name, all, TaskFamily::id))
                .distinct()
                .toList();
    }

    /** Whether these run on a machine with the wider locks: one of them takes them, or some device is not there, or not bound, at first. */
    static boolean isWide(List<TaskFamily> families, AtFirst atFirst) {
        return WiderTasks.isWide(families) || !atFirst.isAll();
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
        left.addAll(notRescanned(families));
        return left;
    }

    /** Of which devices no rescan is asked, a sentence; nothing where it is asked of all. */
    static List<String> notRescanned(List<TaskFamily> families) {
        return WiderTasks.isRemovedBesideRescan(families)
                ? List.of(
                        "beside a VMD's domain that is removed, dev_rescan_store is asked of devices below a root port only")
                : List.of();
    }
}
