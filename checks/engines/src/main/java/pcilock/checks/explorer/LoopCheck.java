package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the states of a machine can form a cycle, as far as the automata of its tasks tell.
 *
 * <p>In a cycle of states each task that moves goes round a loop of its automaton. Suppose that no step in a loop takes,
 * releases, sets, clears or wakes. Then throughout the cycle no mutex and no flag changes, and nobody is woken. So each task
 * that moves goes round its loop while mutexes and flags are constant and only the task itself changes whether it is on the
 * wait queue. Where no task has such a round, whichever of these are held throughout, the states form no cycle: whatever the
 * schedule, and without any fairness, every run is finite.
 */
final class LoopCheck {
    /** A loop is about one flag; where it asks about more locks than this the states have to be searched. */
    private static final int MOST_ASKED = 12;

    private LoopCheck() {}

    /** True when there is no cycle of states; false when only a search of the states can tell. */
    static boolean excludesCycles(List<Automaton> automata) {
        for (Automaton automaton : automata) {
            int[] component = components(automaton.locations());
            for (Location location : automaton.locations()) {
                for (Location.Edge edge : location.edges) {
                    if (component[location.number] == component[edge.target.number]
                            && edge.label.effect().isShared()) {
                        return false;
                    }
                }
            }
            if (mayGoRoundAlone(automaton.locations(), component)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayGoRoundAlone(List<Location> locations, int[] component) {
        for (List<Location> loop : loops(locations, component)) {
            int[] asked = loop.stream()
                    .flatMap(location -> location.edges.stream())
                    .filter(edge -> edge.label.lock() != null)
                    .mapToInt(edge -> edge.label.numberOfLock())
                    .distinct()
                    .toArray();
            if (asked.length > MOST_ASKED) {
                return true;
            }
            for (int choice = 0; choice < 1 << asked.length; choice++) {
                BitSet held = new BitSet();
                for (int i = 0; i < asked.length; i++) {
                    held.set(asked[i], (choice >>> i & 1) != 0);
                }
                if (hasRound(loop, component, held)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The locations of each component that a step leads back into. */
    private static Collection<List<Location>> loops(List<Location> locations, int[] component) {
        BitSet isLoop = new BitSet();
        for (Location location : locations) {
            for (Location.Edge edge : location.edges) {
                if (component[edge.target.number] == component[location.number]) {
                    isLoop.set(component[location.number]);
                }
            }
        }
        Map<Integer, List<Location>> loops = new TreeMap<>();
        for (Location location : locations) {
            if (isLoop.get(component[location.number])) {
                loops.computeIfAbsent(component[location.number], unused -> new ArrayList<>())
                        .add(location);
            }
        }
        return loops.values();
    }

    /** Whether some walk within the loop, with these locks held, comes back to where it was, on or off the queue as before. */
    private static boolean hasRound(List<Location> loop, int[] component, BitSet held) {
        int most = 0;
        for (Location location : loop) {
            most = Math.max(most, location.number);
        }
        int[] indegree = new int[2 * (most + 1)];
        for (Location location : loop) {
            for (int queued = 0; queued < 2; queued++) {
                for (int next : nexts(location, queued, component, held)) {
                    indegree[next]++;
                }
            }
        }
        // A finite graph has no cycle if and only if taking away what nothing leads to takes away everything.
        Deque<int[]> free = new ArrayDeque<>();
        Location[] byNumber = new Location[most + 1];
        int left = 0;
        for (Location location : loop) {
            byNumber[location.number] = location;
            for (int queued = 0; queued < 2; queued++) {
                left++;
                if (indegree[2 * location.number + queued] == 0) {
                    free.add(new int[] {location.number, queued});
                }
            }
        }
        while (!free.isEmpty()) {
            int[] place = free.remove();
            left--;
            for (int next : nexts(byNumber[place[0]], place[1], component, held)) {
                if (--indegree[next] == 0) {
                    free.add(new int[] {next / 2, next % 2});
                }
            }
        }
        return left > 0;
    }

    private static List<Integer> nexts(Location location, int queued, int[] component, BitSet held) {
        List<Integer> nexts = new ArrayList<>();
        for (Location.Edge edge : location.edges) {
            boolean enabled =
                    switch (edge.label.guard()) {
                        case HELD -> held.get(edge.label.numberOfLock());
                        case FREE -> !held.get(edge.label.numberOfLock());
                        case QUEUED -> queued == 1;
                        case NOT_QUEUED -> queued == 0;
                        default -> true;
                    };
            if (enabled && component[edge.target.number] == component[location.number]) {
                int after =
                        switch (edge.label.effect()) {
                            case ENQUEUE -> 1;
                            case DEQUEUE -> 0;
                            default -> queued;
                        };
                nexts.add(2 * edge.target.number + after);
            }
        }
        return nexts;
    }

    /** Tarjan's strongly connected components, without recursion; a number for each location. */
    private static int[] components(List<Location> locations) {
        int count = locations.size();
        int[] component = new int[count];
        int[] order = new int[count];
        int[] low = new int[count];
        int[] nextEdge = new int[count];
        boolean[] onStack = new boolean[count];
        Deque<Location> stack = new ArrayDeque<>();
        Deque<Location> calls = new ArrayDeque<>();
        int visited = 0;
        int components = 0;
        for (Location first : locations) {
            if (order[first.number] != 0) {
                continue;
            }
            calls.push(first);
            while (!calls.isEmpty()) {
                Location location = calls.peek();
                int number = location.number;
                if (order[number] == 0) {
                    order[number] = ++visited;
                    low[number] = visited;
                    stack.push(location);
                    onStack[number] = true;
                }
                if (nextEdge[number] < location.edges.size()) {
                    Location target = location.edges.get(nextEdge[number]++).target;
                    if (order[target.number] == 0) {
                        calls.push(target);
                    } else if (onStack[target.number]) {
                        low[number] = Math.min(low[number], order[target.number]);
                    }
                    continue;
                }
                calls.pop();
                if (!calls.isEmpty()) {
                    int caller = calls.peek().number;
                    low[caller] = Math.min(low[caller], low[number]);
                }
                if (low[number] == order[number]) {
                    Location member;
                    do {
                        member = stack.pop();
                        onStack[member.number] = false;
                        component[member.number] = components;
                    } while (member != location);
                    components++;
                }
            }
        }
        return component;
    }
}
