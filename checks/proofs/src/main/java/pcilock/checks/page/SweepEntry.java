package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pcilock.specs.claim.Answer;

/**
 * The sweep as {@code results/sweep/sweep.json} has it.
 *
 * @param fingerprint of the sources that were swept
 * @param bounds what was swept, a sentence each
 * @param stale whether that were other sources than today's
 * @param traces of the counterexamples, by the name of their cell; none where they are stale
 */
public record SweepEntry(
        String fingerprint, List<String> bounds, List<SweptCell> cells, boolean stale, Map<String, Trace> traces) {
    /**
     * Reads the file. Its counterexamples have no traces yet.
     *
     * @throws DamagedResultsException when it is not what is expected
     */
    public static SweepEntry parse(String file, String text) {
        JsonValue root = JsonValue.parse(file, text);
        List<SweptCell> cells = new ArrayList<>();
        for (JsonValue cell : root.get("cells").elements()) {
            Answer answer = cell.get("answer").one(Answer.class);
            if (cell.has("counterexample") != (answer == Answer.REFUTED)) {
                throw cell.expected("a counterexample exactly where the answer is REFUTED");
            }
            JsonValue example = answer == Answer.REFUTED ? cell.get("counterexample") : null;
            ShortestRun run = example == null ? null : ShortestRun.parse(example);
            cells.add(new SweptCell(
                    ReviewInputs.builtIn(cell.get("revision")),
                    ReviewInputs.property(cell.get("property")),
                    cell.get("entryPoint").text(),
                    answer,
                    cell.get("certified").truth(),
                    run,
                    run == null
                            ? 0
                            : example.get("culprit").number(0, run.tasks().size() - 1)));
        }
        return new SweepEntry(
                root.get("fingerprint").text(), root.get("bounds").texts(), List.copyOf(cells), false, Map.of());
    }

    /**
     * The same with its traces, or marked as stale.
     *
     * @param today the fingerprint of today's sources
     * @param trace a counterexample's trace as JSON
     */
    public SweepEntry asOf(String today, Function<SweptCell, String> trace) {
        if (!fingerprint.equals(today)) {
            return new SweepEntry(fingerprint, bounds, cells, true, Map.of());
        }
        Map<String, Trace> traces = new LinkedHashMap<>();
        for (SweptCell cell : cells) {
            if (cell.example() != null) {
                traces.put(cell.name(), Trace.parse(cell.name(), trace.apply(cell), ""));
            }
        }
        return new SweepEntry(fingerprint, bounds, cells, false, traces);
    }
}
