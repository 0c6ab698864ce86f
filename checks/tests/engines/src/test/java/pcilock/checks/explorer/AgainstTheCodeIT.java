package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static pcilock.checks.explorer.Scenarios.coarse;
import static pcilock.checks.explorer.Scenarios.faulty;
import static pcilock.checks.explorer.Scenarios.fine;
import static pcilock.checks.explorer.Scenarios.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.replay.SteppingMachine;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * Holds the explorer against the locking code itself, which is run on the JVM under every schedule, with the observer of the
 * properties, without states, automata or bits.
 */
@Tag("comparison")
class AgainstTheCodeIT {
    /** What all runs of a scenario come to. */
    private static final class Runs {
        long count;
        int longest;
        final Set<Property> broken = EnumSet.noneOf(Property.class);
        final Set<Event> seen = EnumSet.noneOf(Event.class);
    }

    /** The states of the explorer with the steps between them. */
    private static final class Graph {
        final List<long[]> states = new ArrayList<>();
        final List<List<Step>> path = new ArrayList<>();
        final List<List<Step>> steps = new ArrayList<>();
        final List<List<Integer>> targets = new ArrayList<>();
        final List<List<Long>> broken = new ArrayList<>();
        final Map<List<Long>, Integer> numbers = new HashMap<>();

        Graph(Scenario scenario) {
            Product product = CompiledScenario.of(scenario).product(Product.Sleep.STEP);
            number(product.start(), List.of());
            for (int i = 0; i < states.size(); i++) {
                List<Step> stepsHere = new ArrayList<>();
                List<Integer> targetsHere = new ArrayList<>();
                List<Long> brokenHere = new ArrayList<>();
                product.unpack(states.get(i), 0);
                product.expand(product.everyTask());
                List<Integer> suspects = Arrays.stream(product.suspect, 0, product.suspects)
                        .boxed()
                        .toList();
                for (int j = 0; j < product.steps; j++) {
                    Step step = product.move(j).step();
                    List<Step> longer = new ArrayList<>(path.get(i));
                    longer.add(step);
                    stepsHere.add(step);
                    long broken = 0;
                    for (long byOne : product.judge(j)) {
                        broken |= byOne;
                    }
                    assertThat(broken == 0 || suspects.contains(j))
                            .as("%s of %s breaks something and is not suspect", step, scenario.tasks)
                            .isTrue();
                    brokenHere.add(broken);
                    int at = j * product.words();
                    targetsHere.add(number(Arrays.copyOfRange(product.successors, at, at + product.words()), longer));
                }
                steps.add(stepsHere);
                targets.add(targetsHere);
                broken.add(brokenHere);
            }
        }

        private int number(long[] state, List<Step> by) {
            List<Long> key = new ArrayList<>();
            for (long word : state) {
                key.add(word);
            }
            Integer number = numbers.get(key);
            if (number == null) {
                number = states.size();
                numbers.put(key, number);
                states.add(state);
                path.add(by);
            }
            return number;
        }

        /** How many runs begin in a state, counted backwards from the ends; there must be no cycle. */
        Runs runs(int state, Map<Integer, Runs> known) {
            Runs runs = known.get(state);
            if (runs == null) {
                runs = new Runs();
                runs.count = targets.get(state).isEmpty() ? 1 : 0;
                for (int target : targets.get(state)) {
                    Runs onwards = runs(target, known);
                    runs.count += onwards.count;
                    runs.longest = Math.max(runs.longest, 1 + onwards.longest);
                }
                known.put(state, runs);
            }
            return runs;
        }
    }

