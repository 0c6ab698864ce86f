package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import pcilock.checks.Folders;
import pcilock.checks.SkippedTests;
import pcilock.checks.engine.ForkedProcess;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Runs {@code deploy/sweep.sbatch} on a Slurm of one node. */
class SlurmIT {
    /** {@link StuckSweep#BOUNDS}. */
    private static final List<String> OPTIONS = List.of(
            "--revisions",
            "patch-3",
            "--devices",
            "4",
            "--empty-buses",
            "3",
            "--slots",
            "2",
            "--tasks",
            "2",
            "--code",
            StuckSweep.CODE);

    private static final int KILLED = 1;
    private static final int TREES_BEFORE = 2;

    @TempDir
    private Path folder;

    @BeforeEach
    void find() throws IOException {
        SkippedTests.write(
                SlurmCluster.isInstalled(),
                Folders.TARGET.resolve("slurm-summary.txt"),
                "No Slurm was found: the check of a sweep as an array job was SKIPPED."
                        + " To run it, apt-get install slurm-wlm munge.");
        assumeTrue(SlurmCluster.isInstalled(), "there is no Slurm with munge");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> pcilock() {
        return List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Folders.TOOL.resolve("pcilock-tool-1.0-SNAPSHOT.jar").toString());
    }

    private static String quoted(List<String> words) {
        return "'" + String.join("' '", words) + "'";
    }

    /** What the array job calls: the command line, except that one shard hangs at its first start. */
    private Path commandThatHangsOnce(Path work) throws IOException {
        List<String> stuck = List.of(
                java(),
                "-classpath",
                Stream.of(StuckSweep.class, Sweep.class, Tree.class, Fault.class, Revision.class, ClassWriter.class)
                        .map(ForkedProcess::place)
                        .distinct()
                        .collect(Collectors.joining(File.pathSeparator)),
                StuckSweep.class.getName(),
                "sweep/" + KILLED + ".journal",
                Integer.toString(KILLED),
                Integer.toString(TREES_BEFORE));
        Path command = Files.writeString(
                work.resolve("pcilock"),
                "#!/bin/sh\n"
                        + "[ \"$SLURM_ARRAY_TASK_ID\" != " + KILLED + " ] || [ -n \"$SLURM_RESTART_COUNT\" ] || exec "
                        + quoted(stuck) + "\n"
                        + "exec " + quoted(pcilock()) + " \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        return command;
    }

    private static boolean isWritten(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).endsWith("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The trees that are written down, in all journals. */
    private static List<String> trees(List<Path> journals) throws IOException {
        List<String> trees = new ArrayList<>();
        for (Path journal : journals) {
            Files.readAllLines(journal).stream()
                    .filter(line -> line.startsWith("done\t"))
                    .forEach(trees::add);
        }
        return trees;
    }

    private record Merged(int status, String out) {}

    private static Merged merge(List<Path> journals, Path work) throws IOException {
        List<String> command = new ArrayList<>(pcilock());
        command.add("sweep");
        command.addAll(OPTIONS);
        command.add("--merge");
        journals.forEach(journal -> command.add(journal.toString()));
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(work.resolve("merge.err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Merged(process.onExit().join().exitValue(), out);
    }

    @Test
    void anArrayJobWithATaskThatWasKilledAndRequeuedFindsWhatOneProcessFinds() throws IOException {
        SweepFindings whole = Sweep.run(StuckSweep.BOUNDS);
        Path work = folder.resolve("work");
        Files.createDirectories(work.resolve("sweep"));
        Path command = commandThatHangsOnce(work);
        List<Path> journals = Stream.iterate(0, shard -> shard + 1)
                .limit(StuckSweep.SHARDS)
                .map(shard -> work.resolve("sweep/" + shard + ".journal"))
                .toList();
        List<String> submit = new ArrayList<>(List.of(
                "--parsable",
                "--array=0-" + (StuckSweep.SHARDS - 1),
                "--cpus-per-task=1",
                Folders.ROOT.resolve("deploy/sweep.sbatch").toString()));
        submit.addAll(OPTIONS);

        try (SlurmCluster slurm = SlurmCluster.start(folder, 2)) {
            String job =
                    slurm.run(Map.of("PCILOCK", command.toString()), work, "sbatch", submit.toArray(String[]::new));
            String killed = job + "_" + KILLED;
            Path hangs = work.resolve("sweep").resolve(StuckSweep.HANGS);
            slurm.await("the shard hangs", () -> isWritten(hangs));
            assertThat(trees(List.of(journals.get(KILLED)))).hasSize(TREES_BEFORE);
            assertThat(Files.readString(journals.get(KILLED))).endsWith(StuckSweep.CUT_OFF);
            ProcessHandle.of(Long.parseLong(Files.readString(hangs).strip()))
                    .orElseThrow()
                    .destroyForcibly();
            slurm.await("the killed task has failed", () -> slurm.states(killed).equals(List.of("FAILED")));

            slurm.run("scontrol", "requeue", killed);
            slurm.await("all tasks are done", () -> slurm.states(job).equals(List.of("COMPLETED")));
        }

        Merged merged = merge(journals, work);
        assertThat(merged.status())
                .as(Files.readString(work.resolve("merge.err")))
                .isZero();
        assertThat(merged.out()).isEqualTo(new SweepTable(whole).text());
        assertThat(trees(journals)).doesNotHaveDuplicates().hasSize(whole.trees());
    }
}
