package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.Folders;

/** A kernel tree in the place of a revision. */
class KernelTreeIT {
    private static final Path C = Folders.ROOT.resolve("checks/tests/proofs/src/test/resources/pcilock/checks/linux");
    private static final String TREE = C.resolve("tree").toString();
    private static final String FAULT =
            C.resolve("faults/BRIDGE_LOCKED_LAST.diff").toString();

    private static Run check(String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "check";
        all[1] = "--linux";
        all[2] = TREE;
        all[3] = "--topology";
        all[4] = "P(E,F)";
        System.arraycopy(more, 0, all, 5, more.length);
        return Run.of(all);
    }

    /** The line, from 1, of the test's pci.c, which begins with this. */
    private static String place(String begin) throws IOException {
        int line = Files.readAllLines(C.resolve("tree/drivers/pci/pci.c")).indexOf(begin) + 1;
        assertThat(line).as(begin).isPositive();
        return "pci.c:" + line;
    }

    @Test
    void aTreeIsCheckedAndTheProofSaysWhatItRestsOn() {
        Run run = check("--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.out() + run.error()).isZero();
        assertThat(run.out())
                .startsWith("PROVED for exactly these tasks.\n")
                .contains("Revision  " + TREE + ", read from its C")
                .contains("Note      from C: ")
                .contains("Note      replaced by the model: ");
    }

    @Test
    void aPatchOfTheTreeIsRefutedByATraceThatNamesLinesOfC() throws IOException {
        Run run = check("--patch", FAULT, "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(run.out())
                .contains("^ breaks top-down-order")
                .contains("pci_bus_lock > lock_all_of > pci_dev_lock " + place("\tdevice_lock(&dev->dev);"))
                .contains("access.c:");
    }

    @Test
    void theTraceAsJsonNamesLinesOfC() throws IOException {
        Run run = check("--patch", FAULT, "--tasks", "pci_bus_error_reset:P", "--json");

        assertThat(run.out())
                .contains("[\"pci_dev_lock\",\"pci.c\","
                        + place("\tdevice_lock(&dev->dev);").substring(6) + "]");
    }

    @Test
    void thePageShowsTheLinesOfC(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("check.html");
        Run run = check("--patch", FAULT, "--tasks", "pci_bus_error_reset:P", "--html", page.toString());

        assertThat(run.status()).as(run.error()).isEqualTo(ExitStatus.REFUTED);
        assertThat(Files.readString(page)).contains("drivers/pci/pci.c").contains("device_lock(&dev->dev);");
    }

    @Test
    void anyTasksAndAnyNumberAreAnsweredAsForTheRevisionThatTheTreeBehavesAs() {
        String[] any = {"--any", "2", "--property", "no-deadlock", "--entry-points", "pci_reset_bus,pci_reset_function"
        };
        String[] certify = {"--certify", "--property", "no-deadlock", "--entry-points", "pci_reset_bus"};

        assertThat(check(any).out()).startsWith("PROVED for any choice of up to 2 tasks.\n");
        assertThat(check(certify).out()).startsWith("PROVED for any number of tasks.\n");
    }

    @Test
    void aTreeIsExported() {
        Run run = Run.of(
                "export",
                "--format",
                "promela",
                "--linux",
                TREE,
                "--topology",
                "P(E)",
                "--tasks",
                "pci_bus_error_reset:P");

        assertThat(run.status()).as(run.error()).isZero();
        assertThat(run.out()).contains("device_lock_P");
        assertThat(run.error()).contains("note: from C: ");
    }

    @Test
    void aTreeIsSweptAsARevisionIs() {
        Run tree = Run.of("sweep", "--linux", TREE, "--devices", "2", "--tasks", "1");
        Run revision = Run.of("sweep", "--revisions", "6.11", "--devices", "2", "--tasks", "1");

        assertThat(tree.status()).as(tree.error()).isZero();
        assertThat(rows(tree, TREE)).isEqualTo(rows(revision, "6.11"));
    }

    private static String rows(Run run, String name) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .toList()
                .toString();
    }

    @Test
    void aTreeIsComparedWithTheRevisions() {
        Run known = Run.of("compare", "--linux", TREE);
        Run unknown = Run.of("compare", "--linux", TREE, "--patch", FAULT);

        assertThat(known.status()).as(known.out() + known.error()).isZero();
        assertThat(known.out()).contains(TREE + " behaves as 6.11\n");
        assertThat(unknown.status()).isEqualTo(ExitStatus.REFUTED);
        assertThat(unknown.out())
                .contains("behaves as no revision in all functions")
                .contains("pci_bus_lock of the bus below P on P(E) parts from 6.11:")
                .contains("PciCore.java:");
    }

    @Test
    void whatIsUnderstoodOfATreeIsPrinted() {
        Run run = Run.of("revisions", "--linux", TREE);

        assertThat(run.status()).as(run.error()).isZero();
        assertThat(run.out())
                .contains("Followed:\n")
                .contains("  pci_bus_lock ")
                .contains("Replaced by the table, and why:\n")
                .contains("Only slots of pciehp are modelled.");
    }

    @Test
    void whatIsNotUnderstoodIsStatus2WithItsPlace(@TempDir Path folder) throws IOException {
        String diff = Files.readString(Path.of(FAULT), StandardCharsets.UTF_8)
                .replace("+\tpci_dev_lock(bus->self);", "+\tmutex_lock(&bus->self->of_our_own);");
        Path patch = Files.writeString(folder.resolve("own.diff"), diff);
        Run run = check("--patch", patch.toString(), "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error())
                .matches("(?s)check: drivers/pci/pci\\.c:\\d+:\\d+: a lock that the table does not know,"
                        + " &bus->self->of_our_own\\n");
    }

    @Test
    void aFolderThatIsNoKernelTreeIsStatus2(@TempDir Path folder) {
        Run run =
                Run.of("check", "--linux", folder.toString(), "--topology", "P(E)", "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT);
        assertThat(run.error()).isEqualTo("check: " + folder + ": expected drivers/pci/pci.c in it, found none\n");
    }

    @Test
    void eitherARevisionOrATreeIsNeeded() {
        assertThat(Run.of("check", "--topology", "P(E)", "--tasks", "pci_bus_error_reset:P")
                        .status())
                .isEqualTo(ExitStatus.INPUT);
        assertThat(check("--revision", "6.11", "--tasks", "pci_bus_error_reset:P")
                        .status())
                .isEqualTo(ExitStatus.INPUT);
    }
}
