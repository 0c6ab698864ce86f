package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** {@code --any} and {@code --certify} of functions that take the wider locks. */
class AnyWithWiderLocksTest {
    private static Run check(String tree, String functions, String... options) {
        List<String> all = new ArrayList<>(List.of("check", "--revision", "7.1", "--topology", tree));
        all.addAll(List.of("--entry-points", functions));
        all.addAll(List.of(options));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void recoveryAndResetsWaitForEachOtherInNoCircleHoweverManyThereAre() {
        Run run = check(
                "P([U(E,F)])", "aer_isr,dpc_handler,reset_store,reset_subordinate_store,pci_reset_bus", "--certify");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("PROVED for any number of tasks.")
                .contains("Holds     no-deadlock, every-task-ends")
                .contains("pci_rescan_remove_lock")
                .contains("each alone under every outcome, by certificate");
    }

    @Test
    void aCircleOfTheFewestTasksIsShownWhereThereIsOne() {
        Run run = check("P(E)", "aer_isr,remove_store", "--certify");

        assertThat(run.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out()).contains("no certificate: ").contains("Deadlock: ");
    }

    @Test
    void aCircleThatNoFewTasksCloseIsNoProof() {
        Run run = check("P([U(E,F)])", "vfio_pci_ioctl_reset,vfio_pci_ioctl_pci_hot_reset", "--certify");

        assertThat(run.status()).isEqualTo(ExitStatus.UNKNOWN);
        assertThat(run.out())
                .contains("no certificate: ")
                .contains("may wait for each other")
                .contains("for any choice of up to 3 tasks nothing breaks it");
    }

    @Test
    void whatIsNotThereAtFirstIsSaidToBeLeftOut() {
        assertThat(check("P([E])", "pciehp_enable_slot,aer_isr", "--any", "2").out())
                .contains("every device is there and bound at first", "ask with --removed");
        assertThat(check("P(E)", "vmd_remove,dev_rescan_store", "--certify").out())
                .contains("dev_rescan_store is asked of devices below a root port only");
    }

    @Test
    void anEmptySlotIsAskedAboutWithEveryChoiceOfTasks() {
        Run run = check("P([E]);removed:E", "pciehp_enable_slot,pci_bus_error_reset", "--any", "2");

        assertThat(run.status()).as(run.out()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("Tree      P([E]);removed:E\n")
                .contains("Deadlock: T1 -> T2 -> T1")
                .doesNotContain("every device is there");
        assertThat(check("P([E])", "pciehp_enable_slot,pci_bus_error_reset", "--any", "2", "--removed", "E")
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void aDeviceWithoutDriverIsCertified() {
        Run run = check("P(E)", "bind_store,pci_reset_bus", "--unbound", "E", "--certify");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("PROVED for any number of tasks.")
                .contains("Tree      P(E);unbound:E\n")
                .contains("by certificate");
    }

    /** Whoever holds a semaphore or a reference has left no mark on a lock. */
    @ParameterizedTest
    @CsvSource({
        "public void leave(pcilock.model.kernel.ActiveReference reference), nothing-left-held",
        "public void upRead(pcilock.model.kernel.RwSemaphore semaphore), nothing-left-held",
        "public void downRead(pcilock.model.kernel.RwSemaphore semaphore), released-by-holder"
    })
    void whatATaskDoesWrongWithASemaphoreOrAReferenceIsBrokenByAnyTasksAsByThese(
            String method, String broken, @TempDir Path folder) throws IOException {
        String printed = Run.of("revisions", "--print", "7.1").out();
        int end = printed.lastIndexOf('}');
        Path file = Files.writeString(
                folder.resolve("MyPatch.java"), printed.substring(0, end) + "@Override " + method + " {}\n}\n");
        String[] code = {"check", "--revision", file.toString(), "--topology", "P(E)"};
        String[] these = {"--tasks", "reset_store:E"};
        String[] any = {"--entry-points", "reset_store", "--any", "1"};

        for (String[] tasks : List.of(these, any)) {
            Run run = Run.of(Stream.of(code, tasks).flatMap(Stream::of).toArray(String[]::new));
            assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
            assertThat(run.out()).contains("Breaks    " + broken + "\n");
        }
    }

    /** A bus is reset in place of a device that is the only one there. */
    @Test
    void resetsAreAskedAboutWhereADeviceIsMissing() {
        String[] all = {"check", "--revision", "7.1", "--topology", "P(E,F)", "--any", "1", "--removed", "E"};
        Run missing = Run.of(all);

        assertThat(missing.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(missing.out())
                .contains("Tree      P(E,F);removed:E\n")
                .contains("pci_reset_function_locked(F)")
                .contains("Breaks: no-unlocked-reset-warning");
        assertThat(Run.of(Arrays.copyOf(all, all.length - 2)).status()).isZero();
    }

    @Test
    void theEndpointOfAVmdIsBesideTheTreeOfWhichADeviceIsMissing() {
        Run run = check("P([E])", "pciehp_enable_slot,vmd_remove", "--any", "2", "--removed", "E");

        assertThat(run.error()).isEmpty();
        assertThat(run.out()).contains("Tree      P([E]);removed:E\n").contains("beside the tree is VMD");
    }

    @Test
    void codeThatCannotBeRecordedLeavesTheOtherTasksToASearch(@TempDir Path folder) throws IOException {
        Path mine = Files.writeString(folder.resolve("Mine.java"), """
                import pcilock.model.pci.PciDev;
                import pcilock.model.pci.TaskContext;
                import pcilock.model.revision.Linux_7_1;

                public class Mine extends Linux_7_1 {
                    public Mine(TaskContext context) {
                        super(context);
                    }

                    @Override
                    public void pciResetFunction(PciDev dev) {
                        deviceLock(dev.subordinate.self);
                        deviceUnlock(dev.subordinate.self);
                    }
                }
                """);
        Run run = Run.of(
                "check",
                "--revision",
                mine.toString(),
                "--topology",
                "P(E)",
                "--certify",
                "--entry-points",
                "pci_reset_function,aer_isr,remove_store");

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out()).contains("no certificate: pci_reset_function:E: ").contains("Deadlock: ");
    }

    /** Whether two tasks of these are told to be free of deadlock where time is up when code is recorded for the n-th time. */
    private static boolean isProvedThoughTimeIsUp(int recording, int[] recordings) {
        Revision.Code code = context -> {
            if (++recordings[0] == recording) {
                Thread.currentThread().interrupt();
            }
            return Revision.LINUX_7_1.code.in(context);
        };
        AnyTasks any = new AnyTasks(
                new CheckedRevision("mine", "", code, null, null, null, null),
                List.of(
                        new TaskFamily(EntryPoint.DPC_HANDLER, "dpc_handler"),
                        new TaskFamily(EntryPoint.RESET_STORE, "reset_store")),
                "P(E)",
                1_000_000,
                LockCoverage.properties(),
                EnumSet.noneOf(Property.class));
        any.run(2, LockCoverage.properties());
        assertThat(Thread.interrupted()).as("nobody looked").isFalse();
        return any.limits().isEmpty() && !any.isInterrupted();
    }

    @Test
    void timeThatIsUpWhileSomethingIsRecordedIsNoProof() {
        int[] recordings = {0};
        assertThat(isProvedThoughTimeIsUp(0, recordings)).isTrue();
        assertThat(recordings[0]).isGreaterThan(5);
        for (int recording = 1; recording <= recordings[0]; recording++) {
            assertThat(isProvedThoughTimeIsUp(recording, new int[] {0}))
                    .as("recording %d", recording)
                    .isFalse();
        }
    }

    @Test
    void upToSoManyAreExploredForEveryProperty() {
        Run run = check("P(E)", "dpc_handler,reset_store", "--any", "2");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("PROVED for any choice of up to 2 tasks.")
                .contains("bridge-held")
                .contains("3 different tasks");
    }

    @Test
    void theTreesOfAMachineAreLookedAtTogetherSinceTheyHaveTheseLocksInCommon() {
        Run run = check("P(E),Q(F)", "remove_store", "--any", "2", "--property", "no-deadlock");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).contains("P(E),Q(F)").contains("4 different tasks");
    }

    @Test
    void aFunctionThatNoDeviceOfTheTreeHasIsNotProved() {
        Run run = check("P(E)", "power_write_file", "--certify");

        assertThat(run.status()).isEqualTo(ExitStatus.UNKNOWN);
        assertThat(run.out()).contains("0 tasks").contains("these tasks never do what any property is about");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mlx5_crdump_collect,vfio_pci_core_enable | a device has one driver, and vfio_pci_core_enable is about one of vfio_pci",
                "dpc_handler,pci_host_handle_link_down | pci_host_handle_link_down",
            })
    void whatCannotBeAskedTogetherIsRefused(String functions, String why) {
        Run run = check("P(E)", functions, "--certify");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains(why);
    }

    @Test
    void twoHostBridgesCannotBeAskedTogether() {
        Run run = Run.of(
                "check",
                "--revision",
                "7.3",
                "--topology",
                "P(E)",
                "--certify",
                "--entry-points",
                "vmd_remove,dw_pcie_host_deinit");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("vmd_remove is about the root port of a VMD's domain");
    }

    @Test
    void aCertificateWithTheWiderLocksSpeaksOfWaitingAlone() {
        Run run = check("P(E)", "dpc_handler", "--certify", "--property", "bridge-held");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("no certificate with the wider locks speaks of bridge-held");
    }
}
