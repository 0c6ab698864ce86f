package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that take more than the locks of resets. */
class WiderLocksIT {
    private static final String TREE = ReviewSamples.TREE;

    private static Run check(String topology, String tasks, String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "check";
        all[1] = "--topology";
        all[2] = topology;
        all[3] = "--tasks";
        all[4] = tasks;
        System.arraycopy(more, 0, all, 5, more.length);
        return Run.of(all);
    }

    @Test
    void aDeadlockIsShownWithTheFunctionsThatTheTasksAreIn() {
        Run run = check("P(E)", "unbind_store:P,aer_isr:P", "--revision", "7.1");

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("drain aer_isr(P) sleeps", "device_release_driver > pcie_portdrv_remove")
                .contains("pci_bus_error_reset > pci_bus_reset > pci_bus_lock > ")
                .contains("  T1 waits for active_reference(aer_isr(P)), held by T2\n")
                .contains("Deadlock: T1 -> T2 -> T1\n");
    }

    @Test
    void aProofNamesTheWiderLocksAsCovered() {
        Run run = check("P(E)", "reset_store:E,remove_store:E", "--revision", "7.1");

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("pci_slot_mutex, pciehp's reset_lock, pci_rescan_remove_lock, pci_bus_sem, ")
                .contains("and of the drivers that tasks name dev_set->lock and memory_lock of vfio, ")
                .contains("; does not cover joins of other work, drivers' other locks");
    }

    @Test
    void aProofOfResetsAloneDoesNotNameThem() {
        Run run = check("P(E)", "pci_reset_function:E", "--revision", "7.1");

        assertThat(run.out().replaceAll("\\s+", " ")).contains("does not cover pciehp's reset_lock, ");
    }

