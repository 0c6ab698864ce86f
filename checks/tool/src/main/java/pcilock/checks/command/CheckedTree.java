package pcilock.checks.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
 * <p>A machine of several trees is checked tree by tree, and trees of one shape once, for the locking code asks for no name. Tasks
 * of two trees have only pci_slot_mutex in common, and the VMD endpoint that is beside every tree. One task holds it, and a circle
 * of tasks that wait for each other comes to another tree only by waiting for it and back only in the same way, so that the circle
 * is in one tree; all else that breaks does so by devices of one tree.
 *
 * @param notation as {@link pcilock.model.pci.PciTopology#parse} reads it
 * @param trees the same in parts that are checked one by one, without those of a shape that is there already
 * @param notes for the user
 */
record CheckedTree(String notation, List<String> trees, List<String> notes) {
    private static final Pattern NAME = Pattern.compile("[^(),\\[\\]{}]+");

    /** The trees that these devices are in. */
    static CheckedTree with(List<ForestDevice> devices, PciForest machine) {
        Set<ForestDevice> tops = new LinkedHashSet<>();
        devices.forEach(device -> tops.add(machine.top(device.name())));
        return of(List.copyOf(tops), machine, "every task is there");
    }

    /**
     * Every tree that there is.
     *
     * @throws InputException when none has a bridge with a device below it
     */
    static CheckedTree all(PciForest machine) {
        if (isTakenAsItIs(machine)) {
            return whole(machine.notation(), machine.notes());
        }
        List<ForestDevice> tops = machine.tops();
        Map<String, List<ForestDevice>> byShape = new LinkedHashMap<>();
        boolean hasDeviceBelow = false;
        for (ForestDevice top : tops) {
            hasDeviceBelow |= top.below().map(bus -> !bus.devices().isEmpty()).orElse(false);
            String tree = machine.below(top.name()).notation();
            byShape.computeIfAbsent(NAME.matcher(tree).replaceAll("x"), unused -> new ArrayList<>())
                    .add(top);
        }
        if (!hasDeviceBelow) {
            throw new InputException(machine.source() + ": expected a bridge with a device below it, found none");
        }
        List<String> notes = withoutSlots(machine);
        if (tops.size() > 1) {
            notes.add("each tree of the machine was taken by itself: "
                    + byShape.values().stream().map(CheckedTree::alike).collect(Collectors.joining(", ")));
        }
        List<String> trees = byShape.values().stream()
                .map(alike -> machine.below(alike.get(0).name()).notation())
                .toList();
        return new CheckedTree(machine.notation(), trees, notes);
    }

    /**
     * The whole machine at once: tasks of two trees have the wider locks in common, and a circle of waiting tasks may lead from one
     * tree to another by one of them and back by another.
     */
    static CheckedTree whole(PciForest machine) {
        return whole(machine.notation(), isTakenAsItIs(machine) ? machine.notes() : withoutSlots(machine));
    }

    private static String alike(List<ForestDevice> tops) {
        return tops.get(0).name() + (tops.size() == 1 ? "" : " and " + (tops.size() - 1) + " of the same shape");
    }

    /** The same, written in another way. */
    CheckedTree with(String machine) {
        return whole(machine, notes);
    }

    private static CheckedTree whole(String notation, List<String> notes) {
        return new CheckedTree(notation, List.of(notation), notes);
    }

    /**
     * The same tree, with a note of what these functions need beside it. Where that is there already it is left out here, as it is
     * added again for each check.
     *
     * @throws InputException when the tree has a device of that name elsewhere
     */
    CheckedTree beside(List<TaskFamily> families) {
        if (TaskFamily.topology(notation, families).equals(notation)) {
            return this;
        }
        String tree = withoutVmd(notation);
        for (PciDev device : PciTopology.parse(tree).devices) {
            if (device.name.equals(TaskFamily.VMD)) {
                throw new InputException("the device " + device.name + " of the tree: expected another name, since the"
                        + " endpoint of a VMD is added beside the tree by that name; or choose other functions"
                        + " with --entry-points");
            }
        }
        List<String> noted = new ArrayList<>(notes);
        String functions = families.stream()
                .filter(family -> family.entryPoint().arguments == 2)
                .map(TaskFamily::id)
                .collect(Collectors.joining(" and "));
        noted.add("beside the tree is " + TaskFamily.VMD
                + ", the endpoint whose driver runs " + functions + "; with --tasks write it as \"," + TaskFamily.VMD
                + "\" after the tree");
        return new CheckedTree(tree, trees.stream().map(CheckedTree::withoutVmd).toList(), noted);
    }

    private static String withoutVmd(String notation) {
        String beside = "," + TaskFamily.VMD;
        return notation.endsWith(beside) ? notation.substring(0, notation.length() - beside.length()) : notation;
    }

    private static boolean isTakenAsItIs(PciForest machine) {
        return machine.form() == InputForm.NOTATION;
    }

    private static CheckedTree of(List<ForestDevice> tops, PciForest machine, String why) {
        if (isTakenAsItIs(machine) || tops.size() == machine.tops().size()) {
            return whole(machine.notation(), withoutSlots(machine));
        }
        List<String> notes = withoutSlots(machine);
        String names = tops.stream().map(ForestDevice::name).collect(Collectors.joining(", "));
        notes.add("checked is only " + names + " and what is below: " + why);
        return whole(
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
