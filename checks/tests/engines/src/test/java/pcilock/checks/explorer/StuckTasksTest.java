package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Step;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Scenario;

/** What one code does may not be told of another, also where a task does the same as another one in only one of them. */
class StuckTasksTest {
    private static final String MACHINE = "P(E,F)";

    /** Locks F twice. */
    private static final class LocksTwice extends Linux_7_1 {
        LocksTwice(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetBus(PciDev dev) {
            if (dev.index == 2) {
                deviceLock(dev);
                deviceLock(dev);
            } else {
                super.pciResetBus(dev);
            }
        }
    }

    private final PciTopology topology = PciTopology.parse(MACHINE);
    private StuckTasks stuck;
    private TaskRecordings known;

    @BeforeEach
    void nothingIsKnown() {
        stuck = new StuckTasks(topology, new ScenarioSearch(1_000_000));
        known = new TaskRecordings();
    }

    private List<TaskProgram> program(Revision.Code code, String task) {
        return List.of(TaskProgram.record(Scenario.of(code, MACHINE, List.of(task)), known));
    }

    @Test
    void aDeadlockIsToldWhereAnotherTaskOfOtherCodeDidTheSameAsThisOneOfThatCode() {
        assertThat(stuck.deadlock(program(Linux_7_1::new, "pci_reset_bus:E"))).isEmpty();
        assertThat(stuck.deadlock(program(Linux_7_1::new, "pci_reset_bus:F"))).isEmpty();

        assertThat(stuck.deadlock(program(LocksTwice::new, "pci_reset_bus:F"))).isPresent();
    }

    @Test
    void theRunsOfSuchATaskAreItsOwn() {
        assertThat(stuck.runs(program(Linux_7_1::new, "pci_reset_bus:E"), false))
                .isEmpty();
        assertThat(stuck.runs(program(Linux_7_1::new, "pci_reset_bus:F"), false))
                .isEmpty();

        assertThat(stuck.runs(program(LocksTwice::new, "pci_reset_bus:F"), false))
                .isNotEmpty();
        assertThat(stuck.runs(program(LocksTwice::new, "pci_reset_bus:F"), true))
                .isNotEmpty();
    }

    @Test
    void tasksThatDoTheSameInOtherCodeAreSearchedOnce() {
        List<TaskProgram> tasks = program(LocksTwice::new, "pci_reset_bus:F");
        List<List<Step>> first = stuck.runs(tasks, true);

        assertThat(stuck.runs(program(context -> new LocksTwice(context), "pci_reset_bus:F"), true))
                .isSameAs(first);
    }
}
