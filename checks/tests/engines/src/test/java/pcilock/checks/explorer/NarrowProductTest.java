package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static pcilock.checks.explorer.Scenarios.coarse;
import static pcilock.checks.explorer.Scenarios.faulty;
import static pcilock.checks.explorer.Scenarios.fine;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;

/** States of one word are stepped through as those of any length are. */
class NarrowProductTest {
    static Stream<Scenario> scenarios() {
        return Stream.of(
                fine(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P"),
                fine(Revision.LINUX_6_9, "P(U(E),F)", "reset_subordinate:P", "pci_try_reset_function:E"),
                fine(Revision.PATCH_2, "P(E)", "pci_reset_function:E", "pci_user_read_config:E"),
                fine(Revision.PATCH_3, "P(U(E),F)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                coarse(Revision.PATCH_3, "P(U(E),F)", "pci_reset_bus:F", "pci_reset_bus:E"),
                coarse(Revision.LINUX_7_1, "P([U(E)])", "pci_reset_bus:U", "pci_bus_error_reset:P"),
                coarse(Revision.LINUX_6_11, "P([U(E)])", "pci_reset_bus:U", "pci_reset_function:E"),
                coarse(
                        Revision.LINUX_6_9,
                        "P(E)",
                        "pci_bus_error_reset:P",
                        "device_lock:E;device_unlock:E",
                        "pci_reset_function:E"),
                faulty(Fault.NO_WAKE_UP, "E", "pci_reset_function:E", "pci_user_read_config:E"),
                faulty(Fault.ONE_WAITER_WOKEN, "E", "pci_reset_function:E", "pci_user_read_config:E"));
    }

    private record Found(long states, long transitions, int depth, Object seen, Object broken) {}

    private static Found search(Scenario scenario, boolean narrow, Product.Sleep sleep) {
        CompiledScenario model = CompiledScenario.of(scenario);
        SearchLimits limits = new SearchLimits(1_000_000, Long.MAX_VALUE);
        Product product = narrow ? model.product(sleep) : wide(model, sleep);
        assertThat(product instanceof NarrowProduct).isEqualTo(narrow);
        Search search = model.search(product, SearchOrder.BREADTH_FIRST, limits, false);
        search.run();
        return new Found(search.visited(), search.transitions(), search.depth(), product.seen(), runs(search));
    }

    private static Product wide(CompiledScenario model, Product.Sleep sleep) {
        ProgramTables[] programs = model.programs().toArray(new ProgramTables[0]);
        Product wide = new Product(
                new Judge(model.topology(), programs.length),
                programs,
                new Product.Layout(programs),
                null,
                null,
                sleep);
        return wide;
    }

    /** The steps of the runs; the edges in them belong to the model at hand. */
    private static Object runs(Search search) {
        return search.broken().entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().stream().map(Move::step).toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void findsTheSame(Scenario scenario) {
        for (Product.Sleep sleep : Product.Sleep.values()) {
            assertThat(search(scenario, true, sleep)).isEqualTo(search(scenario, false, sleep));
        }
    }
}
