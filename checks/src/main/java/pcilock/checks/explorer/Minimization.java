package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pcilock.model.kernel.Event;

/**
 * Merges locations with equal futures: the coarsest partition in which two locations of a part agree on what the observer
 * remembers, on whether they sleep or end, and on their steps and the parts these lead to. A run cannot tell such locations
 * apart, and neither can a property.
 */
final class Minimization {
    private record Kind(Memory memory, Event asleep, int device, boolean end, List<Act> acts) {}

    private record Act(Label label, List<Note> notes, int callBegun, int callEnded, boolean answer) {}

    private record Future(int part, List<Integer> targets) {}

    private Minimization() {}

    /**
     * Merges, and numbers what is left.
     *
     * @param all every location, the one where the task starts first
     */
    static List<Location> merge(List<Location> all) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).number = i;
        }
        int[] part = new int[all.size()];
        int parts = byKind(all, part);
        while (true) {
            int finer = refine(all, part);
            if (finer == parts) {
                break;
            }
            parts = finer;
        }
        Location[] chosen = new Location[parts];
        for (int i = all.size() - 1; i >= 0; i--) {
            chosen[part[i]] = all.get(i);
        }
        for (Location location : chosen) {
            for (Location.Edge edge : location.edges) {
                edge.target = chosen[part[edge.target.number]];
            }
        }
        return reachable(chosen[part[0]]);
    }

    private static int byKind(List<Location> all, int[] part) {
        Map<Kind, Integer> parts = new HashMap<>();
        for (int i = 0; i < part.length; i++) {
            Location location = all.get(i);
            List<Act> acts = new ArrayList<>();
            for (Location.Edge edge : location.edges) {
                acts.add(new Act(edge.label, edge.notes, edge.callBegun, edge.callEnded, edge.answer));
            }
            Kind kind = new Kind(location.memory, location.asleep, location.device, location.end, acts);
            part[i] = number(parts, kind);
        }
        return parts.size();
    }

    private static int refine(List<Location> all, int[] part) {
        Map<Future, Integer> parts = new HashMap<>();
        int[] finer = new int[part.length];
        for (int i = 0; i < part.length; i++) {
            List<Integer> targets = new ArrayList<>();
            for (Location.Edge edge : all.get(i).edges) {
                targets.add(part[edge.target.number]);
            }
            finer[i] = number(parts, new Future(part[i], targets));
        }
        System.arraycopy(finer, 0, part, 0, part.length);
        return parts.size();
    }

    private static <T> int number(Map<T, Integer> numbers, T key) {
        return numbers.computeIfAbsent(key, unused -> numbers.size());
    }

    private static List<Location> reachable(Location start) {
        List<Location> reached = new ArrayList<>();
        Deque<Location> open = new ArrayDeque<>();
        Map<Location, Boolean> known = new HashMap<>();
        open.add(start);
        known.put(start, true);
        while (!open.isEmpty()) {
            Location location = open.remove();
            location.number = reached.size();
            reached.add(location);
            for (Location.Edge edge : location.edges) {
                if (known.put(edge.target, true) == null) {
                    open.add(edge.target);
                }
            }
        }
        return reached;
    }
}
