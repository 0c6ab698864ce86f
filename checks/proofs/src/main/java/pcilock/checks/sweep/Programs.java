package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.explorer.TaskRecordings;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciDev;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;

/** Records the tasks of each tree and revision. Safe to use from several threads. */
final class Programs {
    /** A task, and what it does, written out: {@link TaskProgram#written}. */
    record Recorded(TaskProgram program, String written) {}

    private record RevisionOnTree(Revision revision, String tree) {}

    private final SweepBounds bounds;
    private final Map<RevisionOnTree, Map<TaskFamily, Set<String>>> written = new ConcurrentHashMap<>();

    /** Each text of {@link #written} once: most tasks do the same in several revisions. */
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    Programs(SweepBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * The tasks of each family that do something on a machine of a tree, none where the revision has not got the entry point. What they
     * do is kept for {@link #written}, where that may be asked.
     *
     * @param known what was recorded on that machine before
     */
    Map<TaskFamily, List<Recorded>> record(Revision revision, Tree tree, SweptMachine machine, TaskRecordings known) {
        List<TaskFamily> families = new ArrayList<>();
        List<TaskProgram> alone = new ArrayList<>();
        for (TaskFamily family : bounds.families()) {
            if (!bounds.has(revision, family.entryPoint())) {
                continue;
            }
            for (PciDev device : machine.askedOf(family)) {
                TaskProgram program = record(revision, machine, family.on(device.name), known);
                if (program != null && !program.isEmpty()) {
                    families.add(family);
                    alone.add(program);
                }
            }
        }
        List<TaskProgram> among = TaskProgram.among(alone);
        Map<TaskFamily, List<Recorded>> byFamily = new LinkedHashMap<>();
        bounds.families().forEach(family -> byFamily.put(family, new ArrayList<>()));
        for (int task = 0; task < families.size(); task++) {
            TaskProgram program = among.get(task);
            byFamily.get(families.get(task)).add(new Recorded(program, program.written(null)));
        }
        if (!bounds.isWide() && bounds.hasLarger(tree)) {
            Map<TaskFamily, Set<String>> there = new LinkedHashMap<>();
            byFamily.forEach((family, tasks) -> there.put(
                    family,
                    tasks.stream()
                            .map(task -> texts.computeIfAbsent(task.written(), text -> text))
                            .collect(Collectors.toSet())));
            written.putIfAbsent(new RevisionOnTree(revision, tree.notation), there);
        }
        return byFamily;
    }

    private TaskProgram record(Revision revision, SweptMachine machine, String task, TaskRecordings known) {
        Scenario scenario = bounds.scenario(revision, machine.topology.notation, List.of(task));
        try {
            return TaskProgram.record(scenario, known);
        } catch (EngineException e) {
            if (bounds.fault() != Fault.NONE && e.getCause() instanceof NullPointerException) {
                // A seeded fault may ask for what this tree has not got; that is not the fault that it is about.
                return null;
            }
            throw e;
        }
    }

    /** What the tasks of each family do on a tree that {@link SweepBounds#hasLarger}: many are compared with it. */
    Map<TaskFamily, Set<String>> written(Revision revision, Tree tree) {
        RevisionOnTree place = new RevisionOnTree(revision, tree.notation);
        if (!written.containsKey(place)) {
            record(revision, tree, SweptMachine.ofResets(bounds, tree), new TaskRecordings());
        }
        return written.get(place);
    }
}
