package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
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
        Place root = Place.parse(file, text);
        List<SweptCell> cells = new ArrayList<>();
        for (Place cell : root.get("cells").elements()) {
            Answer answer = cell.get("answer").one(Answer.class);
            if (cell.has("counterexample") != (answer == Answer.REFUTED)) {
                throw cell.expected("a counterexample exactly where the answer is REFUTED");
            }
            cells.add(new SweptCell(
                    ReviewInputs.builtIn(cell.get("revision")),
                    ReviewInputs.property(cell.get("property")),
                    cell.get("entryPoint").text(),
                    answer,
                    cell.get("certified").truth(),
                    answer == Answer.REFUTED ? example(cell.get("counterexample")) : null));
        }
        return new SweepEntry(
                root.get("fingerprint").text(), root.get("bounds").texts(), List.copyOf(cells), false, Map.of());
    }

    private static SweptCell.Example example(Place place) {
        List<String> tasks = place.get("tasks").texts();
        List<Step> steps = new ArrayList<>();
        for (Place step : place.get("steps").elements()) {
            List<Place> parts = step.elements(3);
            steps.add(new Step(
                    parts.get(0).number(0, tasks.size() - 1),
                    parts.get(1).one(Event.class),
                    parts.get(2).number(0, Integer.MAX_VALUE)));
        }
        return new SweptCell.Example(
                place.get("topology").text(),
                tasks,
                place.get("devices").number(1, Integer.MAX_VALUE),
                place.get("culprit").number(0, tasks.size() - 1),
                List.copyOf(steps));
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
