package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/**
 * What a sweep goes through.
 *
 * @param fault a seeded fault to run in the place of the revisions, {@link Fault#NONE} for the revisions as they are; of a fault
 *     only the locking code is run
 * @param families the tasks to choose from
 * @param devices the most devices of a tree, the top bridge counted
 * @param devicesWithEmptyBuses the most devices of a tree in which bridges with an empty bus may stand in the place of endpoints
 * @param devicesWithSlots the most devices of a tree in which buses may have slots: see {@link Tree#withSlots}
 * @param tasks the most tasks at once
 * @param reduced whether to leave out scenarios of which another one tells the same: see {@link TreeSweep}
 */
public record SweepBounds(
        List<Revision> revisions,
        Fault fault,
        List<TaskFamily> families,
        int devices,
        int devicesWithEmptyBuses,
        int devicesWithSlots,
        int tasks,
        boolean reduced) {
    /** A scenario is named by the numbers of its tasks' programs in one long. */
    static final int MOST_TASKS = 6;

    /** One of the bits of an int is the sign. */
    private static final int MOST_DEVICES = 12;

    public SweepBounds {
        revisions = List.copyOf(revisions);
        families = List.copyOf(families);
        if (revisions.isEmpty() || families.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs a revision and an entry point");
        }
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new IllegalArgumentException("a tree has 1 to " + MOST_DEVICES + " devices, not " + devices);
        }
        if (tasks < 1 || tasks > MOST_TASKS) {
            throw new IllegalArgumentException("there are 1 to " + MOST_TASKS + " tasks, not " + tasks);
        }
    }

    /** The trees in the order in which they are swept, smaller ones first. */
    List<Tree> trees() {
        List<Tree> trees = new ArrayList<>();
        for (int count = 1; count <= devices; count++) {
            for (Tree tree : Tree.all(count, count <= devicesWithEmptyBuses)) {
                trees.addAll(count <= devicesWithSlots ? tree.withSlots() : List.of(tree));
            }
        }
        return trees;
    }

    /** Whether a tree is one of {@link #trees}. */
    boolean contains(Tree tree) {
        return tree.devices() <= devices
                && (!tree.hasEmptyBus() || tree.devices() <= devicesWithEmptyBuses)
                && (!tree.hasSlot() || tree.devices() <= devicesWithSlots);
    }

    /** Whether a tree is one of {@link Tree#smaller} of another tree within these bounds. */
    boolean hasLarger(Tree tree) {
        return tree.devices() < devices || tree.devices() <= devicesWithSlots;
    }

    /** One line that is the same exactly for the same bounds. */
    String written() {
        return "revisions=" + revisions.stream().map(revision -> revision.id).collect(Collectors.joining(","))
                + " fault=" + fault
                + " entry-points=" + families.stream().map(TaskFamily::id).collect(Collectors.joining(","))
                + " devices=" + devices
                + " devices-with-empty-buses=" + devicesWithEmptyBuses
                + " devices-with-slots=" + devicesWithSlots
                + " tasks=" + tasks
                + " reduced=" + reduced;
    }
}
