package pcilock.checks.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * Explores every choice of up to so many tasks on one tree, fewer tasks first, and stops at the number of tasks at which some choice
 * breaks a property: of these it keeps one with the fewest steps. Tasks that do the same under every outcome are one.
 */
final class AnyTasks {
    private final CheckedRevision revision;
    private final PciTopology topology;
    private Set<Property> asked = Set.of();
    private final ScenarioSearch search;
    private final List<TaskProgram> programs;
    private final Set<Property> tested = EnumSet.noneOf(Property.class);
    private final Set<Property> breaks = EnumSet.noneOf(Property.class);
    private long choices;
    private long states;
    private int sizesDone;
    private String stopped;
    private List<String> tasks;
    private List<Step> shortest;

    /**
     * Records the tasks.
     *
     * @throws LimitException when the code of one takes more steps than can be recorded
     */
    AnyTasks(CheckedRevision revision, List<TaskFamily> families, String tree, int maxStates) {
        this.revision = revision;
        topology = PciTopology.parse(TaskFamily.topology(tree, families));
        search = new ScenarioSearch(maxStates);
        Map<String, TaskProgram> different = new LinkedHashMap<>();
        for (TaskFamily family : families) {
            for (PciDev device : PciTopology.parse(tree).devices) {
                TaskProgram program =
                        TaskProgram.record(revision.scenario(topology.notation, List.of(family.on(device.name))));
                if (!program.isEmpty()) {
                    different.putIfAbsent(program.written(null), program);
                }
            }
        }
        programs = List.copyOf(different.values());
    }

    /** Explores; what is found then is told by the other methods. To be called once. */
    void run(int most, Set<Property> properties) {
        asked = properties;
        for (int size = 1; size <= most && stopped == null && tasks == null; size++) {
            choose(new ArrayList<>(), size, 0);
            sizesDone = stopped == null ? size : sizesDone;
        }
    }

    private void choose(List<TaskProgram> chosen, int size, int from) {
        if (chosen.size() == size) {
            search(chosen);
            return;
        }
        for (int i = from; i < programs.size() && stopped == null; i++) {
            chosen.add(programs.get(i));
            choose(chosen, size, i);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void search(List<TaskProgram> chosen) {
        List<Break> found;
        try {
            found = search.search(chosen, topology, true);
        } catch (LimitException e) {
            stopped = e.getMessage() + ", with the tasks "
                    + Tasks.text(chosen.stream().map(TaskProgram::task).toList());
            return;
        } finally {
            states += search.states();
            Set<Event> seen = EnumSet.noneOf(Event.class);
            for (int task = 0; task < chosen.size(); task++) {
                seen.addAll(search.seen(task));
            }
            tested.addAll(Property.exercisedBy(seen));
        }
        choices++;
        found = found.stream().filter(one -> asked.contains(one.property())).toList();
        found.forEach(one -> breaks.add(one.property()));
        found.stream().min(Comparator.comparingInt(Break::steps)).ifPresent(best -> {
            List<Step> run = search.run(best);
            if (shortest == null || run.size() < shortest.size()) {
                shortest = run;
                tasks = chosen.stream().map(TaskProgram::task).toList();
            }
        });
    }

    /** The properties that some choice put to the test, in some run of its tasks. */
    Set<Property> tested() {
        return tested;
    }

    Set<Property> breaks() {
        return breaks;
    }

    /** Why not every choice was explored; null when every one was, or a counterexample was found. */
    String stopped() {
        return stopped;
    }

    /** Up to how many tasks every choice was explored. */
    int sizesDone() {
        return sizesDone;
    }

    long states() {
        return states;
    }

    String explored() {
        return choices + " choices of " + programs.size() + " different tasks were explored";
    }

    boolean isRefuted() {
        return tasks != null;
    }

    /** Null when none was found. */
    CheckResult.Counterexample counterexample() {
        return tasks == null
                ? null
                : ScenarioCheck.replayed(revision.scenario(topology.notation, tasks), shortest, breaks);
    }
}
