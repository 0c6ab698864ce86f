package pcilock.checks.page;

import java.util.List;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What one engine found of one claim.
 *
 * @param stale whether it was computed from another model or other specs than today's
 * @param stopped why it is not complete; empty when it is
 */
record EngineFinding(
        String engine,
        Answer answer,
        boolean stale,
        boolean complete,
        String stopped,
        long explored,
        long depth,
        List<Property> breaks,
        List<Property> holds) {}
