package pcilock.checks.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.certificate.Premise;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/**
 * The properties that decide a check.
 *
 * @param named whether the user named them, so that each of them has to be put to the test for a proof
 */
record CheckedProperties(Set<Property> asked, boolean named) {
    /**
     * The properties of these ids, all when there is none.
     *
     * @throws InputException when there is no such property
     */
    static CheckedProperties of(List<String> ids) {
        Set<Property> asked = EnumSet.noneOf(Property.class);
        for (String id : ids) {
            asked.add(Names.find("property", id, Property.values(), property -> property.id));
        }
        return ids.isEmpty()
                ? new CheckedProperties(EnumSet.allOf(Property.class), false)
                : new CheckedProperties(asked, true);
    }

    /**
     * Those that a certificate can speak of.
     *
     * @param wide whether there are the wider locks, of which it says that nobody waits for ever, and no more
     * @throws InputException when the user named another one
     */
    CheckedProperties certifiable(boolean wide) {
        Set<Property> certifiable = EnumSet.copyOf(asked);
        certifiable.removeIf(property -> wide
                ? !LockCoverage.properties().contains(property)
                : Premise.of(property).isEmpty());
        if (named && certifiable.size() < asked.size()) {
            Set<Property> others = EnumSet.copyOf(asked);
            others.removeAll(certifiable);
            throw new InputException("--certify: no certificate " + (wide ? "with the wider locks " : "") + "speaks of "
                    + ids(others) + "; ask for it with --tasks or --any");
        }
        return new CheckedProperties(certifiable, named);
    }

    /**
     * Why what was explored is no proof although it came to its end: nothing, or not each property that was named, was put to the
     * test. Null when it is one.
     */
    String missing(Set<Property> tested) {
        Set<Property> untested = EnumSet.copyOf(asked);
        untested.removeAll(tested);
        if (untested.size() == asked.size()) {
            return "these tasks never do what " + (named ? ids(asked) : "any property") + " is about";
        }
        return named && !untested.isEmpty() ? "these tasks never do what " + ids(untested) + " is about" : null;
    }

    static String ids(Set<Property> properties) {
        return properties.stream().map(property -> property.id).collect(Collectors.joining(", "));
    }

    static List<String> list(Set<Property> properties) {
        return properties.stream().map(property -> property.id).toList();
    }
}
