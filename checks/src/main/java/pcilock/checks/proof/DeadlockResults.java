package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.trace.TraceText;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** The files of {@code results/deadlocks/}: who deadlocks with whom in each revision, and each deadlock's shortest run. */
public final class DeadlockResults {
    private final Map<Revision, Map<Pair, Answer>> found;
    private final int devices;
    private final List<Revision> revisions;

    /** By the pair, then by the run: the revisions that have this run, in the order of time. */
    private final Map<Pair, Map<String, List<Revision>>> runs = new TreeMap<>();

    private final StringBuilder page = new StringBuilder();

    private DeadlockResults(Map<Revision, Map<Pair, Answer>> found, int devices) {
        this.found = found;
        this.devices = devices;
        revisions = List.copyOf(found.keySet());
    }

    /**
     * What the pairs come to.
     *
     * @param found what {@link DeadlockPairs} answers for each revision, in the order of time
     * @param devices the most devices of a tree
     */
    public static Results of(Map<Revision, Map<Pair, Answer>> found, int devices) {
        DeadlockResults results = new DeadlockResults(found, devices);
        found.forEach((revision, answers) -> answers.forEach((pair, answer) -> {
            if (answer.isRefuted()) {
                results.runs
                        .computeIfAbsent(pair, unused -> new LinkedHashMap<>())
                        .computeIfAbsent(run(answer), unused -> new ArrayList<>())
                        .add(revision);
            }
        }));
        SortedMap<String, String> files = new TreeMap<>();
        files.put("README.md", results.page());
        results.runs.forEach((pair, ofPair) -> ofPair.forEach((run, revisions) ->
                files.put(results.path(pair, revisions.get(0)), results.trace(pair, run, revisions))));
        return new Results(files);
    }

    /** What makes two runs the same to a reader: the tree, the tasks and the steps with where they are in the code. */
    private static String run(Answer answer) {
        return answer.scenario().topology
                + "\n"
                + TraceText.of(answer.scenario(), answer.deadlock(), LockCoverage.properties());
    }

    /** The file of the run that a revision has; that of the first run is named after the pair alone. */
    private String path(Pair pair, Revision revision) {
        String name = pair.one().kernelName + "-" + pair.other().kernelName;
        boolean first = true;
        for (List<Revision> same : runs.get(pair).values()) {
            if (same.contains(revision)) {
                return name + (first ? "" : "-" + same.get(0).id) + ".txt";
            }
            first = false;
        }
        throw new IllegalArgumentException(pair + " does not deadlock in " + revision.id);
    }

