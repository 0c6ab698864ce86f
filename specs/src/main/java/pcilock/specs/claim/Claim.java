package pcilock.specs.claim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/**
 * A question about the locking code, and the answer that exploration found. Stands on an otherwise empty interface, one in a
 * file, whose comment tells what the answer means.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Claim {
    String question();

    Revision revision();

    /** A seeded fault or a variant to run in the revision's place. */
    Fault fault() default Fault.NONE;

    Waiting waiting() default Waiting.ATOMIC_FLAG;

    /** As {@link pcilock.model.pci.PciTopology#parse} reads it. */
    String topology();

    /** As {@link pcilock.model.pci.TaskCode#parse} reads them; all run at once. */
    String[] tasks();

    /** The properties that are asked for; all of them when empty. */
    Property[] asks() default {};

    Answer expected();

    /** Exactly the properties that some interleaving breaks, the most telling one first; empty when proved. */
    Property[] breaks() default {};

    /** Why Lincheck is not asked; empty when it is. */
    String notForLincheck() default "";

    /** Whether Lincheck needs more than a quarter of a minute, so that it is asked only where all results are recorded. */
    boolean longForLincheck() default false;
}
