package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlocksCommandIT {
    @Test
    void aPairIsToldByRevisionWithTheSmallestTree() {
        Run run = Run.of("deadlocks", "--devices", "2", "--revision", "patch-2", "--revision", "7.1");

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "pci_bus_error_reset + unbind_store - P([])",
                        "pciehp_ist + remove_store P([]) P([])",
                        "pciehp_ist + reset_subordinate_store not there P([E])",
                        "aer_isr + unbind_store - P()",
                        "remove_store + dev_rescan_store P() P()",
                        "unbind_store + pdsc_pci_reset_thread P(E) P(E)",
                        "mlx5_crdump_collect + zpci_event_attempt_error_recovery P(E) -",
                        "pci_reset_function + mlxsw_devlink_core_bus_device_reload_up - P(E)")
                .doesNotContain("remove_store + reset_store - -");
        assertThat(run.out()).contains("not there; every deadlock was replayed", "does not cover joins of other work");
    }

    @Test
    void theRunOfADeadlockIsOneWithTheFewestSteps() {
        Run run = Run.of("deadlocks", "--devices", "2", "--revision", "7.1", "--traces");

        assertThat(run.out())
                .contains("\n7.1, aer_isr + unbind_store\n")
                .contains("Deadlock: T1 -> T2 -> T1")
                .contains("  T2 waits for active_reference(aer_isr(");
    }

    @Test
    void threeAreToldWhereNoTwoOfThemDeadlock() {
        Run run = Run.of("deadlocks", "--devices", "2", "--tasks", "3", "--revision", "6.9", "--revision", "7.1");

        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains("pciehp_disable_slot + reset_store + unbind_store - P([E])")
                .noneMatch(line -> line.contains("pciehp_ist + remove_store + "));
    }

    @Test
    void theOrderOfLocksIsToldWithTheRunsThatCloseItsCycles() {
        Run run = Run.of("deadlocks", "--devices", "2", "--revision", "7.1", "--order");

        assertThat(run.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "The order of locks in 7.1: what is taken while something is held, and by whom.",
                        "work → device_lock pdsc_pci_reset_thread",
                        "reset_lock is not held over a driver's bind or unbind: PROVED.",
                        "aer_isr → device_lock → aer_isr: REFUTED by aer_isr:P and unbind_store:P on P(), 11 steps",
                        "device_lock → dpc_handler → device_lock: no run of two or three tasks within the bounds closes it");
        assertThat(run.out()).containsPattern("\\d+ kinds, \\d+ edges, \\d+ cycles, of which a run closes \\d+\\.");
    }

    @Test
    void largerTreesMayBeAskedWithoutSlots() {
        Run run = Run.of("deadlocks", "--devices", "2", "--slots", "1", "--revision", "7.1");
        Run none = Run.of("deadlocks", "--devices", "1", "--slots", "0", "--revision", "7.1");

        assertThat(run.out())
                .contains("P([])", "slots on those of up to 1 and one virtual function included")
                .doesNotContain("P([E])");
        assertThat(none.out())
                .contains(" no slots and one virtual function included")
                .doesNotContain("P([])");
    }

    @Test
    void theOrderOfLocksIsNotToldUnasked() {
        Run run = Run.of("deadlocks", "--devices", "2", "--revision", "7.1");

        assertThat(run.out()).doesNotContain("order of locks", " → ");
    }

    @Test
    void aLimitOfStatesIsNoProof() {
        Run run = Run.of("deadlocks", "--devices", "2", "--revision", "7.1", "--max-states", "2");

        assertThat(run.status()).isEqualTo(ExitStatus.UNKNOWN);
        assertThat(run.out()).contains("UNKNOWN").doesNotContain("REFUTED");
    }

    @Test
    void fourTasksAtOnceAreNotTaken() {
        Run run = Run.of("deadlocks", "--tasks", "4");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("--tasks: expected 2 or 3, found 4");
    }

    @ParameterizedTest
    @CsvSource({
        "--devices 2 --slots 3, expected a number from 0 to the 2 of --devices",
        "--slots -1, expected a number from 0 to the 3 of --devices",
        "--slots 2 --tasks 3, is for two tasks",
        "--slots 2 --order, not for --order"
    })
    void aBoundOnSlotsIsNotTakenWhereItIsNotKept(String options, String why) {
        Run run = Run.of(("deadlocks " + options).split(" "));

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("--slots", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6"})
    void soManyDevicesAreNotTaken(String devices) {
        Run run = Run.of("deadlocks", "--devices", devices);

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).contains("--devices: expected a number from 1 to 5, found " + devices);
    }
}
