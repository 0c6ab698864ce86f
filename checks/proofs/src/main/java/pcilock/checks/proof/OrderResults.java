package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.ClosedCycles.Closing;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.LockCycle;
import pcilock.checks.deadlocks.OrderDrawing;
import pcilock.checks.deadlocks.OrderOfLocks;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;
import pcilock.checks.deadlocks.OrderOfLocks.Edge;
import pcilock.checks.deadlocks.OrderOfLocks.Witness;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/** What {@code results/deadlocks/} says of the order in which each revision takes locks. */
final class OrderResults {
    private final Map<Revision, ClosedCycles> orders;
    private final List<Revision> revisions;
    private final List<String> lines = new ArrayList<>();

    /** The name of the file of the run that closes a cycle in a revision. */
    private final BiFunction<Revision, LockCycle, String> file;

    /**
     * What there is to say.
     *
     * @param orders of each revision, in the order of time
     * @param file the name of the file of the run that closes a cycle in a revision, where one does
     */
    OrderResults(Map<Revision, ClosedCycles> orders, BiFunction<Revision, LockCycle, String> file) {
        this.orders = orders;
        this.file = file;
        revisions = List.copyOf(orders.keySet());
    }

    /** The runs that close a cycle and are none of the known deadlocks. */
    static Map<Revision, Map<LockCycle, Answer>> found(Map<Revision, ClosedCycles> orders) {
        Map<Revision, Map<LockCycle, Answer>> found = new LinkedHashMap<>();
        orders.forEach((revision, order) -> {
            Map<LockCycle, Answer> answers = new TreeMap<>();
            order.cycles().forEach((cycle, closing) -> {
                if (closing.functions() == null) {
                    answers.put(cycle, closing.answer());
                }
            });
            found.put(revision, answers);
        });
        return found;
    }

    /** Below {@code results/deadlocks/}: the drawing of a revision. */
    static String drawing(Revision revision) {
        return "order-" + revision.id + ".svg";
    }

    void addDrawings(Map<String, String> files) {
        orders.forEach((revision, order) ->
                files.put(drawing(revision), order.drawing().svg("The order of locks in " + revision.id)));
    }

