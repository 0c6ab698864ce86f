package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Merges locations with equal futures: the coarsest partition in which two locations of a part agree on what the observer
 * remembers, on whether they sleep or end, and on their steps and the parts these lead to. A run cannot tell such locations
 * apart, and neither can a property.
 */
@SuppressWarnings("EnumOrdinal") // as a number of a key within one run, not kept anywhere
final class Minimization {
    private final List<Location> all;

    /** The part that each location is in. */
    private final int[] part;

    private int parts;

    /** The locations of each part, where parts are refined. */
    private final List<Set<Integer>> members = new ArrayList<>();

    private Minimization(List<Location> all) {
        this.all = all;
        part = new int[all.size()];
    }

    /**
     * Merges, and numbers what is left.
     *
     * @param all every location, the one where the task starts first
     */
    static List<Location> merge(List<Location> all) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).number = i;
        }
        Minimization parts = new Minimization(all);
        parts.byKind();
        if (!parts.fromTheEnds()) {
            parts.byMembers();
            parts.refine();
        }
        return parts.merged();
    }

    private List<Location> merged() {
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

    /** By what the observer remembers and by what the steps are, but not by where they lead. */
    private void byKind() {
        Numbering<Memory> memories = new Numbering<>();
        Numbering<Label> labels = new Numbering<>();
        Numbering<List<Note>> notes = new Numbering<>();
        Map<Numbers, Integer> kinds = new HashMap<>();
        for (int i = 0; i < part.length; i++) {
            Location location = all.get(i);
            int[] kind = new int[4 + 5 * location.edges.size()];
            int at = 0;
            kind[at++] = memories.of(location.memory);
            kind[at++] = location.asleep == null ? -1 : location.asleep.ordinal();
            kind[at++] = location.device;
            kind[at++] = location.end ? 1 : 0;
            for (Location.Edge edge : location.edges) {
                kind[at++] = labels.of(edge.label);
                kind[at++] = notes.of(edge.notes);
                kind[at++] = edge.callBegun;
                kind[at++] = edge.callEnded;
                kind[at++] = edge.answer ? 1 : 0;
            }
            part[i] = kinds.computeIfAbsent(new Numbers(kind), unused -> kinds.size());
        }
        parts = kinds.size();
    }

    /**
     * Where no step leads back: divides all at once, each location after those that its steps lead to, whose parts are known then.
     *
     * @return false where some step leads back, and nothing was divided
     */
    private boolean fromTheEnds() {
        int[] divided = new int[part.length];
        int[] unknown = new int[part.length];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < part.length; i++) {
            unknown[i] = all.get(i).edges.size();
            if (unknown[i] == 0) {
                ready.add(i);
            }
        }
        int[][] sources = sources();
        Map<Numbers, Integer> found = new HashMap<>();
        int left = part.length;
        while (!ready.isEmpty()) {
            int location = ready.remove();
            left--;
            List<Location.Edge> edges = all.get(location).edges;
            int[] future = new int[1 + edges.size()];
            future[0] = part[location];
            for (int i = 0; i < edges.size(); i++) {
                future[1 + i] = divided[edges.get(i).target.number];
            }
            divided[location] = found.computeIfAbsent(new Numbers(future), unused -> found.size());
            for (int source : sources[location]) {
                if (--unknown[source] == 0) {
                    ready.add(source);
                }
            }
        }
        if (left > 0) {
            return false;
        }
        System.arraycopy(divided, 0, part, 0, part.length);
        parts = found.size();
        return true;
    }

    private void byMembers() {
        for (int i = 0; i < parts; i++) {
            members.add(new LinkedHashSet<>());
        }
        for (int i = 0; i < part.length; i++) {
            members.get(part[i]).add(i);
        }
    }

    /**
     * Splits parts until all members of each lead to the same parts. Only members of which a step leads to what has just left its part are
     * looked at again: the others still lead where all of their part led before. The largest piece of a part stays it, so that a location
     * leaves a part at most as often as its part is halved.
     */
    private void refine() {
        int[][] sources = sources();
        BitSet touched = new BitSet();
        touched.set(0, part.length);
        while (!touched.isEmpty()) {
            List<List<Integer>> leaving = new ArrayList<>();
            Map<Integer, List<Integer>> touchedByPart = new TreeMap<>();
            touched.stream().forEach(location -> touchedByPart
                    .computeIfAbsent(part[location], unused -> new ArrayList<>())
                    .add(location));
            touchedByPart.forEach((whole, some) -> leaving.addAll(leaving(whole, some)));
            touched.clear();
            for (List<Integer> piece : leaving) {
                move(piece);
                for (int location : piece) {
                    for (int source : sources[location]) {
                        touched.set(source);
                    }
                }
            }
        }
    }

    /** The pieces that a part falls into, all but the largest. */
    private List<List<Integer>> leaving(int whole, List<Integer> touched) {
        if (members.get(whole).size() == 1) {
            return List.of();
        }
        Map<List<Integer>, List<Integer>> byTargets = new LinkedHashMap<>();
        for (int location : touched) {
            List<Location.Edge> edges = all.get(location).edges;
            List<Integer> targets = new ArrayList<>(edges.size());
            for (Location.Edge edge : edges) {
                targets.add(part[edge.target.number]);
            }
            byTargets.computeIfAbsent(targets, unused -> new ArrayList<>()).add(location);
        }
        List<List<Integer>> pieces = new ArrayList<>(byTargets.values());
        List<Integer> largest = Collections.max(pieces, Comparator.comparingInt(List::size));
        int others = members.get(whole).size() - touched.size();
        if (others < largest.size()) {
            pieces.remove(largest);
            if (others > 0) {
                Set<Integer> left = new LinkedHashSet<>(members.get(whole));
                touched.forEach(left::remove);
                pieces.add(List.copyOf(left));
            }
        }
        return pieces;
    }

    private void move(List<Integer> piece) {
        Set<Integer> moved = new LinkedHashSet<>(piece);
        for (int location : piece) {
            members.get(part[location]).remove(location);
            part[location] = parts;
        }
        members.add(moved);
        parts = members.size();
    }

    /** From where a step leads to each location. */
    private int[][] sources() {
        int[] count = new int[part.length];
        for (Location location : all) {
            for (Location.Edge edge : location.edges) {
                count[edge.target.number]++;
            }
        }
        int[][] sources = new int[part.length][];
        for (int i = 0; i < part.length; i++) {
            sources[i] = new int[count[i]];
        }
        for (Location location : all) {
            for (Location.Edge edge : location.edges) {
                sources[edge.target.number][--count[edge.target.number]] = location.number;
            }
        }
        return sources;
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
