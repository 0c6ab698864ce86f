package pcilock.checks.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program, run to its end. What it prints goes to files, so that it never waits for a reader. */
public final class ForkedProcess {
    /**
     * How it ended.
     *
     * @param status the exit status; where a signal ended it, 128 more than that
     * @param printed the lines of its standard output
     * @param logged the lines of its standard error
     */
    public record Ended(int status, List<String> printed, List<String> logged) {}

    private static final int TAIL = 20;

    private final String name;
    private final List<String> command;
    private final Path directory;
    private final Duration patience;

    /**
     * A program that was not started yet.
     *
     * @param name what to call it in errors, as the subject of a sentence
     * @param directory a directory that it runs in and in which its output is written to {@code answer} and {@code log}
     * @param patience when to give it up
     */
    public ForkedProcess(String name, List<String> command, Path directory, Duration patience) {
        this.name = name;
        this.command = command;
        this.directory = directory;
        this.patience = patience;
    }

    /**
     * Runs it to its end.
     *
     * @throws EngineException when it cannot be started or hangs
     */
    public Ended run() {
        Path answer = directory.resolve("answer");
        Path log = directory.resolve("log");
        int status = status(answer, log);
        return new Ended(status, read(answer), read(log));
    }

    private int status(Path answer, Path log) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(log.toFile())
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw notStarted(name, command, e);
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                throw failed(
                        "hung and was killed after " + patience.toSeconds() + " s, past its own time limit",
                        "Raise the time limit if the machine is slow.",
                        read(log));
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while " + name + " ran. Run it again.", e);
        }
        return process.exitValue();
    }

    /** Where a class is, for the class path of a forked JVM: Surefire's own class path holds but one jar. */
    public static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new EngineException("The class path entry of " + type + " is no path. Move the project.", e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private List<String> read(Path file) {
        try {
            return lines(file);
        } catch (IOException e) {
            throw new EngineException("What " + name + " printed cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The lines that a program printed, whatever it is that it printed. */
    static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** The error of a program that cannot be started. */
    static EngineException notStarted(String name, List<String> command, IOException e) {
        return new EngineException(
                name + " cannot be started: " + e.getMessage() + ". Check " + command.get(0) + ".", e);
    }

    /** The error of a program that gave no answer, with the end of what it logged. */
    public EngineException failed(String what, String advice, List<String> logged) {
        return failed(name, what, advice, logged);
    }

    /** The same, for a program that somebody else runs. */
    public static EngineException failed(String name, String what, String advice, List<String> logged) {
        List<String> tail = logged.subList(Math.max(0, logged.size() - TAIL), logged.size());
        String end = tail.isEmpty() ? " Its log is empty." : " The end of its log:\n  " + String.join("\n  ", tail);
        return new EngineException(name + " " + what + ". " + advice + end);
    }

    /** Deletes the directory that a process worked in, and all that it left there. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
