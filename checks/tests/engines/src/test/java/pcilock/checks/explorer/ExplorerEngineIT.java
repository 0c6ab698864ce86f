package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static pcilock.checks.explorer.Scenarios.coarse;
import static pcilock.checks.explorer.Scenarios.faulty;
import static pcilock.checks.explorer.Scenarios.fine;
import static pcilock.checks.explorer.Scenarios.history;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.WaitForEdge;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

class ExplorerEngineIT {
    private final ExplorerEngine engine = new ExplorerEngine();

    @Test
    void patch3TakesANestedBridgeTwice() {
        Scenario scenario = fine(Revision.PATCH_3, "P(U(E),F)", "pci_bus_error_reset:P");
        Exploration found = engine.explore(scenario);

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsOnlyKeys(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
        ReplayedRun run = Replay.run(scenario, found.broken().get(Property.NO_DEADLOCK));
        assertThat(run.cycle())
                .extracting(Object::toString)
                .containsExactly("T1 waits for device_lock(U), held by T1 itself");
        assertThat(found.explored()).isEqualTo(8);
    }

    /** He may sleep because somebody writes, or because somebody waits to; where nobody moves he does one of them. */
    @Test
    void aReaderWhoIsStuckGoesToSleepOnce() {
        Scenario scenario =
                fine(Revision.LINUX_7_1, "P(E)", "down_write:E", "down_write:E;up_write:E", "down_read:E;up_read:E");
        Exploration all = engine.explore(scenario);
        Exploration reduced = engine.reduced().explore(scenario);

        assertThat(all.broken()).containsKey(Property.EVERY_TASK_ENDS);
        assertThat(reduced.broken()).isEqualTo(all.broken());
        assertThat(reduced.explored()).isLessThan(all.explored());
    }

    @Test
    void keithBuschTakesItOnce() {
        Exploration found = engine.explore(fine(Revision.KEITH_BUSCH, "P(U(E),F)", "pci_bus_error_reset:P"));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).isEmpty();
        assertThat(found.seen()).contains(Event.RESET_END, Event.TASK_END, Event.FLAG_TESTED_SET);
    }

