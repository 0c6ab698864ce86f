package pcilock.specs.claim;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * A claim with the name of its file.
 *
 * @param name such as {@code Patch3_01_NestedBus}: subject, number, what it is about
 */
public record NamedClaim(String name, Claim claim) {
    /** What an engine explores to answer the claim. */
    public Scenario scenario() {
        return new Scenario(
                claim.revision(),
                claim.fault(),
                claim.waiting(),
                claim.topology(),
                List.of(claim.tasks()),
                Arrays.asList(claim.asks()).contains(Property.LINEARIZABLE));
    }

    /** The properties asked for. */
    public Set<Property> asks() {
        return claim.asks().length == 0 ? EnumSet.allOf(Property.class) : setOf(claim.asks());
    }

    /** The properties expected to break. */
    public Set<Property> breaks() {
        return setOf(claim.breaks());
    }

    private static Set<Property> setOf(Property... properties) {
        Set<Property> set = EnumSet.noneOf(Property.class);
        Collections.addAll(set, properties);
        return set;
    }
}
