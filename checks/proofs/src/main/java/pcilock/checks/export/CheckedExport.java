package pcilock.checks.export;

import java.util.Set;
import pcilock.specs.property.Property;

/**
 * What another model checker found in an export.
 *
 * @param states the number of distinct states, all that there are
 * @param broken every property that it found broken
 */
public record CheckedExport(long states, Set<Property> broken) {}
