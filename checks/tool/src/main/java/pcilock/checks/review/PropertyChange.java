package pcilock.checks.review;

import pcilock.checks.sweep.Counterexample;
import pcilock.checks.tree.TaskFamily;
import pcilock.specs.property.Property;

/**
 * What a change does to one property at one entry point.
 *
 * @param example the smallest there is, before the change where it mends something, else after it
 * @param partly of what breaks anew, whether some other run broke it before; of what is mended, whether some other run still breaks it
 */
public record PropertyChange(Kind kind, Property property, TaskFamily family, Counterexample example, boolean partly) {
    /** What became of it. */
    public enum Kind {
        /** After the change these tasks break it, and before they do not. */
        BREAKS_ANEW,
        /** Before the change these tasks break it, and after it they do not. */
        MENDS,
        /** These tasks break it before and after. */
        STAYS_BROKEN,
        /** After the change these tasks break it, and before they deadlock instead, so that it could not come to this: nothing gets worse. */
        COMES_TO_LIGHT,
        /** A warning, or lockdep, that was not there before, tells of these tasks; what it tells of need not be new. */
        REPORTED_ANEW,
        /** These tasks broke it, and after the change nothing is there any more that could: the entry point, or what it is about. */
        GONE
    }

    /** What a warning or lockdep tells, and not the locks themselves. */
    static boolean isOfReports(Property property) {
        return property == Property.NO_UNLOCKED_RESET_WARNING
                || property == Property.WARNING_NEVER_SILENT
                || property.id.startsWith("lockdep-");
    }
}
