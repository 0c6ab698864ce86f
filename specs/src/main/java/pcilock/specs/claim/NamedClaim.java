package pcilock.specs.claim;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * A claim with the name of its file.
 *
 * @param name such as {@code Patch3_01_NestedBus}: subject, number, what it is about
 */
public record NamedClaim(String name, Claim claim) {
    /** Subjects that are about something other than the reset paths of a revision. */
    private static final Set<String> NOT_ABOUT_A_REVISION = Set.of(
            "Aer",
            "ConfigAccess",
            "Devlink",
            "Dpc",
            "Driver",
            "Fault",
            "Host",
            "Hotplug",
            "Iov",
            "Mlxsw",
            "Pair",
            "Portdrv",
            "Reference",
            "Rescan",
            "Semaphore",
            "Three",
            "Vfio",
            "VmdRemove",
            "Work");

    /** The subject of a claim of that name: what stands before its number. */
    public static String subject(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    /**
     * Whether a claim is about the reset paths of its revision as it is. Only then does it count for or against the revision.
     *
     * @param name the name of the claim
     * @param fault what is seeded in its locking code
     */
    public static boolean isAboutItsRevision(String name, Fault fault) {
        return fault == Fault.NONE && !NOT_ABOUT_A_REVISION.contains(subject(name));
    }

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
