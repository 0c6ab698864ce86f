package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.engine.Step;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/** Tells by a search how tasks on one machine get stuck; those that do the same as others, in whichever code, are searched once. */
public final class StuckTasks {
    private final PciTopology machine;
    private final ScenarioSearch search;

    /** By the task, those that are not equal. */
    private final Map<String, List<Automaton>> different = new HashMap<>();

    /** The number of each among these. */
    private final IdentityHashMap<Automaton, Integer> numbers = new IdentityHashMap<>();

    private record Together(long contested, List<String> tasks, List<Integer> automata) {}

    private final Map<Together, Boolean> known = new HashMap<>();
    private final Map<Together, List<Step>> runs = new HashMap<>();

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
     * Whether some run ends in a deadlock.
     *
     * @throws LimitException when there are too many states
     */
    public boolean deadlock(List<TaskProgram> tasks) {
        Together together = together(tasks);
        Boolean isStuck = known.get(together);
        if (isStuck == null) {
            isStuck = search.breaks(tasks, machine, false).stream()
                    .anyMatch(broken -> broken.property() == Property.NO_DEADLOCK);
            known.put(together, isStuck);
        }
        return isStuck;
    }

    /**
     * The run to a deadlock of tasks that have one, with the fewest steps as far as there is room to look for it; without notes.
     *
     * @throws LimitException when this thread was interrupted
     */
    public List<Step> run(List<TaskProgram> tasks) {
        return runs.computeIfAbsent(together(tasks), unused -> {
            try {
                return search.deadlock(tasks, machine, true);
            } catch (LimitException e) {
                if (e.isInterruption()) {
                    throw e;
                }
                return search.deadlock(tasks, machine, false);
            }
        });
    }

    private Together together(List<TaskProgram> tasks) {
        long contested = TaskProgram.contested(tasks);
        return new Together(
                contested,
                tasks.stream().map(TaskProgram::task).toList(),
                tasks.stream()
                        .map(task -> numbers.computeIfAbsent(
                                task.automaton(contested), automaton -> number(task.task(), automaton)))
                        .toList());
    }

    private int number(String task, Automaton automaton) {
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
