package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

class AtRiskTest {
    private static final int SEEDS = 600;

    private static final String TREE = "P(U(E),F)";

    /** What {@link AtRisk} is not asked. */
    private static final Set<Property> OF_LOCKDEP = TaskProgram.lockdepProperties();

    private static List<TaskProgram> programs(Scenario scenario) {
        List<TaskProgram> programs = new ArrayList<>();
        for (String task : scenario.tasks) {
            programs.add(TaskProgram.record(Scenario.of(scenario.code, scenario.topology, List.of(task))));
        }
        return programs;
    }

    private static List<AtRisk.Risk> risks(Revision revision, String... tasks) {
        return risksOn(TREE, revision, tasks);
    }

    private static List<AtRisk.Risk> risksOn(String tree, Revision revision, String... tasks) {
        return new AtRisk(PciTopology.parse(tree)).of(programs(Scenario.of(revision.code, tree, List.of(tasks))));
    }

    private static Set<Property> atRisk(Revision revision, String... tasks) {
        Set<Property> all = EnumSet.noneOf(Property.class);
        risks(revision, tasks).forEach(risk -> all.addAll(risk.mayBreak()));
        return all;
    }

    @Test
    void whatTasksByChanceBreakIsAtRisk() {
        ScenarioSearch search = new ScenarioSearch(1_000_000);
        int broken = 0;
        int withoutRisk = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Scenario scenario = RandomTasks.scenario(seed);
            PciTopology tree = PciTopology.parse(scenario.topology);
            List<TaskProgram> programs = programs(scenario);
            List<AtRisk.Risk> risks = new AtRisk(tree).of(programs);
            List<Break> breaks = search.breaks(programs, tree, false);
            for (Break found : breaks) {
                assertThat(risks.get(found.task()).mayBreak())
                        .as("T%d with the seed %d", found.task() + 1, seed)
                        .contains(found.property());
                broken++;
            }
            for (int task = 0; task < programs.size(); task++) {
                Set<Property> tested = EnumSet.copyOf(Property.exercisedBy(search.seen(task), tree));
                tested.removeAll(OF_LOCKDEP);
                assertThat(risks.get(task).mayTest())
                        .as("T%d with the seed %d", task + 1, seed)
                        .containsAll(tested);
                withoutRisk += risks.get(task).mayBreak().size() < Property.values().length / 2 ? 1 : 0;
            }
        }
        assertThat(broken).isGreaterThan(SEEDS);
        assertThat(withoutRisk).isGreaterThan(SEEDS);
    }

    @Test
    void resetsThatHoldAllThatTheyResetAreAtNoRisk() {
        assertThat(atRisk(
                        Revision.LINUX_7_1,
                        "pci_bus_error_reset:P",
                        "pci_reset_bus:E",
                        "pci_user_read_config:E",
                        "pci_cfg_access_lock:U;pci_cfg_access_unlock:U"))
                .isEmpty();
    }

    @Test
    void aResetOfAFunctionThatResetsItsBusLeavesWhatIsInASlotBesideItAtRisk() {
        String beside = "P([E],F)";
        String reset = "pci_reset_function:F";

        assertThat(risksOn(beside, Revision.LINUX_7_1, reset, "pci_user_read_config:E")
                        .get(0)
                        .mayBreak())
                .containsExactly(Property.NO_USER_ACCESS_DURING_RESET);
        assertThat(risksOn(beside, Revision.LINUX_7_1, reset, "device_lock:E;device_unlock:E")
                        .get(0)
                        .mayBreak())
                .containsExactly(Property.NO_RESET_OF_HELD_DEVICE);
        assertThat(risksOn(beside, Revision.LINUX_7_1, reset, "device_lock:F;device_unlock:F"))
                .allMatch(risk -> risk.mayBreak().isEmpty());
    }

    @Test
    void whoTakesABridgeAgainIsToBlameAndWhoWaitsBehindItIsNot() {
        List<AtRisk.Risk> risks = risks(Revision.PATCH_3, "pci_bus_error_reset:P", "device_lock:P;device_unlock:P");

        assertThat(risks.get(0).mayBreak()).contains(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
        assertThat(risks.get(1).mayBreak()).isEmpty();
    }

    @Test
    void whereALockMayBeTakenAwayItsReleaseIsAtRiskAndTheOrderOfLocksIsNot() {
        List<AtRisk.Risk> risks = risksOn(
                "P([U([])])",
                Revision.LINUX_6_11,
                "pci_cfg_access_lock:U;pci_cfg_access_unlock:U",
                "pci_bus_error_reset:U",
                "pci_reset_bus:U");

        assertThat(risks.get(0).mayBreak())
                .contains(Property.NO_CLEAR_FLAG_RELEASED, Property.BRIDGE_HELD)
                .doesNotContain(Property.TOP_DOWN_ORDER, Property.NOTHING_LEFT_HELD, Property.NO_DEADLOCK);
    }

    @Test
    void aReaderPutsTheResetOfAnotherTaskToTheTest() {
        assertThat(risks(Revision.LINUX_7_1, "pci_reset_bus:E", "pci_user_read_config:E")
                        .get(0)
                        .mayTest())
                .contains(Property.NO_USER_ACCESS_DURING_RESET);
        assertThat(risks(Revision.LINUX_7_1, "pci_reset_bus:E", "pci_reset_bus:E")
                        .get(0)
                        .mayTest())
                .doesNotContain(Property.NO_USER_ACCESS_DURING_RESET);
    }
}
