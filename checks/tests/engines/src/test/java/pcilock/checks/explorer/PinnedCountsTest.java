package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.Exploration;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * Pins the number of states of some scenarios. A count that changes without a change of the locking code or of what a step is
 * means that states were lost or made up.
 */
class PinnedCountsTest {
    private static final String[] PINNED = {
        "LINUX_6_9      | WAIT_QUEUE  | P(E)           | 8 | pci_reset_function:E",
        "LINUX_6_9      | WAIT_QUEUE  | P(E)           | 20 | pci_bus_error_reset:P pci_user_read_config:P",
        "LINUX_6_9      | WAIT_QUEUE  | P(E,F)         | 83 | pci_bus_error_reset:P pci_reset_function:E",
        "LINUX_6_9      | ATOMIC_FLAG | P(E,F)         | 259 | pci_reset_bus:E pci_reset_bus:F pci_reset_function:F",
        "LINUX_6_9      | WAIT_QUEUE  | P(U(E),F)      | 117 | reset_subordinate:P pci_try_reset_function:E",
        "PATCH_2        | WAIT_QUEUE  | P(E)           | 84 | pci_reset_function:E pci_user_read_config:E",
        "PATCH_2        | WAIT_QUEUE  | P(E,F)         | 66 | pci_reset_function:E pci_reset_function:F",
        "PATCH_3        | WAIT_QUEUE  | P(E,F)         | 111 | pci_bus_error_reset:P pci_reset_function:E",
        "PATCH_3        | WAIT_QUEUE  | P(U(E),F)      | 8 | pci_bus_error_reset:P",
        "PATCH_3        | WAIT_QUEUE  | P(U(E),F)      | 92 | pci_bus_error_reset:P pci_reset_function:E",
        "PATCH_3        | ATOMIC_FLAG | P(U(E),F)      | 78 | pci_reset_bus:F pci_reset_bus:E",
        "KEITH_BUSCH    | WAIT_QUEUE  | P(U(E),F)      | 26 | pci_bus_error_reset:P",
        "KEITH_BUSCH    | WAIT_QUEUE  | P(U(E),F)      | 1369 | pci_bus_error_reset:P pci_reset_function:E pci_user_read_config:F",
        "KEITH_BUSCH    | WAIT_QUEUE  | P(U(E),F)      | 6 | pci_reset_bus:F",
        "KEITH_BUSCH    | WAIT_QUEUE  | P(E,F)         | 146 | pci_reset_bus:E pci_bus_error_reset:P",
        "LINUX_6_11     | WAIT_QUEUE  | P(E,F)         | 800 | pci_bus_error_reset:P pci_reset_function:E pci_user_read_config:E",
        "LINUX_6_11     | ATOMIC_FLAG | P(E,F)         | 255 | pci_bus_error_reset:P pci_reset_function:E pci_user_read_config:E",
        "LINUX_6_11     | WAIT_QUEUE  | P(U(E),F)      | 1299 | pci_bus_error_reset:P pci_reset_bus:E pci_reset_function:F",
        "LINUX_6_11     | WAIT_QUEUE  | P(U(V(E),F),G) | 2271 | pci_bus_error_reset:P pci_reset_function:E pci_user_read_config:F",
        "LINUX_6_11     | WAIT_QUEUE  | V,P(E)         | 51 | vmd_probe:V+E pci_stop_and_remove_bus_device:V",
        "LINUX_6_11     | ATOMIC_FLAG | P([U(E)])      | 164 | pci_bus_error_reset:P pci_reset_function:E",
        "COMMIT_F3EFB9569B4A | ATOMIC_FLAG | P([U(E)]) | 105 | pci_reset_bus:U pci_reset_function:E",
        "COMMIT_1F5E57C622B4 | ATOMIC_FLAG | P([E],F)  | 72 | pci_reset_bus:E pci_try_reset_function:F",
        "LINUX_7_1      | ATOMIC_FLAG | P([U(E)])      | 813 | pci_reset_bus:U pci_bus_error_reset:P pci_reset_function:E",
        "LINUX_6_10_RC1 | WAIT_QUEUE  | P(E,F)         | 366 | pci_reset_bus:E pci_reset_function:F",
        "LINUX_6_10_RC1 | WAIT_QUEUE  | P(E,F)         | 147 | pci_reset_function:E pci_reset_function:F",
    };

    static Stream<Scenario> scenarios() {
        return Stream.of(PINNED).map(PinnedCountsTest::columns).map(PinnedCountsTest::scenario);
    }

    static Stream<Arguments> pinned() {
        return Stream.of(PINNED)
                .map(PinnedCountsTest::columns)
                .map(columns -> Arguments.of(scenario(columns), Long.parseLong(columns[3])));
    }

    private static String[] columns(String pinned) {
        return pinned.split(" *\\| *", -1);
    }

    private static Scenario scenario(String[] columns) {
        return new Scenario(
                Revision.valueOf(columns[0]),
                Fault.NONE,
                Waiting.valueOf(columns[1]),
                columns[2],
                List.of(columns[4].split(" ", -1)),
                false);
    }

    @ParameterizedTest
    @MethodSource("pinned")
    void theNumberOfStatesIs(Scenario scenario, long states) {
        Exploration found = new ExplorerEngine().explore(scenario);

        assertThat(found.complete()).isTrue();
        assertThat(found.explored())
                .as(scenario.tasks + " broken " + found.broken().keySet())
                .isEqualTo(states);
    }
}
