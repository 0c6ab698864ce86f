package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What takes too long for a unit test. */
class CheckCommandIT {
    @Test
    void aRealTreeIsCertifiedForAnyNumberOfTasks() {
        Run run = Run.withInput(
                CheckCommandTest.LSPCI,
                "check",
                "--revision",
                "6.11",
                "--topology",
                "-",
                "--below",
                "0000:00:1d.0",
                "--certify",
                "--property",
                "no-deadlock",
                "--entry-points",
                "pci_reset_bus,pci_bus_error_reset,pci_reset_function,pci_user_read_config");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).startsWith("PROVED for any number of tasks.\n");
    }

    @Test
    void lincheckAgrees() {
        Run run = Run.of(
                "check",
                "--revision",
                "patch-3",
                "--topology",
                "P(U(E),F)",
                "--tasks",
                "pci_bus_error_reset:P",
                "--engine",
                "lincheck");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("runs, by lincheck").contains("Deadlock: T1 -> T1");
    }
}
