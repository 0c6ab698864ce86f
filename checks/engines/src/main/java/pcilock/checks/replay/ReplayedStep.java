package pcilock.checks.replay;

import java.util.List;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.specs.property.Property;

/**
 * One step of a replayed run.
 *
 * @param step who did what to which device
 * @param stack where the task was in the kernel, the outermost function first
 * @param notes the events that accompany the step, in their order
 * @param broken the properties that the step or its notes break, whether or not they were broken before
 */
public record ReplayedStep(Step step, List<Frame> stack, List<Step> notes, Set<Property> broken) {}
