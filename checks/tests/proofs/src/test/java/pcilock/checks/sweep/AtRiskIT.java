package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.explorer.AtRisk;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.explorer.TaskRecordings;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** What is told of tasks without a search, against a search of every scenario of small sweeps: {@link AtRisk}. */
@Tag("comparison")
class AtRiskIT {
    private static final int MAX_STATES = 1_000_000;

    private final ScenarioSearch search = new ScenarioSearch(MAX_STATES);
    private long scenarios;
    private long atNoRisk;

    @ParameterizedTest
    @EnumSource(Revision.class)
    void whatAnyScenarioOfARevisionBreaksIsAtRisk(Revision revision) {
        compare(new SweepBounds(List.of(revision), Fault.NONE, TaskFamily.all(), 3, 3, 2, 3, true));

        assertThat(atNoRisk).as("%d scenarios", scenarios).isGreaterThan(scenarios / 10);
    }

    @ParameterizedTest
    @MethodSource("pcilock.checks.sweep.SweepCrossCheckIT#faults")
    void whatAnyScenarioOfAFaultBreaksIsAtRisk(Fault fault) {
        compare(new SweepBounds(List.of(Revision.LINUX_6_11), fault, TaskFamily.all(), 3, 2, 2, 2, true));
    }

    private void compare(SweepBounds bounds) {
        Programs recorded = new Programs(bounds);
        for (Tree tree : bounds.trees()) {
            SweptMachine swept = SweptMachine.ofResets(bounds, tree);
            PciTopology machine = swept.topology;
            List<TaskProgram> different = different(recorded, bounds.revisions().get(0), tree, swept);
            for (int tasks = 1; tasks <= bounds.tasks(); tasks++) {
                choose(machine, new AtRisk(machine), different, new ArrayList<>(), tasks, 0);
            }
        }
    }

    private static List<TaskProgram> different(Programs recorded, Revision revision, Tree tree, SweptMachine machine) {
        List<TaskProgram> programs = new ArrayList<>();
        Set<String> written = new HashSet<>();
        recorded.record(revision, tree, machine, new TaskRecordings())
                .values()
                .forEach(tasks -> tasks.forEach(task -> {
                    if (written.add(task.written())) {
                        programs.add(task.program());
                    }
                }));
        return programs;
    }

    private void choose(
            PciTopology machine,
            AtRisk atRisk,
            List<TaskProgram> programs,
            List<TaskProgram> chosen,
            int left,
            int from) {
        if (left == 0) {
            compare(machine, atRisk, List.copyOf(chosen));
            return;
        }
        for (int i = from; i < programs.size(); i++) {
            chosen.add(programs.get(i));
            choose(machine, atRisk, programs, chosen, left - 1, i);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void compare(PciTopology machine, AtRisk atRisk, List<TaskProgram> chosen) {
        List<AtRisk.Risk> risks = atRisk.of(chosen);
        List<String> names = chosen.stream().map(TaskProgram::task).toList();
        for (Break broken : search.breaksWithoutRuns(chosen, machine)) {
            assertThat(risks.get(broken.task()).mayBreak())
                    .as("T%d of %s on %s", broken.task() + 1, names, machine.notation)
                    .contains(broken.property());
        }
        for (int task = 0; task < chosen.size(); task++) {
            Set<Property> tested = EnumSet.copyOf(Property.exercisedBy(search.seen(task), machine));
            assertThat(risks.get(task).mayTest())
                    .as("T%d of %s on %s", task + 1, names, machine.notation)
                    .containsAll(tested);
        }
        scenarios++;
        atNoRisk += risks.stream().allMatch(risk -> risk.mayBreak().isEmpty()) ? 1 : 0;
    }
}