    @Test
    void aRevisionWhoseLockdepKnowsNothingOfTheWiderLocksIsRefused() {
        Run run = check("P([E])", "pci_bus_error_reset:P,pciehp_ist:P", "--revision", "6.10-rc1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("pciehp_ist cannot be asked of 6.10-rc1", "calls lockdep");
        assertThat(Run.of("deadlocks", "--revision", "6.10-rc1").error()).contains("6.10-rc1 cannot be asked");
    }

    @Test
    void aDeviceThatIsNotThereAtFirstIsRefusedWhereLockdepWouldNotKnowTheLocksOfItsMachine() {
        for (String option : List.of("--removed", "--unbound")) {
            Run run = check("P(E)", "pci_reset_function:E", "--revision", "6.10-rc1", option, "E");

            assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
            assertThat(run.error())
                    .contains(
                            "a device that is not there or not bound at first cannot be asked of 6.10-rc1", "lockdep");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pciehp_ist:E, is no bridge",
        "power_write_file:P, has none below it",
        "aer_isr:E, is no bridge",
        "pcie_portdrv_shutdown:E, 'takes the port that is shut down, and E is no bridge'",
        "dpc_handler:E, 'takes the root port that contained the error, and E is no bridge'",
        "vmd_remove:E+P, 'takes the VMD endpoint and, after a plus sign, the root port of its domain, and E is not beside P'",
        "vmd_remove:P+P, P is not beside P",
        "vmd_remove:P, takes two devices",
    })
    void whatNeedsAPortOrASlotIsRefusedWithout(String task, String why) {
        Run run = check("P(E)", task, "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"V", "P"})
    void aRescanOfTheRootBusIsRefusedWhereADomainStandsOnIt(String device) {
        Run run = check("V,P(E)", "vmd_remove:V+P,dev_rescan_store:" + device, "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("takes a device below a root port, and " + device + " is on a root bus");
    }

    @ParameterizedTest
    @CsvSource({
        "'V,P(E)', 'vmd_remove:V+P,pci_host_handle_link_down:P', 'P is the root port of a VMD''s domain'",
        "'V,P(E)', 'dw_pcie_host_deinit:P,vmd_remove:V+P', 'P is the root port of a VMD''s domain'",
        "'P(E),Q(F)', 'dw_pcie_host_deinit:P,dev_rescan_store:Q', 'takes P or a device below a root port, and Q is'",
        "'P(U(E))', 'dw_pcie_host_deinit:U', 'takes the root port of the host bridge that is removed, and U is not on'",
        "'P(E)', 'pci_host_handle_link_down:E', 'takes the root port whose link went down, and E is no bridge'",
    })
    void whatIsNotOfOneHostBridgeIsRefused(String machine, String tasks, String why) {
        Run run = check(machine, tasks, "--revision", "7.3");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains(why);
    }

    @Test
    void whatOnlyALaterKernelHasIsRefused() {
        Run run = check("P(E)", "pci_host_handle_link_down:P", "--revision", "7.1");
        Run aroundTree = check("P(E)", "pci_host_handle_link_down:P", "--linux", TREE, "--around", "7.1");

        assertThat(List.of(run.status(), aroundTree.status())).containsOnly(ExitStatus.INPUT);
        assertThat(run.error()).contains("the revision 7.1 has no pci_host_handle_link_down yet");
        assertThat(aroundTree.error()).contains("has no pci_host_handle_link_down yet");
    }

    @Test
    void dpcIsOfRootPortsOnly() {
        Run run = check("P(U(E))", "dpc_handler:U", "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .contains("dpc_handler takes the root port that contained the error, and U is not on a root bus");
    }

    @Test
    void whatADriverDoesIsRefusedOfABridge() {
        Run run = check("P(E)", "vfio_pci_ioctl_reset:P", "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .contains(
                        "vfio_pci_ioctl_reset takes a device of vfio_pci, and P is a bridge, which has the port driver");
    }

    @Test
    void aDeviceThatTwoDriversWouldHaveIsRefused() {
        Run run = check("P(E)", "vfio_pci_ioctl_reset:E,pdsc_pci_reset_thread:E", "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .contains("E has one driver, and vfio_pci_ioctl_reset is about one of vfio_pci, pdsc_pci_reset_thread")
                .contains(" about one of pds_core");
    }

    @Test
    void theJoinOfAWorkItemIsShownAsWhatIsWaitedFor() {
        Run run = check("P(E)", "unbind_store:E,pdsc_pci_reset_thread:E", "--revision", "7.1");

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("drain work(E) sleeps", "device_release_driver > cancel_work_sync")
                .contains("  T1 waits for active_reference(work(E)), held by T2\n");
    }

    @Test
    void aDeadlockOfSrIovShowsWhereVirtualFunctionsAreTakenAway() {
        Run run = check("P(F{V})", "sriov_numvfs_store:F,sriov_vf_msix_count_store:V", "--revision", "7.1");

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("sriov_disable > pci_stop_and_remove_bus_device > pci_remove_bus_device > pci_destroy_dev")
                .contains("  T1 waits for active_reference(sysfs(V)), held by T2\n")
                .contains("Deadlock: T1 -> T2 -> T1\n");
    }

    @Test
    void aPhysicalFunctionWhoseVirtualOnesAreGoneIsAloneOnItsBus() {
        String tasks = "sriov_numvfs_store:F;pci_reset_function:F";

        assertThat(check("P(F{V})", tasks, "--revision", "7.1").out())
                .contains("Holds")
                .contains("bridge-held");
        assertThat(check("P(F{V})", "pci_reset_function:F", "--revision", "7.1").out())
                .doesNotContain("bridge-held");
    }

    @ParameterizedTest
    @CsvSource({
        "sriov_numvfs_store:E, takes a device with virtual functions and E has none; a directory of sysfs tells",
        "sriov_numvfs_store:V, takes a device with virtual functions and V has none",
        "sriov_vf_msix_count_store:F, takes a virtual function and F is none",
        "remove_store:V, V is a virtual function which has no file for remove_store",
        "dev_rescan_store:V, V is a virtual function which has no file for dev_rescan_store",
    })
    void whatIsAboutVirtualFunctionsOrNotIsRefusedElsewhere(String task, String why) {
        Run run = check("P(E,F{V})", task, "--revision", "7.1");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error().replace(", ", " ")).contains(why);
    }

    @Test
    void aStoreThatARevisionHasNotYetIsRefused() {
        Run run = check("P(E)", "reset_subordinate_store:P", "--revision", "6.11");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("has no reset_subordinate_store yet");
    }

    @Test
    void aroundAKernelTreeOfNoReleaseNothingIsKnown() {
        Run run = check("P(E)", "remove_store:E", "--linux", TREE);

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .contains("remove_store is not read from the C, but for the resets that it calls")
                .contains(
                        "which revision of the model stands around the C is not known: there is no Makefile with a release; --around REVISION says which");
    }

    @ParameterizedTest
    @CsvSource({
        "6, 12, 7, '', 'of 6.11 in the model: it stands for 6.12.7, the release in the Makefile: it was not read'",
        "7, 1, 0, '', 'of 7.1 in the model: that is the release in the Makefile'",
        "7, 3, 0, -rc1, 'of 7.3 in the model: it stands for 7.3-rc1, the release in the Makefile'",
        "6, 11, 0, -of-a-vendor, 'of 6.11 in the model: that is the release in the Makefile'",
    })
    void theReleaseInTheMakefileSaysWhatIsAroundAKernelTree(
            String version, String patchlevel, String sublevel, String extraversion, String note, @TempDir Path folder)
            throws IOException {
        Run run = check(
                "P(E)",
                "reset_store:E,remove_store:E",
                "--linux",
                treeWith(makefile(version, patchlevel, sublevel, extraversion), folder));

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out()).contains("Note      of tasks that take the wider locks only the resets are from C", note);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 12, 0, -rc3, 'no revision stands for 6.12-rc3, the release in the Makefile: which changes a release candidate has is not known; the nearest is 6.11; --around'",
        "5, 14, 0, '', 'no revision stands for 5.14, the release in the Makefile: '",
        "x, y, 0, '', 'the Makefile has no VERSION and PATCHLEVEL of a release; --around'",
    })
    void aReleaseThatNoRevisionStandsForIsRefusedWithTheReason(
            String version, String patchlevel, String sublevel, String extraversion, String why, @TempDir Path folder)
            throws IOException {
        String tree = treeWith(makefile(version, patchlevel, sublevel, extraversion), folder);
        Run run = check("P(E)", "reset_store:E,remove_store:E", "--linux", tree);
        Run named = check("P(E)", "reset_store:E,remove_store:E", "--linux", tree, "--around", "6.12");
        Run resets = check("P(E)", "pci_reset_function:E", "--linux", tree);

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains(why);
        assertThat(named.status()).as(named.error()).isZero();
        assertThat(named.out()).contains("of 6.11 in the model: --around named it, and 6.11 stands for 6.12: ");
        assertThat(resets.status()).as("resets alone ask for nothing").isZero();
        assertThat(resets.out()).doesNotContain("wider locks only");
    }

    @Test
    void aRevisionAroundAKernelTreeThatIsNoneIsRefused() {
        Run run = check("P(E)", "remove_store:E", "--linux", TREE, "--around", "6.99");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("no revision stands for 6.99");
    }

    @Test
    void aTraceHasTheFunctionsOfTheModelAndWithinThemTheLinesOfC(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        Run run = check(
                "P(E)", "unbind_store:P,aer_isr:P", "--linux", TREE, "--around", "6.11", "--html", page.toString());

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out().replaceAll(" +", " "))
                .contains("device_lock(P) sleeps pci_bus_error_reset > pci_bus_lock > pci_dev_lock pci.c:")
                .contains("drain aer_isr(P) sleeps device_release_driver > pcie_portdrv_remove");
        assertThat(Files.readString(page)).contains("drivers/pci/pci.c").contains("pcie/Aer.java");
    }

    @Test
    void whatIsUnderstoodOfAKernelTreeSaysWhatIsAroundIt() {
        assertThat(Run.of("revisions", "--linux", TREE).out())
                .contains("Around the C:\n  nothing, so that no task can take the wider locks: ");
        assertThat(Run.of("revisions", "--linux", TREE, "--around", "6.11").out())
                .contains("those of 6.11 in the model: --around named it");
    }

    private static String makefile(String version, String patchlevel, String sublevel, String extraversion) {
        return """
                VERSION = %s
                PATCHLEVEL = %s
                SUBLEVEL = %s
                EXTRAVERSION = %s
                """.formatted(version, patchlevel, sublevel, extraversion);
    }

    private static String treeWith(String makefile, Path folder) throws IOException {
        Path from = Path.of(TREE);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(folder.resolve("Makefile"), makefile);
        return folder.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "tla, --revision 7.1, 'members[<<s.device, \"WRITER\">>]'",
        "promela, --revision 7.1, unsigned pci_bus_sem_writer",
        "promela, --linux TREE --around 6.11, unsigned pci_bus_sem_writer",
    })
    void anExportHasThem(String format, String code, String inWords) {
        List<String> all = new ArrayList<>(List.of("export", "--format", format, "--topology", "P(E)"));
        all.addAll(List.of("--tasks", "remove_store:E,pci_bus_error_reset:P"));
        all.addAll(List.of(code.replace("TREE", TREE).split(" ")));
        Run run = Run.of(all.toArray(String[]::new));

        assertThat(run.status()).as(run.error()).isZero();
        assertThat(run.out()).contains(inWords);
        assertThat(run.error().contains("wider locks only the resets are from C"))
                .isEqualTo(code.contains("TREE"));
    }
}
