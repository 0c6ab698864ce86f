package pcilock.checks.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.export.CheckedExport;
import pcilock.checks.export.PromelaExport;
import pcilock.checks.export.Spin;
import pcilock.checks.export.TlaExport;
import pcilock.checks.export.Tlc;
import pcilock.specs.scenario.Scenario;

/**
 * How long each checker takes to say that tasks on the deep tree break nothing: the processor time of the whole process, the start of a
 * JVM included and the compilation of SPIN's search not. Where two of all orders do not count the same states, or one says that something
 * is broken, there is no result but an error.
 */
final class TimeToTheAnswer {
    private static final int RUNS = 3;

    /** Up to so many tasks every checker is run so often; beyond, all orders take minutes. */
    private static final int MOST_RUN_OFTEN = 8;

    /** Up to so many the explorer and SPIN are asked about all orders; beyond, they do not fit into the memory of a small machine. */
    private static final int MOST_OF_ALL_ORDERS = 10;

    private static final List<Integer> TASKS = List.of(4, 5, 6, 7, MOST_RUN_OFTEN, MOST_OF_ALL_ORDERS, 12, 14);

    private static final int MOST_OF_TLC = 5;

    /** So many digits of a number of states SPIN prints. */
    private static final MathContext DIGITS_OF_SPIN = new MathContext(8, RoundingMode.HALF_EVEN);

    private static final double KIBIBYTES = 1024;
    private static final Pattern PAN_MEMORY = Pattern.compile(" *([\\d.]+)\\s+total actual memory usage");

    private final Optional<Spin> spin;
    private final Path directory;
    private final Consumer<String> line;
    private final NavigableMap<Integer, Double> reduced = new TreeMap<>();
    private final NavigableMap<Integer, Double> all = new TreeMap<>();
    private final NavigableMap<Integer, Double> pan = new TreeMap<>();
    private final NavigableMap<Integer, Double> panOfAll = new TreeMap<>();
    private final NavigableMap<Integer, Double> tlc = new TreeMap<>();

    private record Cost(long states, double seconds, double mebibytes) {}

    /** A checker, asked once. */
    private interface Asked {
        Cost once() throws IOException;
    }

    /**
     * The measurement.
     *
     * @param spin empty to leave out SPIN
     * @param directory for what is compiled
     * @param line takes the lines of the report
     */
    TimeToTheAnswer(Optional<Spin> spin, Path directory, Consumer<String> line) {
        this.spin = spin;
        this.directory = directory;
        this.line = line;
    }

    /** Measures, and tells the plot. */
    LogPlot run() throws IOException {
        line.accept("");
        line.accept("## Time to the answer on " + BenchmarkScenarios.DEEP);
        line.accept("");
        line.accept(
                "Linux 7.1, on the atomic flag, tasks that break nothing. Processor seconds of whole processes, medians of "
                        + RUNS
                        + " runs, but beyond "
                        + MOST_RUN_OFTEN
                        + " tasks of one. MiB: the most that the JVM had; of SPIN's search what it says, and of its states eight digits.");
        line.accept("");
        line.accept("| tasks | explorer: states | s | MiB | of all orders: states | s | MiB | `pan`: states | s | MiB |"
                + " without its reduction, s | MiB | its compilation, s | TLC, s |");
        line.accept("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int tasks : TASKS) {
            row(tasks);
        }
        LogPlot plot = new LogPlot(
                "Time to the answer on " + BenchmarkScenarios.DEEP, "tasks", "processor seconds, whole process", false);
        plot.add("explorer", reduced);
        plot.add("explorer, all orders", all);
        plot.add("SPIN", pan);
        plot.add("SPIN, all orders", panOfAll);
        plot.add("TLC", tlc);
        return plot;
    }

