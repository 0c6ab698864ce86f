package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * What the sweep of one tree came to.
 *
 * @param order the tree's position in {@link SweepBounds#trees}
 * @param counts how much was done
 * @param tested the families that have a task that does something, and what some run of these tasks puts to the test
 * @param refuted for each cell that some scenario of the tree refutes the smallest counterexample of the tree; cells for which a
 *     smaller tree was known to have one may be missing
 * @param limits the scenarios that reached a limit, in words for a person
 */
record TreeResult(
        int order,
        Counts counts,
        Map<Row, Set<Property>> tested,
        Map<Cell, Counterexample> refuted,
        List<String> limits) {
    /** What this machine of a tree and another one came to. */
    TreeResult plus(TreeResult other) {
        Map<Row, Set<Property>> bothTested = new LinkedHashMap<>(tested);
        other.tested.forEach((row, properties) -> bothTested.merge(row, properties, (one, more) -> {
            Set<Property> both = EnumSet.copyOf(one);
            both.addAll(more);
            return both;
        }));
        Map<Cell, Counterexample> bothRefuted = new TreeMap<>(refuted);
        other.refuted.forEach((cell, example) -> bothRefuted.merge(cell, example, Counterexample::smaller));
        List<String> bothLimits = new ArrayList<>(limits);
        bothLimits.addAll(other.limits);
        return new TreeResult(order, counts.plus(other.counts), bothTested, bothRefuted, bothLimits);
    }

    /** A family of tasks in a revision. */
    record Row(Revision revision, TaskFamily family) {}
}
