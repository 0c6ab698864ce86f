package pcilock.checks.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import pcilock.checks.certificate.Certifier;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.ForkedProcess;
import pcilock.checks.explorer.SearchCost;
import pcilock.checks.explorer.SearchOrder;
import pcilock.checks.export.PromelaExport;
import pcilock.checks.export.Spin;
import pcilock.checks.sweep.Sweep;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * Measures the explorer beside SPIN, on the same exported scenarios and in turns, so that what else the machine does falls on both.
 * What is measured is the processor time of whole processes, the start of a JVM included; it needs a POSIX shell. Where SPIN and the
 * explorer disagree on what they count there is no result but an error.
 */
public final class Benchmark {
    private static final int RUNS = 5;

    private static final String TASKS_FILE = "tasks.svg";
    private static final String DEVICES_FILE = "devices.svg";

    /** So many searches, and the JVM has compiled what it is going to compile. */
    private static final int WARMING = 50;

    private static final int LEAST_CERTIFIED = 128;
    private static final int MOST_CERTIFIED = 1024;

    /** For a run of a second: the second compiler of the JVM would take longer than it saves. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** The most memory of a JVM; a search keeps its states in half of it. */
    private static final String MEMORY = "-Xmx2g";

    /** For all orders of ten tasks: 103 million states, for which it may take half of this. */
    private static final String MORE_MEMORY = "-Xmx12g";

    private static final String BOTH_COMPILERS = "-XX:+TieredCompilation";
    private static final double MEBIBYTE = 1 << 20;
    private static final Pattern SPIN_MEMORY = Pattern.compile(" *([\\d.]+)\\s+(.*)");
    private static final Pattern TRANSITIONS = Pattern.compile(" *(\\d+) transitions .*");

    private final Optional<Spin> spin;
    private final Path directory;
    private final StringBuilder markdown = new StringBuilder();
    private LogPlot tasks;
    private final LogPlot devices =
            new LogPlot("Three tasks: all orders, in a JVM that is warm", "devices", "microseconds of wall time", true);
    private final PrintStream out;

    /** @param start the seconds that passed before the search began */
    private record Cost(long states, long transitions, double bytes, double seconds, double start) {}

    private Benchmark(Optional<Spin> spin, Path directory, PrintStream out) {
        this.spin = spin;
        this.directory = directory;
        this.out = out;
    }

