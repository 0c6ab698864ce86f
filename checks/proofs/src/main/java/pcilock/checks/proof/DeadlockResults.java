package pcilock.checks.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockTriples;
import pcilock.checks.deadlocks.DeadlockTriples.Triple;
import pcilock.checks.deadlocks.LockCycle;
import pcilock.checks.page.DeadlocksEntry;
import pcilock.checks.page.ShortestRun;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceText;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** The files of {@code results/deadlocks/}: who deadlocks with whom in each revision, and each deadlock's shortest run. */
public final class DeadlockResults {
    /** Below {@code results/deadlocks/}: what the page of all results shows of it. */
    public static final String JSON_FILE = "deadlocks.json";

    private static final String TEXT = ".txt";

    private final Map<Revision, Map<Pair, Answer>> history;
    private final Section<Pair> pairs;
    private final Section<Triple> triples;

    /** The runs that close a cycle of the order of locks and are none of those. */
    private final Section<LockCycle> cycles;

    private final Map<Revision, ClosedCycles> closed;
    private final OrderResults orders;
    private final Bounds bounds;
    private final List<Revision> revisions;
    private final StringBuilder page = new StringBuilder();

    /**
     * Up to where was asked.
     *
     * @param devices the most devices of a tree
     * @param devicesOfOrder likewise for the order of locks
     */
    public record Bounds(int devices, int devicesOfOrder) {}

    private DeadlockResults(
            Map<Revision, Map<Pair, Answer>> pairs,
            Map<Revision, Map<Triple, Answer>> triples,
            Map<Revision, ClosedCycles> closed,
            Bounds bounds) {
        history = pairs;
        Map<Revision, Map<Pair, Answer>> ofReleases = new LinkedHashMap<>(pairs);
        ofReleases.keySet().retainAll(triples.keySet());
        this.pairs = new Section<>(ofReleases, DeadlockResults::nameOf, true);
        this.triples = new Section<>(triples, DeadlockResults::nameOf, false);
        cycles = new Section<>(OrderResults.found(closed), cycle -> "cycle-" + String.join("-", cycle.kinds()), false);
        this.closed = closed;
        orders = new OrderResults(closed, this::closing);
        this.bounds = bounds;
        revisions = List.copyOf(ofReleases.keySet());
    }

    /**
     * What the pairs and the triples come to.
     *
     * @param pairs what {@link DeadlockPairs} answers for each revision, in the order of time
     * @param triples what {@link DeadlockTriples} answers for each release
     * @param closed the order of locks of each release, and which runs close its cycles
     * @param bounds up to where they were asked about
     * @param fingerprint of the sources that were asked about
     */
    public static Results of(
            Map<Revision, Map<Pair, Answer>> pairs,
            Map<Revision, Map<Triple, Answer>> triples,
            Map<Revision, ClosedCycles> closed,
            Bounds bounds,
            String fingerprint) {
        DeadlockResults results = new DeadlockResults(pairs, triples, closed, bounds);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("README.md", results.page());
        files.put(JSON_FILE, results.json(fingerprint));
        results.pairs.addTraces(files);
        results.triples.addTraces(files);
        results.cycles.addTraces(files);
        results.orders.addDrawings(files);
        return new Results(files);
    }

    /**
     * What stands in {@code results/deadlocks/}, for the page of all results: each run is replayed.
     *
     * @param results the folder {@code results/}
     * @param fingerprint of today's sources; where others were asked about, all is marked as stale
     * @return empty where nothing was asked yet
     */
    public static Optional<DeadlocksEntry> in(Path results, String fingerprint, SourceLines sources) {
        return Results.text(results.resolve(Results.DEADLOCKS).resolve(JSON_FILE))
                .map(text -> entry(text, fingerprint, sources));
    }

    /** The same from the text of {@code deadlocks.json}. */
    public static DeadlocksEntry entry(String text, String fingerprint, SourceLines sources) {
        return DeadlocksEntry.parse(Results.DEADLOCKS + "/" + JSON_FILE, text)
                .asOf(
                        fingerprint,
                        (name, run) -> SweepResults.traceJson(
                                name, run.revision(), run.shortest(), Property.NO_DEADLOCK, sources));
    }

    private String json(String fingerprint) {
        Map<String, Object> runs = new LinkedHashMap<>();
        List<Object> rows = new ArrayList<>();
        pairs.addJson(runs, rows);
        triples.addJson(runs, rows);
        cycles.addRuns(runs);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fingerprint", fingerprint);
        object.put("bounds", bounds());
        object.put("revisions", revisions.stream().map(revision -> revision.id).toList());
        object.put("rows", rows);
        object.put("orders", orders.json());
        object.put("runs", runs);
        return JsonText.of(object);
    }

