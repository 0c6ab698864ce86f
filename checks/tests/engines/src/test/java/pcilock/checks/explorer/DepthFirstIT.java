package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static pcilock.checks.explorer.Scenarios.coarse;
import static pcilock.checks.explorer.Scenarios.faulty;
import static pcilock.checks.explorer.Scenarios.fine;
import static pcilock.checks.explorer.Scenarios.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** Depth first and breadth first see the same states. */
class DepthFirstIT {
    /** Every kind of state: of one word and of several, with and without holders, a history, and lockdep. */
    static Stream<Scenario> scenarios() {
        String lockAndUnlock = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";
        String tries = "pci_cfg_access_trylock:E;pci_cfg_access_trylock:E;pci_cfg_access_trylock:E";
        Stream<Scenario> others = Stream.of(
                history(Fault.NONE, "E", tries, tries, tries),
                coarse(Revision.LINUX_6_11, "P([U(E)])", "pci_reset_bus:U", "pci_reset_bus:U", "pci_reset_function:E"),
                fine(Revision.LINUX_6_10_RC1, "P(E,F)", "pci_reset_bus:E", "pci_reset_function:F"),
                faulty(Fault.DEPTH_SUBCLASS, "P(E,F)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                faulty(Fault.NO_TEST_AFTER_WAKING, "E", lockAndUnlock, lockAndUnlock, lockAndUnlock),
                faulty(Fault.UNWINDS_ONE_TOO_MANY, "P(E,F)", "pci_reset_bus:E", "device_lock:F;device_unlock:F"),
                history(Fault.NONE, "E", lockAndUnlock, lockAndUnlock, "pci_cfg_access_trylock:E"),
                history(Fault.NO_TEST_AFTER_WAKING, "E", lockAndUnlock, lockAndUnlock, lockAndUnlock));
        return Stream.of(PinnedCountsTest.scenarios(), NarrowProductTest.scenarios(), others)
                .flatMap(scenarios -> scenarios);
    }

    private static Exploration explore(Scenario scenario, SearchOrder order) {
        return new ExplorerEngine(Long.MAX_VALUE, Long.MAX_VALUE, order).explore(scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void bothFindTheSame(Scenario scenario) {
        Exploration breadthFirst = explore(scenario, SearchOrder.BREADTH_FIRST);
        Exploration depthFirst = explore(scenario, SearchOrder.DEPTH_FIRST);

        assertThat(depthFirst.complete()).isTrue();
        assertThat(depthFirst.explored()).isEqualTo(breadthFirst.explored());
        assertThat(depthFirst.seen()).isEqualTo(breadthFirst.seen());
        assertThat(depthFirst.broken().keySet()).isEqualTo(breadthFirst.broken().keySet());
        assertThat(depthFirst.depth()).isGreaterThanOrEqualTo(breadthFirst.depth());
        for (Map.Entry<Property, List<Step>> run : breadthFirst.broken().entrySet()) {
            assertThat(depthFirst.broken().get(run.getKey()))
                    .hasSizeGreaterThanOrEqualTo(run.getValue().size());
        }
    }

    @Test
    void theScenariosHaveEveryKindOfState() {
        assertThat(scenarios().map(scenario -> CompiledScenario.of(scenario).product(Product.Sleep.STEP)))
                .anyMatch(product -> product instanceof NarrowProduct && product.contested.isEmpty())
                .anyMatch(product -> product instanceof NarrowProduct && !product.contested.isEmpty())
                .anyMatch(product -> product.words() > 1)
                .anyMatch(product -> product.lockdep() != null);
    }

    @Test
    void depthFirstEndsWhereBreadthFirstReachesALimitOfMemory() {
        int bytes = 16 << 20;
        Exploration breadthFirst =
                new ExplorerEngine(Long.MAX_VALUE, bytes, SearchOrder.BREADTH_FIRST).explore(Scenarios.SIX_TASKS);
        Exploration depthFirst =
                new ExplorerEngine(Long.MAX_VALUE, bytes, SearchOrder.DEPTH_FIRST).explore(Scenarios.SIX_TASKS);

        assertThat(breadthFirst.complete()).isFalse();
        assertThat(breadthFirst.stopped())
                .startsWith("the limit of 16 MiB for states was reached at ")
                .endsWith("; a search depth first (--depth-first) takes less");
        assertThat(depthFirst.complete()).isTrue();
        assertThat(depthFirst.explored()).isEqualTo(1_288_946);
    }

    @Test
    void depthFirstNamesALimitAndReportsWhatItFoundBefore() {
        Scenario scenario = fine(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");
        Exploration states = new ExplorerEngine(14, Long.MAX_VALUE, SearchOrder.DEPTH_FIRST).explore(scenario);
        Exploration memory =
                new ExplorerEngine(Long.MAX_VALUE, 1 << 20, SearchOrder.DEPTH_FIRST).explore(Scenarios.SIX_TASKS);

        assertThat(states.complete()).isFalse();
        assertThat(states.stopped()).isEqualTo("the limit of 14 states was reached");
        assertThat(states.explored()).isEqualTo(14);
        assertThat(states.broken()).containsKey(Property.BRIDGE_HELD);
        assertThat(memory.complete()).isFalse();
        assertThat(memory.stopped()).startsWith("the limit of 1 MiB").doesNotContain("depth first");
    }

    /** A call for each step would overflow any usual stack. */
    @Test
    void aRunOfAHundredThousandStepsIsNotTooDeep() {
        int steps = 100_000;
        List<Location> locations = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            Location location = new Location(Memory.atStart(0), null, 0, false);
            location.number = i;
            locations.add(location);
        }
        for (int i = 0; i < steps; i++) {
            Label label = Label.of(Guard.NONE, Effect.NONE, Event.FLAG_READ_CLEAR, 0);
            locations
                    .get(i)
                    .edges
                    .add(new Location.Edge(
                            label,
                            List.of(),
                            Location.Edge.NO_CALL,
                            Location.Edge.NO_CALL,
                            false,
                            locations.get(i + 1)));
        }
        PciTopology topology = PciTopology.parse("E");
        CompiledScenario model =
                CompiledScenario.of(topology, List.of(), List.of(new Automaton(locations, List.of(), 0)), 0, false);
        SearchLimits limits = new SearchLimits(Long.MAX_VALUE, Long.MAX_VALUE);
        Search search = model.search(model.product(Product.Sleep.STEP), SearchOrder.DEPTH_FIRST, limits, true);
        search.run();

        assertThat(search.depth()).isEqualTo(steps);
        assertThat(search.foundCycle()).isFalse();
        assertThat(search.broken().get(Property.NO_DEADLOCK)).hasSize(steps);
    }
}
