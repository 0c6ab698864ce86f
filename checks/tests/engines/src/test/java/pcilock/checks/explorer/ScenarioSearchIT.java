package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

@Tag("comparison")
class ScenarioSearchIT {
    private final ScenarioSearch search = new ScenarioSearch(1_000_000);
    private final ScenarioSearch searchWithSleep = new ScenarioSearch(1_000_000, true);

    static List<TaskProgram> programs(Revision revision, Fault fault, Tree tree) {
        List<TaskProgram> programs = new ArrayList<>();
        for (TaskFamily family : TaskFamily.all()) {
            for (int i = 0; i < tree.devices(); i++) {
                if (family.entryPoint().arguments == 1) {
                    TaskProgram program = TaskProgram.record(new Scenario(
                            revision,
                            fault,
                            Waiting.ATOMIC_FLAG,
                            tree.notation,
                            List.of(family.on(tree.name(i))),
                            false));
                    if (!program.isEmpty()) {
                        programs.add(program);
                    }
                }
            }
        }
        return programs;
    }

    private void agreesWithTheExplorer(Revision revision, Fault fault, Tree tree) {
        PciTopology topology = PciTopology.parse(tree.notation);
        List<TaskProgram> programs = programs(revision, fault, tree);
        for (int i = 0; i < programs.size(); i++) {
            for (int j = i - 1; j < programs.size(); j++) {
                // Alone, too.
                List<TaskProgram> tasks = j < i ? List.of(programs.get(i)) : List.of(programs.get(i), programs.get(j));
                List<String> names = tasks.stream().map(TaskProgram::task).toList();
                Scenario scenario = new Scenario(revision, fault, Waiting.ATOMIC_FLAG, tree.notation, names, false);
                Exploration expected = new ExplorerEngine().explore(scenario);

                List<Break> found = search.search(tasks, topology, true);

                Map<Property, Integer> steps = new EnumMap<>(Property.class);
                for (Break broken : found) {
                    steps.merge(broken.property(), broken.steps(), Math::min);
                    List<Step> run = search.run(broken);
                    assertThat(run).hasSize(broken.steps());
                    assertThat(Replay.runWithoutStacks(scenario, run).broken())
                            .as("%s %s", names, broken)
                            .contains(broken.property());
                }
                Map<Property, Integer> expectedSteps = new EnumMap<>(Property.class);
                expected.broken()
                        .forEach((property, run) -> expectedSteps.put(property, (int)
                                run.stream().filter(step -> !step.event().note).count()));
                assertThat(steps).as("%s on %s", names, tree).isEqualTo(expectedSteps);
                assertThat(searchWithSleep.search(tasks, topology, true)).isEqualTo(found);
                assertThat(searchWithSleep.states()).as("%s on %s", names, tree).isEqualTo((int) expected.explored());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"LINUX_6_9", "PATCH_3", "LINUX_6_11"})
    void statesAndShortestRunsAreThoseOfTheExplorer(Revision revision) {
        agreesWithTheExplorer(revision, Fault.NONE, Tree.all(2, false).get(0));
        agreesWithTheExplorer(revision, Fault.NONE, Tree.all(3, false).get(0));
    }

    @Test
    void soAreThoseOfTasksThatInterfereAndThoseThatCallLockdep() {
        agreesWithTheExplorer(
                Revision.LINUX_6_11,
                Fault.BRIDGE_UNLOCKED_TWICE,
                Tree.all(2, false).get(0));
        agreesWithTheExplorer(
                Revision.LINUX_6_10_RC1, Fault.NONE, Tree.all(2, false).get(0));
    }

    /** In some of these revisions a slot's locks are released twice, or without having been taken. */
    @ParameterizedTest
    @CsvSource({"LINUX_6_9", "LINUX_6_11", "COMMIT_F3EFB9569B4A", "LINUX_7_1"})
    void soAreThoseOnTreesWithSlots(Revision revision) {
        for (Tree tree : Tree.all(2, true)) {
            tree.withSlots().forEach(slotted -> agreesWithTheExplorer(revision, Fault.NONE, slotted));
        }
    }

    @ParameterizedTest
    @CsvSource({"LINUX_6_9", "PATCH_3", "KEITH_BUSCH", "LINUX_6_11"})
    void goingToSleepMakesNoDifferenceToThreeTasks(Revision revision) {
        Tree tree = Tree.all(3, true).get(1);
        PciTopology topology = PciTopology.parse(tree.notation);
        List<TaskProgram> programs = programs(revision, Fault.NONE, tree);
        for (TaskProgram first : programs) {
            for (TaskProgram second : programs) {
                for (TaskProgram third : programs) {
                    List<TaskProgram> tasks = List.of(first, second, third);
                    List<Break> found = search.search(tasks, topology, false);
                    assertThat(searchWithSleep.search(tasks, topology, false)).isEqualTo(found);
                    assertThat(search.states()).isLessThanOrEqualTo(searchWithSleep.states());
                }
            }
        }
    }

    /** In the first two of these revisions one task may release a lock of a slot that another one holds. */
    @ParameterizedTest
    @CsvSource({"LINUX_6_11", "COMMIT_F3EFB9569B4A", "COMMIT_9368D1EE6282", "LINUX_7_1"})
    void aSearchOfFewerStatesLosesNothingOfThreeTasks(Revision revision) {
        for (Tree tree : Tree.all(3, true)) {
            for (Tree slotted : tree.withSlots()) {
                if (slotted.hasSlot()) {
                    losesNothing(revision, slotted);
                }
            }
        }
    }

    private void losesNothing(Revision revision, Tree tree) {
        PciTopology topology = PciTopology.parse(tree.notation);
        List<TaskProgram> programs = programs(revision, Fault.NONE, tree);
        for (int i = 0; i < programs.size(); i++) {
            for (int j = i; j < programs.size(); j++) {
                // Every third task, so that each pair comes with some; all of them would take minutes.
                for (int k = j + (i + j) % 3; k < programs.size(); k += 3) {
                    List<TaskProgram> tasks = List.of(programs.get(i), programs.get(j), programs.get(k));
                    List<Break> expected = wideSearch(tasks, topology);
                    String names =
                            tree + " " + tasks.stream().map(TaskProgram::task).toList();

                    assertThat(search.search(tasks, topology, false)).as(names).isEqualTo(expected);
                    assertThat(withoutSteps(search.breaks(tasks, topology, false)))
                            .as(names)
                            .isEqualTo(withoutSteps(expected));
                }
            }
        }
    }

    private static List<Break> wideSearch(List<TaskProgram> tasks, PciTopology topology) {
        long contested = TaskProgram.contested(tasks);
        ProgramTables[] programs =
                tasks.stream().map(task -> task.tables(contested)).toArray(ProgramTables[]::new);
        Product product = new Product(
                new Judge(topology, programs.length),
                programs,
                new Product.Layout(programs),
                null,
                null,
                Product.Sleep.STEP);
        StateSet states = new StateSet(product.words(), 1_000_000, Long.MAX_VALUE);
        Search wide = new BreadthFirstSearch(product, states, 0, null, null, false);
        wide.run();
        return wide.breaks();
    }

    static List<Break> withoutSteps(List<Break> breaks) {
        return breaks.stream()
                .map(broken -> new Break(broken.property(), broken.task(), 0))
                .toList();
    }

    @Test
    void theTaskThatResetsIsToBlameAndNotTheUser() {
        Tree tree = Tree.all(2, false).get(0);
        List<TaskProgram> programs = programs(Revision.LINUX_6_9, Fault.NONE, tree);
        List<TaskProgram> tasks =
                List.of(task(programs, "pci_user_read_config:P"), task(programs, "pci_bus_error_reset:P"));

        assertThat(search.search(tasks, PciTopology.parse(tree.notation), false))
                .containsExactly(
                        new Break(Property.BRIDGE_HELD, 1, 5), new Break(Property.NO_USER_ACCESS_DURING_RESET, 1, 6));
    }

    private static TaskProgram task(List<TaskProgram> programs, String task) {
        return programs.stream()
                .filter(program -> program.task().equals(task))
                .findFirst()
                .orElseThrow();
    }
}
