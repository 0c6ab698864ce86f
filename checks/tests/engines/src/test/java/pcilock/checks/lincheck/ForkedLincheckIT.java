package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class ForkedLincheckIT {
    private static final int ENOUGH = 10_000;

    private static final Scenario HANGS = scenario(Revision.PATCH_3, false, "P(U(E),F)", "pci_bus_error_reset:P");
    private static final Scenario BREAKS =
            scenario(Revision.LINUX_6_9, false, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");

    private static Scenario scenario(Revision revision, boolean history, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, List.of(tasks), history);
    }

    @Tag("comparison")
    @Test
    void answersAsItDoesHereAlsoWhereSeveralThreadsAskAtOnce() throws IOException {
        try (ForkedLincheck engine = new ForkedLincheck(ENOUGH)) {
            List<Scenario> scenarios = List.of(HANGS, BREAKS, HANGS);
            List<CompletableFuture<Exploration>> asked = scenarios.stream()
                    .map(scenario -> CompletableFuture.supplyAsync(() -> engine.explore(scenario)))
                    .toList();

            for (int i = 0; i < scenarios.size(); i++) {
                Exploration here = new LincheckEngine(ENOUGH).explore(scenarios.get(i));
                assertThat(here.broken()).isNotEmpty();
                assertThat(asked.get(i).join()).isEqualTo(here);
            }
            assertThat(engine.explore(BREAKS)).isEqualTo(asked.get(1).join());
        }
    }

    @Test
    void anExceptionThereIsAFailureHereAndTheNextQuestionIsAnswered() throws IOException {
        Scenario noSpecification = scenario(Revision.LINUX_6_11, true, "P(E)", "pci_reset_bus:E");
        try (ForkedLincheck engine = new ForkedLincheck(ENOUGH)) {
            assertThatThrownBy(() -> engine.explore(noSpecification))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("ended with exit status 1");
            assertThat(engine.explore(HANGS).broken()).isNotEmpty();
        }
    }

    @Test
    void aChildThatGivesNoAnswerIsAFailureThatShowsItsLog() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (ForkedLincheck engine = new ForkedLincheck(List.of(java, "-version"), Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> engine.explore(HANGS))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("ended with exit status 0")
                    .hasMessageContaining("openjdk version");
        }
    }

    @Test
    void aChildThatNeverAnswersIsKilledAndTheErrorSaysWhatToDo() throws IOException {
        try (ForkedLincheck engine = new ForkedLincheck(List.of("tail", "-f", "/dev/null"), Duration.ofMillis(1))) {
            assertThatThrownBy(() -> engine.explore(HANGS))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("gave no answer in")
                    .hasMessageContaining("notForLincheck");
        }
    }
}
