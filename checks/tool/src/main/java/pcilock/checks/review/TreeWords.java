package pcilock.checks.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/** A tree in words, for who does not know the notation. */
final class TreeWords {
    private TreeWords() {}

    /** Such as {@code bridge P with bridge U below it}. */
    static String of(String notation) {
        PciTopology topology = PciTopology.parse(notation);
        List<String> tops = new ArrayList<>();
        for (PciDev dev : topology.rootBus.devices) {
            if (!dev.name.equals(TaskFamily.VMD) && dev.physfn == null) {
                tops.add(of(dev, 0));
            }
        }
        return String.join(" and ", tops);
    }

    private static String virtualFunctions(PciDev dev) {
        return dev.virtualFunctions.isEmpty()
                ? ""
                : " with virtual function"
                        + (dev.virtualFunctions.size() == 1 ? " " : "s ")
                        + dev.virtualFunctions.stream().map(of -> of.name).collect(Collectors.joining(" and "));
    }

    private static String of(PciDev dev, int depth) {
        PciBus bus = dev.subordinate;
        if (bus == null) {
            return "device " + dev.name + virtualFunctions(dev);
        }
        List<String> inSlot = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        for (PciDev below : bus.devices) {
            if (below.physfn != null) {
                continue;
            }
            (below.slot == null ? beside : inSlot).add(of(below, depth + 1));
        }
        List<String> parts = new ArrayList<>();
        if (!beside.isEmpty()) {
            parts.add(String.join(" and ", beside) + " below it");
        }
        if (!inSlot.isEmpty()) {
            parts.add(String.join(" and ", inSlot) + " in its hot-plug slot");
        } else if (bus.slot != null) {
            parts.add("an empty hot-plug slot");
        }
        if (parts.isEmpty()) {
            return "bridge " + dev.name;
        }
        String words = "bridge " + dev.name + " with " + String.join(", and with ", parts);
        return depth == 0 ? words : "(" + words + ")";
    }
}
