package pcilock.checks.command;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.topology.ForestDevice;
import pcilock.checks.topology.PciForest;
import pcilock.checks.topology.TopologyInputException;
import pcilock.model.pci.PciTopology;

/**
 * What is not there, or not bound, when the tasks begin: by the options of a command, or behind a notation, as in {@code
 * P([E]);removed:E}, where results have it.
 *
 * @param tree the topology without it
 * @param removed the names of devices that are not there
 * @param unbound the names of devices that have no driver
 */
record AtFirst(String tree, List<String> removed, List<String> unbound) {
    private static final String REMOVED = "removed:";
    private static final String UNBOUND = "unbound:";

    /**
     * Takes both together.
     *
     * @param topology a notation with or without such a part, or any other topology, which is left as it is
     */
    static AtFirst of(String topology, List<String> removed, List<String> unbound) {
        List<String> parts = List.of(topology.split(";", -1));
        List<String> kept = new ArrayList<>(parts.subList(0, 1));
        List<String> allRemoved = new ArrayList<>(removed);
        List<String> allUnbound = new ArrayList<>(unbound);
        for (String part : parts.subList(1, parts.size())) {
            if (part.startsWith(REMOVED)) {
                allRemoved.add(part.substring(REMOVED.length()));
            } else if (part.startsWith(UNBOUND)) {
                allUnbound.add(part.substring(UNBOUND.length()));
            } else {
                kept.add(part);
            }
        }
        return new AtFirst(String.join(";", kept), allRemoved, allUnbound);
    }

    boolean isAll() {
        return removed.isEmpty() && unbound.isEmpty();
    }

    /**
     * The devices that this is about.
     *
     * @throws InputException when the machine has none of that name
     */
    List<ForestDevice> devices(PciForest machine) {
        List<ForestDevice> devices = new ArrayList<>(named("--removed", removed, machine));
        devices.addAll(named("--unbound", unbound, machine));
        return devices;
    }

    private static List<ForestDevice> named(String option, List<String> names, PciForest machine) {
        try {
            return names.stream().map(machine::device).toList();
        } catch (TopologyInputException e) {
            throw new InputException(option + ": " + e.getMessage(), e);
        }
    }

    /** The notation of a part of the machine, with this. */
    String on(String notation, PciForest machine) {
        String made = notation;
        for (ForestDevice device : named("--removed", removed, machine)) {
            made = PciTopology.withRemoved(made, device.name());
        }
        for (ForestDevice device : named("--unbound", unbound, machine)) {
            made = PciTopology.withUnbound(made, device.name());
        }
        return made;
    }
}
