package pcilock.checks.jpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pcilock.checks.engine.EngineException;

/**
 * A forked JVM that prints a {@link JpfReport} to its standard output. Whatever else comes of it, a crash, a hang or half a
 * report, is an engine's failure and never an answer.
 */
final class JpfProcess {
    private static final int TAIL = 20;

    /** With {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNAL = 128;

    private final List<String> command;
    private final Path directory;
    private final Duration patience;

    /**
     * @param directory an empty directory that the process runs in and its output is written to
     * @param patience when to give the process up; it is expected to watch its limits itself and well before
     */
    JpfProcess(List<String> command, Path directory, Duration patience) {
        this.command = command;
        this.directory = directory;
        this.patience = patience;
    }

    /**
     * Runs the process to its end.
     *
     * @throws EngineException when there is no whole report
     */
    JpfReport run() {
        Path answer = directory.resolve("answer");
        Path log = directory.resolve("log");
        int status = status(answer, log);
        List<String> printed = read(answer);
        List<String> logged = read(log);
        if (status == OUT_OF_MEMORY && mentions(printed, logged, "java.lang.OutOfMemoryError")) {
            return JpfReport.stopped("the memory limit was reached");
        }
        if (status > SIGNAL) {
            throw failed(
                    "was killed by signal " + (status - SIGNAL),
                    "If the machine ran out of memory, run fewer at a time or lower the memory limit.",
                    logged);
        }
        if (status != 0) {
            throw failed("crashed with exit status " + status, "The log's end tells why.", logged);
        }
        try {
            return JpfReport.parse(printed);
        } catch (JpfReport.MalformedException e) {
            throw failed(
                    e.getMessage(), "Run it again; if it stays so, JPF and this project do not fit together.", logged);
        }
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
            throw new EngineException(
                    "The forked JPF cannot be started: " + e.getMessage() + ". Check " + command.get(0) + ".", e);
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                throw failed(
                        "hung and was killed after " + patience.toSeconds() + " s, past its own time limit",
                        "Raise the time limit if the machine is slow.",
                        read(log));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while a forked JPF ran. Run it again.", e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private static boolean mentions(List<String> printed, List<String> logged, String text) {
        return printed.stream().anyMatch(line -> line.contains(text))
                || logged.stream().anyMatch(line -> line.contains(text));
    }

    private static List<String> read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new EngineException("The output of the forked JPF cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static EngineException failed(String what, String advice, List<String> logged) {
        List<String> tail = logged.subList(Math.max(0, logged.size() - TAIL), logged.size());
        String end = tail.isEmpty() ? " Its log is empty." : " The end of its log:\n  " + String.join("\n  ", tail);
        return new EngineException("The forked JPF " + what + ". " + advice + end);
    }
}