    private String page() {
        line("# Who deadlocks with whom");
        line("");
        line(
                "Written by `mvn verify`. Every two functions, of which one at least takes more locks than a reset does, and whether two tasks");
        line("of these deadlock, whichever devices they are about; and every three of which no two do. Two resets are");
        line(
                "[the sweep](../sweep/README.md)'s. `./pcilock deadlocks` asks the same of other revisions and larger trees.");
        line("");
        bounds().forEach(sentence -> line("- " + sentence));
        pairs.addUnknown();
        triples.addUnknown();
        line("");
        line(
                "REFUTED: they deadlock; the file has a run with the fewest steps on a tree with the fewest devices, and the cell that tree and");
        line(
                "the number of steps. Every run was replayed with the locking code. PROVED: on none of these trees do they deadlock. *not there*:");
        line(
                "the revision lacks a function, or two of the three deadlock in it. The history speaks of these bounds, too: what a revision");
        line(
                "*brings* may be there before it on larger trees, and what it *mends* may be there still; and of the revisions of this table: what");
        line("one brings may have come with a commit between it and the one before.");
        line("");
        line("PROVED " + LockCoverage.line(true) + ".");
        line("");
        pairs.addTable("two tasks");
        line("");
        line("## Three of which no two deadlock");
        line("");
        triples.addTable("three tasks");
        line("");
        line(String.format(
                "%,d other threes of which no two deadlock are PROVED free of deadlock in each revision that has them.",
                triples.proved().size()));
        line("");
        orders.lines().forEach(this::line);
        line("");
        DeadlockHistory.lines(history).forEach(this::line);
        line("");
        others();
        return page.toString();
    }

    private static String nameOf(Object functions) {
        return functions.toString().replace(" + ", "-");
    }

    /** The file of the run that closes a cycle. */
    private String closing(Revision revision, LockCycle cycle) {
        Object functions = closed.get(revision).cycles().get(cycle).functions();
        if (functions instanceof Pair pair) {
            return pairs.path(pair, revision);
        }
        return functions instanceof Triple triple ? triples.path(triple, revision) : cycles.path(cycle, revision);
    }

    /** The name of a run, by that of its file. */
    static String withoutEnding(String file) {
        return file.substring(0, file.length() - TEXT.length());
    }

    static pcilock.specs.claim.Answer answer(Answer answer) {
        if (answer.isRefuted()) {
            return pcilock.specs.claim.Answer.REFUTED;
        }
        return answer.isProved() ? pcilock.specs.claim.Answer.PROVED : pcilock.specs.claim.Answer.UNKNOWN;
    }

    private List<String> bounds() {
        String functions = Arrays.stream(EntryPoint.values())
                .filter(DeadlockPairs::takesPart)
                .map(function -> function.kernelName)
                .collect(Collectors.joining(", "));
        String leaving = Arrays.stream(EntryPoint.values())
                .filter(DeadlockPairs::leavesVirtualFunctions)
                .map(function -> function.kernelName)
                .collect(Collectors.joining(", "));
        return List.of(
                "Trees: all with up to " + bounds.devices
                        + " devices, for the order of locks with up to " + bounds.devicesOfOrder
                        + ", the root port counted; no bridge has nothing below it; on each bus no slot, one that covers all its"
                        + " devices, or one that covers the first few; with vmd_remove also the VMD endpoint beside it, of which no other task is, and no rescan of"
                        + " the root bus and nothing that a host bridge does. One of the devices may be a virtual function, `VF`, behind any that is no bridge.",
                "Left out, on a tree with a virtual function: vmd_remove, what drivers do, and tasks that are not about it, each one of "
                        + leaving + ". To these it would be one more device on the list of its bus.",
                "Tasks: two or three at once, each one call of one of " + functions
                        + ". The config access lock is the atomic flag. pcie_portdrv_probe and pcie_portdrv_remove are bind_store and"
                        + " unbind_store of a port, and not asked twice.",
                "At the beginning all devices are there and bound, and where a task adds or binds something that is also asked about while it"
                        + " is not: with the slot empty for pciehp_enable_slot and power_write_file, with any one device of those that"
                        + " dev_rescan_store can find removed together with what is below it, with the device of bind_store unbound, and without"
                        + " the virtual function for sriov_numvfs_store; with one of these at a time.",
                "The walks of one call that lock and unlock meet a device that was not there at the beginning if it was there when the first of"
                        + " them began. One that has been removed they always meet, as if it were still on its list.",
                "Drivers: a device has the driver whose function a task calls, and one that takes no lock where no task does; devices beside"
                        + " one of vfio's are vfio's, too. What two drivers do is not asked, and threes are asked without what drivers do.",
                String.format(
                        "%,d pairs of functions, %,d scenarios, and %,d threes, %,d scenarios, in %d revisions; what deadlocks is not asked"
                                + " on larger trees.",
                        pairs.functions().size(),
                        pairs.scenarios(),
                        triples.functions().size(),
                        triples.scenarios(),
                        revisions.size()));
    }