    @Test
    void linux69ResetsBelowABridgeThatUsersCanReach() {
        Exploration found =
                engine.explore(fine(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P"));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsOnlyKeys(Property.BRIDGE_HELD, Property.NO_USER_ACCESS_DURING_RESET);
        List<Step> run = found.broken().get(Property.NO_USER_ACCESS_DURING_RESET);
        assertThat(run)
                .containsExactly(
                        new Step(0, Event.MUTEX_LOCK, 2),
                        new Step(0, Event.MUTEX_UNLOCK, 2),
                        new Step(0, Event.MUTEX_LOCK, 1),
                        new Step(0, Event.FLAG_SET, 1),
                        new Step(0, Event.RESET_BEGIN, 0),
                        new Step(1, Event.USER_ACCESS, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_WAKE_UP, NO_LOST_WAKE_UP",
        "WAKE_UP_BEFORE_CLEAR, NO_LOST_WAKE_UP",
        "ONE_WAITER_WOKEN, NO_LOST_WAKE_UP",
        "NO_TEST_AFTER_WAKING, RELEASED_BY_HOLDER",
        "TEST_BEFORE_QUEUEING, NO_LOST_WAKE_UP"
    })
    void everyFaultOfTheWaitQueueIsFound(Fault fault, Property property) {
        String lockAndUnlock = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";
        String read = "pci_user_read_config:E";
        Exploration found = fault == Fault.ONE_WAITER_WOKEN
                ? engine.explore(faulty(fault, "E", lockAndUnlock, read, read))
                : engine.explore(faulty(fault, "E", lockAndUnlock, lockAndUnlock, lockAndUnlock));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsKey(property);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "NONE",
                "KEY_UNREGISTERED",
                "DEPTH_SUBCLASS",
                "SLOT_MUTEX_KEPT",
                "SLOT_FILTER_PASSED_DOWN",
                "SLOT_UNLOCKED_AS_BUS"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void everyFaultIsFoundOnOneTreeOrAnother(Fault fault) {
        // Resets alone do not show one of the wider locks.
        assertThat(everythingBroken(fault).isEmpty()).isEqualTo(fault.isWider());
    }

    @ParameterizedTest
    @CsvSource({
        "SLOT_MUTEX_KEPT, NO_DEADLOCK",
        "SLOT_FILTER_PASSED_DOWN, NO_RESET_OF_HELD_DEVICE",
        "SLOT_UNLOCKED_AS_BUS, RELEASED_BY_HOLDER"
    })
    void everyFaultOfASlotIsFound(Fault fault, Property property) {
        String[] tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:P", "device_lock:E;device_unlock:E"};
        Exploration found = engine.explore(faulty(fault, "P([U(E)],F)", tasks));
        Exploration clean = engine.explore(fine(Revision.LINUX_7_1, "P([U(E)],F)", tasks));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsKey(property);
        assertThat(clean.complete()).isTrue();
        assertThat(clean.broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "READER_PASSES_WAITING_WRITER, SEMAPHORE_EXCLUDES",
        "WRITER_IGNORES_READERS, SEMAPHORE_EXCLUDES",
        "DRAIN_DOES_NOT_WAIT, DRAIN_WAITS",
        "JOIN_RETURNS_EARLY, DRAIN_WAITS",
        "REFERENCE_KEPT, NOTHING_LEFT_HELD"
    })
    void everyFaultOfAWiderLockIsFoundWhereResetsMeetRemovals(Fault fault, Property property) {
        boolean ofSemaphore = property == Property.SEMAPHORE_EXCLUDES;
        String[] tasks = ofSemaphore
                ? new String[] {"aer_isr:P", "pci_try_reset_function:E", "remove_store:F"}
                : new String[] {"aer_isr:P", "reset_store:E", "remove_store:P"};
        String topology = ofSemaphore ? "P(E),Q(F)" : "P(E)";
        Exploration found = engine.explore(faulty(fault, topology, tasks));
        Exploration clean = engine.explore(fine(Revision.LINUX_7_1, topology, tasks));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsKey(property);
        assertThat(clean.complete()).isTrue();
        assertThat(clean.broken()).doesNotContainKey(property);
    }

    @ParameterizedTest
    @CsvSource({
        "P([E]), pciehp_disable_slot:P",
        "P([E]);removed:E, pciehp_enable_slot:P",
        "P([E]), power_write_file:P",
        "P([U([E])]), pciehp_ist:P"
    })
    void aResetLockThatIsKeptOverBindOrUnbindIsFound(String topology, String task) {
        Exploration found = engine.explore(faulty(Fault.RESET_LOCK_KEPT, topology, task));
        Exploration clean = engine.explore(fine(Revision.LINUX_7_1, topology, task));

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).containsKey(Property.RESET_LOCK_NOT_OVER_BIND);
        assertThat(clean.complete()).isTrue();
        assertThat(clean.broken()).isEmpty();
        assertThat(Property.exercisedBy(clean.seen(), PciTopology.parse(TaskCode.machine(topology, List.of(task)))))
                .contains(Property.RESET_LOCK_NOT_OVER_BIND);
    }

    @ParameterizedTest
    @CsvSource({
        "P(E), remove_store:E, false",
        "P([E]), remove_store:E, true",
        "P([E]), pci_reset_function:E;pcie_portdrv_probe:P, false",
        "P([E]);unbound:E, pciehp_disable_slot:P, false",
        "P([E]);unbound:E, bind_store:E, true"
    })
    void ofAResetLockNothingIsSaidWhereNoPortHasOneOrNobodyIsBoundOrUnbound(
            String topology, String task, boolean isTested) {
        Exploration clean = engine.explore(fine(Revision.LINUX_7_1, topology, task));

        assertThat(Property.exercisedBy(clean.seen(), PciTopology.parse(TaskCode.machine(topology, List.of(task))))
                        .contains(Property.RESET_LOCK_NOT_OVER_BIND))
                .isEqualTo(isTested);
    }

    /** What an engine keeps in one word has no bit for the last of them. */
    @Test
    void nobodyAsksWhetherTheEventsHappenedThatHaveNoBit() {
        PciTopology machine = PciTopology.parse(TaskCode.machine("P([E])", List.of("remove_store:E")));
        List<Event> without =
                Stream.of(Event.values()).filter(event -> Note.bit(event) == 0).toList();
        Set<Event> others = EnumSet.complementOf(EnumSet.copyOf(without));

        assertThat(without).containsExactly(Event.CONDITION_HOLDS, Event.CONDITION_FAILS);
        assertThat(Property.exercisedBy(EnumSet.copyOf(without), machine)).isEmpty();
        assertThat(Property.exercisedBy(others, machine))
                .isEqualTo(Property.exercisedBy(EnumSet.allOf(Event.class), machine));
    }

    @Test
    void whoComesToReadBehindAWaitingWriterIsInTheCircle() {
        Scenario scenario =
                fine(Revision.LINUX_7_1, "P(E),Q(F)", "aer_isr:P", "pci_try_reset_function:E", "remove_store:F");

        Exploration found = engine.explore(scenario);

        ReplayedRun run = Replay.run(scenario, found.broken().get(Property.NO_DEADLOCK));
        assertThat(run.cycle().stream().map(WaitForEdge::toString))
                .containsExactly(
                        "T1 waits for device_lock(E), held by T2",
                        "T2 waits for down_read(pci_bus_sem), behind T3 that waits to write it",
                        "T3 waits for down_write(pci_bus_sem), held by T1");
    }

    @Test
    void aMachineWithTheWiderLocksHasAsManyDevicesAsTheirNumbersAllow() {
        String wide = "P("
                + String.join(",", IntStream.range(0, 20).mapToObj(i -> "E" + i).toList()) + ")";

        Exploration found = engine.explore(fine(Revision.LINUX_7_1, wide, "remove_store:E1"));

        assertThat(found.complete()).isFalse();
        assertThat(found.stopped()).startsWith("the limit of 64 locks; 21 devices with the wider locks have ");
    }

    @Test
    void aSlotMutexThatIsKeptIsWaitedForByARecoveryElsewhere() {
        Exploration found = engine.explore(
                faulty(Fault.SLOT_MUTEX_KEPT, "P([E]),Q([F])", "pci_bus_error_reset:P", "pci_bus_error_reset:Q"));

        List<Step> deadlock = found.broken().get(Property.NO_DEADLOCK);
        int pciSlotMutex = 4;
        assertThat(deadlock.get(deadlock.size() - 1).event()).isEqualTo(Event.MUTEX_SLEEP);
        assertThat(deadlock.get(deadlock.size() - 1).device()).isEqualTo(pciSlotMutex);
    }

    @Test
    void withoutAFaultNothingIsFoundOnTheSameTrees() {
        assertThat(everythingBroken(Fault.NONE)).isEmpty();
    }

    private Map<Property, List<Step>> everythingBroken(Fault fault) {
        List<Scenario> scenarios = List.of(
                faulty(fault, "P(E,F)", "pci_bus_error_reset:P", "pci_user_read_config:P", "pci_reset_function:F"),
                faulty(fault, "P(E,F)", "pci_reset_bus:E", "pci_reset_bus:F", "pci_reset_function:F"),
                faulty(fault, "P(E,F)", "pci_reset_bus:E", "pci_cfg_access_lock:F;pci_cfg_access_unlock:F"),
                faulty(fault, "P(U(E),F)", "pci_bus_error_reset:P", "pci_reset_function:E"),
                faulty(fault, "P(U(E),F)", "pci_bus_error_reset:P", "pci_user_read_config:E"),
                faulty(
                        fault,
                        "P(E,F)",
                        "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
                        "pci_user_read_config:E",
                        "pci_user_read_config:E"),
                faulty(
                        fault,
                        "P(E,F)",
                        "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
                        "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
                        "pci_cfg_access_lock:F;pci_cfg_access_unlock:F"));
        Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
        for (Scenario scenario : scenarios) {
            Exploration found = engine.explore(scenario);
            assertThat(found.complete()).isTrue();
            broken.putAll(found.broken());
        }
        return broken;
    }

    @Test
    void lockdepIsPartOfTheState() {
        Exploration trylock = engine.explore(fine(Revision.LINUX_6_10_RC1, "P(E)", "pci_reset_bus:E"));
        Exploration removal = engine.explore(fine(Revision.LINUX_6_10_RC1, "P(E)", "pci_stop_and_remove_bus_device:E"));
        Exploration depth = engine.explore(faulty(Fault.DEPTH_SUBCLASS, "P(E,F)", "pci_bus_error_reset:P"));

        assertThat(trylock.broken()).containsKeys(Property.LOCKDEP_ASSERTION_HOLDS, Property.LOCKDEP_BALANCED);
        assertThat(removal.broken()).containsOnlyKeys(Property.LOCKDEP_NO_STALE_KEY);
        assertThat(depth.broken()).containsKey(Property.LOCKDEP_NO_RECURSION);
    }

    @Test
    void historiesAreHeldAgainstTheSpecification() {
        String lockAndUnlock = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";
        String trylock = "pci_cfg_access_trylock:E";
        Exploration good = engine.explore(history(Fault.NONE, "E", lockAndUnlock, lockAndUnlock, trylock));
        Exploration bad =
                engine.explore(history(Fault.NO_TEST_AFTER_WAKING, "E", lockAndUnlock, lockAndUnlock, lockAndUnlock));

        assertThat(good.complete()).isTrue();
        assertThat(good.broken()).doesNotContainKey(Property.LINEARIZABLE);
        assertThat(bad.broken()).containsKey(Property.LINEARIZABLE);
    }

    @Test
    void aLimitIsNamed() {
        Scenario scenario = fine(Revision.LINUX_6_11, "P(U(E),F)", "pci_bus_error_reset:P", "pci_reset_bus:E");
        Exploration states = new ExplorerEngine(100, Long.MAX_VALUE).explore(scenario);
        Exploration memory = new ExplorerEngine(Long.MAX_VALUE, 1 << 10).explore(scenario);

        assertThat(states.complete()).isFalse();
        assertThat(states.stopped()).contains("100 states");
        assertThat(states.explored()).isEqualTo(100);
        assertThat(memory.complete()).isFalse();
        assertThat(memory.stopped()).contains("MiB");
    }

    @Test
    void whatIsBrokenBeforeALimitIsReported() {
        Scenario scenario = fine(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");
        Exploration found = new ExplorerEngine(12, Long.MAX_VALUE).explore(scenario);

        assertThat(found.complete()).isFalse();
        assertThat(found.broken()).containsKey(Property.BRIDGE_HELD);
    }

    @Test
    void sixTasksOnADeepTreeTakeSeconds() {
        Exploration found = engine.explore(Scenarios.SIX_TASKS);

        assertThat(found.complete()).isTrue();
        assertThat(found.broken()).isEmpty();
        assertThat(found.explored()).isEqualTo(1_288_946);
    }

    @Test
    void theCoarseFlagHasFewerStates() {
        String[] tasks = {"pci_bus_error_reset:P", "pci_reset_function:E", "pci_user_read_config:F"};
        Exploration fine = engine.explore(fine(Revision.LINUX_6_11, "P(E,F)", tasks));
        Exploration coarse = engine.explore(coarse(Revision.LINUX_6_11, "P(E,F)", tasks));

        assertThat(coarse.complete()).isTrue();
        assertThat(coarse.explored()).isLessThan(fine.explored());
        assertThat(coarse.broken().keySet()).isEqualTo(fine.broken().keySet());
    }
}
