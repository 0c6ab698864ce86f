package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/** Tells by a search how tasks on one machine get stuck; those that do the same as others, in whichever code, are searched once. */
public final class StuckTasks {
    private final PciTopology machine;
    private final ScenarioSearch search;

    /** By the task, those that are not equal. */
    private final Map<String, List<Automaton>> different = new HashMap<>();

    /** By the task, too, the number of each among these: one automaton may be that of several tasks. */
    private final Map<String, IdentityHashMap<Automaton, Integer>> numbers = new HashMap<>();

    private record Together(long contested, List<String> tasks, List<Integer> automata) {}

    private final Map<Together, Optional<List<Step>>> deadlocks = new HashMap<>();

    /** Whether each is the shortest, and what the runs are of. */
    private final Map<Boolean, Map<Together, List<List<Step>>>> runs =
            Map.of(false, new HashMap<>(), true, new HashMap<>());

    /**
     * For tasks on a machine.
     *
     * @param search may be used for other machines, too
     */
    public StuckTasks(PciTopology machine, ScenarioSearch search) {
        this.machine = machine;
        this.search = search;
    }

    /**
     * A run to a deadlock, with the fewest steps as far as there is room to look for it, without notes; nothing where these tasks have none.
     *
     * @throws LimitException when there are too many states to tell, or this thread was interrupted
     */
    public Optional<List<Step>> deadlock(List<TaskProgram> tasks) {
        return deadlocks.computeIfAbsent(together(tasks), unused -> search(tasks));
    }

    /** See {@link ScenarioSearch#stuck}. */
    public List<List<Step>> runs(List<TaskProgram> tasks, boolean shortest) {
        return runs.get(shortest).computeIfAbsent(together(tasks), unused -> search.stuck(tasks, machine, shortest));
    }

    private Together together(List<TaskProgram> tasks) {
        long contested = TaskProgram.contested(tasks);
        return new Together(
                contested,
                tasks.stream().map(TaskProgram::task).toList(),
                tasks.stream()
                        .map(task -> number(task.task(), task.automaton(contested)))
                        .toList());
    }

    private Optional<List<Step>> search(List<TaskProgram> tasks) {
        if (search.breaks(tasks, machine, false).stream()
                .noneMatch(broken -> broken.property() == Property.NO_DEADLOCK)) {
            return Optional.empty();
        }
        List<Step> run;
        try {
            run = search.deadlock(tasks, machine, true);
        } catch (LimitException e) {
            if (e.isInterruption()) {
                throw e;
            }
            run = search.deadlock(tasks, machine, false);
        }
        if (run == null) {
            throw new EngineException(machine.notation + " "
                    + tasks.stream().map(TaskProgram::task).toList()
                    + " deadlock in one search and not in another: report this as an error of the explorer");
        }
        return Optional.of(run);
    }

    private int number(String task, Automaton automaton) {
        return numbers.computeIfAbsent(task, unused -> new IdentityHashMap<>())
                .computeIfAbsent(automaton, unused -> numberAnew(task, automaton));
    }

    private int numberAnew(String task, Automaton automaton) {
        List<Automaton> others = different.computeIfAbsent(task, unused -> new ArrayList<>());
        for (int other = 0; other < others.size(); other++) {
            if (others.get(other).isEqualTo(automaton)) {
                return other;
            }
        }
        others.add(automaton);
        return others.size() - 1;
    }
}
