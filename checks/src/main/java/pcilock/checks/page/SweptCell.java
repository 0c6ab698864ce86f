package pcilock.checks.page;

import java.util.List;
import pcilock.checks.engine.Step;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What the sweep found of a property in tasks of one entry point.
 *
 * @param entryPoint the kernel's name of it
 * @param certified whether it holds for any number of tasks, too
 * @param example what refutes it; null where it is not refuted
 */
public record SweptCell(
        Revision revision, Property property, String entryPoint, Answer answer, boolean certified, Example example) {
    /**
     * The smallest counterexample.
     *
     * @param devices how many devices the tree has
     * @param culprit the task that breaks the property, from 0
     * @param steps a shortest run
     */
    public record Example(String topology, List<String> tasks, int devices, int culprit, List<Step> steps) {}

    /** What the page calls it. It is no name of a claim, which has no colon. */
    public String name() {
        return revision.id + ":" + property.id + ":" + entryPoint;
    }
}
