package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

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
 * @param own code of the user's, by the revision in whose place it runs; revisions that are not here run as they are
 */
public record SweepBounds(
        List<Revision> revisions,
        Fault fault,
        List<TaskFamily> families,
        int devices,
        int devicesWithEmptyBuses,
        int devicesWithSlots,
        int tasks,
        boolean reduced,
        Map<Revision, OwnCode> own) {
    /**
     * Locking code of no revision. It runs on a machine that has the mutexes of all code that is swept, so that each has one number.
     *
     * @param name what it is called where a revision would be
     * @param has whether it has an entry point
     */
    public record OwnCode(String name, Revision.Code code, Predicate<EntryPoint> has) {}

    /** A scenario is named by the numbers of its tasks' programs in one long. */
    static final int MOST_TASKS = 6;

    /** One of the bits of an int is the sign. */
    private static final int MOST_DEVICES = 12;

    public SweepBounds {
        revisions = List.copyOf(revisions);
        families = List.copyOf(families);
        own = Map.copyOf(own);
        if (revisions.isEmpty() || families.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs a revision and an entry point");
        }
        if (!own.isEmpty() && fault != Fault.NONE) {
            throw new IllegalArgumentException("a seeded fault is swept without code of one's own");
        }
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new IllegalArgumentException("a tree has 1 to " + MOST_DEVICES + " devices, not " + devices);
        }
        if (tasks < 1 || tasks > MOST_TASKS) {
            throw new IllegalArgumentException("there are 1 to " + MOST_TASKS + " tasks, not " + tasks);
        }
    }

    /** A sweep of revisions. */
    public SweepBounds(
            List<Revision> revisions,
            Fault fault,
            List<TaskFamily> families,
            int devices,
            int devicesWithEmptyBuses,
            int devicesWithSlots,
            int tasks,
            boolean reduced) {
        this(revisions, fault, families, devices, devicesWithEmptyBuses, devicesWithSlots, tasks, reduced, Map.of());
    }

    /** Whether the code that runs as a revision has an entry point. */
    public boolean has(Revision revision, EntryPoint entryPoint) {
        OwnCode code = own.get(revision);
        return code == null ? revision.has(entryPoint) : code.has().test(entryPoint);
    }

    /** What the code that runs as a revision is called. */
    public String nameOf(Revision revision) {
        OwnCode code = own.get(revision);
        return code == null ? revision.id : code.name();
    }

    /** Tasks on a machine with all these locks: see {@link #machine}. */
    public Scenario scenario(Revision revision, String topology, List<String> tasks) {
        OwnCode code = own.get(revision);
        return code == null
                ? new Scenario(revision, fault, Waiting.ATOMIC_FLAG, machine(topology), tasks, false)
                : Scenario.of(code.code(), machine(topology), tasks);
    }

    /** Whether some task takes the wider locks, which all tasks then run with. */
    boolean isWide() {
        return WiderTasks.isWide(families);
    }

    /** A tree with the locks that any of the families or of the code adds. */
    String machine(String tree) {
        String machine = isWide() ? PciTopology.withWiderLocks(tree) : tree;
        for (Revision revision : revisions) {
            machine = own.containsKey(revision) ? own.get(revision).code().machine(machine) : machine;
        }
        return machine;
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
        return "revisions=" + revisions.stream().map(this::nameOf).collect(Collectors.joining(","))
                + " fault=" + fault
                + " entry-points=" + families.stream().map(TaskFamily::id).collect(Collectors.joining(","))
                + " devices=" + devices
                + " devices-with-empty-buses=" + devicesWithEmptyBuses
                + " devices-with-slots=" + devicesWithSlots
                + " tasks=" + tasks
                + " reduced=" + reduced;
    }
}
