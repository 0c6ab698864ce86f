package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.Folders;

/** Runs the script with the jar of this build, from another folder and through a link. */
class PcilockIT {
    private static final String JAR = "pcilock-tool-1.0-SNAPSHOT.jar";
    private static final String ARCHIVE = "pcilock.jsa";

    @TempDir
    private Path folder;

    private Path link;

    @BeforeEach
    void linkToACopyThatIsBuilt() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("a copy"));
        Files.copy(
                Folders.ROOT.resolve("pcilock"),
                copy.resolve("pcilock"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(copy.resolve("pom.xml"));
        for (String folder : List.of("model", "specs", "checks/tool/src/main")) {
            Files.createDirectories(copy.resolve(folder));
        }
        Files.createFile(copy.resolve("checks/tool/pom.xml"));
        Path target = Files.createDirectories(copy.resolve("checks/tool/target"));
        for (String built : List.of(JAR, "lib")) {
            Files.createSymbolicLink(target.resolve(built), Folders.TOOL.resolve(built));
        }
        Files.writeString(target.resolve("pcilock.built"), "checks/tool/pom.xml\nchecks/tool/src/main\npom.xml\n");
        // Empty, so that the tests that are not about it need not wait for it.
        Files.createFile(target.resolve(ARCHIVE));
        link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a copy", "pcilock"));
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", link.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        File error = folder.resolve("error").toFile();
        Process process = builder.redirectError(error).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(error.toPath()));
    }

    private static Map<String, String> java() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void checksFromAnywhere() throws IOException, InterruptedException {
        Run run = nestedBus(java());

        assertThat(run.status()).as(run.error()).isEqualTo(1);
        assertThat(run.out()).contains("Deadlock: T1 -> T1").doesNotContain("\u001b");
    }

    /** What the first use builds with is left to a Maven that finds everything built. JDK 17 shares no classes below a blank. */
    private Path buildInAFolderOfItsOwn() throws IOException, InterruptedException {
        Path copy = Files.move(folder.resolve("a copy"), folder.resolve("copy"));
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("copy", "pcilock"));
        Path target = copy.resolve("checks/tool/target");
        for (String built : List.of("pcilock.built", ARCHIVE, JAR)) {
            Files.delete(target.resolve(built));
        }
        Files.copy(Folders.TOOL.resolve(JAR), target.resolve(JAR));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        tool(tools.resolve("mvn"), "exit 0");
        Run built = run(
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        tools + File.pathSeparator + System.getenv("PATH")),
                "revisions");
        assertThat(built.error()).contains("building, once");
        assertThat(built.status()).isZero();
        return target.resolve(ARCHIVE);
    }

    private Run nestedBus(Map<String, String> environment) throws IOException, InterruptedException {
        return run(
                environment,
                "check",
                "--revision",
                "patch-3",
                "--topology",
                "P(U(E),F)",
                "--tasks",
                "pci_bus_error_reset:P");
    }

    @Test
    void aCheckStartsWithTheClassesThatTheFirstUseKept() throws IOException, InterruptedException {
        buildInAFolderOfItsOwn();
        Path log = folder.resolve("classes");

        Run run = nestedBus(Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));

        assertThat(run.status()).as(run.error()).isEqualTo(1);
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" picocli.CommandLine ") && line.contains("shared objects file"));
    }

    @Test
    void anArchiveThatThisJvmCannotUseIsNoMatter() throws IOException, InterruptedException {
        Path archive = buildInAFolderOfItsOwn();
        Run with = nestedBus(java());
        Files.delete(archive);
        Run without = nestedBus(java());
        Files.writeString(archive, "an archive of another kind");
        Run withAnother = nestedBus(java());

        assertThat(with.out()).startsWith("REFUTED");
        assertThat(without).isEqualTo(with);
        assertThat(withAnother).isEqualTo(with);
    }

    /** A copy whose mvn and java only say that they ran, the former by a line in a file. */
    private Path withToolsThatOnlyTell(String whileItBuilds) throws IOException {
        Path copy = folder.resolve("a copy");
        Files.delete(copy.resolve("checks/tool/target").resolve(JAR));
        Files.delete(copy.resolve("checks/tool/target/pcilock.built"));
        Path tools = Files.createDirectories(folder.resolve("tools/bin"));
        tool(tools.resolve("java"), "exit 0");
        tool(
                tools.resolve("mvn"),
                "echo built >>'" + folder.resolve("builds") + "'\n: >'"
                        + copy.resolve("checks/tool/target").resolve(JAR) + "'\n" + whileItBuilds);
        return copy;
    }

    private static void tool(Path file, String does) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private long buildsAfterARun() throws IOException, InterruptedException {
        String tools = folder.resolve("tools/bin").toString();
        Run run = run(Map.of("JAVA_HOME", "", "PATH", tools + ":" + System.getenv("PATH")), "revisions");
        assertThat(run.status()).as(run.error()).isZero();
        try (Stream<String> builds = Files.lines(folder.resolve("builds"))) {
            return builds.count();
        }
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewOrChangedOrGoneButForATest() throws IOException, InterruptedException {
        Path copy = withToolsThatOnlyTell("");
        Path source = copy.resolve("checks/tool/src/main/A.java");

        assertThat(buildsAfterARun()).isEqualTo(1);
        assertThat(buildsAfterARun()).isEqualTo(1);
        Files.createFile(
                Files.createDirectories(copy.resolve("checks/tests/tool")).resolve("pom.xml"));
        assertThat(buildsAfterARun()).isEqualTo(1);
        Files.writeString(source, "");
        assertThat(buildsAfterARun()).isEqualTo(2);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(buildsAfterARun()).isEqualTo(3);
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        assertThat(buildsAfterARun()).isEqualTo(3);
        Files.move(source, copy.resolve("checks/tool/src/main/B.java"));
        Files.setLastModifiedTime(copy.resolve("checks/tool/src/main"), FileTime.from(Instant.EPOCH));
        assertThat(buildsAfterARun()).isEqualTo(4);
    }

    @Test
    void aSourceThatIsSavedDuringTheBuildIsBuiltTheNextTime() throws IOException, InterruptedException {
        Path source = folder.resolve("a copy/checks/tool/src/main/A.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
        // A second after it began, whenever it ends.
        withToolsThatOnlyTell("touch -d \"@$(($(date +%s) + 1))\" '" + source + "'");

        assertThat(buildsAfterARun()).isEqualTo(1);
        assertThat(buildsAfterARun()).isEqualTo(2);
    }

    @Test
    void aCheckoutThatCannotBeWrittenToIsSaidAndNoLogThatIsNotThere() throws IOException, InterruptedException {
        Path copy = withToolsThatOnlyTell("");
        Files.delete(copy.resolve("checks/tool/target/lib"));
        Files.delete(copy.resolve("checks/tool/target").resolve(ARCHIVE));
        Files.delete(copy.resolve("checks/tool/target"));
        Files.createFile(copy.resolve("checks/tool/target"));

        Run run = run(
                Map.of("JAVA_HOME", "", "PATH", folder.resolve("tools/bin") + ":" + System.getenv("PATH")),
                "revisions");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error())
                .contains("checks/tool/target cannot be written to")
                .doesNotContain("pcilock.log");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNone() throws IOException, InterruptedException {
        List<String> command = List.of(
                "/bin/sh",
                link.toString(),
                "check",
                "--revision",
                "7.1",
                "--topology",
                "P(E)",
                "--tasks",
                "pci_bus_error_reset:P");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(java());
        File error = folder.resolve("error").toFile();
        Process process = builder.redirectOutput(new File("/dev/full"))
                .redirectError(error)
                .start();

        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(Files.readString(error.toPath())).contains("the standard output could not be written");
    }

    @Test
    void saysThatJavaIsMissing() throws IOException, InterruptedException {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("readlink", "dirname")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }

        Run run = run(Map.of("JAVA_HOME", "", "PATH", tools.toString()), "revisions");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("no java");
    }
}
