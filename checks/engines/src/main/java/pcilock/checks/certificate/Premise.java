package pcilock.checks.certificate;

import java.util.EnumSet;
import java.util.Set;
import pcilock.specs.property.Property;

/** What a certificate asks of each task, looked at alone and under every outcome of its trylocks. See {@link Certificate}. */
public enum Premise {
    RELEASES_ITS_OWN("releases only what it holds, and takes nothing away", Property.RELEASED_BY_HOLDER),
    RELEASED_FLAG_IS_SET("clears no flag that it has not set", Property.NO_CLEAR_FLAG_RELEASED),
    ONE_ORDER(
            "waits for locks only in an order that all tasks have in common",
            Property.NO_DEADLOCK,
            Property.EVERY_TASK_ENDS),
    NOTHING_HELD_AT_END(
            "ends with nothing held", Property.NOTHING_LEFT_HELD, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS),
    BRIDGE_HELD_IN_RESET(
            "holds the bridge, mutex and flag, throughout a secondary bus reset",
            Property.BRIDGE_HELD,
            Property.WARNING_NEVER_SILENT),
    RESET_IS_COVERED(
            "holds whatever a reset reaches, mutex and flag, throughout the reset",
            Property.NO_RESET_OF_HELD_DEVICE,
            Property.NO_USER_ACCESS_DURING_RESET),
    NO_WARNING("never prints the warning of patch 2", Property.NO_UNLOCKED_RESET_WARNING),
    FAILED_TRYLOCK_RESTORES("holds after a failed trylock what it held before", Property.FAILED_TRYLOCK_RESTORES),
    TRYLOCK_NEVER_WAITS("waits for nothing inside a trylock", Property.TRYLOCK_NEVER_SLEEPS),
    DEVICE_LOCK_FIRST("never takes device_lock of a device whose flag it has set", Property.DEVICE_LOCK_BEFORE_FLAG);

    public final String text;
    private final Set<Property> properties;

    Premise(String text, Property first, Property... rest) {
        this.text = text;
        properties = EnumSet.of(first, rest);
    }

    /** The premises on which a certificate for this property rests; empty when there is no certificate for it. */
    public static Set<Premise> of(Property property) {
        Set<Premise> premises = EnumSet.noneOf(Premise.class);
        for (Premise premise : values()) {
            if (premise.properties.contains(property)) {
                premises.add(premise);
            }
        }
        return premises;
    }
}
