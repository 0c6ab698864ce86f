package pcilock.checks.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pcilock.checks.engine.ForkedProcess;

/** A command that was run: its exit status and what it printed. */
public record Run(int status, String out, String error) {
    /** Runs it in this process. */
    public static Run of(String... arguments) {
        return withInput("", arguments);
    }

    static Run withInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int status = Pcilock.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments);
        return new Run(status, out.toString(), error.toString());
    }

    /**
     * Runs it in a process of its own: code of a user that never ends would use a processor for as long as this one lives.
     *
     * @param folder for what it prints
     */
    public static Run forked(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                Pcilock.class.getName()));
        command.addAll(List.of(arguments));
        ForkedProcess.Ended ended = new ForkedProcess("pcilock", command, folder, Duration.ofMinutes(2)).run();
        return new Run(ended.status(), String.join("\n", ended.printed()), String.join("\n", ended.logged()));
    }
}
