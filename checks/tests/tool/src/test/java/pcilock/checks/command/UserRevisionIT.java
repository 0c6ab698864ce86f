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
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.model.revision.Revision;

class UserRevisionIT {
    private static final String FIRST_LOCK = "pciDevLock(bus.self);";

    @TempDir
    private Path folder;

    private Run check(String source) throws IOException {
        return Run.of(arguments(source));
    }

    private String[] arguments(String source, String... rest) throws IOException {
        Path file = Files.writeString(folder.resolve("MyPatch.java"), source);
        Stream<String> check = Stream.of(
                "check", "--revision", file.toString(), "--topology", "P(U(E),F)", "--tasks", "pci_bus_error_reset:P");
        return Stream.concat(check, Stream.of(rest)).toArray(String[]::new);
    }

    private static String patch3With(String first) {
        String source = Run.of("revisions", "--print", "patch-3").out();
        int at = source.indexOf(FIRST_LOCK);
        return source.substring(0, at) + first + source.substring(at + FIRST_LOCK.length());
    }

    @ParameterizedTest
    @EnumSource
    void aPrintedRevisionChecksAsTheRevisionDoes(Revision revision) throws IOException {
        Run printed = check(Run.of("revisions", "--print", revision.id).out());
        Run builtIn = Run.of(
                "check", "--revision", revision.id, "--topology", "P(U(E),F)", "--tasks", "pci_bus_error_reset:P");

        assertThat(printed.status()).as(printed.error()).isEqualTo(builtIn.status());
        assertThat(printed.out().lines().skip(2))
                .isEqualTo(builtIn.out().lines().skip(2).toList());
    }

    @Test
    void aChangeOfThePatchIsChecked() throws IOException {
        // What Keith Busch proposed: the bridge is locked by the bus below it alone.
        String mended = patch3With(FIRST_LOCK)
                .replaceFirst(
                        "(?s)pciDevLock\\(dev\\);(\\s+)if \\(dev.subordinate != null\\) \\{(\\s+)pciBusLock",
                        "if (dev.subordinate == null) { pciDevLock(dev); } else {$2pciBusLock")
                .replaceFirst(
                        "(?s)(pciBusUnlock\\(dev.subordinate\\);\\s+)\\}(\\s+)pciDevUnlock\\(dev\\);",
                        "$1} else { pciDevUnlock(dev); }");

        Run run = check(mended);

        assertThat(run.status()).as(run.out() + run.error()).isZero();
    }

    @Test
    void aCertificateIsAboutTheFileAndNotAboutTheRevisionOfItsName() throws IOException {
        String[] question = {"--certify", "--property", "released-by-holder", "--entry-points", "pci_bus_error_reset"};

        assertThat(certified(patch3With(FIRST_LOCK), "P(E)", question).status()).isZero();
        assertThat(certified(patch3With(""), "P(E)", question).status()).isEqualTo(1);
    }

    @Test
    void aCircleOfManyTasksIsTriedWhereThereIsNoCertificate() throws IOException {
        String circle = """
                import pcilock.model.pci.*;
                import pcilock.model.revision.Linux_6_11;
                class Circle extends Linux_6_11 {
                    Circle(TaskContext context) { super(context); }
                    @Override public void pciResetFunction(PciDev dev) {
                        if (dev.subordinate != null) return;
                        boolean last = dev == dev.bus.devices.get(dev.bus.devices.size() - 1);
                        PciDev next = dev.bus.devices.get(last ? 0 : dev.bus.devices.indexOf(dev) + 1);
                        deviceLock(dev);
                        deviceLock(next);
                        deviceUnlock(next);
                        deviceUnlock(dev);
                    }
                }
                """;
        String[] question = {"--certify", "--property", "no-deadlock", "--entry-points", "pci_reset_function"};

        Run five = certified(circle, "P(A,B,C,D,E)", question);
        assertThat(five.status()).as(five.error()).isEqualTo(1);
        assertThat(five.out()).contains("Deadlock: T1 -> T2 -> T3 -> T4 -> T5 -> T1");

        StringBuilder many = new StringBuilder("P(E0");
        for (int i = 1; i < 33; i++) {
            many.append(",E").append(i);
        }
        Run tooMany = certified(circle, many.append(')').toString(), question);
        assertThat(tooMany.status()).isEqualTo(3);
        assertThat(tooMany.out())
                .contains("the 33 tasks of a circle in the lock order could not be explored: the limit of 32 tasks");
    }

