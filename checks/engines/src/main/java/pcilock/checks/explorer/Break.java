package pcilock.checks.explorer;

import java.util.Comparator;
import pcilock.specs.property.Property;

/**
 * A property that some run of a scenario breaks, and the task whose doing that is.
 *
 * @param task the task's number, from 0: see {@link pcilock.specs.property.PropertyObserver}
 * @param steps the fewest steps with which the task does it; lockdep's calls count as steps
 */
public record Break(Property property, int task, int steps) {
    static final Comparator<Break> ORDER = Comparator.comparing(Break::property).thenComparing(Break::task);
}
