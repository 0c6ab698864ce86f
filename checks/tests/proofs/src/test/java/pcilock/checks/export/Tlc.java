package pcilock.checks.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.ForkedProcess;
import pcilock.specs.property.Property;
import tlc2.TLC;

/** TLC, forked: its state is static. It searches all states and goes on after an error. */
public final class Tlc {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):\\d @!@!@");
    private static final Pattern END = Pattern.compile("@!@!@ENDMSG (\\d+) @!@!@");
    private static final Pattern INVARIANT =
            Pattern.compile("Invariant (\\w+) is violated( by the initial state:.*|\\.)");
    private static final Pattern STATES =
            Pattern.compile("\\d+ states generated, (\\d+) distinct states found, (\\d+) states left on queue\\.");

    private static final int INITIAL_STATE_BREAKS = 2107;
    private static final int STATE_BREAKS = 2110;
    private static final int RUN_BREAKS = 2116;
    private static final int COUNTS = 2199;
    private static final int FINISHED = 2186;

    /** What else TLC says in a search that gets to its end: how it goes, and the states of counterexamples. */
    private static final Set<Integer> EXPECTED = Set.of(
            2121, 2122, 2185, 2187, 2189, 2190, 2192, 2193, 2194, 2200, 2212, 2217, 2218, 2219, 2220, 2262, 2264, 2267,
            2268);

    /** No error, and an error of a run; for an error of a state that did not stop it TLC has no status. */
    private static final Set<Integer> STATUSES = Set.of(0, 12, 13);

    private record Message(int code, String text) {}

    private Tlc() {}

    /**
     * Checks an export, as often as it takes: of the invariants that a state breaks TLC names the first only, so each run asks for
     * those that no run has found broken.
     *
     * @throws EngineException when TLC did not get to the end, or says something that is not understood
     */
    static CheckedExport check(TlaExport export, Path directory) {
        Map<Property, String> open = new EnumMap<>(TlaExport.invariants());
        Set<Property> broken = EnumSet.noneOf(Property.class);
        while (true) {
            CheckedExport found = run(export, TlaExport.configuration(open.values()), directory);
            broken.addAll(found.broken());
            if (!open.keySet().removeAll(found.broken())) {
                return new CheckedExport(found.states(), broken);
            }
        }
    }

    /**
     * What to run to search all states of an export for all invariants.
     *
     * @param directory an empty directory, into which the export is written
     */
    public static List<String> command(TlaExport export, Path directory) {
        return command(export, export.configuration(), directory);
    }

    private static List<String> command(TlaExport export, String configuration, Path directory) {
        Path states;
        try {
            // TLC names its directory after the second in which it starts, and fails where there is one already.
            states = Files.createTempDirectory(directory, "states");
            Files.writeString(directory.resolve(export.name() + ".tla"), export.module());
            Files.writeString(directory.resolve(export.name() + ".cfg"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
        return command(export.name(), directory, states);
    }

    private static CheckedExport run(TlaExport export, String configuration, Path directory) {
        ForkedProcess process =
                new ForkedProcess("TLC", command(export, configuration, directory), directory, PATIENCE);
        ForkedProcess.Ended ended = process.run();
        if (!STATUSES.contains(ended.status())) {
            List<String> told = new ArrayList<>(ended.printed());
            told.addAll(ended.logged());
            throw process.failed("failed with exit status " + ended.status(), "Its output tells why.", told);
        }
        return parse(ended.printed());
    }

    private static List<String> command(String module, Path directory, Path states) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Short runs: TLC's own advice on collectors is for long ones.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                ForkedProcess.place(TLC.class),
                TLC.class.getName(),
                "-nowarning",
                "-tool",
                "-workers",
                "1",
                "-continue",
                "-metadir",
                states.toString(),
                "-config",
                module + ".cfg",
                module + ".tla");
    }

    /**
     * Reads what {@code TLC -tool -continue} printed.
     *
     * @throws EngineException when it is anything but the report of a search that got to its end
     */
    public static CheckedExport parse(List<String> printed) {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        Set<Integer> seen = new HashSet<>();
        long states = -1;
        for (Message message : messages(printed)) {
            seen.add(message.code());
            switch (message.code()) {
                case INITIAL_STATE_BREAKS, STATE_BREAKS -> broken.add(property(message));
                case RUN_BREAKS -> broken.add(Property.EVERY_TASK_ENDS);
                case COUNTS -> {
                    Matcher counts = STATES.matcher(message.text());
                    if (!counts.matches() || !counts.group(2).equals("0")) {
                        throw notUnderstood(message.text());
                    }
                    states = Long.parseLong(counts.group(1));
                }
                case FINISHED -> {}
                default -> {
                    if (!EXPECTED.contains(message.code())) {
                        throw notUnderstood(message.code() + ": " + message.text());
                    }
                }
            }
        }
        if (states < 1 || !seen.contains(FINISHED)) {
            throw notUnderstood("no report of a search that got to its end");
        }
        return new CheckedExport(states, broken);
    }

    private static List<Message> messages(List<String> printed) {
        List<Message> messages = new ArrayList<>();
        Matcher open = null;
        StringBuilder text = new StringBuilder();
        for (String line : printed) {
            Matcher start = START.matcher(line);
            Matcher end = END.matcher(line);
            if (start.matches()) {
                open = start;
                text.setLength(0);
            } else if (end.matches()) {
                if (open == null || !open.group(1).equals(end.group(1))) {
                    throw notUnderstood("the end of a message that did not begin: " + line);
                }
                messages.add(new Message(
                        Integer.parseInt(end.group(1)), text.toString().strip()));
                open = null;
            } else {
                text.append(line).append('\n');
            }
        }
        if (open != null) {
            throw notUnderstood("half a message: " + text);
        }
        return messages;
    }

    private static Property property(Message message) {
        Matcher invariant = INVARIANT.matcher(message.text().lines().findFirst().orElse(""));
        if (invariant.matches()) {
            for (Map.Entry<Property, String> entry : TlaExport.invariants().entrySet()) {
                if (entry.getValue().equals(invariant.group(1))) {
                    return entry.getKey();
                }
            }
        }
        throw notUnderstood(message.text());
    }

    private static EngineException notUnderstood(String what) {
        return new EngineException("What TLC printed is not understood, and so is no answer: " + what + ".");
    }
}