    private Run certified(String source, String tree, String... question) throws IOException {
        Path file = Files.writeString(folder.resolve("MyPatch.java"), source);
        List<String> arguments = new ArrayList<>(List.of("check", "--revision", file.toString(), "--topology", tree));
        arguments.addAll(List.of(question));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void theFileMayHaveNoPackage() throws IOException {
        Run run = check("""
                import pcilock.model.pci.*;
                import pcilock.model.revision.Linux_6_11;
                class Other extends Linux_6_11 {
                    Other(TaskContext context) { super(context); }
                    @Override public void pciBusUnlock(PciBus bus) { }
                }
                """);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("the class Other").contains("^ breaks nothing-left-held");
    }

    @Test
    void theFileCanBeExported() throws IOException {
        Path file = folder.resolve("Linux_6_11.java");
        Files.writeString(file, Run.of("revisions", "--print", "6.11").out());

        for (String format : List.of("tla", "promela")) {
            Run run = Run.of(
                    "export",
                    "--format",
                    format,
                    "--revision",
                    file.toString(),
                    "--topology",
                    "P(E)",
                    "--tasks",
                    "pci_bus_error_reset:P");

            assertThat(run.status()).as(run.error()).isZero();
            assertThat(run.out()).contains("PCI reset locking of no revision");
        }
    }

    @Test
    void aCompileErrorIsShownWithItsLine() throws IOException {
        Run run = check(patch3With("pciDevLok(bus.self);"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error())
                .contains("MyPatch.java:19:9: cannot find symbol")
                .contains("\n          pciDevLok(bus.self);\n          ^\n");
    }

    @Test
    void aClassOfAnotherShapeIsRefused() throws IOException {
        assertThat(check("class X {}").error())
                .contains("expected a class that extends PciCore")
                .contains("found X");
        assertThat(check("").error())
                .contains("expected a class that extends PciCore")
                .contains("found no class");
        assertThat(check("").status()).isEqualTo(2);
    }

    @Test
    void stateThatWouldMakeTheAnswerWrongIsRefused() throws IOException {
        Run run = check(
                Run.of("revisions", "--print", "6.11").out().replaceFirst("\\{\n", "{\n    private int calls;\n"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("the field calls in Linux_6_11");
    }

    @Test
    void anEndlessLoopIsUnknownAndSaysWhereItWas() throws IOException {
        Run run = Run.forked(folder, arguments(patch3With("while (bus != null) { }"), "--time", "1"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("the limit of 1 s was reached").contains("MyPatch.java:19 (pciBusLock)");
    }

    @Test
    void anEndlessLoopThatTakesLocksIsUnknown() throws IOException {
        Run run = check(patch3With("while (bus != null) { pciDevLock(bus.self); pciDevUnlock(bus.self); }"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("recorded steps");
    }

    @Test
    void endlessRecursionIsUnknownAndSaysWhere() throws IOException {
        Run run = check(patch3With("pciBusLock(bus);"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("calls itself without end").contains("MyPatch.java:19 (pciBusLock)");
    }

    @Test
    void anExceptionIsShownWithItsLine() throws IOException {
        Run run = check(patch3With("throw new IllegalStateException(\"not yet\");")
                .replaceFirst("throw new", "if (bus != null) throw new"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("MyPatch.java:19 (pciBusLock): java.lang.IllegalStateException: not yet");
    }

    @Test
    void nothingOfItIsWritten() throws IOException {
        check(patch3With(FIRST_LOCK));

        assertThat(folder.toFile().list()).containsExactly("MyPatch.java");
    }
}
