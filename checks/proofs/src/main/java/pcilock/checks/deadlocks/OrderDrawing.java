package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;

/**
 * An {@link OrderOfLocks} to look at: one kind below the other, so that as few arrows as can be found go up. An arrow down, at the right, goes
 * with that order, an arrow up, at the left, against it; each cycle but that of one kind has one that goes up.
 *
 * <p>Positions are whole pixels, so that the same order is drawn the same everywhere.
 */
public final class OrderDrawing {
    private static final int BOX_WIDTH = 180;
    private static final int LEFT = 300;
    private static final int RIGHT = 360;
    private static final int TOP = 64;

    /** A line comes to three quarters of it. */
    private static final int MOST_BULGE = 460;

    private static final int GAP = 12;
    private static final int PORT = 7;
    private static final int LEAST_HEIGHT = 24;

    /** What an arrow is part of. */
    public enum State {
        CLOSED("in a cycle that a run closes: a deadlock of that run"),
        CYCLE("in cycles of which no run found closes one"),
        NONE("in no cycle of up to " + OrderOfLocks.MOST_KINDS + " kinds");

        public final String words;

        State(String words) {
            this.words = words;
        }

        /** As it is named in the drawing. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A kind; its box is as wide as all others. */
    public record Box(String kind, int y, int height) {}

    /**
     * An arrow.
     *
     * @param path the line, as SVG has it
     * @param head the head, likewise
     */
    public record Arc(Arrow arrow, State state, String path, String head) {}

    private final OrderOfLocks order;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Arc> arcs = new ArrayList<>();
    private int height = TOP;

    /**
     * A drawing.
     *
     * @param closed the cycles that some run closes
     */
    public OrderDrawing(OrderOfLocks order, Set<LockCycle> closed) {
        this.order = order;
        Map<Arrow, State> states = states(order, closed);
        List<String> kinds = inOrder(order);
        Map<Arrow, Integer> from = new HashMap<>();
        Map<Arrow, Integer> to = new HashMap<>();
        for (int at = 0; at < kinds.size(); at++) {
            place(kinds, at, from, to);
        }
        // What is told last is drawn on top.
        for (State state : List.of(State.NONE, State.CYCLE, State.CLOSED)) {
            for (Arrow arrow : order.edges().keySet()) {
                if (states.get(arrow) == state) {
                    boolean isDown = kinds.indexOf(arrow.held()) <= kinds.indexOf(arrow.wanted());
                    arcs.add(arc(arrow, state, from.get(arrow), to.get(arrow), isDown));
                }
            }
        }
    }

