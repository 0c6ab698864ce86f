package pcilock.checks.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.ForkedProcess;

/**
 * Runs a program and tells how much processor time it took as a whole, its start and its children included. The shell that starts it
 * keeps the time: {@code times} is POSIX.
 */
final class MeasuredProcess {
    /** What a program printed and the seconds of processor time that it took, in user and in system mode together. */
    record Result(List<String> printed, List<String> logged, double seconds) {}

    private static final String SCRIPT = "\"$@\"; status=$?; times >&2; exit $status";
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private MeasuredProcess() {}

    static Result run(List<String> command, Path directory) {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        shell.addAll(command);
        ForkedProcess process = new ForkedProcess(command.get(0), shell, directory, PATIENCE);
        ForkedProcess.Ended ended = process.run();
        if (ended.status() != 0) {
            throw process.failed(
                    "failed with exit status " + ended.status(),
                    "Its output tells why.",
                    Stream.concat(ended.printed().stream(), ended.logged().stream())
                            .toList());
        }
        return new Result(ended.printed(), ended.logged(), seconds(ended.logged()));
    }

    /** The last line has the time of the children of the shell. */
    static double seconds(List<String> logged) {
        String last = logged.isEmpty() ? "" : logged.get(logged.size() - 1);
        Matcher times = TIMES.matcher(last);
        if (!times.matches()) {
            throw new EngineException("/bin/sh does not tell the time as POSIX says it must: " + last);
        }
        return minutes(times.group(1), times.group(2)) + minutes(times.group(3), times.group(4));
    }

    private static double minutes(String minutes, String seconds) {
        return 60 * Integer.parseInt(minutes) + Double.parseDouble(seconds);
    }
}
