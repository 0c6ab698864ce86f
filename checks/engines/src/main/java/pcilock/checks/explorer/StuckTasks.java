package pcilock.checks.explorer;

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

    /** Tasks that do the same have one automaton: see {@link TaskRecordings}. */
    private final IdentityHashMap<Automaton, Integer> numbers = new IdentityHashMap<>();

    /** By the numbers of the automata of the tasks; of the runs, too. */
    private final Map<List<Integer>, Optional<List<Step>>> deadlocks = new HashMap<>();

    private record Searched(List<Integer> automata, boolean shortest) {}

    private final Map<Searched, List<List<Step>>> runs = new HashMap<>();

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
        return deadlocks.computeIfAbsent(automata(tasks), unused -> search(tasks));
    }

    /** See {@link ScenarioSearch#stuck}. */
    public List<List<Step>> runs(List<TaskProgram> tasks, boolean shortest) {
        return runs.computeIfAbsent(
                new Searched(automata(tasks), shortest), unused -> search.stuck(tasks, machine, shortest));
    }

    private List<Integer> automata(List<TaskProgram> tasks) {
        long contested = TaskProgram.contested(tasks);
        return tasks.stream()
                .map(task -> numbers.computeIfAbsent(task.automaton(contested), unused -> numbers.size()))
                .toList();
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
}