    private static Map<Arrow, State> states(OrderOfLocks order, Set<LockCycle> closed) {
        Map<Arrow, State> states = new HashMap<>();
        order.edges().keySet().forEach(arrow -> states.put(arrow, State.NONE));
        for (LockCycle cycle : order.cycles()) {
            State state = closed.contains(cycle) ? State.CLOSED : State.CYCLE;
            for (Arrow arrow : cycle.arrows()) {
                states.merge(arrow, state, (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return states;
    }

    /** The kinds, so that moving no single one of them would leave fewer arrows that go up. */
    private static List<String> inOrder(OrderOfLocks order) {
        List<String> kinds = new ArrayList<>(order.kinds());
        Set<Arrow> arrows = new HashSet<>(order.edges().keySet());
        kinds.sort(Comparator.comparing((String kind) -> arrows.stream()
                                .filter(arrow -> arrow.wanted().equals(kind))
                                .count()
                        - arrows.stream()
                                .filter(arrow -> arrow.held().equals(kind))
                                .count())
                .thenComparing(Comparator.naturalOrder()));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (String kind : List.copyOf(kinds)) {
                int least = up(kinds, arrows);
                int best = kinds.indexOf(kind);
                for (int at = 0; at < kinds.size(); at++) {
                    kinds.remove(kind);
                    kinds.add(at, kind);
                    if (up(kinds, arrows) < least) {
                        least = up(kinds, arrows);
                        best = at;
                        moved = true;
                    }
                }
                kinds.remove(kind);
                kinds.add(best, kind);
            }
        }
        return kinds;
    }

    private static int up(List<String> kinds, Set<Arrow> arrows) {
        return (int) arrows.stream()
                .filter(arrow -> kinds.indexOf(arrow.held()) > kinds.indexOf(arrow.wanted()))
                .count();
    }

    /** Places the box of a kind and the ends of its arrows; on either side so that as few lines as possible cross there. */
    private void place(List<String> kinds, int at, Map<Arrow, Integer> from, Map<Arrow, Integer> to) {
        List<Arrow> in = order.edges().keySet().stream()
                .filter(arrow -> arrow.wanted().equals(kinds.get(at)))
                .toList();
        List<Arrow> out = order.edges().keySet().stream()
                .filter(arrow -> arrow.held().equals(kinds.get(at)))
                .toList();
        Function<Arrow, Integer> source = arrow -> kinds.indexOf(arrow.held());
        Function<Arrow, Integer> target = arrow -> kinds.indexOf(arrow.wanted());
        Comparator<Arrow> lowestSourceFirst = Comparator.comparing(source).reversed();
        Comparator<Arrow> lowestTargetFirst = Comparator.comparing(target).reversed();
        int[] used = {0, 0};
        in.stream()
                .filter(arrow -> source.apply(arrow) <= at)
                .sorted(lowestSourceFirst)
                .forEach(arrow -> to.put(arrow, port(used, 1)));
        out.stream()
                .filter(arrow -> target.apply(arrow) >= at)
                .sorted(lowestTargetFirst)
                .forEach(arrow -> from.put(arrow, port(used, 1)));
        out.stream()
                .filter(arrow -> target.apply(arrow) < at)
                .sorted(lowestTargetFirst)
                .forEach(arrow -> from.put(arrow, port(used, 0)));
        in.stream()
                .filter(arrow -> source.apply(arrow) > at)
                .sorted(lowestSourceFirst)
                .forEach(arrow -> to.put(arrow, port(used, 0)));
        int boxHeight = Math.max(LEAST_HEIGHT, PORT * (Math.max(used[0], used[1]) + 1));
        boxes.add(new Box(kinds.get(at), height, boxHeight));
        height += boxHeight + GAP;
    }

    private int port(int[] used, int side) {
        return height + PORT * ++used[side];
    }

    private static Arc arc(Arrow arrow, State state, int from, int to, boolean isDown) {
        int x = isDown ? LEFT + BOX_WIDTH : LEFT;
        int side = isDown ? 1 : -1;
        int bulge = x + side * Math.min(isDown ? MOST_BULGE : MOST_BULGE * LEFT / RIGHT, 24 + Math.abs(to - from) / 4);
        int tip = x + side * 7;
        String path = "M" + x + " " + from + "C" + bulge + " " + from + " " + bulge + " " + to + " " + tip + " " + to;
        String head = "M" + x + " " + to + "l" + side * 8 + " -4v8z";
        return new Arc(arrow, state, path, head);
    }

    /** The size in pixels. */
    public int width() {
        return LEFT + BOX_WIDTH + RIGHT;
    }

    /** The size in pixels. */
    public int height() {
        return height;
    }

    public static int boxLeft() {
        return LEFT;
    }

    public static int boxWidth() {
        return BOX_WIDTH;
    }

    /** The kinds from top to bottom. */
    public List<Box> boxes() {
        return List.copyOf(boxes);
    }

    /** The arrows in the order in which they are drawn. */
    public List<Arc> arcs() {
        return List.copyOf(arcs);
    }

    /**
     * The drawing as a file by itself, legible on a light and on a dark ground.
     *
     * @param title what it is of, a few words
     */
    public String svg(String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <style>
                svg { color-scheme: light dark; font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
                text { fill: #1b1b1a } .ground { fill: #fdfdfb } rect { fill: #f3f3ee; stroke: #5a5a55 }
                .arc { fill: none } .none { stroke: #8a8a84 } .none.head { fill: #8a8a84 }
                .cycle { stroke: #7a4b00; stroke-dasharray: 5 3 } .cycle.head { fill: #7a4b00; stroke-dasharray: none }
                .closed { stroke: #a3140f; stroke-width: 2 } .closed.head { fill: #a3140f; stroke-width: 1 }
                @media (prefers-color-scheme: dark) {
                text { fill: #e4e4df } .ground { fill: #16181a } rect { fill: #202326; stroke: #a6a69e }
                .none { stroke: #7c7c76 } .none.head { fill: #7c7c76 } .cycle { stroke: #f0bf6a } .cycle.head { fill: #f0bf6a }
                .closed { stroke: #ff9a90 } .closed.head { fill: #ff9a90 } }
                </style>
                <rect class="ground" width="100%%" height="100%%" stroke="none"/>
                <text x="8" y="18">%3$s</text>
                """, width(), height, escaped(title)));
        int y = 18;
        for (State state : State.values()) {
            svg.append(String.format(
                    "<path class=\"arc %s\" d=\"M%d %dh40\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
                    state.id(), 268, y - 4, 316, y, state.words));
            y += 14;
        }
        for (Arc arc : arcs) {
            svg.append(String.format(
                    "<g><title>%1$s: %2$s</title><path class=\"arc %3$s\" d=\"%4$s\"/><path class=\"head %3$s\" d=\"%5$s\"/></g>\n",
                    arc.arrow(),
                    escaped(order.edges().get(arc.arrow()).functions()),
                    arc.state().id(),
                    arc.path(),
                    arc.head()));
        }
        for (Box box : boxes) {
            svg.append(String.format(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
                    LEFT,
                    box.y(),
                    BOX_WIDTH,
                    box.height(),
                    LEFT + 10,
                    box.y() + box.height() / 2 + 4,
                    escaped(box.kind())));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
