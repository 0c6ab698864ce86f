package pcilock.checks.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.SearchCost;
import pcilock.checks.explorer.SearchOrder;

class BenchmarkTest {
    @Test
    void theTimeOfTheChildrenIsThatOfUserAndSystem() {
        assertThat(MeasuredProcess.seconds(List.of("noise", "0m0.01s 0m0.02s", "1m2.50s 0m0.250000s")))
                .isEqualTo(62.75, within(1e-9));
    }

    @Test
    void aShellThatTellsNoTimeIsAnError() {
        assertThatThrownBy(() -> MeasuredProcess.seconds(List.of("times: not found")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("times: not found");
    }

    @Test
    void theFiftyAreFiftyAndDiffer() {
        assertThat(new HashSet<>(BenchmarkScenarios.fifty().stream()
                        .map(scenario -> scenario.topology + scenario.tasks)
                        .toList()))
                .hasSize(50);
    }

    @Test
    void whatIsMeasuredIsRight() {
        for (int tasks = 1; tasks <= 4; tasks++) {
            assertThat(SearchCost.of(BenchmarkScenarios.deep(tasks), SearchOrder.BREADTH_FIRST)
                            .broken())
                    .isEmpty();
        }
        assertThat(SearchCost.of(BenchmarkScenarios.flat(3), SearchOrder.BREADTH_FIRST)
                        .states())
                .isPositive();
        assertThat(SearchCost.of(BenchmarkScenarios.chain(3), SearchOrder.DEPTH_FIRST)
                        .states())
                .isPositive();
    }
}
