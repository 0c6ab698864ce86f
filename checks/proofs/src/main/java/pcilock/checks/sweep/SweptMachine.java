package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;

/**
 * A machine that is swept: a tree, and what else there is.
 *
 * <p>Of resets there is one for each tree, that with the VMD endpoint beside it even if nobody needs it, so that locks have the same
 * numbers. Where some family takes the wider locks there are more: each tree also with a virtual function, which counts among its devices,
 * and with something that is not there, or not bound, at first, which a task then adds or binds. Devices have the driver that tasks are
 * about where such a task is about them: which these are is one more choice.
 */
final class SweptMachine {
    /** How many devices the tree has. */
    final int devices;

    /** With all that there is. */
    final PciTopology topology;

    private final List<TaskFamily> families;

    /** Without the VMD endpoint and without locks. */
    private final String alone;

    /** The same with the VMD endpoint, if the machine has one. */
    private final String beside;

    /** The names of the devices that have the driver. */
    private final List<String> driven;

    private SweptMachine(SweepBounds bounds, String alone, String beside, List<String> driven) {
        this.alone = alone;
        this.beside = beside;
        this.driven = driven;
        families = bounds.families();
        List<String> tasks = families.stream()
                .filter(SweptMachine::isOfDriver)
                .flatMap(family -> driven.stream().map(family::on))
                .toList();
        topology = PciTopology.parse(TaskCode.machine(bounds.machine(beside), tasks));
        devices = topology.devices.length - (beside.equals(alone) ? 0 : 1);
    }

    /** The machine of a tree on which no task takes the wider locks. */
    static SweptMachine ofResets(SweepBounds bounds, Tree tree) {
        return new SweptMachine(bounds, tree.notation, tree.notation + "," + TaskFamily.VMD, List.of());
    }

    /** Every machine of a tree. */
    static List<SweptMachine> of(SweepBounds bounds, Tree tree) {
        if (!bounds.isWide()) {
            return List.of(ofResets(bounds, tree));
        }
        List<String> trees = new ArrayList<>(List.of(tree.notation));
        if (tree.devices() < bounds.devices()) {
            trees.addAll(tree.withVirtualFunction());
        }
        int mostDriven = bounds.families().stream().anyMatch(SweptMachine::isOfDriver) ? bounds.tasks() : 0;
        return trees.stream()
                .flatMap(notation -> WiderTasks.machines(notation, bounds.families()).stream())
                .map(PciTopology::withoutAdded)
                .flatMap(machine -> driven(machine, mostDriven).stream()
                        .map(names -> new SweptMachine(
                                bounds, machine, TaskFamily.topology(machine, bounds.families()), names)))
                .toList();
    }

    private static boolean isOfDriver(TaskFamily family) {
        return family.entryPoint().driver != null;
    }

    /** Every choice of up to so many devices that are no bridges. */
    private static List<List<String>> driven(String machine, int most) {
        List<List<String>> choices = new ArrayList<>(List.of(List.of()));
        for (PciDev dev : PciTopology.parse(machine).devices) {
            for (List<String> chosen : List.copyOf(choices)) {
                if (dev.subordinate == null && chosen.size() < most) {
                    choices.add(
                            Stream.concat(chosen.stream(), Stream.of(dev.name)).toList());
                }
            }
        }
        return choices;
    }

    /** The devices that there is a task of a family about, as far as that is not for the code to say. */
    List<PciDev> askedOf(TaskFamily family) {
        return Arrays.stream(topology.devices)
                .limit(devices)
                .filter(dev -> WiderTasks.isAsked(families, family, dev))
                .filter(dev -> !isOfDriver(family) || driven.contains(dev.name))
                .toList();
    }

    /** Whether these tasks are about each device that has the driver; where not, they are asked on a machine where fewer have. */
    boolean isOf(List<String> tasks) {
        return driven.stream().allMatch(name -> families.stream()
                .filter(SweptMachine::isOfDriver)
                .anyMatch(family -> tasks.contains(family.on(name))));
    }

    /**
     * The machine as a counterexample names it: without locks, and without drivers, which its tasks tell.
     *
     * @param withVmd whether a task meets the VMD endpoint
     */
    String notation(boolean withVmd) {
        return withVmd ? beside : alone;
    }

    @Override
    public String toString() {
        return alone;
    }
}
