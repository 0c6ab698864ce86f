package pcilock.model.pci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Task;
import pcilock.model.revision.Revision;

/** What one task alone does that takes more than the locks of resets. */
class WiderTasksTest {
    @Test
    void theThreadOfASlotLooksForAResetFrom618On() {
        assertThat(events(Revision.COMMIT_F3EFB9569B4A, "pci_try_reset_function:E;pciehp_enable_slot:P"))
                .noneMatch(event -> event.contains("PCI_LINK_CHANGING"));
        for (Revision revision : List.of(Revision.LINUX_6_18, Revision.LINUX_7_1)) {
            assertThat(events(revision, "pci_try_reset_function:E;pciehp_enable_slot:P"))
                    .containsSubsequence(
                            "SEM_WRITE reset_lock(P)",
                            "REFERENCE_ENTER PCI_LINK_CHANGING(P)",
                            "RESET_BEGIN P",
                            "RESET_END P",
                            "REFERENCE_LEAVE PCI_LINK_CHANGING(P)",
                            "SEM_WRITE_RELEASE reset_lock(P)",
                            "REFERENCE_ENTER pciehp_ist(P)",
                            "REFERENCE_DRAINED PCI_LINK_CHANGING(P)",
                            "SEM_READ reset_lock(P)");
        }
    }

    @Test
    void dpcWalksTheBusThriceWaitsForItOnceAndTakesNoPort() {
        assertThat(events(Revision.LINUX_7_1, "dpc_handler:P"))
                .filteredOn(
                        event -> !event.startsWith("BIT_") && !event.contains("RELEASE") && !event.contains("UNLOCK"))
                .containsExactly(
                        "REFERENCE_ENTER dpc_handler(P)",
                        "SEM_READ pci_bus_sem",
                        "MUTEX_LOCK E",
                        "SEM_READ pci_bus_sem",
                        "SEM_READ pci_bus_sem",
                        "MUTEX_LOCK E",
                        "SEM_READ pci_bus_sem",
                        "MUTEX_LOCK E",
                        "REFERENCE_LEAVE dpc_handler(P)");
    }

    @Test
    void aPortThatIsShutDownHasNoServicesAndIsNotBoundAgain() {
        List<String> shutdown = events(Revision.LINUX_7_1, "pcie_portdrv_shutdown:P");
        List<String> more =
                events(Revision.LINUX_7_1, "pcie_portdrv_shutdown:P;bind_store:P;unbind_store:P;dpc_handler:P");

        assertThat(shutdown)
                .containsSubsequence(
                        "REFERENCE_DRAINED probe_count",
                        "MUTEX_LOCK P",
                        "REFERENCE_DRAINED aer_isr(P)",
                        "REFERENCE_DRAINED sysfs_slot(P)",
                        "REFERENCE_DRAINED pciehp_ist(P)",
                        "MUTEX_LOCK pci_slot_mutex",
                        "REFERENCE_DRAINED dpc_handler(P)",
                        "MUTEX_UNLOCK P");
        assertThat(more.subList(shutdown.size(), more.size()))
                .containsExactly(
                        "BIT_IS_CLEAR removed(P)",
                        "BIT_IS_SET match_driver(P)",
                        "MUTEX_LOCK P",
                        "BIT_IS_SET unbound(P)",
                        "BIT_IS_CLEAR removed(P)",
                        "REFERENCE_REFUSED probe_count",
                        "MUTEX_UNLOCK P",
                        "BIT_IS_CLEAR removed(P)",
                        "MUTEX_LOCK P",
                        "BIT_IS_SET unbound(P)",
                        "MUTEX_UNLOCK P",
                        "REFERENCE_REFUSED dpc_handler(P)");
    }

    @Test
    void aShutdownHoldsTheParentToo() {
        assertThat(events(Revision.LINUX_7_1, "pcie_portdrv_shutdown:E"))
                .containsSubsequence("MUTEX_LOCK P", "MUTEX_LOCK E");
    }

    @Test
    void vmdsRemovalTakesTheDomainAwayWithoutTheRescanLock() {
        assertThat(events(Revision.LINUX_7_1, "vmd_remove:V+P"))
                .noneMatch(event -> event.endsWith("pci_rescan_remove_lock"))
                .containsSubsequence(
                        "MUTEX_LOCK V",
                        "DRIVER_UNBOUND unbound(E)",
                        "REFERENCE_DRAINED dpc_handler(P)",
                        "BIT_SET removed(E)",
                        "REFERENCE_DRAINED sysfs(E)",
                        "BIT_SET removed(P)",
                        "SEM_WRITE pci_bus_sem",
                        "MUTEX_UNLOCK V");
        assertThat(events(Revision.LINUX_7_1, "vmd_remove:V+P;vmd_remove:V+P"))
                .filteredOn("BIT_SET removed(P)"::equals)
                .hasSize(1);
    }

