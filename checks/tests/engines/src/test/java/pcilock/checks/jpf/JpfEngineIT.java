package pcilock.checks.jpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.engine.Exploration;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

@Tag("jpf")
class JpfEngineIT {
    private static final String NESTED = "P(U(E),F)";
    private static final String BUS_RESET = "pci_bus_error_reset:P";
    private static final String FUNCTION_RESET = "pci_reset_function:E";
    private static final String USER_READ = "pci_user_read_config:P";
    private static final String LOCK_AND_UNLOCK = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";

    private static JpfInstallation installation;
    private static JpfEngine engine;

    /** For each test anew, because Surefire counts no skipped tests where a whole class gives up. */
    @BeforeEach
    void find() {
        if (engine != null) {
            return;
        }
        Optional<JpfInstallation> found = JpfInstallation.find();
        assumeTrue(
                found.isPresent(),
                "JPF is not installed: neither -Djpf.home nor a jpf-core line in ~/.jpf/site.properties");
        prepare(found.orElseThrow());
    }

    @AfterAll
    static void end() {
        if (engine != null) {
            engine.close();
        }
    }

    private static void prepare(JpfInstallation found) {
        installation = found;
        engine = new JpfEngine(found, Duration.ofMinutes(2), 1024);
    }

    private static Scenario scenario(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, List.of(tasks), false);
    }

    private static Scenario history(Fault fault, String... tasks) {
        return new Scenario(Revision.LINUX_6_11, fault, Waiting.WAIT_QUEUE, "E", List.of(tasks), true);
    }

    private static void assertProved(Exploration exploration) {
        assertThat(exploration.stopped()).isNull();
        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).isEmpty();
        assertThat(exploration.seen()).contains(Event.TASK_END);
    }

    @Test
    void patch3DeadlocksWithItselfBelowTwoBridges() {
        Exploration exploration = engine.explore(scenario(Revision.PATCH_3, NESTED, BUS_RESET));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).containsOnlyKeys(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
        assertThat(exploration.broken().get(Property.NO_DEADLOCK))
                .extracting(step -> step.event())
                .endsWith(Event.FLAG_SET, Event.MUTEX_SLEEP);
    }

    @Test
    void keithBuschDoesNot() {
        assertProved(engine.explore(scenario(Revision.KEITH_BUSCH, NESTED, BUS_RESET)));
    }

    @Test
    void threeTasksOf611KeepEveryProperty() {
        assertProved(engine.explore(scenario(Revision.LINUX_6_11, NESTED, BUS_RESET, FUNCTION_RESET, USER_READ)));
    }

    @Test
    void inLinux69AUserReadsDuringTheReset() {
        Exploration exploration = engine.explore(scenario(Revision.LINUX_6_9, "P(E)", BUS_RESET, USER_READ));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).containsOnlyKeys(Property.BRIDGE_HELD, Property.NO_USER_ACCESS_DURING_RESET);
        assertThat(exploration.broken().get(Property.NO_USER_ACCESS_DURING_RESET))
                .extracting(step -> step.event())
                .containsSubsequence(Event.RESET_BEGIN, Event.USER_ACCESS)
                .doesNotContain(Event.RESET_END);
    }

    /** The orders of two tasks of n steps each are n of 2n. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 6", "3, 20"})
    void noInterleavingIsLost(int reads, int orders) {
        String ofE = String.join(";", java.util.Collections.nCopies(reads, "pci_read_config:E"));
        String ofF = ofE.replace('E', 'F');

        // With states matched, the search would come to each end by one of its orders only.
        try (JpfEngine unmatched = engine.withoutStateMatching()) {
            JpfReport report = unmatched.report(scenario(Revision.LINUX_6_11, "E,F", ofE, ofF));

            assertThat(report.failure()).isNull();
            assertThat(report.orders()).isEqualTo(orders);
        }
    }

    /** In a state of this scenario constants of enums are out of reach that were in reach in the one before, and are again after it. */
    @Test
    void itsStatesAreThoseThatJpfHasByItself() {
        Scenario scenario = scenario(
                Revision.LINUX_6_10_RC1,
                "P(E,F)",
                FUNCTION_RESET,
                "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;"
                        + "pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E");

        try (JpfEngine own = engine.withStatesOfJpf()) {
            assertThat(engine.report(scenario)).isEqualTo(own.report(scenario));
        }
    }

    /** The code of both has lambdas, in the same places of other classes. */
    @Test
    void whatWasExploredBeforeInTheSameJvmChangesNothing() {
        Scenario first = scenario(Revision.PATCH_3, NESTED, BUS_RESET);
        Scenario then = scenario(Revision.LINUX_7_1, "P([E]);pci_rescan_remove_lock", "pciehp_ist:P", "reset_store:E");
        JpfReport alone;
        try (JpfEngine fresh = new JpfEngine(installation, Duration.ofMinutes(2), 1024)) {
            alone = fresh.report(then);
        }
        try (JpfEngine again = new JpfEngine(installation, Duration.ofMinutes(2), 1024)) {
            JpfReport ofFirst = again.report(first);

            assertThat(again.report(then)).isEqualTo(alone);
            assertThat(again.report(first)).isEqualTo(ofFirst);
        }
    }

    @Test
    void theWaitQueueBehavesAsOneAtomicFlag() {
        assertProved(engine.explore(history(Fault.NONE, LOCK_AND_UNLOCK, LOCK_AND_UNLOCK)));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_WAKE_UP, NO_LOST_WAKE_UP",
        "WAKE_UP_BEFORE_CLEAR, NO_LOST_WAKE_UP",
        "TEST_BEFORE_QUEUEING, NO_LOST_WAKE_UP"
    })
    void aLostWakeUpIsFound(Fault fault, Property property) {
        Exploration exploration = engine.explore(history(fault, LOCK_AND_UNLOCK, LOCK_AND_UNLOCK));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).containsKeys(property, Property.EVERY_TASK_ENDS);
    }

    /** A waiter is woken, and another task sets the flag before it goes on. */
    @Test
    void aWaiterThatDoesNotTestTheFlagAgainIsFound() {
        String twice = LOCK_AND_UNLOCK + ";" + LOCK_AND_UNLOCK;
        assertProved(engine.explore(history(Fault.NONE, twice, LOCK_AND_UNLOCK)));

        Exploration exploration = engine.explore(history(Fault.NO_TEST_AFTER_WAKING, twice, LOCK_AND_UNLOCK));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken())
                .containsOnlyKeys(Property.LINEARIZABLE, Property.RELEASED_BY_HOLDER, Property.NO_CLEAR_FLAG_RELEASED);
    }

    /** The one that is woken only reads, and wakes nobody in turn. */
    @Test
    void aSecondWaiterThatIsNotWokenIsFound() {
        String read = "pci_user_read_config:E";
        assertProved(engine.explore(history(Fault.NONE, LOCK_AND_UNLOCK, read, read)));

        Exploration exploration = engine.explore(history(Fault.ONE_WAITER_WOKEN, LOCK_AND_UNLOCK, read, read));

        assertThat(exploration.broken()).containsOnlyKeys(Property.NO_LOST_WAKE_UP, Property.EVERY_TASK_ENDS);
    }

    @Test
    void aReachedTimeLimitIsNoProof() {
        try (JpfEngine impatient = new JpfEngine(installation, Duration.ZERO, 1024)) {
            Exploration exploration =
                    impatient.explore(scenario(Revision.LINUX_6_11, NESTED, BUS_RESET, FUNCTION_RESET, USER_READ));

            assertThat(exploration.complete()).isFalse();
            assertThat(exploration.stopped()).isEqualTo("the time limit of 0 s was reached");
        }
    }

    @Test
    void aReachedMemoryLimitIsNoProofAndEndsNoOtherExploration() {
        try (JpfEngine small = new JpfEngine(installation, Duration.ofMinutes(2), 32)) {
            Exploration exploration = small.explore(scenario(
                    Revision.LINUX_6_11, NESTED, BUS_RESET, FUNCTION_RESET, USER_READ, "pci_reset_function:F"));

            assertThat(exploration.complete()).isFalse();
            assertThat(exploration.stopped()).contains("memory");
            assertProved(small.explore(scenario(Revision.LINUX_6_11, "P", USER_READ)));
        }
    }

    @Test
    void twoThreadsMayExploreAtOnce() {
        CompletableFuture<Exploration> other =
                CompletableFuture.supplyAsync(() -> engine.explore(scenario(Revision.PATCH_3, NESTED, BUS_RESET)));

        assertProved(engine.explore(scenario(Revision.LINUX_6_11, NESTED, BUS_RESET)));
        assertThat(other.join().broken()).containsKey(Property.NO_DEADLOCK);
    }

    @Test
    void theEngineTellsWhichJpfItIs() {
        assertThat(engine.name()).isEqualTo("jpf");
        assertThat(engine.unit()).isEqualTo("states");
        assertThat(engine.version()).isEqualTo(installation.version()).isNotEmpty();
    }
}
