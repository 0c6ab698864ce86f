package pcilock.checks.explorer;

import java.util.Set;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * What it took to search all states of a scenario, without the replay of counterexamples.
 *
 * @param bytes the memory that the states took
 * @param broken every property that some run breaks, but for runs that go round for ever
 */
public record SearchCost(long states, long transitions, long bytes, Set<Property> broken) {
    /**
     * Searches a scenario.
     *
     * @throws LimitException when there are too many states
     */
    public static SearchCost of(Scenario scenario) {
        Model model = Model.of(scenario);
        StateSet states = StateSet.withinHalfOfMemory(model.product().words());
        Search search = model.search(scenario, states);
        search.run();
        search.lookUpRuns();
        return new SearchCost(
                states.size(),
                search.transitions(),
                states.bytes(),
                search.broken().keySet());
    }
}
