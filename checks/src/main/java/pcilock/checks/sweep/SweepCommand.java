package pcilock.checks.sweep;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** The command that sweeps, or puts together what shards have swept. */
public final class SweepCommand {
    private static final String USAGE = """
            Explores every tree of PCI devices up to a size, with every choice of tasks, in every revision.

              --devices N        most devices of a tree, the top bridge counted (7)
              --empty-buses N    most devices of a tree with bridges that have nothing below them (5)
              --slots N          most devices of a tree with slots on its buses (5)
              --tasks N          most tasks at once (3)
              --revisions A,B    revisions by id (all)
              --entry-points A,B entry points by their names in the kernel (all)
              --fault NAME       a seeded fault in place of the revisions
              --shard K/N        only part K, from 0, of N
              --journal FILE     writes down each tree when it is done and goes on where FILE ends
              --code TEXT        what the locking code is known by in the journal
              --threads N        (one for each processor)
              --all-scenarios    leaves out no scenario of which another one tells the same
              --merge FILE...    sweeps nothing and puts journals together; must be the last option
            """;

    private final Map<String, String> options = new TreeMap<>();
    private final List<Path> merged = new ArrayList<>();

    private SweepCommand(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--all-scenarios" -> options.put(arguments[i], "");
                case "--merge" -> {
                    Arrays.stream(arguments, i + 1, arguments.length)
                            .map(Path::of)
                            .forEach(merged::add);
                    options.put("--merge", "");
                    i = arguments.length;
                }
                case "--devices",
                        "--empty-buses",
                        "--slots",
                        "--tasks",
                        "--revisions",
                        "--entry-points",
                        "--fault",
                        "--shard",
                        "--journal",
                        "--code",
                        "--threads" -> {
                    if (i + 1 == arguments.length) {
                        throw new IllegalArgumentException(arguments[i] + " needs a value");
                    }
                    options.put(arguments[i], arguments[++i]);
                }
                default -> throw new IllegalArgumentException("no option " + arguments[i]);
            }
        }
    }

    /** Runs the command; exits with 2 when it was not understood. */
    public static void main(String[] arguments) {
        try {
            new SweepCommand(arguments).run(System.out, System.err);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private void run(PrintStream out, PrintStream progress) {
        SweepBounds bounds = bounds();
        String code = options.getOrDefault("--code", "");
        if (options.containsKey("--merge")) {
            out.print(new SweepTable(SweepJournal.merge(merged, bounds, code)).text());
            return;
        }
        SweepJournal journal = options.containsKey("--journal")
                ? SweepJournal.open(Path.of(options.get("--journal")), bounds, code)
                : null;
        long began = System.nanoTime();
        Findings findings = new Sweep(bounds, shard())
                .run(
                        number("--threads", Runtime.getRuntime().availableProcessors()),
                        journal,
                        (done, all, last, counts) -> progress.print(bar(done, all, last, counts)));
        progress.println();
        progress.printf("%.1f s%n", (System.nanoTime() - began) / 1e9);
        out.print(new SweepTable(findings).text());
    }

    private static String bar(int done, int all, String last, Counts counts) {
        int full = all == 0 ? 30 : 30 * done / all;
        return String.format(
                "\r[%s%s] %d of %d trees, %,d scenarios, %,d states, %-24s",
                "#".repeat(full), ".".repeat(30 - full), done, all, counts.scenarios(), counts.states(), last);
    }

    private SweepBounds bounds() {
        List<Revision> revisions = new ArrayList<>();
        if (options.containsKey("--revisions")) {
            for (String id : options.get("--revisions").split(",", -1)) {
                revisions.add(Arrays.stream(Revision.values())
                        .filter(revision -> revision.id.equals(id))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no revision " + id)));
            }
        } else {
            revisions.addAll(List.of(Revision.values()));
        }
        List<TaskFamily> families = options.containsKey("--entry-points")
                ? Arrays.stream(options.get("--entry-points").split(",", -1))
                        .map(TaskFamily::of)
                        .toList()
                : TaskFamily.all();
        Fault fault = Fault.valueOf(options.getOrDefault("--fault", Fault.NONE.name()));
        return new SweepBounds(
                revisions,
                fault,
                families,
                number("--devices", 7),
                number("--empty-buses", 5),
                number("--slots", 5),
                number("--tasks", 3),
                !options.containsKey("--all-scenarios"));
    }

    private Shard shard() {
        String[] parts = options.getOrDefault("--shard", "0/1").split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--shard needs K/N, not " + options.get("--shard"));
        }
        return new Shard(whole("--shard", parts[0]), whole("--shard", parts[1]));
    }

    private int number(String option, int otherwise) {
        return options.containsKey(option) ? whole(option, options.get(option)) : otherwise;
    }

    private static int whole(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + text, e);
        }
    }
}
