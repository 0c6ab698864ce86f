package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.certificate.RandomLockingCode;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The same as {@link ReductionIT}, of code by chance, which does what no revision does; and what each condition of the rule is for. */
@Tag("comparison")
class RandomReductionIT {
    private static final int CODES = 400;

    private static final int TASKS_BY_CHANCE = 3000;

    private static final List<String> TREES = List.of("P(E)", "P(U(E))");
    private static final List<List<String>> TASKS = List.of(
            List.of("pci_bus_error_reset:P", "pci_reset_bus:E"),
            List.of("pci_bus_error_reset:P", "pci_bus_error_reset:P", "pci_user_read_config:E"),
            List.of("pci_reset_bus:E", "pci_bus_error_reset:P", "pci_reset_bus:E"));

    @TempDir
    private static Path directory;

    private static final List<Reduction> RANDOM = new ArrayList<>();

    @BeforeAll
    static void compile() {
        List<Revision.Code> codes = RandomLockingCode.compile(CODES, directory);
        for (int i = 0; i < codes.size(); i++) {
            for (List<String> tasks : TASKS) {
                // Three tasks on the wait queue take many states.
                Waiting waiting = i % 4 == 0 ? Waiting.WAIT_QUEUE : Waiting.ATOMIC_FLAG;
                String tree = TREES.get(i % 6 == 0 ? 1 : 0);
                Reduction reduction =
                        new Reduction(CompiledScenario.of(Scenario.of(codes.get(i), waiting, tree, tasks)));
                if (reduction.isReduced()) {
                    RANDOM.add(reduction);
                }
            }
        }
    }

    @BeforeAll
    static void record() {
        for (int seed = 0; seed < TASKS_BY_CHANCE; seed++) {
            List<Scenario> scenarios =
                    new ArrayList<>(List.of(RandomTasks.scenario(seed), RandomTasks.scenarioWithWiderLocks(seed)));
            if (seed % 4 == 0) {
                scenarios.add(RandomTasks.scenarioWithAnAbsentDevice(seed));
            }
            for (Scenario scenario : scenarios) {
                Reduction reduction = new Reduction(CompiledScenario.of(scenario));
                if (reduction.isReduced()) {
                    RANDOM.add(reduction);
                }
            }
        }
    }

    @Test
    void theSameIsFoundOfRandomCode() {
        int compared = 0;
        for (Reduction reduction : RANDOM) {
            Optional<Reduction.Told> all = within(reduction::all);
            if (all.isPresent()) {
                assertThat(reduction.reduced()).isEqualTo(all.get());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(RANDOM.size() * 9 / 10);
    }

    /** Nothing where there are more states than are worth the time. */
    private static Optional<Reduction.Told> within(Supplier<Reduction.Told> search) {
        try {
            return Optional.of(search.get());
        } catch (LimitException e) {
            return Optional.empty();
        }
    }

    /** Of the conditions of the rule those that code needs; the others are in {@link PersistentSetsTest}. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "A_CALL_ENDS_BEFORE_ANOTHER_BEGINS",
                "A_LOCK_THAT_MUST_BE_HELD_IS_TAKEN",
                "A_SLEEPER_IS_WOKEN",
                "THE_QUEUE_IS_WOKEN"
            })
    void withoutAnyConditionSomethingIsLost(Condition condition) {
        assertThat(RANDOM).anyMatch(reduction -> within(reduction::reduced)
                .flatMap(told -> within(() -> reduction.reduced(condition)).map(less -> !less.equals(told)))
                .orElse(false));
    }
}
