package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import pcilock.checks.engine.Exploration;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Claim;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The scenarios that other model checkers are asked about, too, and what the explorer says of them. */
final class CrossCheck {
    private CrossCheck() {}

    /** One of each kind that an export can go wrong in: each way to wait, trylocks, slots, a foreign release, and every fault. */
    static Stream<Scenario> chosen() {
        return Stream.of(
                fine(Revision.LINUX_6_10_RC1, "P(E,F)", "pci_reset_function:E", "pci_reset_function:F"),
                fine(Revision.COMMIT_9368D1EE6282, "P([E],F)", "pci_reset_bus:E", "pci_bus_error_reset:P"),
                fine(Revision.PATCH_3, "P(U(E),F)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                // Semaphores, references, bits, joins, and what is not there at first.
                claim("Semaphore_06_Trylock"),
                claim("Hotplug_15_CardIntoEmptySlot"),
                claim("Fault_34_ResetLockKept"),
                // Tasks that take away what another one holds.
                coarse(
                        Revision.LINUX_6_9,
                        "P(E)",
                        "pci_cfg_access_unlock:P",
                        "pci_cfg_access_lock:P;pci_bus_error_reset:P"),
                faulty(Fault.NO_WAKE_UP, "E", "pci_reset_function:E", "pci_user_read_config:E"));
    }

    /** More of them: right and wrong ones, of every revision, on both ways to wait. */
    static Stream<Scenario> others() {
        return Stream.of(
                coarse(Revision.LINUX_6_11, "P(E)", "pci_try_reset_function:E", "pci_user_read_config:P"),
                fine(Revision.LINUX_6_11, "V,P(E)", "vmd_probe:V+E", "pci_stop_and_remove_bus_device:V"),
                coarse(
                        Revision.LINUX_7_1,
                        "P([U(E)])",
                        "pci_reset_bus:U",
                        "pci_bus_error_reset:P",
                        "pci_reset_function:E"),
                claim("Semaphore_02_TwoWriters"),
                claim("Fault_26_ReaderPassesWaitingWriter"),
                claim("Reference_03_DrainFromInside"),
                claim("Fault_30_ReferenceKept"),
                claim("Semaphore_05_StrayRelease"),
                claim("Fault_29_JoinReturnsEarly"),
                claim("Aer_01_UnbindJoinsRecovery"),
                faulty(Fault.BRIDGE_UNLOCKED_TWICE, "P(E)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                faulty(Fault.NO_UNWINDING, "P(E,F)", "pci_reset_bus:E", "pci_reset_function:F"),
                faulty(Fault.TRYLOCK_BLOCKS, "P(E)", "pci_reset_bus:E", "pci_bus_error_reset:P"),
                faulty(
                        Fault.ONE_WAITER_WOKEN,
                        "E",
                        "pci_reset_function:E",
                        "pci_user_read_config:E",
                        "pci_read_config:E"),
                fine(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P"),
                fine(Revision.LINUX_6_9, "P(U(E),F)", "reset_subordinate:P", "pci_try_reset_function:E"),
                fine(Revision.LINUX_6_10_RC1, "P(U(E),F)", "pci_bus_error_reset:P", "pci_reset_function:F"),
                fine(Revision.PATCH_2, "P(E)", "pci_reset_function:E", "pci_user_read_config:E"),
                fine(Revision.PATCH_3, "P(E,F)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                coarse(Revision.PATCH_3, "P(U(E),F)", "pci_reset_bus:F", "pci_reset_bus:E"),
                fine(Revision.KEITH_BUSCH, "P(U(E),F)", "pci_bus_error_reset:P", "pci_user_read_config:F"),
                fine(Revision.KEITH_BUSCH, "P(U(E),F)", "pci_reset_bus:F"),
                fine(
                        Revision.LINUX_6_11,
                        "P(U(V(E),F),G)",
                        "pci_bus_error_reset:P",
                        "pci_reset_function:E",
                        "pci_user_read_config:F"),
                coarse(Revision.LINUX_6_13, "P([U(E)])", "pci_bus_error_reset:P", "pci_reset_function:E"),
                coarse(Revision.COMMIT_F3EFB9569B4A, "P([U(E)])", "pci_reset_bus:U", "pci_reset_function:E"),
                coarse(Revision.COMMIT_1F5E57C622B4, "P([E],F)", "pci_reset_bus:E", "pci_try_reset_function:F"),
                claim("Semaphore_03_ThreeTasks"),
                claim("Semaphore_04_ReadTwice"),
                claim("Reference_02_TwoInside"),
                claim("Fault_27_WriterIgnoresReaders"),
                claim("Fault_31_TrylockIgnoresOthers"),
                claim("Fault_35_ResetLockKeptOverBind"),
                claim("Portdrv_12_ProbeAndReset"),
                claim("Rescan_01_RemoveDrainsRescan"),
                claim("Portdrv_09_BindMakesSlot"),
                claim("Work_01_UnbindJoinsReset"));
    }

    /** A right one, small, whose export is changed to see that this is noticed. */
    static Scenario control() {
        return fine(Revision.LINUX_6_11, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");
    }

    private static Scenario fine(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.WAIT_QUEUE, topology, List.of(tasks), false);
    }

    private static Scenario coarse(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, List.of(tasks), false);
    }

    private static Scenario faulty(Fault fault, String topology, String... tasks) {
        return new Scenario(Revision.LINUX_6_11, fault, Waiting.WAIT_QUEUE, topology, List.of(tasks), false);
    }

    /** What a claim is about, without its history. */
    private static Scenario claim(String name) {
        return new NamedClaim(name, Claims.type(name).getAnnotation(Claim.class))
                .scenario()
                .withoutHistory();
    }

    /** What the explorer says. */
    static CheckedExport explorer(Scenario scenario) {
        Exploration found = new ExplorerEngine().explore(scenario);
        assertThat(found.complete()).isTrue();
        return new CheckedExport(found.explored(), found.broken().keySet());
    }
}