    /** For the page: each drawing, and what its arrows and cycles are. */
    List<Object> json() {
        List<Object> all = new ArrayList<>();
        orders.forEach((revision, closed) -> {
            OrderDrawing drawing = closed.drawing();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("revision", revision.id);
            object.put("file", drawing(revision));
            object.put(
                    "size",
                    List.of(drawing.width(), drawing.height(), OrderDrawing.boxLeft(), OrderDrawing.boxWidth()));
            object.put(
                    "boxes",
                    drawing.boxes().stream()
                            .map(box -> List.of(box.kind(), box.y(), box.height()))
                            .toList());
            object.put(
                    "arrows",
                    drawing.arcs().stream()
                            .map(arc -> json(closed.order().edges().get(arc.arrow()), arc))
                            .toList());
            List<Object> cycles = new ArrayList<>();
            closed.cycles().forEach((cycle, closing) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("kinds", cycle.kinds());
                one.put("answer", DeadlockResults.answer(closing.answer()).name());
                if (closing.answer().isRefuted()) {
                    one.put("run", DeadlockResults.withoutEnding(file.apply(revision, cycle)));
                }
                cycles.add(one);
            });
            object.put("cycles", cycles);
            all.add(object);
        });
        return all;
    }

    private static Map<String, Object> json(Edge edge, OrderDrawing.Arc arc) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("held", arc.arrow().held());
        object.put("wanted", arc.arrow().wanted());
        object.put("state", arc.state().id());
        object.put("path", arc.path());
        object.put("head", arc.head());
        object.put("how", edge.words());
        object.put("functions", functions(edge));
        object.put("tree", edge.witness().tree());
        object.put("task", edge.witness().task());
        return object;
    }

    /** What makes an edge; a star at those that make it only where others were there before. */
    private static String functions(Edge edge) {
        return functions(edge.by());
    }

    private static String functions(SortedMap<EntryPoint, Witness> by) {
        List<String> functions = new ArrayList<>();
        by.forEach((entryPoint, witness) -> functions.add(entryPoint.kernelName + (witness.alone() ? "" : "*")));
        return String.join(", ", functions);
    }

    /** The part of the page that a person reads. */
    List<String> lines() {
        Revision newest = revisions.get(revisions.size() - 1);
        ClosedCycles latest = orders.get(newest);
        """
        ## The order of locks

        Which kind of lock is taken, or waited for, while which is held, by any of these functions on any of these machines. A kind is all
        locks of one name. Who is inside of an active reference, a handler that runs included, holds it, and who drains it or joins the
        handler waits for it. What never waits, such as a trylock, is taken in no order.

        An edge, and a cycle of edges, is no deadlock: the locks may be those of other devices, or a lock that is held around them may keep
        the tasks apart. REFUTED stands only at a cycle that a replayed run closes: at its end tasks wait for each other in just this cycle.
        *no run*: no two tasks, and no three without what drivers do, within the bounds above end so, whether they deadlock in another way or
        not; all were searched but those of which the places where they wait show that they cannot. A cycle of four kinds needs four tasks at
        least: such cycles are not listed, and not asked about.

        """.lines().forEach(this::line);
        line("| revision | kinds | edges | in one knot | cycles of up to " + OrderOfLocks.MOST_KINDS
                + " kinds | closed by a run |");
        line("|---|---|---|---|---|---|");
        orders.forEach((revision, closed) -> line("| [" + revision.id + "](" + drawing(revision) + ") | "
                + closed.order().kinds().size() + " | " + closed.order().edges().size() + " | "
                + closed.order().knot().size() + " | "
                + closed.cycles().size() + " | " + closed.closed().size() + " |"));
        line("");
        """
        *In one knot*: so many kinds, from each of which edges lead to each other one of them. In the drawings an edge of a cycle that a run
        closes is drawn thick, one of another cycle dashed, any other thin; an edge up, at the left, is one against the order in which the
        fewest go up.

        """.lines().forEach(this::line);
        line(
                "May a driver be bound or unbound while reset_lock of a hot-plug port is held, which must not be (PR-11)? `check`"
                        + " and `sweep` judge it in each run, as reset-lock-not-over-bind. Of all tasks at once the order tells: both take"
                        + " device_lock, and PROVED means that nothing takes device_lock while it holds reset_lock: "
                        + String.join(
                                "; ",
                                revisions.stream()
                                        .map(revision -> revision.id + " "
                                                + orders.get(revision).order().resetLockOverBind())
                                        .toList())
                        + ".");
        line("");
        cycles();
        line("");
        line("### The edges in " + newest.id);
        line("");
        line(
                "The example is a task that makes the edge, on a tree with the fewest devices. A star: only where another task was there before.");
        line("");
        line("| held | taken | how | by | example |");
        line("|---|---|---|---|---|");
        latest.order().edges().forEach((arrow, edge) -> {
            Witness witness = edge.witness();
            line("| " + arrow.held() + " | " + arrow.wanted() + " | " + edge.words() + " | " + functions(edge) + " | `"
                    + witness.task() + "` on `" + witness.tree() + "` |");
        });
        line("");
        history();
        return lines;
    }

    private void cycles() {
        line("| cycle | "
                + String.join(
                        " | ", revisions.stream().map(revision -> revision.id).toList()) + " |");
        line("|---|" + "---|".repeat(revisions.size()));
        TreeSet<LockCycle> all = new TreeSet<>();
        orders.values().forEach(order -> all.addAll(order.cycles().keySet()));
        for (LockCycle cycle : all) {
            List<String> cells =
                    revisions.stream().map(revision -> cell(revision, cycle)).toList();
            line("| " + cycle + " | " + String.join(" | ", cells) + " |");
        }
    }

    private String cell(Revision revision, LockCycle cycle) {
        Closing closing = orders.get(revision).cycles().get(cycle);
        if (closing == null) {
            return "*no cycle*";
        }
        Answer answer = closing.answer();
        if (answer.isRefuted()) {
            return "[REFUTED](" + file.apply(revision, cycle) + ") `" + answer.tree() + "` "
                    + answer.deadlock().steps().size();
        }
        return answer.isProved() ? "*no run*" : "UNKNOWN: " + answer.stopped();
    }

    private void history() {
        line("### What each revision does to the edges");
        line("");
        for (int at = 1; at < revisions.size(); at++) {
            SortedMap<Arrow, Edge> before =
                    orders.get(revisions.get(at - 1)).order().edges();
            SortedMap<Arrow, Edge> now = orders.get(revisions.get(at)).order().edges();
            String id = revisions.get(at).id;
            line("- " + id + " brings: " + without(now, before) + ".");
            line("- " + id + " drops: " + without(before, now) + ".");
            line("- Of edges that are in both, " + id + " has more functions make: " + byMore(now, before) + ".");
            line("- Of edges that are in both, " + id + " has fewer functions make: " + byMore(before, now) + ".");
        }
    }

    /** The edges of one that are none of the other. */
    private static String without(SortedMap<Arrow, Edge> edges, SortedMap<Arrow, Edge> others) {
        List<String> words = new ArrayList<>();
        edges.forEach((arrow, edge) -> {
            if (!others.containsKey(arrow)) {
                words.add(arrow + " (" + functions(edge) + ")");
            }
        });
        return words.isEmpty() ? "none" : String.join("; ", words);
    }

    /** The edges of both that functions make in one of them and not in the other, with these functions. */
    private static String byMore(SortedMap<Arrow, Edge> edges, SortedMap<Arrow, Edge> others) {
        List<String> words = new ArrayList<>();
        edges.forEach((arrow, edge) -> {
            if (others.containsKey(arrow)) {
                SortedMap<EntryPoint, Witness> by = new TreeMap<>(edge.by());
                by.keySet().removeAll(others.get(arrow).by().keySet());
                if (!by.isEmpty()) {
                    words.add(arrow + " (" + functions(by) + ")");
                }
            }
        });
        return words.isEmpty() ? "none" : String.join("; ", words);
    }

    private void line(String text) {
        lines.add(text);
    }
}
