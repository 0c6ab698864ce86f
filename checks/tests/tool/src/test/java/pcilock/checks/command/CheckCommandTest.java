package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    private static final String NESTED = "P(U(E),F)";

    /** Two docks, three levels of switches, below the second root port. */
    static final String LSPCI = """
            > -[0000:00]-+-00.0
            >            +-1c.0-[01]----00.0
            >            +-1d.0-[02-3a]----00.0-[03-3a]--+-00.0-[04]----00.0
            >            |                               +-01.0-[05-20]----00.0-[06-20]--+-01.0-[07]----00.0
            >            |                               |                               \\-02.0-[08]----00.0
            >            |                               \\-02.0-[21-3a]----00.0-[22-3a]--+-01.0-[23]----00.0
            >            |                                                               \\-02.0-[24]--
            >            \\-1f.0
            """;

    @TempDir
    private Path folder;

    private static Run check(String revision, String topology, String... rest) {
        String[] arguments = new String[5 + rest.length];
        System.arraycopy(new String[] {"check", "--revision", revision, "--topology", topology}, 0, arguments, 0, 5);
        System.arraycopy(rest, 0, arguments, 5, rest.length);
        return Run.of(arguments);
    }

    @Test
    void refutedShowsTheTraceAndEndsWithOne() {
        Run run = check("patch-3", NESTED, "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("REFUTED for exactly these tasks.\n")
                .contains(
                        "   7  device_lock(U) sleeps         pci_bus_reset > pci_bus_lock > pci_bus_lock > pci_dev_lock\n")
                .endsWith("Deadlock: T1 -> T1\nBreaks: no-deadlock, every-task-ends\n");
        assertThat(run.error()).isEmpty();
    }

    @Test
    void whatHoldsBecauseOneListIsMetByAllWalksSaysSo() {
        String note =
                "Note      no-clear-flag-released, released-by-holder, nothing-left-held: each call is taken to meet the same devices";

        assertThat(check("7.1", "P(E,F);removed:F", "--tasks", "dev_rescan_store:P,pci_reset_bus:E")
                        .out())
                .contains(note);
        assertThat(check("7.1", "P(E,F)", "--tasks", "dev_rescan_store:P,pci_reset_bus:E")
                        .out())
                .doesNotContain("is taken to meet the same devices");
        assertThat(check("7.1", "P(E,F)", "--tasks", "pci_reset_bus:E").out())
                .doesNotContain("is taken to meet the same devices");
    }

    @Test
    void aSlotCanBeEmptyAtFirst() {
        String[] tasks = {"--tasks", "pciehp_enable_slot:P,pci_bus_error_reset:P"};
        Run noted = check("7.1", "P([E]);removed:E", tasks);

        assertThat(noted.status()).isEqualTo(1);
        assertThat(noted.out()).contains("Tree      P([E]);removed:E\n").contains("Deadlock: T1 -> T2 -> T1");
        assertThat(check("7.1", "P([E])", "--removed", "E", tasks[0], tasks[1]).out())
                .isEqualTo(noted.out());
        assertThat(check("7.1", "P([E])", tasks).status()).isZero();
    }

    @Test
    void aDeviceCanBeWithoutDriverAtFirst() {
        Run run = check("7.1", "P([U([E])])", "--unbound", "U", "--tasks", "bind_store:U,pci_bus_error_reset:P");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Tree      P([U([E])]);unbound:U\n");
    }

    @Test
    void whatIsNotThereAtFirstMustBeADeviceOfTheMachine() {
        Run run = check("7.1", "P(E)", "--removed", "X", "--tasks", "pci_reset_function:E");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error())
                .contains("--removed")
                .contains("expected the name of a device, found \"X\"; near it: P, E");
    }

    @Test
    void provedEndsWithZero() {
        Run run = check("keith-busch", NESTED, "--tasks", "pci_bus_error_reset:P");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("PROVED for exactly these tasks.\n").contains("Holds     no-deadlock");
    }

    @Test
    void aProofThatNobodyWaitsForEverSaysOfWhichLocks() throws IOException {
        String[] tasks = {"--tasks", "pci_bus_error_reset:P"};
        String line = "covers device_lock, block_cfg_access, pci_lock with its wait queue, pci_slot_mutex;"
                + " does not cover pciehp's reset_lock, pci_rescan_remove_lock, ";

        assertThat(check("7.1", "P([E])", tasks).out()).contains("\nLocks     no-deadlock, every-task-ends: " + line);
        assertThat(JSON.std
                        .mapFrom(check("7.1", "P([E])", tasks[0], tasks[1], "--json")
                                .out())
                        .get("locks"))
                .asString()
                .startsWith("no-deadlock, every-task-ends: " + line);
        assertThat(check("7.1", "P([E])", "--certify", "--property", "no-deadlock")
                        .out())
                .contains("\nLocks     no-deadlock: " + line);
        assertThat(check("patch-3", NESTED, tasks).out()).doesNotContain("\nLocks ");
    }

    @Test
    void onlyNamedPropertiesDecide() {
        Run run = check(
                "patch-3", "P(E,F)", "--tasks", "pci_reset_bus:E,pci_bus_error_reset:P", "--property", "no-deadlock");

        assertThat(run.status()).isZero();
        assertThat(check("patch-3", "P(E,F)", "--tasks", "pci_reset_bus:E,pci_bus_error_reset:P")
                        .out())
                .contains("Breaks: trylock-never-sleeps");
    }

    @Test
    void aPropertyThatNothingPutsToTheTestIsNotProved() {
        Run run = check("6.11", NESTED, "--tasks", "pci_reset_bus:E", "--property", "lockdep-no-circle");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).startsWith("UNKNOWN").contains("never do what lockdep-no-circle is about");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The trylock of one task alone never fails, though its code has a branch for it.
                "6.11|P(E)|--any 1 --entry-points pci_reset_bus --property failed-trylock-restores",
                // No choice has both a reset and a read.
                "6.11|P(E)|--any 1 --entry-points pci_reset_bus,pci_user_read_config --property no-user-access-during-reset",
                "7.1|70|--certify --entry-points device_lock --property bridge-held",
                "7.1|P(E)|--certify --entry-points device_lock --property bridge-held"
            })
    void whatNoRunDoesIsNotProved(String revision, String tree, String rest) {
        Run run = check(revision, tree.equals("70") ? bus(70) : tree, rest.split(" ", -1));

        assertThat(run.status()).as(run.out()).isEqualTo(3);
        assertThat(run.out()).startsWith("UNKNOWN").contains("Unknown   since these tasks never do what ");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 70})
    void aResetThatDoesNothingIsNotProved(int endpoints) throws IOException {
        Path file = folder.resolve("Nothing.java");
        Files.writeString(file, """
                import pcilock.model.pci.PciDev;
                import pcilock.model.pci.TaskContext;
                import pcilock.model.revision.Linux_7_1;

                public class Nothing extends Linux_7_1 {
                    public Nothing(TaskContext context) {
                        super(context);
                    }

                    @Override
                    public void pciResetBus(PciDev dev) {}
                }
                """);

        for (String property : List.of("no-deadlock", "bridge-held", "nothing-left-held")) {
            Run run = check(
                    file.toString(),
                    bus(endpoints),
                    "--certify",
                    "--entry-points",
                    "pci_reset_bus",
                    "--property",
                    property);

            assertThat(run.status()).as(run.out() + run.error()).isEqualTo(3);
        }
    }

    private static String bus(int endpoints) {
        return IntStream.rangeClosed(1, endpoints).mapToObj(i -> "E" + i).collect(Collectors.joining(",", "P(", ")"));
    }

    @Test
    void aBusOfManyFunctionsIsProved() {
        assertThat(check("7.1", bus(32), "--certify").out())
                .startsWith("PROVED for any number of tasks.")
                .contains("Holds     no-deadlock, every-task-ends, bridge-held");
        assertThat(check("7.1", bus(32), "--any", "2").out())
                .startsWith("PROVED for any choice of up to 2 tasks.")
                .contains("top-down-order");
    }

    @Test
    void aLimitOnSomeTasksEndsNeitherTheOthersNorTheAnswer() {
        String tree = "P(E,U(F,G))";
        String[] most = {"--max-states", "12", "--property", "no-deadlock", "--entry-points"};
        Run refuted = check(
                "patch-3", tree, "--any", "1", most[0], most[1], most[2], most[3], most[4], "pci_bus_error_reset");

        assertThat(refuted.status()).as(refuted.out()).isEqualTo(1);

        Run open = check(
                "patch-3",
                tree,
                "--any",
                "1",
                "--max-states",
                "3",
                "--property",
                "no-deadlock",
                "--entry-points",
                "pci_bus_error_reset");

        assertThat(open.status()).isEqualTo(3);
        assertThat(open.out())
                .contains("there is no answer for no-deadlock")
                .contains(
                        "with T1 pci_bus_error_reset(P), or T1 pci_bus_error_reset(U): the limit of 3 states was reached")
                .contains("ask about a part of the tree with --below");
    }

    @Test
    void aLimitIsUnknownAndSaysWhatWasCovered() {
        Run run = check("6.11", NESTED, "--tasks", "pci_reset_bus:E,pci_bus_error_reset:P", "--max-states", "10");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("Explored  10 states").contains("the limit of 10 states was reached");
    }

    @Test
    void moreDevicesThanTheExplorerTakesAreUnknown() {
        String many = bus(64);

        assertThat(check("6.11", many, "--tasks", "pci_bus_error_reset:P").status())
                .isEqualTo(3);
        assertThat(check("6.11", many, "--any", "1").status()).isEqualTo(3);
    }

    @Test
    void anAddressInATaskHasColonsAndMayLackItsDomain() {
        Run run = Run.withInput(
                LSPCI, "check", "--revision", "patch-3", "--topology", "-", "--tasks", "pci_bus_error_reset:00:1d.0");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("Tasks     T1 pci_bus_error_reset(0000:00:1d.0)")
                .contains("Note      checked is only 0000:00:1d.0 and what is below: every task is there");
    }

    @Test
    void whereThereIsNoCertificateThereIsAShortestCounterexample() {
        Run run = check("patch-3", NESTED, "--certify", "--property", "no-deadlock");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("REFUTED for any number of tasks.\n")
                .contains("does not keep: waits for locks only in an order that all tasks have in common")
                .contains("Deadlock: T1 -> T1");
    }

    @Test
    void noCertificateAndNoCounterexampleIsUnknown() {
        // The reset does not hold the bridge, but nobody else takes anything below it.
        Run run = check(
                "6.11",
                "P(E)",
                "--certify",
                "--property",
                "no-reset-of-held-device",
                "--entry-points",
                "pci_try_reset_function");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out())
                .contains("there is no certificate for no-reset-of-held-device")
                .contains("for any choice of up to 3 tasks nothing breaks it");
    }

    @Test
    void noCertificateSpeaksOfSomeProperties() {
        Run run = check("6.11", NESTED, "--certify", "--property", "top-down-order");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("no certificate speaks of top-down-order");
    }

    @Test
    void theEndpointOfAVmdIsAddedBesideTheTree() {
        for (String tree : List.of("P(U(F))", "P(U(F)),VMD")) {
            Run run = check("patch-3", tree, "--any", "1", "--entry-points", "vmd_probe", "--property", "no-deadlock");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out())
                    .contains("Tree      P(U(F))\n")
                    .contains("Tasks     T1 vmd_probe(VMD, U)")
                    .contains("Note      beside the tree is VMD");
        }
        assertThat(check("7.1", "P(U(F))", "--certify", "--property", "no-deadlock")
                        .out())
                .startsWith("PROVED for any number of tasks.\n")
                .contains("vmd_probe");
    }

    @Test
    void aTreeThatUsesTheNameOfThatEndpointIsRefused() {
        Run run = check("6.11", "VMD(E)", "--any", "1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("the device VMD of the tree").contains("--entry-points");
        assertThat(check("6.11", "VMD(E)", "--any", "1", "--entry-points", "pci_reset_bus")
                        .status())
                .isZero();
    }

    @Test
    void anyFindsTheFewestTasksThatBreak() {
        Run run = check(
                "patch-3",
                "P(E,F)",
                "--any",
                "3",
                "--property",
                "trylock-never-sleeps",
                "--entry-points",
                "pci_reset_bus,pci_bus_error_reset");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("REFUTED for any choice of up to 3 tasks.\n")
                .contains("T2 ");
        assertThat(run.out()).doesNotContain("T3 ");
        assertThat(check("6.11", "P(E)", "--any", "2", "--property", "no-deadlock")
                        .out())
                .startsWith("PROVED for any choice of up to 2 tasks.\n");
    }

    private static Run onMachine(String revision, String... rest) {
        List<String> arguments = new ArrayList<>(List.of("check", "--revision", revision, "--topology", "-"));
        arguments.addAll(List.of(rest));
        return Run.withInput(LSPCI, arguments.toArray(String[]::new));
    }

    @Test
    void everyTreeOfAMachineIsTakenInTurnAndOneOfEachShape() {
        for (String[] tasks : new String[][] {{"--certify"}, {"--any", "1"}}) {
            List<String> arguments = new ArrayList<>(List.of(tasks));
            arguments.addAll(List.of("--property", "bridge-held", "--entry-points", "pci_bus_error_reset"));
            Run run = onMachine("6.11", arguments.toArray(String[]::new));

            // The host bridge alone puts nothing to the test.
            assertThat(run.status()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("Tree      0000:00:00.0,0000:00:1c.0(0000:01:00.0),0000:00:1d.0(")
                    .contains("each tree of the machine was taken by itself: 0000:00:00.0 and 1 of the same shape,"
                            + " 0000:00:1c.0, 0000:00:1d.0\n");
        }
    }

    @Test
    void theFirstTreeWithACounterexampleIsTheLast() {
        Run deep = onMachine("patch-3", "--any", "1", "--property", "no-deadlock");

        assertThat(deep.status()).isEqualTo(1);
        assertThat(deep.out()).contains("\nTree      0000:00:1d.0(").doesNotContain("not looked at");

        Run shallow = onMachine("6.9", "--any", "1", "--property", "bridge-held");

        assertThat(shallow.status()).isEqualTo(1);
        assertThat(shallow.out())
                .contains("\nTree      0000:00:1c.0(0000:01:00.0)")
                .contains("Note      1 more tree was not looked at\n");
    }

    @Test
    void ofSeveralBrokenPropertiesTheDeadlockIsShownAndTheOthersCanBeAskedFor() {
        String[] tasks = {"--tasks", "pci_reset_bus:U,pci_reset_bus:U"};
        Run run = check("patch-3", NESTED, tasks);

        assertThat(run.out())
                .contains("Breaks    no-deadlock, every-task-ends, trylock-never-sleeps\n")
                .contains("\nDeadlock: T");
        // Two tasks on different devices, where one sleeps in a trylock before anybody waits for ever.
        Run other = check("keith-busch", "P(E,U(F))", "--tasks", "pci_reset_bus:E,pci_bus_error_reset:P");
        assertThat(other.out())
                .contains("\nDeadlock: ")
                .contains("Breaks    no-deadlock, every-task-ends, trylock-never-sleeps\n");

        Run any = check("6.9", "P(E)", "--any", "1");
        assertThat(any.out()).contains("Breaks    bridge-held\n").doesNotContain("the trace does not show");
        Run two = check("6.11", "P(E)", "--any", "1");
        assertThat(two.out())
                .contains("Breaks    bridge-held, no-unlocked-reset-warning\n")
                .contains("Note      the trace does not show what breaks bridge-held; for a trace of it add --property"
                        + " bridge-held\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patch-4|P(E)|pci_reset_function:E|no revision \"patch-4\"",
                "7.0|P(E)|pci_reset_function:E|no revision stands for 7.0",
                "6.11|P(E|pci_reset_function:E|--topology:1:4: expected ')'",
                "6.11|none.txt|pci_reset_function:E|which is no file",
                "6.11|P(E)|pci_reset_functoin:E|did you mean pci_reset_function?",
                "6.11|P(E)|pci_reset_function|expected FUNCTION:DEVICE",
                "6.11|P(E)|pci_reset_function:Q|near it: P, E",
                "6.11|P(E)|pci_bus_error_reset:E|E is no bridge",
                "6.11|P(E)|pci_reset_bus:P|is on a root bus",
                "6.11|P(E)|reset_subordinate:P|has no reset_subordinate yet",
                "6.11|P(E)|vmd_probe:E|takes two devices",
                "None.java|P(E)|pci_reset_function:E|None.java: expected a Java file, found none"
            })
    void badInputIsExplainedWithStatusTwo(String revision, String topology, String tasks, String message) {
        Run run = check(revision, topology, "--tasks", tasks);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--any|0|expected a number from 1",
                "--any|x|is not an int",
                "--max-states|0|--max-states",
                "--property|no-deadlok|did you mean no-deadlock?",
                "--html|.|found the directory"
            })
    void badOptionsAreExplainedWithStatusTwo(String option, String value, String message) {
        Run run = option.equals("--any")
                ? check("6.11", "P(E)", option, value)
                : check("6.11", "P(E)", "--any", "1", option, value);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains(message);
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Map<String, Object> object =
                JSON.std.mapFrom(check("patch-3", NESTED, "--tasks", "pci_bus_error_reset:P", "--json")
                        .out());

        assertThat(object)
                .containsEntry("answer", "REFUTED")
                .containsEntry("scope", "for exactly these tasks")
                .containsEntry("topology", NESTED)
                .containsEntry("tasks", List.of("pci_bus_error_reset:P"))
                .containsEntry("engine", "explorer")
                .containsEntry("breaks", List.of("no-deadlock", "every-task-ends"))
                .containsKeys("holds", "untested", "notes", "devices", "trace", "explored", "unit");
    }

    @Test
    void thePageHoldsTheTrace() throws IOException {
        Path page = folder.resolve("check.html");

        Run run = check("patch-3", NESTED, "--tasks", "pci_bus_error_reset:P", "--html", page.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(Files.readString(page)).contains("Deadlock: T1 -&gt; T1").contains("pciDevLock(bus.self);");
        assertThat(folder).isDirectoryContaining("glob:**check.html").isNotEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactly("check.html");
    }

    @Test
    void thePageIsWrittenThroughALinkAndToTheStandardOutput() throws IOException {
        Path page = Files.createFile(folder.resolve("check.html"));
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), page);

        check("patch-3", NESTED, "--tasks", "pci_bus_error_reset:P", "--html", link.toString());

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(page)).contains("Deadlock: T1 -&gt; T1");
        assertThat(check("patch-3", NESTED, "--tasks", "pci_bus_error_reset:P", "--html", "/dev/stdout")
                        .out())
                .startsWith("<!DOCTYPE html>")
                .endsWith("Breaks: no-deadlock, every-task-ends\n");
    }

    @Test
    void aPortOfATreeIsMarkedAsASlots() {
        String tree = "-[0000:00]---1d.0-[01]--+-00.0\n                        \\-00.1\n";
        String[] command = {"check", "--revision", "6.11", "--topology", "-", "--tasks", "pci_bus_error_reset:00:1d.0"};
        String[] withSlot = {"--slot", "0000:00:1d.0"};

        Run run = Run.withInput(tree, joined(command, withSlot));

        assertThat(run.out())
                .contains("Tree      0000:00:1d.0([0000:01:00.0,0000:01:00.1])")
                .contains("Note      no hot-plug slots are assumed but those of --slot");
        assertThat(Run.withInput(tree, command).out())
                .contains("Tree      0000:00:1d.0(0000:01:00.0,0000:01:00.1)")
                .contains("Note      no hot-plug slots are assumed, since");
        Run twice = Run.withInput(tree, joined(joined(command, withSlot), "--slot", "00:1d.0"));
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.error()).contains("--slot: <stdin>: ", "which was given before");
        Run outside = Run.withInput(tree, "topology", "-", "--below", "01:00.0", "--slot", "00:1d.0");
        assertThat(outside.status()).isEqualTo(2);
        assertThat(outside.error()).contains("--slot: <stdin>: expected the name of a device");
    }

    @Test
    void anInputThatTellsOfSlotsHasNoNoteThatNoneAreAssumed() throws IOException {
        Path link = Files.createDirectories(folder.resolve("bus/pci/devices")).resolve("0000:00:1d.0");
        Files.createSymbolicLink(link, Path.of("../../../devices/pci0000:00/0000:00:1d.0"));
        Files.createSymbolicLink(
                link.resolveSibling("0000:01:00.0"), Path.of("../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0"));
        Path slot = Files.createDirectories(folder.resolve("bus/pci/slots/7"));
        Files.writeString(slot.resolve("address"), "0000:01:00\n");
        Files.createSymbolicLink(slot.resolve("module"), Path.of("../../../../module/pciehp"));

        Run run = check("6.11", folder.toString(), "--tasks", "pci_bus_error_reset:00:1d.0");

        assertThat(run.out()).contains("Tree      0000:00:1d.0([0000:01:00.0])").doesNotContain("slots are assumed");
    }

    private static String[] joined(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void slotsOfANotationAreKept() {
        Run run = check("7.1", "P([E,F],U([G]))", "--tasks", "pci_bus_error_reset:P");

        assertThat(run.out()).contains("Tree      P([E,F],U([G]))");
        assertThat(run.status()).isZero();
    }

    @Test
    void depthFirstGivesTheSameAnswerAndSaysThatTheTraceMayNotBeTheShortest() {
        String[] tasks = {"--tasks", "pci_bus_error_reset:P,pci_user_read_config:P", "--property", "bridge-held"};
        Run breadthFirst = check("6.9", "P(E)", tasks);
        Run depthFirst = check("6.9", "P(E)", tasks[0], tasks[1], tasks[2], tasks[3], "--depth-first");

        assertThat(breadthFirst.status()).isEqualTo(1);
        assertThat(breadthFirst.out()).doesNotContain("shortest");
        assertThat(depthFirst.status()).isEqualTo(1);
        assertThat(depthFirst.out())
                .startsWith("REFUTED for exactly these tasks.\n")
                .contains("Breaks    bridge-held\n")
                .contains("Note      the trace was found depth first and may not be the shortest\n");
    }

    /** Few states decide that there is a deadlock; all of those before a shortest one are more than the limit. */
    @Test
    void aLimitThatEndsTheSearchForAShortestTraceIsToldInTextJsonAndPage() throws IOException {
        String tasks = "pci_bus_error_reset:P,pci_reset_function:F,pci_user_read_config:E";
        String note =
                "the trace may not be the shortest, since the search for a shorter one ended early: the limit of 50 states"
                        + " was reached";
        Path page = folder.resolve("check.html");
        String tree = "P(U(E),F)";

        Run text = check("patch-3", tree, "--tasks", tasks, "--max-states", "50", "--html", page.toString());
        Run json = check("patch-3", tree, "--tasks", tasks, "--max-states", "50", "--json");
        Run unlimited = check("patch-3", tree, "--tasks", tasks);

        assertThat(text.status()).isEqualTo(1);
        assertThat(text.out()).startsWith("REFUTED").contains("Note      " + note + "\n");
        assertThat(JSON.std.mapFrom(json.out())).containsEntry("notes", List.of(note));
        assertThat(Files.readString(page)).contains(note);
        assertThat(unlimited.out()).startsWith("REFUTED").doesNotContain("shortest");
    }

    @Test
    void depthFirstProvesWithoutANote() {
        Run run = check("keith-busch", NESTED, "--tasks", "pci_bus_error_reset:P", "--depth-first");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("PROVED").doesNotContain("Note");
    }

    @Test
    void aLimitOfMemoryTellsOfDepthFirst() {
        String tasks = "pci_bus_error_reset:P,pci_reset_function:E,pci_reset_bus:G,pci_reset_function:H"
                + ",pci_user_read_config:E,pci_user_read_config:F,pci_user_read_config:P";
        Run run = check("6.11", "P(U(V(E,F),G),H)", "--tasks", tasks, "--memory", "1", "--all-states");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("Unknown   since the limit of 1 MiB").contains("--depth-first");
    }

    @Test
    void everyStateIsVisitedWhereThatIsAskedFor() {
        String[] tasks = {"--tasks", "pci_bus_error_reset:P,pci_reset_function:E,pci_user_read_config:P"};

        Run reduced = check("keith-busch", NESTED, tasks);
        Run all = check("keith-busch", NESTED, tasks[0], tasks[1], "--all-states");

        assertThat(withoutStates(reduced)).isEqualTo(withoutStates(all));
        assertThat(states(reduced)).isPositive().isLessThan(states(all) / 2);
    }

    private static String withoutStates(Run run) {
        return run.out().replaceAll("Explored.*", "");
    }

    private static long states(Run run) {
        Matcher explored = Pattern.compile("Explored  ([0-9]+) states").matcher(run.out());
        assertThat(explored.find()).isTrue();
        return Long.parseLong(explored.group(1));
    }

    @Test
    void depthFirstIsTheExplorersAndForExactTasks() {
        for (Run run : List.of(
                check("6.11", NESTED, "--any", "2", "--depth-first"),
                check("6.11", NESTED, "--tasks", "pci_reset_bus:E", "--engine", "lincheck", "--depth-first"))) {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.error()).contains("--depth-first goes with --tasks and the explorer");
        }
    }
}