    private void row(int tasks) throws IOException {
        Scenario scenario = BenchmarkScenarios.asked(tasks);
        StringBuilder row = new StringBuilder("| " + tasks);
        int runs = tasks > MOST_RUN_OFTEN ? 1 : RUNS;
        Cost mine = median(runs, () -> explorer("" + tasks));
        reduced.put(tasks, mine.seconds);
        row.append(columns(mine));
        if (tasks > MOST_OF_ALL_ORDERS) {
            line.accept(row + " | | | | | | | | | | |");
            return;
        }
        Cost mineOfAll = median(runs, () -> explorer("" + tasks, "all"));
        all.put(tasks, mineOfAll.seconds);
        row.append(columns(mineOfAll));
        if (spin.isEmpty()) {
            row.append(" | | | | | |");
        } else {
            Compiled withReduction = compiled(scenario, Spin.FAST_REDUCED, "reduced" + tasks);
            Compiled ofAllOrders = compiled(scenario, Spin.FAST, "all" + tasks);
            Cost its = median(runs, withReduction::run);
            Cost itsOfAll = median(runs, ofAllOrders::run);
            agree("SPIN", itsOfAll.states, asSpinPrints(mineOfAll.states));
            pan.put(tasks, its.seconds);
            panOfAll.put(tasks, itsOfAll.seconds);
            row.append(columns(its))
                    .append(String.format(
                            Locale.ROOT,
                            " | %.2f | %.0f | %.2f",
                            itsOfAll.seconds,
                            itsOfAll.mebibytes,
                            withReduction.seconds));
        }
        if (tasks <= MOST_OF_TLC) {
            Cost its = median(runs, () -> tlc(scenario, tasks));
            agree("TLC", its.states, mineOfAll.states);
            tlc.put(tasks, its.seconds);
            row.append(String.format(Locale.ROOT, " | %.1f |", its.seconds));
        } else {
            row.append(" | |");
        }
        line.accept(row.toString());
    }

    private static String columns(Cost cost) {
        return String.format(Locale.ROOT, " | %,d | %.2f | %.0f", cost.states, cost.seconds, cost.mebibytes);
    }

    private static long asSpinPrints(long states) {
        return BigDecimal.valueOf(states).round(DIGITS_OF_SPIN).longValueExact();
    }

    private static void agree(String who, long states, long expected) {
        if (states != expected) {
            throw new EngineException("the explorer counts " + expected + " states, " + who + " " + states);
        }
    }

    private static Cost median(int runs, Asked asked) throws IOException {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            costs.add(asked.once());
        }
        costs.sort(Comparator.comparingDouble(Cost::seconds));
        return costs.get(runs / 2);
    }

    private Cost explorer(String... arguments) {
        String[] command =
                Stream.concat(Stream.of("asked"), Stream.of(arguments)).toArray(String[]::new);
        // What is short is over before the second compiler has earned its time.
        boolean isShort = arguments.length == 1 || Integer.parseInt(arguments[0]) < MOST_RUN_OFTEN;
        MeasuredProcess.Result result = MeasuredProcess.run(Benchmark.child(isShort, command), directory);
        String[] printed = result.printed().get(0).split(" ", -1);
        return new Cost(Long.parseLong(printed[0]), result.seconds(), Long.parseLong(printed[1]) / KIBIBYTES);
    }

    private record Compiled(List<String> search, Path work, double seconds) {
        Cost run() {
            MeasuredProcess.Result result = MeasuredProcess.run(search, work);
            double mebibytes = 0;
            for (String printed : result.printed()) {
                Matcher memory = PAN_MEMORY.matcher(printed);
                mebibytes = memory.matches() ? Double.parseDouble(memory.group(1)) : mebibytes;
            }
            CheckedExport found = Spin.parse(result.printed());
            breaksNothing("SPIN", found);
            return new Cost(found.states(), result.seconds(), mebibytes);
        }
    }

    private Compiled compiled(Scenario scenario, List<String> options, String name) throws IOException {
        Path work = Files.createDirectory(directory.resolve(name));
        Files.writeString(work.resolve("scenario.pml"), PromelaExport.of(scenario));
        List<List<String>> commands = spin.orElseThrow().commands(options, work);
        double seconds = 0;
        for (List<String> command : commands.subList(0, commands.size() - 1)) {
            seconds += MeasuredProcess.run(command, work).seconds();
        }
        return new Compiled(commands.get(commands.size() - 1), work, seconds);
    }

    private Cost tlc(Scenario scenario, int tasks) throws IOException {
        Path work = Files.createTempDirectory(directory, "tlc" + tasks);
        MeasuredProcess.Result result = MeasuredProcess.run(Tlc.command(TlaExport.of(scenario, "Asked"), work), work);
        CheckedExport found = Tlc.parse(result.printed());
        breaksNothing("TLC", found);
        return new Cost(found.states(), result.seconds(), 0);
    }

    private static void breaksNothing(String who, CheckedExport found) {
        if (!found.broken().isEmpty()) {
            throw new EngineException(who + " says that these are broken: " + found.broken());
        }
    }
}
