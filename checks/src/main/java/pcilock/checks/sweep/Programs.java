package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** Records the tasks of each tree and revision. Safe to use from several threads. */
final class Programs {
    private record Place(Revision revision, String tree) {}

    private final Fault fault;
    private final List<TaskFamily> families;
    private final Map<Place, Map<TaskFamily, Set<String>>> written = new ConcurrentHashMap<>();

    Programs(SweepBounds bounds) {
        fault = bounds.fault();
        families = bounds.families();
    }

    /** The machine with that tree. The VMD endpoint is beside it even if nobody needs it, so that locks have the same numbers. */
    static String topology(Tree tree) {
        return tree.notation + "," + TaskFamily.VMD;
    }

    /** The tasks of a family on a tree that do something; none where the revision has not got the entry point. */
    List<TaskProgram> record(Revision revision, Tree tree, TaskFamily family) {
        List<TaskProgram> programs = new ArrayList<>();
        if (!revision.has(family.entryPoint())) {
            return programs;
        }
        for (int device = 0; device < tree.devices(); device++) {
            TaskProgram program = record(revision, tree, family, tree.name(device));
            if (program != null && !program.isEmpty()) {
                programs.add(program);
            }
        }
        return programs;
    }

    private TaskProgram record(Revision revision, Tree tree, TaskFamily family, String device) {
        Scenario scenario =
                new Scenario(revision, fault, Waiting.ATOMIC_FLAG, topology(tree), List.of(family.on(device)), false);
        try {
            return TaskProgram.record(scenario);
        } catch (EngineException e) {
            if (fault != Fault.NONE && e.getCause() instanceof NullPointerException) {
                // A seeded fault may ask for what this tree has not got; that is not the fault that it is about.
                return null;
            }
            throw e;
        }
    }

    /** What the tasks of each family do on a tree; kept, for trees that many larger ones are compared with. */
    Map<TaskFamily, Set<String>> written(Revision revision, Tree tree) {
        return written.computeIfAbsent(new Place(revision, tree.notation), unused -> {
            Map<TaskFamily, Set<String>> byFamily = new LinkedHashMap<>();
            for (TaskFamily family : families) {
                Set<String> texts = new HashSet<>();
                record(revision, tree, family).forEach(program -> texts.add(program.written(null)));
                byFamily.put(family, texts);
            }
            return byFamily;
        });
    }
}