    /**
     * The command.
     *
     * @param arguments the folder that the results are written to, as Markdown and SVG
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("expected one argument: the folder to write the results to");
            System.exit(2);
        }
        Path directory = Files.createTempDirectory("pcilock-benchmark");
        try {
            Path folder = Path.of(arguments[0]).toAbsolutePath();
            Files.createDirectories(folder);
            Benchmark benchmark = new Benchmark(Spin.find(), directory, System.out);
            benchmark.run();
            Files.writeString(folder.resolve("README.md"), benchmark.markdown);
            Files.writeString(folder.resolve(TASKS_FILE), benchmark.tasks.svg());
            Files.writeString(folder.resolve(DEVICES_FILE), benchmark.devices.svg());
        } finally {
            ForkedProcess.delete(directory);
        }
    }

    private void run() throws IOException {
        line("# Benchmark");
        line("");
        line("Written by");
        line("");
        line("    mvn -q test-compile -Pbenchmark -Dbenchmark.folder=FOLDER");
        line("");
        line("![How the time to the answer grows with tasks](" + TASKS_FILE + ")");
        line("");
        line("![How the time of a search grows with devices](" + DEVICES_FILE + ")");
        line("");
        line("Where nothing else is said: Linux 6.11, medians of " + RUNS
                + " runs in turns, processor seconds of whole processes. JDK " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".");
        if (spin.isEmpty()) {
            line("");
            line("No spin with a C compiler was found: SPIN's part is left out.");
        }
        tasks = new TimeToTheAnswer(spin, directory, this::line).run();
        deep();
        depthFirst();
        sweep();
        for (int i = 0; i < WARMING; i++) {
            SearchCost.of(BenchmarkScenarios.deep(4), SearchOrder.BREADTH_FIRST);
        }
        growth("tasks", "on " + BenchmarkScenarios.DEEP, new int[] {1, 2, 3, 4, 5, 6}, BenchmarkScenarios::deep);
        devices.add(
                "on one bus",
                growth(
                        "devices on one bus",
                        "below one bridge, three tasks",
                        new int[] {1, 2, 4, 8, 16, 32},
                        BenchmarkScenarios::flat));
        devices.add(
                "one below the other",
                growth(
                        "bridges one below the other",
                        "and a device below the last, three tasks",
                        new int[] {1, 2, 4, 8, 16, 32},
                        BenchmarkScenarios::chain));
        certificates();
    }

    private void certificates() {
        line("");
        line("## Certificates: any number of tasks");
        line("");
        line("Every entry point on every device, Linux 7.1, in a JVM that is warm; milliseconds of wall time.");
        line("");
        line("| devices | on one bus | bridges one below the other | a device beside each bridge |");
        line("|---:|---:|---:|---:|");
        List<IntFunction<String>> shapes = List.of(
                devices -> BenchmarkScenarios.flat(devices - 1).topology,
                devices -> BenchmarkScenarios.chain(devices - 1).topology,
                BenchmarkScenarios::caterpillar);
        shapes.forEach(shape -> certificate(shape.apply(LEAST_CERTIFIED)));
        for (int devices = LEAST_CERTIFIED; devices <= MOST_CERTIFIED; devices *= 2) {
            int size = devices;
            line("| " + devices + " | "
                    + shapes.stream()
                            .map(shape -> String.format(Locale.ROOT, "%.0f", certificate(shape.apply(size))))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private static double certificate(String tree) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long began = System.nanoTime();
            Certifier.certify(Revision.LINUX_7_1, tree);
            times.add((System.nanoTime() - began) / 1e6);
        }
        return median(times, Double::compare);
    }

    private void deep() throws IOException {
        line("");
        line("## Many tasks on " + BenchmarkScenarios.DEEP);
        line("");
        line(
                "SPIN's search is compiled with " + String.join(" ", Spin.FAST)
                        + "; its compilation is not counted."
                        + " Bytes a state count SPIN's states and its hash table, whose size suits a million states, and the explorer's states, hash table and parents.");
        line("");
        line("| tasks | states | transitions | explorer, s | before the search, s | states/s | states/s of the search |"
                + " bytes a state | SPIN, s | states/s | bytes a state |"
                + " SPIN / explorer |");
        line("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int tasks = 4; tasks <= 6; tasks++) {
            Scenario scenario = BenchmarkScenarios.deep(tasks);
            Path work = Files.createDirectory(directory.resolve("deep" + tasks));
            List<String> pan =
                    spin.isPresent() ? spin.get().compile(PromelaExport.of(scenario), Spin.FAST, work) : null;
            List<Cost> explorer = new ArrayList<>();
            List<Cost> others = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                explorer.add(explorer(tasks, SearchOrder.BREADTH_FIRST, FIRST_COMPILER, work));
                if (pan != null) {
                    others.add(spin(pan, work));
                    agree(explorer.get(i), others.get(i));
                }
            }
            Cost mine = median(explorer);
            String row = String.format(
                    Locale.ROOT,
                    "| %d | %,d | %,d | %.2f | %.2f | %,.0f | %,.0f | %.0f |",
                    tasks,
                    mine.states,
                    mine.transitions,
                    mine.seconds,
                    mine.start,
                    mine.states / mine.seconds,
                    mine.states / (mine.seconds - mine.start),
                    mine.bytes / mine.states);
            if (pan == null) {
                line(row + " | | | |");
            } else {
                Cost other = median(others);
                line(row
                        + String.format(
                                Locale.ROOT,
                                " %.2f | %,.0f | %.0f | %.1f |",
                                other.seconds,
                                other.states / other.seconds,
                                other.bytes / other.states,
                                other.seconds / mine.seconds));
            }
        }
    }

    private static void agree(Cost explorer, Cost other) {
        if (explorer.states != other.states || explorer.transitions != other.transitions) {
            throw new EngineException("the explorer counts " + explorer.states + " states and " + explorer.transitions
                    + " transitions, SPIN " + other.states + " and " + other.transitions);
        }
    }

    private static Cost median(List<Cost> costs) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::seconds))
                .toList()
                .get(costs.size() / 2);
    }

    private void depthFirst() {
        line("");
        line("## Depth first on " + BenchmarkScenarios.DEEP);
        line("");
        line("One run each, with a heap of 2 GiB of which half is for states.");
        line("");
        line("| tasks | order | states | transitions | s | states/s | bytes a state |");
        line("|---:|---|---:|---:|---:|---:|---:|");
        for (int tasks = 6; tasks <= BenchmarkScenarios.MOST_TASKS; tasks++) {
            for (SearchOrder order : SearchOrder.values()) {
                Cost cost = explorer(tasks, order, BOTH_COMPILERS, directory);
                line(
                        cost == null
                                ? "| " + tasks + " | " + order.words + " | more than fit in | | | | |"
                                : String.format(
                                        Locale.ROOT,
                                        "| %d | %s | %,d | %,d | %.1f | %,.0f | %.1f |",
                                        tasks,
                                        order.words,
                                        cost.states,
                                        cost.transitions,
                                        cost.seconds,
                                        cost.states / cost.seconds,
                                        cost.bytes / cost.states));
            }
        }
    }

    /** Null where the memory does not suffice. */
    private static Cost explorer(int tasks, SearchOrder order, String compilers, Path work) {
        MeasuredProcess.Result result =
                MeasuredProcess.run(java(compilers, MEMORY, "deep", "" + tasks, order.name()), work);
        if (result.printed().get(0).equals(BenchmarkChild.NO_ROOM)) {
            return null;
        }
        String[] counts = result.printed().get(0).split(" ", -1);
        return new Cost(
                Long.parseLong(counts[0]),
                Long.parseLong(counts[1]),
                Long.parseLong(counts[2]),
                result.seconds(),
                Long.parseLong(counts[3]) / 1e3);
    }