    private String trace(Pair pair, String run, List<Revision> same) {
        Answer answer = found.get(same.get(0)).get(pair);
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

    private static int devices(Answer answer) {
        return PciTopology.parse(answer.scenario().topology).devices.length;
    }

    private static String ids(List<Revision> revisions) {
        return revisions.stream().map(revision -> revision.id).collect(Collectors.joining(", "));
    }

    private String page() {
        line("# Who deadlocks with whom");
        line("");
        line(
                "Written by `mvn verify`. Every two functions, of which one at least takes more locks than a reset does, and whether two tasks");
        line("of these deadlock, whichever devices they are about. Two resets are [the sweep](../sweep/README.md)'s.");
        line("`./pcilock deadlocks` asks the same of other revisions and larger trees.");
        line("");
        bounds().forEach(sentence -> line("- " + sentence));
        unknown().forEach(sentence -> line("- UNKNOWN: " + sentence));
        line("");
        line(
                "REFUTED: they deadlock; the file has a run with the fewest steps on a tree with the fewest devices, and the cell that tree and");
        line(
                "the number of steps. Every run was replayed with the locking code. PROVED: on none of these trees do they deadlock. *not there*:");
        line(
                "the revision lacks a function. The history speaks of these bounds, too: what a revision *brings* may be there before it on");
        line(
                "larger trees, and what it *mends* may be there still; and of the revisions of this table: what one brings may have come with a");
        line("commit between it and the one before.");
        line("");
        line("PROVED " + LockCoverage.line(true) + ".");
        line("");
        deadlocks();
        line("");
        others();
        return page.toString();
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
        int scenarios = found.values().stream()
                .flatMap(answers -> answers.values().stream())
                .mapToInt(Answer::scenarios)
                .sum();
        return List.of(
                "Trees: all with up to " + devices
                        + " devices, the root port counted; no bridge has nothing below it; on each bus no slot, one that covers all its"
                        + " devices, or one that covers the first few. One of the devices may be a virtual function, `VF`, behind any"
                        + " that is no bridge.",
                "Left out, on a tree with a virtual function: two tasks that are not about it, each one of " + leaving
                        + ". To these it would be one more device on the list of its bus.",
                "sriov_numvfs_store is asked about in two ways: one call, which disables SR-IOV, and two one after the other, of which"
                        + " the second enables it again.",
                "Tasks: two at once, each one call of one of " + functions
                        + ". The config access lock is the atomic flag.",
                String.format(
                        "%,d pairs of functions, %,d scenarios in %d revisions; a pair that deadlocks is not asked on larger trees.",
                        DeadlockPairs.pairs(found).size(), scenarios, revisions.size()));
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        found.forEach((revision, answers) -> answers.forEach((pair, answer) -> {
            if (!answer.isRefuted() && !answer.isProved()) {
                unknown.add(revision.id + ", " + pair + ": " + answer.stopped());
            }
        }));
        return unknown;
    }

    /** The revisions that have both functions. */
    private List<Revision> having(Pair pair) {
        return revisions.stream()
                .filter(revision -> found.get(revision).containsKey(pair))
                .toList();
    }

    private void deadlocks() {
        line("| two tasks | "
                + revisions.stream().map(revision -> revision.id + " | ").collect(Collectors.joining()) + "history |");
        line("|---|" + "---|".repeat(revisions.size()) + "---|");
        for (Pair pair : DeadlockPairs.pairs(found)) {
            if (!DeadlockPairs.isProved(found, pair)) {
                String cells = revisions.stream()
                        .map(revision -> cell(revision, pair) + " | ")
                        .collect(Collectors.joining());
                line("| " + pair + " | " + cells + history(pair) + " |");
            }
        }
    }

    private String cell(Revision revision, Pair pair) {
        Answer answer = found.get(revision).get(pair);
        if (answer == null) {
            return "*not there*";
        }
        if (answer.isRefuted()) {
            return "[REFUTED](" + path(pair, revision) + ") `" + answer.tree() + "` "
                    + answer.deadlock().steps().size();
        }
        return answer.isProved() ? "PROVED" : "UNKNOWN";
    }

    /** What each revision does to a deadlock, next to the one before it. */
    private String history(Pair pair) {
        List<Revision> having = having(pair);
        List<String> history = new ArrayList<>();
        for (int i = 0; i < having.size(); i++) {
            String id = having.get(i).id;
            Answer answer = found.get(having.get(i)).get(pair);
            Answer before = i == 0 ? null : found.get(having.get(i - 1)).get(pair);
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
            } else if (before == null || before.isProved()) {
                history.add(id + " brings it");
            } else if (devices(answer) != devices(before)) {
                history.add(
                        "from " + id + " on a " + (devices(answer) < devices(before) ? "smaller" : "larger") + " tree");
            }
        }
        if (revisions.stream()
                .allMatch(revision -> having.contains(revision)
                        && found.get(revision).get(pair).isRefuted())) {
            history.set(0, "in each");
        }
        return String.join(", ", history);
    }

    private void others() {
        line("## PROVED free of deadlock in each revision that has them");
        line("");
        line("| function | with |");
        line("|---|---|");
        Map<EntryPoint, List<String>> others = new TreeMap<>();
        for (Pair pair : DeadlockPairs.pairs(found)) {
            if (DeadlockPairs.isProved(found, pair)) {
                List<Revision> having = having(pair);
                others.computeIfAbsent(pair.one(), unused -> new ArrayList<>())
                        .add(pair.other().kernelName + (having.equals(revisions) ? "" : " (" + ids(having) + " only)"));
            }
        }
        others.forEach((one, with) -> line("| " + one.kernelName + " | " + String.join(", ", with) + " |"));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
