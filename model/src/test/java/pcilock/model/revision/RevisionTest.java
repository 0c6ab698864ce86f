package pcilock.model.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Task;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.TaskContext;

/** What each revision takes and in which order, as the notes on the kernel's locking have it. */
class RevisionTest {
    /** The locks that one task alone takes (+) and releases (-), D for device_lock and C for the config flag. */
    private static String locks(Revision revision, String topologyNotation, String code) {
        PciTopology topology = PciTopology.parse(topologyNotation);
        List<String> locks = new ArrayList<>();
        Task task = new Task(0, "T1");
        MonitorKernel kernel = new MonitorKernel(
                (current, event, device) -> {
                    String name = topology.nameOf(device);
                    String mutex = topology.isDevice(device) ? "D" + name : "S";
                    switch (event) {
                        case MUTEX_LOCK, MUTEX_TRYLOCK -> locks.add("+" + mutex);
                        case FLAG_SET -> locks.add("+C" + name);
                        case MUTEX_UNLOCK -> locks.add("-" + mutex);
                        case FLAG_CLEAR -> locks.add("-C" + name);
                        case RESET_BEGIN -> locks.add("SBR" + name);
                        default -> {}
                    }
                },
                new Lockdep(1, topology.devices.length));
        PciCore pci = revision.code.in(new TaskContext(kernel, task, new AtomicConfigAccess(kernel, task), topology));
        for (TaskCode.Call call : TaskCode.parse(code, topology).calls) {
            call.run(pci);
        }
        return String.join(" ", locks);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DE +CE +DF +CF SBRP -CE -DE -CF -DF",
        "LINUX_6_10_RC1, +DE +CE +DF +CF SBRP -CE -DE -CF -DF",
        "PATCH_2, +DE +CE +DF +CF SBRP -CE -DE -CF -DF",
        "PATCH_3, +DP +CP +DE +CE +DF +CF SBRP -CE -DE -CF -DF -CP -DP",
        "KEITH_BUSCH, +DP +CP +DE +CE +DF +CF SBRP -CE -DE -CF -DF -CP -DP",
        "LINUX_6_11, +DP +CP +DE +CE +DF +CF SBRP -CE -DE -CF -DF -CP -DP",
    })
    void resetsAFlatBusByErrorAndByTrylock(Revision revision, String expected) {
        assertThat(locks(revision, "P(E,F)", "pci_bus_error_reset:P")).isEqualTo("+S -S " + expected);
        assertThat(locks(revision, "P(E,F)", "pci_reset_bus:F")).isEqualTo(expected);
        assertThat(locks(revision, "P(E,F)", "reset_subordinate:P")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DU +CU +DE +CE SBRP -CE -DE -CU -DU",
        "KEITH_BUSCH, +DP +CP +DU +CU +DE +CE SBRP -CE -DE -CU -DU -CP -DP",
        "LINUX_6_11, +DP +CP +DU +CU +DE +CE SBRP -CE -DE -CU -DU -CP -DP",
    })
    void resetsANestedBus(Revision revision, String expected) {
        assertThat(locks(revision, "P(U(E))", "pci_bus_error_reset:P")).isEqualTo("+S -S " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DE +CE SBRP -CE -DE",
        "LINUX_6_10_RC1, +DP +CP +DE +CE SBRP -CE -DE -CP -DP",
        "PATCH_2, +DP +CP +DE +CE SBRP -CE -DE -CP -DP",
        "LINUX_6_11, +DP +CP +DE +CE SBRP -CE -DE -CP -DP",
    })
    void resetsAFunctionThatIsAloneOnItsBus(Revision revision, String expected) {
        assertThat(locks(revision, "P(E)", "pci_reset_function:E")).isEqualTo(expected);
    }

    @Test
    void triesAFunctionWithoutItsBridgeInEveryRevision() {
        for (Revision revision : Revision.values()) {
            assertThat(locks(revision, "P(E)", "pci_try_reset_function:E")).isEqualTo("+DE +CE SBRP -CE -DE");
        }
    }

    @Test
    void takesNoBridgeWhereThereIsNone() {
        assertThat(locks(Revision.LINUX_6_11, "E", "pci_reset_function:E")).isEqualTo("+DE +CE -CE -DE");
        assertThat(locks(Revision.LINUX_6_11, "E", "pci_reset_bus:E")).isEmpty();
        assertThat(locks(Revision.LINUX_6_11, "E", "pci_bus_error_reset:E")).isEmpty();
        assertThat(locks(Revision.LINUX_6_11, "E", "reset_subordinate:E")).isEmpty();
    }

    @Test
    void aTrylockThatFailsHalfwayUnwindsInReverse() {
        assertThat(locks(Revision.LINUX_6_11, "P(U(E),F,G)", "device_lock:G;pci_reset_bus:F"))
                .isEqualTo("+DG +DP +CP +DU +CU +DE +CE +DF +CF -CF -DF -CE -DE -CU -DU -CP -DP");
        assertThat(locks(Revision.LINUX_6_9, "P(U(E),F)", "device_lock:F;pci_reset_bus:F"))
                .isEqualTo("+DF +DU +CU +DE +CE -CE -DE -CU -DU");
        assertThat(locks(Revision.LINUX_6_9, "P(U(E))", "device_lock:E;pci_reset_bus:U"))
                .isEqualTo("+DE +DU +CU -CU -DU");
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "LINUX_6_10_RC1, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "PATCH_2, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "LINUX_6_11, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU -CU -DU",
        "LINUX_6_13, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU -CU -DU",
        "COMMIT_F3EFB9569B4A, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "LINUX_6_18, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "COMMIT_9368D1EE6282, +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU",
        "COMMIT_1F5E57C622B4, +DP +CP +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU -CP -DP",
        "LINUX_7_1, +DP +CP +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CF -DF -CU -DU -CP -DP",
    })
    void resetsASlotByErrorAndByTrylock(Revision revision, String expected) {
        assertThat(locks(revision, "P([E,U(F)])", "pci_reset_bus:E")).isEqualTo(expected);
        assertThat(locks(revision, "P([E,U(F)])", "pci_bus_error_reset:P")).isEqualTo("+S " + expected + " -S");
    }

    /** The trylock of patch 3 takes U a second time with the blocking call, so only a slot without a bridge can be tried. */
    @ParameterizedTest
    @CsvSource({"PATCH_3", "KEITH_BUSCH"})
    void locksASlotInTheRevisionsThatTakeABridgeTwice(Revision revision) {
        assertThat(locks(revision, "P([E,F])", "pci_reset_bus:E")).isEqualTo("+DE +CE +DF +CF SBRP -CE -DE -CF -DF");
        assertThat(locks(revision, "P([E,F])", "device_lock:F;pci_reset_bus:E")).isEqualTo("+DF +DE +CE -CE -DE");
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DU +CU SBRP -CU -DU",
        "LINUX_6_11, +DU +CU SBRP -CU -DU -CU -DU",
        "COMMIT_F3EFB9569B4A, +DU +CU SBRP -CU -DU",
        "COMMIT_1F5E57C622B4, +DP +CP +DU +CU SBRP -CU -DU -CP -DP",
        "LINUX_7_1, +DP +CP +DE +CE +DU +CU +DF +CF SBRP -CE -DE -CU -DU -CF -DF -CP -DP",
    })
    void aSlotLeavesOutTheOtherDevicesOfItsBusUntil71(Revision revision, String expected) {
        assertThat(locks(revision, "P(E,[U()],F)", "pci_reset_bus:U")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DG +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE",
        "PATCH_2, +DG +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE",
        "LINUX_6_11, +DG +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE",
        "COMMIT_9368D1EE6282, +DG +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE",
        "COMMIT_1F5E57C622B4, +DG +DP +CP +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE -CP -DP",
        "LINUX_7_1, +DG +DP +CP +DE +CE +DU +CU +DF +CF -CF -DF -CU -DU -CE -DE -CP -DP",
    })
    void aTrylockOfASlotThatFailsHalfwayUnwindsInReverse(Revision revision, String expected) {
        assertThat(locks(revision, "P([E,U(F),G])", "device_lock:G;pci_reset_bus:E"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6_9, +DF +DE +CE +DU +CU -CU -DU -CE -DE",
        "LINUX_6_11, +DF +DE +CE +DU +CU -CU -DU -CU -DU -CE -DE",
        "COMMIT_F3EFB9569B4A, +DF +DE +CE +DU +CU -CU -DU -CU -DU -CE -DE",
        "COMMIT_9368D1EE6282, +DF +DE +CE +DU +CU -CU -DU -CE -DE",
        "COMMIT_1F5E57C622B4, +DF +DP +CP +DE +CE +DU +CU -CU -DU -CE -DE -CP -DP",
        "LINUX_7_1, +DF +DP +CP +DE +CE +DU +CU -CU -DU -CE -DE -CP -DP",
    })
    void aTrylockOfASlotThatFailsBelowABridgeUnwinds(Revision revision, String expected) {
        assertThat(locks(revision, "P([E,U(F)])", "device_lock:F;pci_reset_bus:E"))
                .isEqualTo(expected);
    }

    @Test
    void aTrylockOfASlotGivesUpWhereTheBridgeIsBusy() {
        assertThat(locks(Revision.COMMIT_9368D1EE6282, "P([E])", "device_lock:P;pci_reset_bus:E"))
                .isEqualTo("+DP +DE +CE SBRP -CE -DE");
        assertThat(locks(Revision.COMMIT_1F5E57C622B4, "P([E])", "device_lock:P;pci_reset_bus:E"))
                .isEqualTo("+DP");
        assertThat(locks(Revision.LINUX_7_1, "P([E])", "device_lock:P;pci_reset_bus:E"))
                .isEqualTo("+DP");
    }

    @Test
    void anEmptySlotCanBeReset() {
        assertThat(locks(Revision.COMMIT_9368D1EE6282, "P([])", "pci_bus_error_reset:P"))
                .isEqualTo("+S SBRP -S");
        assertThat(locks(Revision.COMMIT_1F5E57C622B4, "P([])", "pci_bus_error_reset:P"))
                .isEqualTo("+S +DP +CP SBRP -CP -DP -S");
    }

    @Test
    void resetSubordinateLooksAtSlotsAndTakesTheirMutexFrom71On() {
        String bus = "+DP +CP +DE +CE +DF +CF SBRP -CE -DE -CF -DF -CP -DP";
        assertThat(locks(Revision.LINUX_6_13, "P([E],F)", "reset_subordinate:P"))
                .isEqualTo(bus);
        assertThat(locks(Revision.COMMIT_1F5E57C622B4, "P([E],F)", "reset_subordinate:P"))
                .isEqualTo(bus);
        assertThat(locks(Revision.LINUX_7_1, "P([E],F)", "reset_subordinate:P")).isEqualTo("+S " + bus + " -S");
        assertThat(locks(Revision.LINUX_7_1, "P(E,F)", "reset_subordinate:P")).isEqualTo("+S -S " + bus);
        assertThat(locks(Revision.LINUX_7_1, "P([E],F)", "device_lock:F;reset_subordinate:P"))
                .isEqualTo("+DF +S +DP +CP +DE +CE -CE -DE -CP -DP -S");
        assertThat(Revision.LINUX_6_11.has(EntryPoint.RESET_SUBORDINATE)).isFalse();
        assertThat(Revision.LINUX_6_13.has(EntryPoint.RESET_SUBORDINATE)).isTrue();
        assertThat(Revision.LINUX_6_9.has(EntryPoint.PCI_RESET_BUS)).isTrue();
    }

    @Test
    void hostBridgesRecoverFromALostLinkIn73Only() {
        for (EntryPoint entryPoint : List.of(EntryPoint.DW_PCIE_HOST_DEINIT, EntryPoint.PCI_HOST_HANDLE_LINK_DOWN)) {
            assertThat(Revision.values())
                    .filteredOn(revision -> revision.has(entryPoint))
                    .containsExactly(Revision.LINUX_7_3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMMIT_1F5E57C622B4, 'P([E],F)', E, +DP +CP +DE +CE SBRP -CE -DE -CP -DP",
        "COMMIT_1F5E57C622B4, 'P([E],F)', F, +DP +CP +DF +CF -CF -DF -CP -DP",
        "COMMIT_1F5E57C622B4, 'P([E,F])', F, +DP +CP +DF +CF -CF -DF -CP -DP",
        "COMMIT_1F5E57C622B4, 'P([U()],F)', U, +DP +CP +DU +CU -CU -DU -CP -DP",
        "LINUX_7_1, 'P([E],F)', F, +DP +CP +DF +CF SBRP -CF -DF -CP -DP",
        "LINUX_7_1, 'P([E,F])', F, +DP +CP +DF +CF -CF -DF -CP -DP",
    })
    void aFunctionResetsByItsSlotWhereItsDeviceHasNoOther(
            Revision revision, String topology, String function, String expected) {
        assertThat(locks(revision, topology, "pci_reset_function:" + function)).isEqualTo(expected);
    }

    @Test
    void theVmdProbeTakesTheSlotPath() {
        assertThat(locks(Revision.COMMIT_F3EFB9569B4A, "V,P([U(E)])", "vmd_probe:V+U"))
                .isEqualTo("+DV +DU +CU +DE +CE SBRP -CE -DE -CU -DU -DV");
    }

    @Test
    void theVmdProbeHoldsTheEndpointMeanwhile() {
        assertThat(locks(Revision.LINUX_6_9, "V,P(E)", "vmd_probe:V+E")).isEqualTo("+DV +DE +CE SBRP -CE -DE -DV");
    }
}