    static Stream<Scenario> tinyScenarios() {
        String lockAndUnlock = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";
        return Stream.of(
                coarse(Revision.LINUX_6_9, "E", "pci_reset_function:E", "pci_reset_function:E"),
                coarse(Revision.LINUX_6_9, "E", "pci_try_reset_function:E", "pci_reset_function:E"),
                coarse(Revision.LINUX_6_9, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P"),
                coarse(Revision.PATCH_2, "P(E)", "pci_reset_bus:E", "pci_cfg_access_lock:P;pci_cfg_access_unlock:P"),
                coarse(Revision.LINUX_6_11, "P([U()])", "pci_bus_error_reset:P", "device_lock:U;device_unlock:U"),
                coarse(
                        Revision.COMMIT_F3EFB9569B4A,
                        "P([U()])",
                        "pci_reset_bus:U",
                        "pci_cfg_access_lock:U;pci_cfg_access_unlock:U"),
                coarse(Revision.LINUX_7_1, "P([]),Q([])", "pci_bus_error_reset:P", "pci_bus_error_reset:Q"),
                coarse(Revision.PATCH_3, "P(U())", "pci_bus_error_reset:P", "device_lock:U;device_unlock:U"),
                coarse(Revision.LINUX_6_11, "E,F", "device_lock:E;device_lock:F", "device_lock:F;device_lock:E"),
                coarse(Revision.LINUX_6_11, "E", "device_lock:E;device_unlock:E", "device_unlock:E;device_lock:E"),
                coarse(
                        Revision.LINUX_6_11,
                        "E,F",
                        "device_lock:E;pci_try_reset_function:F;device_unlock:E",
                        "device_unlock:E;pci_cfg_access_unlock:F"),
                coarse(
                        Revision.LINUX_6_11,
                        "E,F",
                        "device_lock:E;pci_try_reset_function:F;device_unlock:E",
                        "device_unlock:E;device_lock:F;device_unlock:F"),
                fine(Revision.LINUX_6_9, "E", lockAndUnlock, "pci_user_read_config:E"),
                fine(Revision.LINUX_6_9, "E", lockAndUnlock, "pci_cfg_access_unlock:E"),
                fine(Revision.LINUX_6_10_RC1, "P(E)", "pci_reset_bus:E", "pci_read_config:E"),
                fine(
                        Revision.LINUX_6_10_RC1,
                        "E,F",
                        "pci_cfg_access_lock:E;pci_cfg_access_lock:F",
                        "pci_cfg_access_lock:F;pci_cfg_access_lock:E"),
                history(Fault.NONE, "E", lockAndUnlock, "pci_cfg_access_trylock:E"),
                history(Fault.NONE, "E", lockAndUnlock, "pci_user_read_config:E"),
                history(Fault.NO_TEST_AFTER_WAKING, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.NO_WAKE_UP, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.WAKE_UP_BEFORE_CLEAR, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.ONE_WAITER_WOKEN, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.NO_TEST_AFTER_WAKING, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.TEST_BEFORE_QUEUEING, "E", lockAndUnlock, "pci_user_read_config:E"),
                faulty(Fault.UNWINDS_ONE_TOO_MANY, "P(E)", "pci_reset_bus:E", "device_lock:E;device_unlock:E"));
    }

    @ParameterizedTest
    @MethodSource("tinyScenarios")
    void everyScheduleOfTheCodeIsARunOfTheExplorerAndTheOtherWayRound(Scenario scenario) {
        Runs byCode = new Runs();
        runEverySchedule(scenario, byCode);
        Exploration explored = new ExplorerEngine().explore(scenario);
        Runs byStates = new Graph(scenario).runs(0, new HashMap<>());

        assertThat(explored.complete()).isTrue();
        assertThat(explored.broken().keySet()).isEqualTo(byCode.broken);
        assertThat(explored.seen()).isEqualTo(byCode.seen);
        assertThat(byStates.count).isEqualTo(byCode.count);
        assertThat(byStates.longest).isEqualTo(byCode.longest);
    }

    /** Depth first, with a new run for every schedule: the first task that can move moves, later ones have their turn next. */
    private static void runEverySchedule(Scenario scenario, Runs runs) {
        List<Integer> schedule = new ArrayList<>();
        do {
            ReplayedRun run = finish(scenario, schedule);
            runs.count++;
            runs.longest = Math.max(runs.longest, run.steps().size());
            runs.broken.addAll(run.broken());
            run.events().forEach(step -> runs.seen.add(step.event()));
        } while (goBack(schedule));
    }

    /** Each entry is 2 * the task that moves + 1 where the other one could have moved and did not have its turn yet. */
    private static ReplayedRun finish(Scenario scenario, List<Integer> schedule) {
        try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
            for (int entry : schedule) {
                assertThat(machine.step(entry / 2)).isNotNull();
            }
            while (machine.canMove(0) || machine.canMove(1)) {
                int task = machine.canMove(0) ? 0 : 1;
                schedule.add(2 * task + (task == 0 && machine.canMove(1) ? 1 : 0));
                assertThat(machine.step(task)).isNotNull();
            }
            return machine.soFar();
        }
    }

    private static boolean goBack(List<Integer> schedule) {
        while (!schedule.isEmpty()) {
            int last = schedule.remove(schedule.size() - 1);
            if (last == 1) {
                schedule.add(2);
                return true;
            }
        }
        return false;
    }

    static Stream<Scenario> smallScenarios() {
        Stream.Builder<Scenario> scenarios = Stream.builder();
        for (Revision revision : Revision.values()) {
            scenarios.add(coarse(revision, "P(E,F)", "pci_reset_bus:E", "pci_reset_function:F"));
            scenarios.add(coarse(revision, "P(U(E))", "pci_bus_error_reset:P", "pci_user_read_config:E"));
            scenarios.add(coarse(revision, "P([E],F)", "pci_bus_error_reset:P", "pci_reset_bus:F"));
            scenarios.add(coarse(revision, "P([U()])", "pci_reset_bus:U", "pci_reset_function:U"));
        }
        for (Fault fault : Fault.values()) {
            scenarios.add(faulty(fault, "P(E,F)", "pci_reset_bus:E", "device_lock:F;device_unlock:F"));
            scenarios.add(faulty(fault, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P"));
        }
        return scenarios.build();
    }

    @ParameterizedTest
    @MethodSource({"tinyScenarios", "smallScenarios"})
    void everyStepIsWhatTheCodeDoesAndBreaksWhatTheObserverSays(Scenario scenario) {
        Graph graph = new Graph(scenario);
        for (int state = 0; state < graph.states.size(); state++) {
            for (int i = 0; i < graph.steps.get(state).size(); i++) {
                try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
                    for (Step step : graph.path.get(state)) {
                        machine.step(step.task());
                    }
                    Step expected = graph.steps.get(state).get(i);
                    ReplayedStep done = machine.step(expected.task());
                    long broken = 0;
                    for (Property property : done.broken()) {
                        broken |= Judge.bit(property);
                    }
                    assertThat(done.step()).isEqualTo(expected);
                    assertThat(broken).isEqualTo(graph.broken.get(state).get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"tinyScenarios", "smallScenarios"})
    void aSearchForCyclesAgreesWithTheArgumentAgainstThem(Scenario scenario) {
        for (SearchOrder order : SearchOrder.values()) {
            ExplorerEngine engine = new ExplorerEngine(Long.MAX_VALUE, Long.MAX_VALUE, order);
            Exploration argued = engine.explore(scenario);
            Exploration searched = engine.searchingForCycles().explore(scenario);

            assertThat(searched).isEqualTo(argued);
        }
    }
}
