package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;

/**
 * Who deadlocks with whom, as {@code results/deadlocks/deadlocks.json} has it.
 *
 * @param fingerprint of the sources that were asked about
 * @param bounds what was asked, a sentence each
 * @param rows those of which some deadlock in one of the revisions at least
 * @param runs the runs that the rows name, by the name of the file that has them as text
 * @param stale whether that were other sources than today's
 * @param traces of the runs, by the same name; none where they are stale
 */
public record DeadlocksEntry(
        String fingerprint,
        List<String> bounds,
        List<Revision> revisions,
        List<Row> rows,
        Map<String, Run> runs,
        boolean stale,
        Map<String, Trace> traces) {
    /**
     * Some functions, and what became of them in each revision; nothing in one that lacks them.
     *
     * @param functions the kernel's names
     */
    public record Row(List<String> functions, Map<Revision, Cell> cells) {}

    /**
     * What became of some functions in a revision.
     *
     * @param run the name of the run that refutes them; null where none does
     */
    public record Cell(Answer answer, String run) {}

    /**
     * A deadlock.
     *
     * @param revision the first that has it
     */
    public record Run(Revision revision, ShortestRun shortest) {}

    /**
     * Reads the file. Its runs have no traces yet.
     *
     * @throws DamagedResultsException when it is not what is expected
     */
    public static DeadlocksEntry parse(String file, String text) {
        Place root = Place.parse(file, text);
        Map<String, Run> runs = new LinkedHashMap<>();
        root.get("runs")
                .members()
                .forEach((name, run) ->
                        runs.put(name, new Run(ReviewInputs.builtIn(run.get("revision")), ShortestRun.parse(run))));
        List<Revision> revisions = root.get("revisions").elements().stream()
                .map(ReviewInputs::builtIn)
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Place row : root.get("rows").elements()) {
            Map<Revision, Cell> cells = new LinkedHashMap<>();
            for (Place cell : row.get("cells").elements()) {
                cells.put(ReviewInputs.builtIn(cell.get("revision")), cell(cell, runs.keySet()));
            }
            rows.add(new Row(row.get("functions").texts(), cells));
        }
        return new DeadlocksEntry(
                root.get("fingerprint").text(),
                root.get("bounds").texts(),
                revisions,
                List.copyOf(rows),
                runs,
                false,
                Map.of());
    }

    private static Cell cell(Place cell, Set<String> runs) {
        Answer answer = cell.get("answer").one(Answer.class);
        if (cell.has("run") != (answer == Answer.REFUTED)) {
            throw cell.expected("a run exactly where the answer is REFUTED");
        }
        if (answer != Answer.REFUTED) {
            return new Cell(answer, null);
        }
        String run = cell.get("run").text();
        if (!runs.contains(run)) {
            throw cell.get("run").expected("the name of one of the runs");
        }
        return new Cell(answer, run);
    }

    /**
     * The same with its traces, or marked as stale.
     *
     * @param today the fingerprint of today's sources
     * @param trace a run's trace as JSON, from its name
     */
    public DeadlocksEntry asOf(String today, BiFunction<String, Run, String> trace) {
        if (!fingerprint.equals(today)) {
            return new DeadlocksEntry(fingerprint, bounds, revisions, rows, runs, true, Map.of());
        }
        Map<String, Trace> found = new LinkedHashMap<>();
        runs.forEach((name, run) -> found.put(name, Trace.parse(name, trace.apply(name, run), "")));
        return new DeadlocksEntry(fingerprint, bounds, revisions, rows, runs, false, found);
    }
}
