package pcilock.checks.certificate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Which locks are held when which are waited for, over all tasks. There is an order common to all tasks exactly if this graph has
 * no circle. Locks are numbered as in {@link LockId}; nothing here recurses.
 */
final class LockOrder {
    /** Some task holds one lock and waits for the other. */
    record Edge(int held, int wanted) {}

    private final int locks;
    private final Map<Edge, String> witnesses = new HashMap<>();
    private final List<List<Integer>> wantedAfter = new ArrayList<>();
    private int[] component;
    private int[] componentSize;

    LockOrder(int locks) {
        this.locks = locks;
        for (int i = 0; i < locks; i++) {
            wantedAfter.add(null);
        }
    }

    /** Adds what a task does; of tasks that do the same the first is remembered. */
    void add(Edge edge, Supplier<String> task) {
        if (!witnesses.containsKey(edge)) {
            witnesses.put(edge, task.get());
            if (wantedAfter.get(edge.held()) == null) {
                wantedAfter.set(edge.held(), new ArrayList<>(2));
            }
            wantedAfter.get(edge.held()).add(edge.wanted());
            component = null;
        }
    }

    String witness(Edge edge) {
        return witnesses.get(edge);
    }

    /** Whether an edge is part of some circle. */
    boolean isOnCircle(int held, int wanted) {
        findComponents();
        return held == wanted || (component[held] == component[wanted] && componentSize[component[held]] > 1);
    }

    /** A shortest circle through each knot of locks that wait for each other, with the edges in order. */
    List<List<Edge>> circles() {
        findComponents();
        // Which one of several is the shortest must not depend on the order in which tasks were looked at.
        wantedAfter.stream().filter(Objects::nonNull).forEach(Collections::sort);
        List<List<Edge>> circles = new ArrayList<>();
        boolean[] told = new boolean[locks];
        for (int lock = 0; lock < locks; lock++) {
            boolean waitsForItself = after(lock).contains(lock);
            if (waitsForItself) {
                circles.add(List.of(new Edge(lock, lock)));
            }
            if (componentSize[component[lock]] > 1 && !told[component[lock]]) {
                told[component[lock]] = true;
                circles.add(shortestCircle(lock));
            }
        }
        return circles;
    }

    private List<Integer> after(int lock) {
        return wantedAfter.get(lock) == null ? List.of() : wantedAfter.get(lock);
    }

    private List<Edge> shortestCircle(int start) {
        int[] from = new int[locks];
        Arrays.fill(from, -1);
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        while (true) {
            int lock = open.remove();
            for (int next : after(lock)) {
                if (next == start && lock != start) {
                    List<Edge> circle = new ArrayList<>();
                    circle.add(new Edge(lock, start));
                    for (int at = lock; at != start; at = from[at]) {
                        circle.add(new Edge(from[at], at));
                    }
                    Collections.reverse(circle);
                    return circle;
                }
                if (from[next] < 0 && next != start && component[next] == component[start]) {
                    from[next] = lock;
                    open.add(next);
                }
            }
        }
    }

    /** Tarjan's strongly connected components. */
    private void findComponents() {
        if (component != null) {
            return;
        }
        component = new int[locks];
        componentSize = new int[locks];
        int[] visit = new int[locks];
        int[] low = new int[locks];
        int[] nextEdge = new int[locks];
        boolean[] onStack = new boolean[locks];
        Deque<Integer> stack = new ArrayDeque<>();
        Deque<Integer> calls = new ArrayDeque<>();
        int visited = 0;
        int components = 0;
        for (int first = 0; first < locks; first++) {
            if (visit[first] != 0) {
                continue;
            }
            calls.push(first);
            while (!calls.isEmpty()) {
                int lock = calls.peek();
                if (visit[lock] == 0) {
                    visit[lock] = ++visited;
                    low[lock] = visited;
                    stack.push(lock);
                    onStack[lock] = true;
                }
                if (nextEdge[lock] < after(lock).size()) {
                    int next = after(lock).get(nextEdge[lock]++);
                    if (visit[next] == 0) {
                        calls.push(next);
                    } else if (onStack[next]) {
                        low[lock] = Math.min(low[lock], visit[next]);
                    }
                    continue;
                }
                calls.pop();
                if (!calls.isEmpty()) {
                    low[calls.peek()] = Math.min(low[calls.peek()], low[lock]);
                }
                if (low[lock] == visit[lock]) {
                    int member;
                    do {
                        member = stack.pop();
                        onStack[member] = false;
                        component[member] = components;
                        componentSize[components]++;
                    } while (member != lock);
                    components++;
                }
            }
        }
    }
}