    @Test
    void theRemovalOfAHostBridgeJoinsItsThreadOnceTheRootBusIsGoneAndTheRescanLockIsFree() {
        assertThat(events(Revision.LINUX_7_3, "dw_pcie_host_deinit:P;pci_host_handle_link_down:P"))
                .containsSubsequence(
                        "MUTEX_LOCK pci_rescan_remove_lock",
                        "DRIVER_UNBOUND unbound(E)",
                        "REFERENCE_DRAINED pciehp_ist(P)",
                        "BIT_SET removed(E)",
                        "BIT_SET removed(P)",
                        "REFERENCE_DRAINED sysfs(P)",
                        "MUTEX_UNLOCK pci_rescan_remove_lock",
                        "REFERENCE_DRAINED link_down(P)",
                        "REFERENCE_REFUSED link_down(P)")
                .doesNotContain("RESET_BEGIN P");
    }

    @Test
    void aLostLinkIsRecoveredAsAnErrorIsInAThreadThatThePortDoesNotJoin() {
        assertThat(events(Revision.LINUX_7_3, "unbind_store:P;pci_host_handle_link_down:P"))
                .containsSubsequence(
                        "REFERENCE_DRAINED aer_isr(P)",
                        "REFERENCE_ENTER link_down(P)",
                        "SEM_READ pci_bus_sem",
                        "MUTEX_LOCK E",
                        "MUTEX_LOCK pci_slot_mutex",
                        "RESET_BEGIN P",
                        "SEM_READ pci_bus_sem",
                        "SEM_READ pci_bus_sem",
                        "REFERENCE_LEAVE link_down(P)")
                .noneMatch(event -> event.endsWith("pci_rescan_remove_lock"));
        assertThat(events(Revision.LINUX_7_3, "remove_store:P;pci_host_handle_link_down:P"))
                .doesNotContain("RESET_BEGIN P");
    }

    @Test
    void aCardIsPutIntoAnEmptySlot() {
        assertThat(events(Revision.LINUX_7_1, "V,P([E]);removed:E", "pciehp_enable_slot:P"))
                .containsSubsequence(
                        "BIT_IS_SET removed(E)",
                        "BIT_CLEAR removed(E)",
                        "REFERENCE_CREATE sysfs(E)",
                        "MUTEX_LOCK E",
                        "DRIVER_BOUND unbound(E)",
                        "MUTEX_UNLOCK E");
    }

    @Test
    void aPortWithoutDriverHasNoSlotUntilItIsBound() {
        List<String> events = events(
                Revision.LINUX_7_1, "V,P([E]);unbound:P", "pciehp_disable_slot:P;bind_store:P;pciehp_disable_slot:P");

        assertThat(events.get(0)).isEqualTo("REFERENCE_REFUSED pciehp_ist(P)");
        assertThat(events)
                .containsSubsequence(
                        "BIT_CLEAR slot_removed(P)",
                        "REFERENCE_CREATE pciehp_ist(P)",
                        "DRIVER_BOUND unbound(P)",
                        "REFERENCE_ENTER pciehp_ist(P)",
                        "BIT_SET removed(E)");
    }

    @Test
    void aResetLocksADeviceThatWasNotThereAtFirstOnlyIfItIsThereNow() {
        for (Revision revision : Revision.values()) {
            assertThat(events(revision, "P([E,F]);removed:F", "pci_bus_error_reset:P"))
                    .as(revision.id)
                    .contains("MUTEX_LOCK E")
                    .doesNotContain("MUTEX_LOCK F");
            assertThat(events(revision, "P([E,F]);removed:F", "dev_rescan_store:E;pci_bus_error_reset:P"))
                    .as(revision.id)
                    .containsSubsequence("BIT_CLEAR removed(F)", "RESET_BEGIN P")
                    .containsSubsequence("DRIVER_BOUND unbound(F)", "MUTEX_LOCK F", "RESET_END P", "MUTEX_UNLOCK F");
        }
    }

    @Test
    void nothingIsCalledOfADeviceThatIsNotThere() {
        assertThat(events(Revision.LINUX_7_1, "P(E);removed:E", "pci_reset_function:E;reset_store:E"))
                .containsExactly("BIT_IS_SET removed(E)", "BIT_IS_SET removed(E)");
    }

    @Test
    void functionsWithoutVirtualOnesEnableThemAll() {
        assertThat(events(Revision.LINUX_7_1, "P(F{V,W});removed:V", "sriov_numvfs_store:F"))
                .containsSubsequence("BIT_IS_SET sriov_disabled(F)", "BIT_CLEAR removed(V)", "BIT_CLEAR removed(W)");
    }

    private static List<String> events(Revision revision, String code) {
        return events(revision, "V,P([E])", code);
    }

    private static List<String> events(Revision revision, String machine, String code) {
        PciTopology topology = PciTopology.parse(PciTopology.withWiderLocks(machine));
        List<String> events = new ArrayList<>();
        Task task = new Task(0, "T1");
        MonitorKernel kernel = new MonitorKernel(
                (current, event, number) -> events.add(event.name() + " " + topology.nameOf(number)),
                new Lockdep(1, topology.devices.length));
        PciCore pci = revision.code.in(new TaskContext(kernel, task, new AtomicConfigAccess(kernel, task), topology));
        for (TaskCode.Call call : TaskCode.parse(code, topology).calls) {
            call.run(pci);
        }
        return events;
    }
}
