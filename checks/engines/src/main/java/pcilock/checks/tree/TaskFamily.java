package pcilock.checks.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pcilock.model.pci.EntryPoint;

/**
 * The tasks that differ only in the device they are about: an entry point, with what its callers do around it. What a revision
 * or a tree makes of a call is for the code to say; a call that does nothing is no task.
 *
 * @param id the entry point's name in the kernel
 */
public record TaskFamily(EntryPoint entryPoint, String id) {
    /** The VMD endpoint, which is beside the tree: see {@link #topology}. */
    public static final String VMD = "VMD";

    /**
     * Every family, in the order of {@link EntryPoint}, so that a new entry point is one without being named here.
     *
     * <p>Left out are those {@link #withWiderLocks}, which a certificate and a sweep of resets do not know, the calls that only release, and reads by the kernel, which look at no lock. A trylock of the flag alone is left out because a task that
     * took it would have to let go of it again if and only if it took it, which the notation of tasks cannot say.
     */
    public static List<TaskFamily> all() {
        List<TaskFamily> families = new ArrayList<>();
        for (EntryPoint entryPoint : EntryPoint.values()) {
            if (entryPoint.isWider()) {
                continue;
            }
            switch (entryPoint) {
                case DEVICE_UNLOCK, PCI_CFG_ACCESS_UNLOCK, PCI_CFG_ACCESS_TRYLOCK, PCI_READ_CONFIG -> {}
                default -> families.add(new TaskFamily(entryPoint, entryPoint.kernelName));
            }
        }
        return families;
    }

    /** Every family that takes the {@link pcilock.model.pci.WiderLocks}, in the order of {@link EntryPoint}; no primitive. */
    public static List<TaskFamily> withWiderLocks() {
        return Arrays.stream(EntryPoint.values())
                .filter(entryPoint -> entryPoint.isWider() && !entryPoint.isPrimitive())
                .map(entryPoint -> new TaskFamily(entryPoint, entryPoint.kernelName))
                .toList();
    }

    /** Every family, those {@link #withWiderLocks} last. */
    public static List<TaskFamily> every() {
        List<TaskFamily> families = new ArrayList<>(all());
        families.addAll(withWiderLocks());
        return families;
    }

    /** The family of that id. */
    public static TaskFamily of(String id) {
        return every().stream()
                .filter(family -> family.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no entry point " + id));
    }

    /** The task of this family that is about the device, as {@link pcilock.model.pci.TaskCode#parse} reads it. */
    public String on(String device) {
        return switch (entryPoint) {
            // As probe, remove, suspend and unbind do.
            case DEVICE_LOCK -> around("device_lock", device, "device_unlock", null);
            // As drivers do that take the flag alone.
            case PCI_CFG_ACCESS_LOCK -> around("pci_cfg_access_lock", device, "pci_cfg_access_unlock", null);
            // The caller owns device_lock.
            case PCI_RESET_FUNCTION_LOCKED -> around("device_lock", device, "device_unlock", id);
            default -> id + ":" + (entryPoint.arguments == 2 ? VMD + "+" : "") + device;
        };
    }

    private static String around(String lock, String device, String unlock, String between) {
        return lock + ":" + device + ";" + (between == null ? "" : between + ":" + device + ";") + unlock + ":"
                + device;
    }

    /** The topology on which such a task runs: the tree, and beside it what else the task needs. */
    public String topology(String tree) {
        return topology(tree, List.of(this));
    }

    /**
     * The topology on which these tasks run together. What is beside the tree comes last, so no index of a device changes, and
     * no task of the tree reaches it.
     */
    public static String topology(String tree, List<TaskFamily> families) {
        if (families.stream().noneMatch(family -> family.entryPoint.arguments == 2)) {
            return tree;
        }
        int end = tree.indexOf(';');
        return end < 0 ? tree + "," + VMD : tree.substring(0, end) + "," + VMD + tree.substring(end);
    }
}
