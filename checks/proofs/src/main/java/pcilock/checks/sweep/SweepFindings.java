package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What a sweep, or some shards of it, came to up to now. Adding the same trees in any order gives the same. Safe to use from
 * several threads.
 */
public final class SweepFindings {
    private final SweepBounds bounds;
    private final int trees;
    private final Map<Cell, Counterexample> refuted = new HashMap<>();
    private final Map<TreeResult.Row, Set<Property>> tested = new HashMap<>();
    private final List<String> limits = new ArrayList<>();
    private final Set<Integer> done = new java.util.TreeSet<>();
    private Counts counts = Counts.NONE;

    /** Nothing found yet. */
    SweepFindings(SweepBounds bounds) {
        this.bounds = bounds;
        trees = bounds.trees().size();
    }

    /** Adds a tree, unless it is there already. */
    synchronized void add(TreeResult result) {
        if (!done.add(result.order())) {
            return;
        }
        counts = counts.plus(result.counts());
        result.refuted().forEach((cell, example) -> refuted.merge(cell, example, Counterexample::smaller));
        result.tested().forEach((row, here) -> tested.computeIfAbsent(row, unused -> EnumSet.noneOf(Property.class))
                .addAll(here));
        limits.addAll(result.limits());
    }

    synchronized boolean hasSmaller(Cell cell, int devices) {
        Counterexample known = refuted.get(cell);
        return known != null && known.devices() < devices;
    }

    /** What tasks of a family are known to put to the test. */
    synchronized Set<Property> tested(TreeResult.Row row) {
        Set<Property> known = tested.get(row);
        return known == null ? EnumSet.noneOf(Property.class) : EnumSet.copyOf(known);
    }

    synchronized boolean isDone(int order) {
        return done.contains(order);
    }

    public SweepBounds bounds() {
        return bounds;
    }

    /** How many trees were swept to the end. */
    public synchronized int treesDone() {
        return done.size();
    }

    /** How many trees there are within the bounds. */
    public int trees() {
        return trees;
    }

    /** Whether every tree was swept to the end without reaching a limit. */
    public synchronized boolean isComplete() {
        return done.size() == trees && limits.isEmpty();
    }

    /** The scenarios that reached a limit, in words for a person. */
    public synchronized List<String> limits() {
        List<String> sorted = new ArrayList<>(limits);
        Collections.sort(sorted);
        return sorted;
    }

    public synchronized Counts counts() {
        return counts;
    }

    /** The smallest counterexample of each cell that has one. */
    public synchronized SortedMap<Cell, Counterexample> refuted() {
        return new TreeMap<>(refuted);
    }

    /** The families that have a task that does something, in a revision. */
    public synchronized List<TaskFamily> families(Revision revision) {
        return bounds.families().stream()
                .sorted(Comparator.comparing(TaskFamily::entryPoint))
                .filter(family -> tested.containsKey(new TreeResult.Row(revision, family)))
                .toList();
    }

    /**
     * Whether a task of this family does what the property is about, in some run of some scenario. Users may read while a task resets
     * even if it is not that task that reads.
     */
    public synchronized boolean isAsked(Cell cell) {
        return refuted.containsKey(cell)
                || tested.getOrDefault(new TreeResult.Row(cell.revision(), cell.family()), Set.of())
                        .contains(cell.property());
    }

    /** The cells that are asked, by revision, property and family, each in its order. */
    public List<Cell> asked() {
        List<Cell> cells = new ArrayList<>();
        for (Revision revision : bounds.revisions()) {
            List<TaskFamily> families = families(revision);
            for (Property property : Property.values()) {
                for (TaskFamily family : families) {
                    Cell cell = new Cell(revision, property, family);
                    if (isAsked(cell)) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    /**
     * The answer to a cell's question within the bounds.
     *
     * @return REFUTED when there is a counterexample, which need not be the smallest before all trees are done; PROVED when all
     *     trees were swept to the end; else UNKNOWN
     */
    public synchronized Answer answer(Cell cell) {
        if (refuted.containsKey(cell)) {
            return Answer.REFUTED;
        }
        return isComplete() && isAsked(cell) ? Answer.PROVED : Answer.UNKNOWN;
    }
}
