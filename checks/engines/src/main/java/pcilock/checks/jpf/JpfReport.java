package pcilock.checks.jpf;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

/**
 * What a forked JPF tells.
 *
 * @param states how many different states were reached, end states counted once for each arrival
 * @param visited how many transitions led to a state that was known
 * @param depth number of transitions on the longest path
 * @param ends how many paths came to an end of all tasks
 * @param orders how many different sequences of events those paths showed
 * @param stopped which limit ended the search; null when it came to its end
 * @param failure why the search is worthless; null when it is not
 * @param seen every event that happened
 * @param broken each broken property with a shortest path found to it
 */
record JpfReport(
        long states,
        long visited,
        int depth,
        long ends,
        int orders,
        String stopped,
        String failure,
        Set<Event> seen,
        Map<Property, List<Step>> broken)
        implements Serializable {
    /** A report of a search of which nothing is known but the limit that ended it. */
    static JpfReport stopped(String reason) {
        return new JpfReport(0, 0, 0, 0, 0, reason, null, Set.of(), Map.of());
    }
}
