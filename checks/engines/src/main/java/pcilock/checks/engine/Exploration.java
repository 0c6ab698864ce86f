package pcilock.checks.engine;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What an engine found in a scenario.
 *
 * @param complete whether every interleaving was explored to its end
 * @param stopped why the exploration is not complete, in words for a person; null when it is complete
 * @param explored how much was explored, in the engine's {@link Engine#unit}
 * @param depth the length of the longest path, in the engine's own steps; 0 where the engine does not tell
 * @param seen every event that happened in some run
 * @param broken each property that some run breaks, with the events of one such run from its beginning to the breaking event
 * @param longer those of {@code broken} whose run the explorer may find shorter, and why it did not, in words for a person; other
 *     engines tell of none
 */
public record Exploration(
        boolean complete,
        String stopped,
        long explored,
        int depth,
        Set<Event> seen,
        Map<Property, List<Step>> broken,
        Map<Property, String> longer)
        implements Serializable {

    /** What an engine found that tells nothing of shortest runs. */
    public Exploration(
            boolean complete,
            String stopped,
            long explored,
            int depth,
            Set<Event> seen,
            Map<Property, List<Step>> broken) {
        this(complete, stopped, explored, depth, seen, broken, Map.of());
    }

    /** The answer to the question whether all of these properties hold. */
    public Answer answer(Set<Property> asked) {
        if (broken.keySet().stream().anyMatch(asked::contains)) {
            return Answer.REFUTED;
        }
        return complete ? Answer.PROVED : Answer.UNKNOWN;
    }
}
