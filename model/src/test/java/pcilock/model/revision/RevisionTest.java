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
                    String name = topology.devices[device].name;
                    switch (event) {
                        case MUTEX_LOCK, MUTEX_TRYLOCK -> locks.add("+D" + name);
                        case FLAG_SET -> locks.add("+C" + name);
                        case MUTEX_UNLOCK -> locks.add("-D" + name);
                        case FLAG_CLEAR -> locks.add("-C" + name);
                        case RESET_BEGIN -> locks.add("SBR" + name);
                        default -> {}
                    }
                },
                new Lockdep(1, topology.devices.length));
        PciCore pci = revision.code.in(new TaskContext(kernel, task, new AtomicConfigAccess(kernel, task)));
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
        assertThat(locks(revision, "P(E,F)", "pci_bus_error_reset:P")).isEqualTo(expected);
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
        assertThat(locks(revision, "P(U(E))", "pci_bus_error_reset:P")).isEqualTo(expected);
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

    @Test
    void theVmdProbeHoldsTheEndpointMeanwhile() {
        assertThat(locks(Revision.LINUX_6_9, "V,P(E)", "vmd_probe:V+E")).isEqualTo("+DV +DE +CE SBRP -CE -DE -DV");
    }
}
