package pcilock.checks.export;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.ForkedProcess;
import pcilock.specs.property.Property;

/**
 * An installed SPIN with a C compiler. It searches all states, goes on after an error, and leaves out nothing: neither states, as it
 * does with a bit for a state, nor orders, as it does with its partial-order reduction.
 */
public final class Spin {
    /** What a search of all orders is compiled with to be fast. */
    public static final List<String> FAST = List.of("-O2", "-DSAFETY", "-DNOREDUCE");

    /** The same with SPIN's partial-order reduction, which it has unless told otherwise. */
    public static final List<String> FAST_REDUCED = List.of("-O2", "-DSAFETY");

    /** What a search of all orders is compiled with that would be compiled for longer than it runs. */
    private static final List<String> SMALL = List.of("-O0", "-DSAFETY", "-DNOREDUCE");

    /** What the search is run with: no stop at an error, no file for each, no bound on the depth that matters, and a
     * hash table that suits a million states. */
    public static final List<String> SEARCH = List.of("-c0", "-n", "-m100000", "-w21");

    /** What SPIN does not tell apart: for these it reports a stuck state, which breaks {@link Property#EVERY_TASK_ENDS}. */
    public static final Set<Property> SILENT =
            Collections.unmodifiableSet(EnumSet.of(Property.NO_DEADLOCK, Property.NO_LOST_WAKE_UP));

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern ERROR = Pattern.compile("pan:\\d+: (.*) \\(at depth \\d+\\)");
    private static final Pattern ASSERTION = Pattern.compile("assertion violated ([a-z_]+)");
    private static final Pattern COMPLAINT = Pattern.compile(
            "pan:(?! elapsed time | rate | resizing hashtable ).*|error:.*|.*Warning: Search not completed.*");
    private static final Pattern ERRORS = Pattern.compile("State-vector .* errors: (\\d+)");

    /** From a hundred million on, SPIN prints eight digits and a power of ten. */
    private static final Pattern STORED = Pattern.compile(" *(\\d+|\\d(?:\\.\\d+)?e\\+\\d+) states, stored");

    private final Path spin;
    private final Path compiler;

    private Spin(Path spin, Path compiler) {
        this.spin = spin;
        this.compiler = compiler;
    }

    /** The one that is installed, if spin and a C compiler are. */
    public static Optional<Spin> find() {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    static Optional<Spin> find(String path) {
        Optional<Path> spin = program(path, "spin");
        Optional<Path> compiler = Stream.of("cc", "gcc", "clang")
                .flatMap(name -> program(path, name).stream())
                .findFirst();
        return spin.isPresent() && compiler.isPresent()
                ? Optional.of(new Spin(spin.get(), compiler.get()))
                : Optional.empty();
    }

    private static Optional<Path> program(String path, String name) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * What to run, one after the other, in a directory that has an export in {@code scenario.pml}; the last one searches.
     *
     * @param options the compiler's
     */
    public List<List<String>> commands(List<String> options, Path directory) {
        return List.of(
                List.of(spin.toString(), "-a", "scenario.pml"),
                Stream.of(List.of(compiler.toString()), options, List.of("-o", "pan", "pan.c"))
                        .flatMap(List::stream)
                        .toList(),
                Stream.concat(Stream.of(directory.resolve("pan").toString()), SEARCH.stream())
                        .toList());
    }

    /**
     * Makes the program that searches.
     *
     * @param promela what {@link PromelaExport} gave
     * @param options the compiler's
     * @param directory an empty directory
     * @return the command that searches
     * @throws EngineException when SPIN or the compiler refuse it
     */
    public List<String> compile(String promela, List<String> options, Path directory) {
        try {
            Files.writeString(directory.resolve("scenario.pml"), promela);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
        List<List<String>> commands = commands(options, directory);
        run("SPIN", commands.get(0), directory);
        run("The C compiler", commands.get(1), directory);
        return commands.get(2);
    }

    private static List<String> run(String name, List<String> command, Path directory) {
        ForkedProcess process = new ForkedProcess(name, command, directory, PATIENCE);
        ForkedProcess.Ended ended = process.run();
        List<String> said =
                Stream.concat(ended.printed().stream(), ended.logged().stream()).toList();
        if (ended.status() != 0) {
            throw process.failed("failed with exit status " + ended.status(), "Its output tells why.", said);
        }
        return said;
    }

    /**
     * Searches all states of an export.
     *
     * @param directory an empty directory
     * @throws EngineException when SPIN did not get to the end, or says something that is not understood
     */
    public CheckedExport check(String promela, Path directory) {
        return parse(run("SPIN's search", compile(promela, SMALL, directory), directory));
    }

    /**
     * Reads what SPIN's search printed.
     *
     * @throws EngineException when it is anything but the report of a search that got to its end
     */
    public static CheckedExport parse(List<String> printed) {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        long states = -1;
        long errors = -1;
        boolean whole = printed.stream().anyMatch(line -> line.startsWith("Full statespace search for:"));
        for (String line : printed) {
            Matcher error = ERROR.matcher(line);
            Matcher count = ERRORS.matcher(line);
            Matcher stored = STORED.matcher(line);
            if (error.matches()) {
                broken.add(broken(error.group(1)));
            } else if (count.matches()) {
                errors = Long.parseLong(count.group(1));
            } else if (stored.matches()) {
                states = new BigDecimal(stored.group(1)).longValueExact();
            } else if (COMPLAINT.matcher(line).matches()) {
                throw notUnderstood(line, printed);
            }
        }
        if (!whole || states < 1 || errors < 0) {
            throw notUnderstood("no report of a full search", printed);
        }
        if (errors == 0 != broken.isEmpty()) {
            throw notUnderstood(errors + " errors, and of these properties: " + broken, printed);
        }
        return new CheckedExport(states, broken);
    }

    /** The property that an error is about; a stuck state breaks this one, whatever it breaks besides. */
    private static Property broken(String error) {
        if (error.equals("invalid end state")) {
            return Property.EVERY_TASK_ENDS;
        }
        Matcher assertion = ASSERTION.matcher(error);
        if (assertion.matches()) {
            for (Property property : Property.values()) {
                if (PromelaExport.variable(property).equals(assertion.group(1))) {
                    return property;
                }
            }
        }
        throw new EngineException("SPIN's search found an error of no known kind: " + error + ".");
    }

    private static EngineException notUnderstood(String what, List<String> printed) {
        return new EngineException("What SPIN's search printed is not understood, and so is no answer: " + what
                + ". It printed:\n  " + String.join("\n  ", printed));
    }
}
