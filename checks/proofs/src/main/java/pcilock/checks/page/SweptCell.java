package pcilock.checks.page;

import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What the sweep found of a property in tasks of one entry point.
 *
 * @param entryPoint the kernel's name of it
 * @param certified whether it holds for any number of tasks, too
 * @param example what refutes it; null where it is not refuted
 * @param culprit the task that breaks the property there, from 0
 */
public record SweptCell(
        Revision revision,
        Property property,
        String entryPoint,
        Answer answer,
        boolean certified,
        ShortestRun example,
        int culprit) {
    /** What the page calls it. It is no name of a claim, which has no colon. */
    public String name() {
        return revision.id + ":" + property.id + ":" + entryPoint;
    }
}
