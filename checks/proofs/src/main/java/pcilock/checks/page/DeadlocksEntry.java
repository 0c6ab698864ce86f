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
 * @param orders in which order each revision takes locks
 * @param stale whether that were other sources than today's
 * @param traces of the runs, by the same name; none where they are stale
 */
public record DeadlocksEntry(
        String fingerprint,
        List<String> bounds,
        List<Revision> revisions,
        List<Row> rows,
        Map<String, Run> runs,
        List<Order> orders,
        boolean stale,
        Map<String, Trace> traces) {
    /**
     * Some functions, and what became of them in each revision; nothing in one that lacks them.
     *
     * @param functions the kernel's names
     */
    public record Row(List<String> functions, Map<Revision, PairAnswer> cells) {}

    /**
     * What became of some functions in a revision.
     *
     * @param run the name of the run that refutes them; null where none does
     */
    public record PairAnswer(Answer answer, String run) {}

    /**
     * A deadlock.
     *
     * @param revision the first that has it
     */
    public record Run(Revision revision, ShortestRun shortest) {}

    /**
     * The order in which a revision takes locks, drawn.
     *
     * @param file the drawing, beside the file that was read
     * @param boxLeft where the boxes begin, in pixels
     */
    public record Order(
            Revision revision,
            String file,
            int width,
            int height,
            int boxLeft,
            int boxWidth,
            List<Box> boxes,
            List<Arrow> arrows,
            List<Cycle> cycles) {}

    /** A kind of lock in a drawing. */
    public record Box(String kind, int y, int height) {}

    /**
     * A kind that is taken while another one is held.
     *
     * @param state what it is part of, as the drawing names it
     * @param path the line, as SVG has it
     * @param head the head, likewise
     * @param how in which ways, if that is to be told
     * @param functions which do it
     * @param tree where a task does it
     */
    public record Arrow(
            String held,
            String wanted,
            String state,
            String path,
            String head,
            String how,
            String functions,
            String tree,
            String task) {}

    /**
     * A cycle of kinds.
     *
     * @param run the name of the run that closes it; null where none does
     */
    public record Cycle(List<String> kinds, Answer answer, String run) {}

    /**
     * Reads the file. Its runs have no traces yet.
     *
     * @throws DamagedResultsException when it is not what is expected
     */
    public static DeadlocksEntry parse(String file, String text) {
        JsonValue root = JsonValue.parse(file, text);
        Map<String, Run> runs = new LinkedHashMap<>();
        root.get("runs")
                .members()
                .forEach((name, run) ->
                        runs.put(name, new Run(ReviewInputs.builtIn(run.get("revision")), ShortestRun.parse(run))));
        List<Revision> revisions = root.get("revisions").elements().stream()
                .map(ReviewInputs::builtIn)
                .toList();
        List<Row> rows = new ArrayList<>();
        for (JsonValue row : root.get("rows").elements()) {
            Map<Revision, PairAnswer> cells = new LinkedHashMap<>();
            for (JsonValue cell : row.get("cells").elements()) {
                cells.put(ReviewInputs.builtIn(cell.get("revision")), cell(cell, runs.keySet()));
            }
            rows.add(new Row(row.get("functions").texts(), cells));
        }
        List<Order> orders = new ArrayList<>();
        // Results of sources from before orders were drawn have none; they are stale.
        if (root.has("orders")) {
            root.get("orders").elements().forEach(order -> orders.add(order(order, runs.keySet())));
        }
        return new DeadlocksEntry(
                root.get("fingerprint").text(),
                root.get("bounds").texts(),
                revisions,
                List.copyOf(rows),
                runs,
                List.copyOf(orders),
                false,
                Map.of());
    }

    private static Order order(JsonValue order, Set<String> runs) {
        List<JsonValue> size = order.get("size").elements(4);
        List<Box> boxes = new ArrayList<>();
        for (JsonValue box : order.get("boxes").elements()) {
            List<JsonValue> parts = box.elements(3);
            boxes.add(new Box(parts.get(0).text(), pixels(parts.get(1)), pixels(parts.get(2))));
        }
        List<Cycle> cycles = new ArrayList<>();
        for (JsonValue cycle : order.get("cycles").elements()) {
            PairAnswer cell = cell(cycle, runs);
            cycles.add(new Cycle(cycle.get("kinds").texts(), cell.answer(), cell.run()));
        }
        return new Order(
                ReviewInputs.builtIn(order.get("revision")),
                order.get("file").text(),
                pixels(size.get(0)),
                pixels(size.get(1)),
                pixels(size.get(2)),
                pixels(size.get(3)),
                List.copyOf(boxes),
                order.get("arrows").elements().stream()
                        .map(DeadlocksEntry::arrow)
                        .toList(),
                List.copyOf(cycles));
    }

    private static int pixels(JsonValue number) {
        return number.number(0, Short.MAX_VALUE);
    }

    private static Arrow arrow(JsonValue arrow) {
        return new Arrow(
                arrow.get("held").text(),
                arrow.get("wanted").text(),
                arrow.get("state").text(),
                arrow.get("path").text(),
                arrow.get("head").text(),
                arrow.get("how").text(),
                arrow.get("functions").text(),
                arrow.get("tree").text(),
                arrow.get("task").text());
    }

    private static PairAnswer cell(JsonValue cell, Set<String> runs) {
        Answer answer = cell.get("answer").one(Answer.class);
        if (cell.has("run") != (answer == Answer.REFUTED)) {
            throw cell.expected("a run exactly where the answer is REFUTED");
        }
        if (answer != Answer.REFUTED) {
            return new PairAnswer(answer, null);
        }
        String run = cell.get("run").text();
        if (!runs.contains(run)) {
            throw cell.get("run").expected("the name of one of the runs");
        }
        return new PairAnswer(answer, run);
    }

    /**
     * The same with its traces, or marked as stale.
     *
     * @param today the fingerprint of today's sources
     * @param trace a run's trace as JSON, from its name
     */
    public DeadlocksEntry asOf(String today, BiFunction<String, Run, String> trace) {
        if (!fingerprint.equals(today)) {
            return new DeadlocksEntry(fingerprint, bounds, revisions, rows, runs, orders, true, Map.of());
        }
        Map<String, Trace> found = new LinkedHashMap<>();
        runs.forEach((name, run) -> found.put(name, Trace.parse(name, trace.apply(name, run), "")));
        return new DeadlocksEntry(fingerprint, bounds, revisions, rows, runs, orders, false, found);
    }
}
