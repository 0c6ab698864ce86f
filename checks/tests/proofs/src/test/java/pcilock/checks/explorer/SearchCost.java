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
     * Searches a scenario within half of the memory of the JVM.
     *
     * @throws LimitException when there are too many states
     */
    public static SearchCost of(Scenario scenario, SearchOrder order) {
        SearchLimits limits = SearchLimits.halfOfMemory();
        CompiledScenario model = CompiledScenario.of(scenario);
        Search search = model.search(model.product(Product.Sleep.STEP), order, limits, false);
        search.run();
        return new SearchCost(
                search.visited(),
                search.transitions(),
                limits.bytes(),
                search.broken().keySet());
    }
}