    private static Cost spin(List<String> pan, Path work) {
        MeasuredProcess.Result result = MeasuredProcess.run(pan, work);
        long transitions = 0;
        double mebibytes = 0;
        for (String line : result.printed()) {
            Matcher found = TRANSITIONS.matcher(line);
            if (found.matches()) {
                // It counts the initial state as one.
                transitions = Long.parseLong(found.group(1)) - 1;
            }
            Matcher memory = SPIN_MEMORY.matcher(line);
            if (memory.matches()
                    && (memory.group(2).startsWith("actual memory usage for states")
                            || memory.group(2).startsWith("memory used for hash table"))) {
                mebibytes += Double.parseDouble(memory.group(1));
            }
        }
        long states = Spin.parse(result.printed()).states();
        return new Cost(states, transitions, mebibytes * MEBIBYTE, result.seconds(), 0);
    }

    private void sweep() throws IOException {
        line("");
        line("## The sweep");
        line("");
        List<Scenario> scenarios = BenchmarkScenarios.fifty();
        List<Double> explorer = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            MeasuredProcess.Result result = MeasuredProcess.run(java(FIRST_COMPILER, MEMORY, "fifty"), directory);
            explorer.add(result.seconds());
            // One run of SPIN on the fifty takes as long as all else here.
            if (spin.isPresent() && i == 0) {
                others.add(spinOnFifty(scenarios, result.printed()));
            }
        }
        double mine = median(explorer, Double::compare);
        line(String.format(
                Locale.ROOT,
                "Fifty scenarios of three tasks on trees of five devices, by the sweep's search in one process: %.2f s, %.0f a second.",
                mine,
                scenarios.size() / mine));
        for (double other : others) {
            line(String.format(
                    Locale.ROOT,
                    "By SPIN, compilation counted: %.1f s, %.1f a second (one run). The answers are equal.",
                    other,
                    scenarios.size() / other));
        }
        MeasuredProcess.Result swept = MeasuredProcess.run(java(BOTH_COMPILERS, MEMORY, "sweep"), directory);
        double scenariosSwept = Double.parseDouble(swept.printed().get(0));
        line(String.format(
                Locale.ROOT,
                "A whole sweep of the trees up to five devices, one revision, on one thread: %,.0f scenarios in %.1f s, %,.0f a second.",
                scenariosSwept,
                swept.seconds(),
                scenariosSwept / swept.seconds()));
    }

    private double spinOnFifty(List<Scenario> scenarios, List<String> expected) throws IOException {
        double seconds = 0;
        for (int i = 0; i < scenarios.size(); i++) {
            Path work = Files.createDirectory(directory.resolve("fifty" + i));
            Files.writeString(work.resolve("scenario.pml"), PromelaExport.of(scenarios.get(i)));
            List<String> printed = new ArrayList<>();
            for (List<String> command : spin.get().commands(Spin.FAST, work)) {
                MeasuredProcess.Result result = MeasuredProcess.run(command, work);
                seconds += result.seconds();
                printed = result.printed();
            }
            Set<Property> broken = EnumSet.copyOf(Spin.SILENT);
            broken.addAll(Spin.parse(printed).broken());
            Set<String> found =
                    broken.stream().map(property -> property.id).collect(Collectors.toCollection(TreeSet::new));
            Set<String> wanted = new TreeSet<>(Arrays.asList(expected.get(i).split(" ", -1)));
            wanted.remove("");
            Spin.SILENT.forEach(property -> wanted.add(property.id));
            if (!found.equals(wanted)) {
                throw new EngineException("on " + scenarios.get(i).topology + " " + scenarios.get(i).tasks
                        + " the sweep finds " + wanted + " broken and SPIN " + found);
            }
        }
        return seconds;
    }

    private static <T> T median(List<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList().get(values.size() / 2);
    }

    private NavigableMap<Integer, Double> growth(
            String what, String where, int[] sizes, IntFunction<Scenario> scenarios) {
        NavigableMap<Integer, Double> microseconds = new TreeMap<>();
        line("");
        line("## More " + what);
        line("");
        line("The explorer " + where + ", in a JVM that is warm; microseconds of wall time.");
        line("");
        line("| " + what + " | states | transitions | µs | µs a state |");
        line("|---:|---:|---:|---:|---:|");
        for (int size : sizes) {
            List<Double> times = new ArrayList<>();
            SearchCost cost = null;
            for (int i = 0; i < RUNS; i++) {
                long began = System.nanoTime();
                cost = SearchCost.of(scenarios.apply(size), SearchOrder.BREADTH_FIRST);
                times.add((System.nanoTime() - began) / 1e3);
            }
            double time = median(times, Double::compare);
            microseconds.put(size, time);
            line(String.format(
                    Locale.ROOT,
                    "| %d | %,d | %,d | %,.0f | %.2f |",
                    size,
                    cost.states(),
                    cost.transitions(),
                    time,
                    time / cost.states()));
        }
        return microseconds;
    }

    private void line(String text) {
        out.println(text);
        markdown.append(text).append('\n');
    }

    /** A JVM that measures one thing: see {@link BenchmarkChild}. */
    static List<String> child(boolean isShort, String... arguments) {
        return java(isShort ? FIRST_COMPILER : BOTH_COMPILERS, MORE_MEMORY, arguments);
    }

    /** It finds the classes where this JVM found them. */
    private static List<String> java(String compilers, String memory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                compilers,
                "-XX:+UseSerialGC",
                memory,
                "-cp",
                Stream.of(Benchmark.class, Certifier.class, Sweep.class, Property.class, Event.class, ClassWriter.class)
                        .map(ForkedProcess::place)
                        .collect(Collectors.joining(File.pathSeparator)),
                BenchmarkChild.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
