package pcilock.checks.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.topology.ForestDevice;
import pcilock.checks.topology.InputForm;
import pcilock.checks.topology.PciForest;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/**
 * The part of a machine that a check is about: no lock is held across root ports, so trees that no task is in are left out. What
 * the user wrote down as a notation is taken as it is.
 *
 * @param notation as {@link pcilock.model.pci.PciTopology#parse} reads it
 * @param notes for the user
 */
record CheckedTree(String notation, List<String> notes) {
    /** The trees that these devices are in. */
    static CheckedTree with(List<ForestDevice> devices, PciForest machine) {
        Set<ForestDevice> tops = new LinkedHashSet<>();
        devices.forEach(device -> tops.add(machine.top(device.name())));
        return of(List.copyOf(tops), machine, "every task is there");
    }

    /**
     * The only tree that there is.
     *
     * @throws InputException when there is more than one
     */
    static CheckedTree only(PciForest machine) {
        List<ForestDevice> tops = machine.rootBuses().stream()
                .flatMap(bus -> bus.devices().stream())
                .filter(device -> !inTree(device, machine).isEmpty())
                .toList();
        if (isTakenAsItIs(machine)) {
            return new CheckedTree(machine.notation(), machine.notes());
        }
        if (tops.isEmpty()) {
            throw new InputException(machine.source() + ": expected a bridge with a device below it, found none");
        }
        if (tops.size() > 1) {
            throw new InputException(machine.source() + ": expected one tree, found " + tops.size()
                    + "; choose one with --below:\n"
                    + tops.stream()
                            .map(top -> "  --below " + top.name() + "  ("
                                    + inTree(top, machine).size() + " below"
                                    + top.description().map(text -> ", " + text).orElse("") + ")")
                            .collect(Collectors.joining("\n")));
        }
        return of(tops, machine, "nothing else has a device below it");
    }

    /**
     * The same tree, with a note of what these functions need beside it. Where that is there already it is left out here, as it is
     * added again for each check.
     *
     * @throws InputException when the tree has a device of that name elsewhere
     */
    CheckedTree beside(List<TaskFamily> families) {
        String tree = notation.endsWith("," + TaskFamily.VMD)
                ? notation.substring(0, notation.length() - TaskFamily.VMD.length() - 1)
                : notation;
        String topology = TaskFamily.topology(tree, families);
        if (topology.equals(tree)) {
            return this;
        }
        for (PciDev device : PciTopology.parse(tree).devices) {
            if (device.name.equals(TaskFamily.VMD)) {
                throw new InputException("the device " + device.name + " of the tree: expected another name, since the"
                        + " endpoint that vmd_probe needs is added beside the tree by that name; or choose other functions"
                        + " with --entry-points");
            }
        }
        List<String> noted = new ArrayList<>(notes);
        noted.add("beside the tree is " + TaskFamily.VMD
                + ", the endpoint whose driver runs vmd_probe; with --tasks write it as \"," + TaskFamily.VMD
                + "\" after the tree");
        return new CheckedTree(tree, noted);
    }

    private static List<ForestDevice> inTree(ForestDevice top, PciForest machine) {
        List<ForestDevice> below = new ArrayList<>(machine.below(top.name()).devices());
        below.removeIf(device -> device.name().equals(top.name()));
        return below;
    }

    private static boolean isTakenAsItIs(PciForest machine) {
        return machine.form() == InputForm.NOTATION;
    }

    private static CheckedTree of(List<ForestDevice> tops, PciForest machine, String why) {
        long all = machine.rootBuses().stream()
                .mapToLong(bus -> bus.devices().size())
                .sum();
        if (isTakenAsItIs(machine) || tops.size() == all) {
            return new CheckedTree(machine.notation(), withoutSlots(machine));
        }
        List<String> notes = withoutSlots(machine);
        String names = tops.stream().map(ForestDevice::name).collect(Collectors.joining(", "));
        notes.add("checked is only " + names + " and what is below: " + why);
        return new CheckedTree(
                tops.stream().map(top -> machine.below(top.name()).notation()).collect(Collectors.joining(",")), notes);
    }

    private static List<String> withoutSlots(PciForest machine) {
        List<String> notes = new ArrayList<>(machine.notes());
        if (!machine.tellsOfSlots()) {
            notes.add("no hot-plug slots are assumed" + (machine.hasSlots() ? " but those of --slot" : "")
                    + ", since this input does not tell of them; --slot marks the port of one");
        }
        return notes;
    }
}
