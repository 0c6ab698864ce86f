package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.checks.engine.Step;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class ScenarioSearchTest {
    private static final int MAX_STATES = 100_000;

    private static final List<String> TASKS = List.of(
            "pciehp_ist:P",
            "pciehp_enable_slot:P",
            "aer_isr:P",
            "remove_store:P",
            "remove_store:E",
            "reset_store:E",
            "bind_store:E",
            "dpc_handler:P");

    private static List<TaskProgram> programs(PciTopology topology) {
        return TASKS.stream()
                .map(task -> TaskProgram.record(scenario(topology, List.of(task))))
                .toList();
    }

    private static Scenario scenario(PciTopology topology, List<String> tasks) {
        return new Scenario(Revision.LINUX_7_1, Fault.NONE, Waiting.ATOMIC_FLAG, topology.notation, tasks, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P([E])", "P([E]);removed:E"})
    void theRunOfADeadlockIsTheOneOfTheExplorer(String machine) {
        PciTopology topology = PciTopology.parse(PciTopology.withWiderLocks(machine));
        ScenarioSearch search = new ScenarioSearch(MAX_STATES);
        int deadlocks = 0;

        for (TaskProgram one : programs(topology)) {
            for (TaskProgram other : programs(topology)) {
                List<Step> run = search.deadlock(List.of(one, other), topology, true);
                List<Step> explored = new ExplorerEngine()
                        .explore(scenario(topology, List.of(one.task(), other.task())))
                        .broken()
                        .get(Property.NO_DEADLOCK);

                assertThat(run)
                        .as("%s and %s", one.task(), other.task())
                        .isEqualTo(
                                explored == null
                                        ? null
                                        : explored.stream()
                                                .filter(step -> !step.event().note)
                                                .toList());
                deadlocks += run == null ? 0 : 1;
            }
        }
        assertThat(deadlocks).isPositive().isLessThan(TASKS.size() * TASKS.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"P([E])", "P([E]);removed:E", "P([E]);unbound:E"})
    void aSearchThatWasUsedBeforeTellsWhatANewOneTells(String machine) {
        PciTopology topology = PciTopology.parse(PciTopology.withWiderLocks(machine));
        List<TaskProgram> programs = programs(topology);
        ScenarioSearch used = new ScenarioSearch(MAX_STATES);
        List<String> byUsed = new ArrayList<>();
        List<String> byNew = new ArrayList<>();

        for (TaskProgram one : programs) {
            for (TaskProgram other : programs) {
                byUsed.add(told(used, List.of(one, other), topology));
                byNew.add(told(new ScenarioSearch(MAX_STATES), List.of(one, other), topology));
            }
        }

        assertThat(byUsed).isEqualTo(byNew);
    }

    private static String told(ScenarioSearch search, List<TaskProgram> tasks, PciTopology topology) {
        return search.breaks(tasks, topology, false) + ", " + search.states() + " states, all: "
                + search.search(tasks, topology, false) + ", " + search.states();
    }
}