    private void others() {
        line("## PROVED free of deadlock in each revision that has them");
        line("");
        line("| function | with |");
        line("|---|---|");
        Map<EntryPoint, List<String>> others = new TreeMap<>();
        for (Pair pair : pairs.proved()) {
            List<Revision> having = pairs.having(pair);
            others.computeIfAbsent(pair.one(), unused -> new ArrayList<>())
                    .add(pair.other().kernelName + (having.equals(revisions) ? "" : " (" + ids(having) + " only)"));
        }
        others.forEach((one, with) -> line("| " + one.kernelName + " | " + String.join(", ", with) + " |"));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String ids(List<Revision> revisions) {
        return revisions.stream().map(revision -> revision.id).collect(Collectors.joining(", "));
    }

    private static int devices(Answer answer) {
        return PciTopology.parse(answer.scenario().topology).devices.length;
    }

    /** All pairs, all triples, or all cycles that a run of its own closes. */
    private final class Section<T extends Comparable<T>> {
        private final Map<Revision, Map<T, Answer>> found;

        /** What the first run of each is called. */
        private final Function<T, String> name;

        /** By the functions, then by the run: the revisions that have this run, in the order of time. */
        private final Map<T, Map<String, List<Revision>>> runs = new TreeMap<>();

        /** Whether a revision that has no answer lacks a function; in another one two of these may deadlock. */
        private final boolean lacksFunctions;

        Section(Map<Revision, Map<T, Answer>> found, Function<T, String> name, boolean lacksFunctions) {
            this.found = found;
            this.name = name;
            this.lacksFunctions = lacksFunctions;
            found.forEach((revision, answers) -> answers.forEach((functions, answer) -> {
                if (answer.isRefuted()) {
                    runs.computeIfAbsent(functions, unused -> new LinkedHashMap<>())
                            .computeIfAbsent(run(answer), unused -> new ArrayList<>())
                            .add(revision);
                }
            }));
        }

        /** What makes two runs the same to a reader: the tree, the tasks and the steps with where they are in the code. */
        private String run(Answer answer) {
            return answer.scenario().topology
                    + "\n"
                    + TraceText.of(answer.scenario(), answer.deadlock(), LockCoverage.properties());
        }

        SortedSet<T> functions() {
            return DeadlockPairs.functions(found);
        }

        List<T> proved() {
            return functions().stream()
                    .filter(functions -> DeadlockPairs.isProved(found, functions))
                    .toList();
        }

        int scenarios() {
            return found.values().stream()
                    .flatMap(answers -> answers.values().stream())
                    .mapToInt(Answer::scenarios)
                    .sum();
        }

        void addTraces(Map<String, String> files) {
            runs.forEach((functions, ofThese) -> ofThese.forEach(
                    (run, same) -> files.put(path(functions, same.get(0)), trace(functions, run, same))));
        }

        void addJson(Map<String, Object> kept, List<Object> rows) {
            for (T functions : runs.keySet()) {
                List<Object> cells = new ArrayList<>();
                for (Revision revision : having(functions)) {
                    Answer answer = found.get(revision).get(functions);
                    Map<String, Object> cell = new LinkedHashMap<>();
                    cell.put("revision", revision.id);
                    cell.put("answer", answer(answer).name());
                    if (answer.isRefuted()) {
                        cell.put("run", addRun(kept, functions, revision));
                    }
                    cells.add(cell);
                }
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("functions", List.of(functions.toString().split(" \\+ ", -1)));
                row.put("cells", cells);
                rows.add(row);
            }
        }

        void addRuns(Map<String, Object> kept) {
            runs.forEach((functions, ofThese) ->
                    ofThese.values().forEach(same -> same.forEach(revision -> addRun(kept, functions, revision))));
        }

        /** Adds the run of a revision, if it is not there; its name. */
        private String addRun(Map<String, Object> kept, T functions, Revision revision) {
            String run = withoutEnding(path(functions, revision));
            kept.computeIfAbsent(
                    run, unused -> json(revision, found.get(revision).get(functions)));
            return run;
        }

        private Map<String, Object> json(Revision revision, Answer answer) {
            Map<String, Object> run = new ShortestRun(
                            answer.scenario().topology,
                            answer.scenario().tasks,
                            devices(answer),
                            answer.deadlock().plainSteps())
                    .json();
            run.put("revision", revision.id);
            return run;
        }

        /** The file of the run that a revision has; that of the first run is named after the functions alone. */
        private String path(T functions, Revision revision) {
            boolean first = true;
            for (List<Revision> same : runs.get(functions).values()) {
                if (same.contains(revision)) {
                    return name.apply(functions) + (first ? "" : "-" + same.get(0).id) + TEXT;
                }
                first = false;
            }
            throw new IllegalArgumentException(functions + " do not deadlock in " + revision.id);
        }

        private String trace(T functions, String run, List<Revision> same) {
            Answer answer = found.get(same.get(0)).get(functions);
            Heading heading = new Heading()
                    .line("Property", Property.NO_DEADLOCK.id)
                    .line(
                            "Answer",
                            "REFUTED: "
                                    + Heading.size(
                                            devices(answer),
                                            answer.scenario().tasks.size(),
                                            answer.deadlock().steps().size()))
                    .scenario(answer.scenario());
            if (same.size() > 1) {
                heading.line("Also in", ids(same.subList(1, same.size())));
            }
            return heading + "\n" + run.substring(run.indexOf('\n') + 1);
        }

        void addUnknown() {
            found.forEach((revision, answers) -> answers.forEach((functions, answer) -> {
                if (!answer.isRefuted() && !answer.isProved()) {
                    line("- UNKNOWN: " + revision.id + ", " + functions + ": " + answer.stopped());
                }
            }));
        }

        /** The revisions that have all these functions. */
        List<Revision> having(T functions) {
            return revisions.stream()
                    .filter(revision -> found.get(revision).containsKey(functions))
                    .toList();
        }

        void addTable(String title) {
            line("| " + title + " | "
                    + revisions.stream().map(revision -> revision.id + " | ").collect(Collectors.joining())
                    + "history |");
            line("|---|" + "---|".repeat(revisions.size()) + "---|");
            for (T functions : functions()) {
                if (!DeadlockPairs.isProved(found, functions)) {
                    String cells = revisions.stream()
                            .map(revision -> cell(revision, functions) + " | ")
                            .collect(Collectors.joining());
                    line("| " + functions + " | " + cells + history(functions) + " |");
                }
            }
        }

        private String cell(Revision revision, T functions) {
            Answer answer = found.get(revision).get(functions);
            if (answer == null) {
                return "*not there*";
            }
            if (answer.isRefuted()) {
                return "[REFUTED](" + path(functions, revision) + ") `" + answer.tree() + "` "
                        + answer.deadlock().steps().size();
            }
            return answer.isProved() ? "PROVED" : "UNKNOWN";
        }

        /** What each revision does to a deadlock, next to the one before it. */
        private String history(T functions) {
            List<Revision> having = having(functions);
            List<String> history = new ArrayList<>();
            for (int i = 0; i < having.size(); i++) {
                String id = having.get(i).id;
                Answer answer = found.get(having.get(i)).get(functions);
                Answer before = i == 0 ? null : found.get(having.get(i - 1)).get(functions);
                if (!answer.isRefuted()) {
                    if (!answer.isProved()) {
                        history.add("unknown in " + id);
                    } else if (before != null && before.isRefuted()) {
                        history.add(id + " mends it");
                    }
                } else if (before == null
                        ? i == revisions.indexOf(having.get(i))
                        : !before.isRefuted() && !before.isProved()) {
                    // What was there before is not known.
                    history.add("in " + id);
                } else if (before == null && !lacksFunctions) {
                    history.add("in " + id);
                } else if (before == null || before.isProved()) {
                    history.add(id + " brings it");
                } else if (devices(answer) != devices(before)) {
                    history.add("from " + id + " on a " + (devices(answer) < devices(before) ? "smaller" : "larger")
                            + " tree");
                }
            }
            if (revisions.stream()
                    .allMatch(revision -> having.contains(revision)
                            && found.get(revision).get(functions).isRefuted())) {
                history.set(0, "in each");
            }
            return String.join(", ", history);
        }
    }
}
