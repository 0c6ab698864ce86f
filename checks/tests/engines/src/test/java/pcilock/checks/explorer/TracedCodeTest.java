package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.checks.tree.Needs;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class TracedCodeTest {
    private static final long EVERY_DEVICE = -1;

    @Test
    void whatIsTakenFromAnotherRevisionIsWhatIsRecordedOfTheRevisionItself() {
        isWhatIsRecordedOfTheRevisionItself("P(F{V})");
    }

    @Tag("comparison")
    @ParameterizedTest
    @ValueSource(strings = {"P(U(E),F)", "P([U(E)])"})
    void whatIsTakenFromAnotherRevisionOnALargerTreeIsTheSameToo(String tree) {
        isWhatIsRecordedOfTheRevisionItself(tree);
    }

    private static void isWhatIsRecordedOfTheRevisionItself(String tree) {
        TaskRecordings known = new TaskRecordings();
        Set<RecordedCall> recorded = new HashSet<>();
        int asked = 0;

        for (Scenario scenario : everyTask(tree)) {
            PciTopology topology = PciTopology.parse(scenario.topology);
            for (long contested : new long[] {0, 0b101, EVERY_DEVICE}) {
                CallRecorder recorder = new CallRecorder(scenario, 0, topology, contested, known);
                recorded.add(recorder.record(0, LockSet.EMPTY));
                asked++;

                assertThat(RecordedInFull.steps(AutomatonBuilder.build(recorder)))
                        .as("%s %s %s, contested %d", scenario.revision, scenario.topology, scenario.tasks, contested)
                        .isEqualTo(RecordedInFull.steps(AutomatonBuilder.build(scenario, 0, contested)));
            }
        }

        assertThat(recorded).hasSizeBetween(1, asked / 2);
    }

    /** Every task of every revision, beside a VMD endpoint, on a machine that has the wider locks where the task takes some. */
    private static List<Scenario> everyTask(String tree) {
        List<Scenario> tasks = new ArrayList<>();
        for (Revision revision : Revision.values()) {
            boolean seesWiderLocks = !TaskProgram.callsLockdep(revision.code);
            for (TaskFamily family : TaskFamily.every()) {
                EntryPoint entryPoint = family.entryPoint();
                String beside = tree + "," + TaskFamily.VMD;
                String machine = entryPoint.isWider() ? PciTopology.withWiderLocks(beside) : beside;
                for (PciDev dev : PciTopology.parse(tree).devices) {
                    if (Needs.of(entryPoint).areMetBy(dev) && (seesWiderLocks || !entryPoint.isWider())) {
                        List<String> task = List.of(family.on(dev.name));
                        tasks.add(new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, machine, task, false));
                    }
                }
            }
        }
        return tasks;
    }

    @Test
    void whatHasBeenContestedSinceIsRecordedAnew() {
        TaskRecordings known = new TaskRecordings();

        assertThat(recorded(known, Revision.LINUX_6_11, "pci_reset_bus:E", EVERY_DEVICE))
                .isNotSameAs(recorded(known, Revision.LINUX_6_11, "pci_reset_bus:E", 0));
    }

    @Test
    void aCallThatComesToAFunctionWhichARevisionHasChangedIsRecordedAnew() {
        TaskRecordings known = new TaskRecordings();
        RecordedCall patch3 = recorded(known, Revision.PATCH_3, "pci_bus_error_reset:P", 0);

        assertThat(recorded(known, Revision.KEITH_BUSCH, "pci_bus_error_reset:P", 0))
                .isNotSameAs(patch3);
        assertThat(recorded(known, Revision.PATCH_3, "pci_bus_error_reset:P", 0))
                .isSameAs(patch3);
    }

    @Test
    void aCallThatComesToNoneIsNot() {
        TaskRecordings known = new TaskRecordings();

        assertThat(recorded(known, Revision.LINUX_6_13, "pci_bus_error_reset:P", 0))
                .isSameAs(recorded(known, Revision.LINUX_6_11, "pci_bus_error_reset:P", 0));
    }

    private static RecordedCall recorded(TaskRecordings known, Revision revision, String task, long contested) {
        Scenario scenario = new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, "P(U(E),F)", List.of(task), false);
        return new CallRecorder(scenario, 0, PciTopology.parse(scenario.topology), contested, known)
                .record(0, LockSet.EMPTY);
    }

    private static class Remembers extends Linux_7_1 {
        private boolean before;

        Remembers(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetBus(PciDev dev) {
            if (before) {
                super.pciResetBus(dev);
            }
            before = !before;
        }
    }

    private interface ResetsNothing {
        default void pciResetBus(PciDev dev) {}
    }

    private static class FromElsewhere extends Linux_7_1 implements ResetsNothing {
        FromElsewhere(TaskContext context) {
            super(context);
        }

        @Override
        public void pciResetBus(PciDev dev) {
            ResetsNothing.super.pciResetBus(dev);
        }
    }

    private static class CannotBeExtended extends Linux_7_1 {
        CannotBeExtended(TaskContext context) {
            super(context);
        }

        @Override
        public final void pciResetBus(PciDev dev) {
            super.pciResetBus(dev);
        }
    }

    @Test
    void codeThatHasSomethingElseToGoByOrCannotBeExtendedIsNotTraced() {
        assertThat(TracedCode.ofCode(Remembers::new)).isEmpty();
        assertThat(TracedCode.ofCode(FromElsewhere::new)).isEmpty();
        assertThat(TracedCode.ofCode(CannotBeExtended::new)).isEmpty();
    }

    /** Otherwise what is common to all revisions could go by which one it is run for. */
    @Test
    void noCodeOfTheModelAsksWhichRevisionItIsNorKeepsAnythingForAll() {
        JavaClasses model = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("pcilock.model");

        ArchRuleDefinition.noFields().that().areStatic().should().notBeFinal().check(model);
        assertThat(model.stream()
                        .flatMap(type -> type.getInstanceofChecks().stream())
                        .map(check -> check.getRawType().getName())
                        .filter(TracedCodeTest::isCode))
                .isEmpty();
        assertThat(model.stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getName().equals("getClass")))
                .isEmpty();
    }

    private static boolean isCode(String type) {
        try {
            return PciCore.class.isAssignableFrom(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRevisionIsTraced() {
        assertThat(Revision.values())
                .allSatisfy(revision -> assertThat(TracedCode.of(revision)).isPresent());
    }
}
