package pcilock.checks.sweep;

import java.util.Comparator;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** A question of the sweep: does a task of this family, in this revision, ever break this property? */
public record Cell(Revision revision, Property property, TaskFamily family) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::revision)
            .thenComparing(Cell::property)
            .thenComparing(cell -> cell.family().entryPoint());

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
