package pcilock.model.revision;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;

/**
 * A revision of the locking code: what to call it, where it comes from, and its code. First those that the thread names, then what
 * became of them. A commit that no release is known for goes by its own name. The order is that of time.
 */
public enum Revision {
    LINUX_6_9("6.9", "Linux 6.9", Linux_6_9::new),
    LINUX_6_10_RC1("6.10-rc1", "7e89efc6e9e4", Linux_6_10_rc1::new),
    PATCH_2("patch-2", "patches 1 and 2 of the thread (patch 2 is 920f6468924f)", Patch_2::new),
    PATCH_3("patch-3", "patch 3 of the thread (dbc5b5c0d268 in pci/next)", Patch_3::new),
    KEITH_BUSCH("keith-busch", "Keith Busch's diff of 28 June 2024 as posted", KeithBusch::new),
    LINUX_6_11("6.11", "a4e772898f8b", Linux_6_11::new),
    LINUX_6_13("6.13", "Linux 6.13, which adds reset_subordinate", Linux_6_13::new),
    COMMIT_F3EFB9569B4A("f3efb9569b4a", "f3efb9569b4a, after 6.14", Commit_f3efb9569b4a::new),
    LINUX_6_18("6.18", "Linux 6.18, where pciehp waits for a reset of its slot, as from 6.16 on", Linux_6_18::new),
    COMMIT_9368D1EE6282("9368d1ee6282", "9368d1ee6282, December 2025", Commit_9368d1ee6282::new),
    COMMIT_1F5E57C622B4("1f5e57c622b4", "1f5e57c622b4, January 2026", Commit_1f5e57c622b4::new),
    LINUX_7_1("7.1", "7b193af58b7f and 102c8b26b54e", Linux_7_1::new),
    LINUX_7_3("7.3", "Linux 7.3 as far as it is known, where host bridges recover from a lost link", Linux_7_3::new);

    /** The locking code in the name of one task. */
    public interface Code {
        PciCore in(TaskContext context);

        /**
         * The machine that the code runs on: the tree, with the mutexes that the code adds, as {@link
         * pcilock.model.pci.PciTopology#parse} reads them. On one that has them it is the same.
         */
        default String machine(String tree) {
            return tree;
        }
    }

    public final String id;

    /** The commit or message it comes from. */
    public final String source;

    public final Code code;

    Revision(String id, String source, Code code) {
        this.id = id;
        this.source = source;
        this.code = code;
    }

    /**
     * Those whose resets differ from those of the one before, where no task takes the {@link pcilock.model.pci.WiderLocks}: all but 6.18 and 7.3.
     */
    public static List<Revision> withResetsOfTheirOwn() {
        List<Revision> revisions = new ArrayList<>(List.of(values()));
        revisions.removeAll(List.of(LINUX_6_18, LINUX_7_3));
        return revisions;
    }

    /**
     * Whether a kernel of this revision has the function. The code runs it all the same, so that locks can be asked about by a path
     * that was added to them later. {@code dw_pcie_host_deinit} is older than it is said to be here: up to 7.1 it takes no
     * pci_rescan_remove_lock, which is left out.
     */
    public boolean has(EntryPoint entryPoint) {
        return switch (entryPoint) {
            case RESET_SUBORDINATE, RESET_SUBORDINATE_STORE -> compareTo(LINUX_6_13) >= 0;
            case DW_PCIE_HOST_DEINIT, PCI_HOST_HANDLE_LINK_DOWN -> compareTo(LINUX_7_3) >= 0;
            default -> true;
        };
    }
}
