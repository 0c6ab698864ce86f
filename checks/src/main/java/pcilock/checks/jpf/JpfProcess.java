package pcilock.checks.jpf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.ForkedProcess;

/**
 * A forked JVM that prints a {@link JpfReport} to its standard output. Whatever else comes of it, a crash, a hang or half a
 * report, is an engine's failure and never an answer.
 */
final class JpfProcess {
    /** With {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNAL = 128;

    private final ForkedProcess process;

    /**
     * @param directory an empty directory that the process runs in and its output is written to
     * @param patience when to give the process up; it is expected to watch its limits itself and well before
     */
    JpfProcess(List<String> command, Path directory, Duration patience) {
        process = new ForkedProcess("The forked JPF", command, directory, patience);
    }

    /**
     * Runs the process to its end.
     *
     * @throws EngineException when there is no whole report
     */
    JpfReport run() {
        ForkedProcess.Ended ended = process.run();
        boolean outOfMemory = Stream.concat(ended.printed().stream(), ended.logged().stream())
                .anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
        if (ended.status() == OUT_OF_MEMORY && outOfMemory) {
            return JpfReport.stopped("the memory limit was reached");
        }
        if (ended.status() > SIGNAL) {
            throw process.failed(
                    "was killed by signal " + (ended.status() - SIGNAL),
                    "If the machine ran out of memory, run fewer at a time or lower the memory limit.",
                    ended.logged());
        }
        if (ended.status() != 0) {
            throw process.failed(
                    "crashed with exit status " + ended.status(), "The log's end tells why.", ended.logged());
        }
        try {
            return JpfReport.parse(ended.printed());
        } catch (JpfReport.MalformedException e) {
            throw process.failed(
                    e.getMessage(),
                    "Run it again; if it stays so, JPF and this project do not fit together.",
                    ended.logged());
        }
    }
}
