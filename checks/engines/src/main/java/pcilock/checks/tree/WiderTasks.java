package pcilock.checks.tree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/** Which tasks there are on a machine that has the {@link pcilock.model.pci.WiderLocks}, and which machines those tasks are about. */
public final class WiderTasks {
    private WiderTasks() {}

    /** Whether one of these takes the wider locks. */
    public static boolean isWide(List<TaskFamily> families) {
        return families.stream().anyMatch(family -> family.entryPoint().isWider());
    }

    /**
     * Whether there is a task of a family on a device. Without the wider locks that is for the code to say; with them, it is one of each
     * function on each device that it can be about, but for what {@link #rescansTwoDomains} where {@link #isRemovedBesideRescan}.
     */
    public static boolean isAsked(List<TaskFamily> families, TaskFamily family, PciDev device) {
        boolean rescansTwoDomains = rescansTwoDomains(family.entryPoint(), device) && isRemovedBesideRescan(families);
        return !isWide(families) || (Needs.of(family.entryPoint()).areMetBy(device) && !rescansTwoDomains);
    }

    /**
     * Whether a task would take in the domain of a VMD and its endpoint, which are on two root buses: in a tree the domain stands on that
     * of its endpoint, so a rescan of this bus does.
     */
    public static boolean rescansTwoDomains(EntryPoint entryPoint, PciDev device) {
        return entryPoint == EntryPoint.DEV_RESCAN_STORE && device.bus.self == null;
    }

    /** Whether a VMD's domain may be removed while another task rescans. */
    public static boolean isRemovedBesideRescan(List<TaskFamily> families) {
        return families.stream().anyMatch(family -> family.entryPoint() == EntryPoint.VMD_REMOVE)
                && families.stream().anyMatch(family -> family.entryPoint() == EntryPoint.DEV_RESCAN_STORE);
    }

    /**
     * Each way in which something is not there, or not bound, at first, so that a task finds something to add or to bind; none for tasks
     * that do neither.
     *
     * @param tree the machine on which all is there
     * @param dev the device that the task is about
     */
    public static List<String> finds(PciTopology tree, EntryPoint entryPoint, PciDev dev) {
        return switch (entryPoint) {
            // The slot is empty.
            case PCIEHP_ENABLE_SLOT, POWER_WRITE_FILE -> {
                List<PciDev> inSlot = dev.subordinate.devices.stream()
                        .filter(other -> other.slot != null)
                        .toList();
                yield inSlot.isEmpty() ? List.of() : List.of(without(tree, inSlot));
            }
            case DEV_RESCAN_STORE ->
                Arrays.stream(tree.devices)
                        .filter(other -> other != dev && other.physfn == null)
                        .filter(other -> other.bus == dev.bus || isBelow(other, dev.bus))
                        .map(other -> without(tree, List.of(other)))
                        .toList();
            case BIND_STORE, PCIE_PORTDRV_PROBE -> List.of(PciTopology.withUnbound(tree.notation, dev.name));
            case SRIOV_NUMVFS_STORE -> List.of(without(tree, dev.virtualFunctions));
            default -> List.of();
        };
    }

    private static boolean isBelow(PciDev dev, PciBus bus) {
        return bus.devices.stream().anyMatch(dev::isBelow);
    }

    private static String without(PciTopology tree, List<PciDev> devices) {
        String machine = tree.notation;
        for (PciDev dev : devices) {
            machine = PciTopology.withRemoved(machine, dev.name);
        }
        return machine;
    }

    /** A tree, and it once for each of {@link #finds} of these functions, each machine once. */
    public static List<String> machines(String tree, List<TaskFamily> families) {
        PciTopology topology = PciTopology.parse(tree);
        Stream<String> found = families.stream().flatMap(family -> Arrays.stream(topology.devices)
                .filter(dev -> isAsked(families, family, dev))
                .flatMap(dev -> finds(topology, family.entryPoint(), dev).stream()));
        return Stream.concat(Stream.of(tree), found).distinct().toList();
    }
}
