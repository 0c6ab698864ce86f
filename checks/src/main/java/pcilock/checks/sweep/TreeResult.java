package pcilock.checks.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** A family of tasks in a revision. */
    record Row(pcilock.model.revision.Revision revision, pcilock.checks.tree.TaskFamily family) {}
}
