package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.lincheck.jvm.agent.LincheckClassFileTransformer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.checks.engine.ClassFile;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.SteppingMachine;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.Claim;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class LincheckEngineIT {
    private static final int ENOUGH = 100_000;
    private static final String LOCK_AND_UNLOCK = "pci_cfg_access_lock:E;pci_cfg_access_unlock:E";
    private static final String USER_READ = "pci_user_read_config:E";

    @ParameterizedTest(name = "{0} steps and {1} steps: {2} orders")
    @CsvSource({"1, 1, 2", "2, 2, 6", "3, 3, 20", "4, 3, 35"})
    void stepsThatDoNotWaitForEachOtherAreRunInEveryOrder(int first, int second, int orders) {
        Set<List<Step>> runs = new HashSet<>();
        Scenario scenario = scenario(Revision.LINUX_6_11, Waiting.ATOMIC_FLAG, "E", reads(first), reads(second));
        Exploration exploration = engine(runs).explore(scenario);

        assertThat(exploration.complete()).isTrue();
        assertThat(runs).hasSize(orders);
        assertThat(exploration.depth()).isEqualTo(first + second);
    }

    @Tag("comparison")
    @Test
    void stepsOfThreeTasksAreRunInEveryOrder() {
        Set<List<Step>> runs = new HashSet<>();
        engine(runs).explore(scenario(Revision.LINUX_6_11, Waiting.ATOMIC_FLAG, "E", reads(2), reads(2), reads(1)));

        assertThat(runs).hasSize(30); // 5! / (2! 2! 1!)
    }

    @Tag("comparison")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ATOMIC_FLAG | P(E) | pci_bus_error_reset:P | pci_user_read_config:E",
                "ATOMIC_FLAG | P() | pci_bus_error_reset:P | pci_reset_function:P",
                "ATOMIC_FLAG | P(U()) | pci_cfg_access_lock:P;pci_cfg_access_unlock:P | pci_reset_bus:U",
                "WAIT_QUEUE | E | " + LOCK_AND_UNLOCK + " | " + LOCK_AND_UNLOCK,
                "WAIT_QUEUE | E | " + LOCK_AND_UNLOCK + " | " + USER_READ + ";" + USER_READ,
            })
    void tasksThatWaitForEachOtherTakeEveryCourseThatTheyCanTakeStepByStep(
            Waiting waiting, String topology, String first, String second) {
        Set<List<Step>> runs = new HashSet<>();
        Scenario scenario = scenario(Revision.LINUX_6_11, waiting, topology, first, second);
        Exploration exploration = engine(runs).explore(scenario);

        assertThat(exploration.complete()).isTrue();
        assertThat(runs).isEqualTo(everyCourse(scenario));
    }

    @Test
    void aTaskThatTakesALockTwiceHangs() {
        Exploration exploration =
                explore(scenario(Revision.PATCH_3, Waiting.ATOMIC_FLAG, "P(U(E),F)", "pci_bus_error_reset:P"));

        assertThat(exploration.complete()).isFalse();
        assertThat(exploration.stopped()).isEqualTo("Lincheck stops at the first run that hangs");
        assertThat(exploration.broken()).containsOnlyKeys(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
        assertThat(exploration.broken().get(Property.NO_DEADLOCK))
                .extracting(Step::event)
                .containsExactly(
                        Event.MUTEX_LOCK,
                        Event.MUTEX_UNLOCK,
                        Event.MUTEX_LOCK,
                        Event.FLAG_SET,
                        Event.MUTEX_LOCK,
                        Event.FLAG_SET,
                        Event.MUTEX_SLEEP);
    }

    @Test
    void aBridgeLockedThroughItsBusOnlyIsLockedOnce() {
        Exploration exploration =
                explore(scenario(Revision.KEITH_BUSCH, Waiting.ATOMIC_FLAG, "P(U(E),F)", "pci_bus_error_reset:P"));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.stopped()).isNull();
        assertThat(exploration.broken()).isEmpty();
        assertThat(exploration.seen()).contains(Event.RESET_BEGIN, Event.RESET_END, Event.TASK_END);
    }

    @Test
    void aLimitLeavesTheQuestionOpen() {
        Scenario scenario = scenario(
                Revision.LINUX_6_11, Waiting.ATOMIC_FLAG, "P(E,F)", "pci_bus_error_reset:P", "pci_reset_function:E");
        Exploration exploration = new LincheckEngine(10).explore(scenario);

        assertThat(exploration.explored()).isEqualTo(10);
        assertThat(exploration.stopped()).isEqualTo("the limit of 10 runs was reached");
        assertThat(exploration.answer(Set.of(Property.NO_DEADLOCK))).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aBrokenPropertyIsWrittenDownAndTheExplorationGoesOn() {
        Scenario scenario = scenario(
                Revision.LINUX_6_9, Waiting.ATOMIC_FLAG, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");
        Exploration exploration = explore(scenario);

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).containsOnlyKeys(Property.BRIDGE_HELD, Property.NO_USER_ACCESS_DURING_RESET);
        assertThat(exploration.broken().get(Property.NO_USER_ACCESS_DURING_RESET))
                .containsSubsequence(new Step(0, Event.RESET_BEGIN, 0), new Step(1, Event.USER_ACCESS, 0))
                .doesNotContain(new Step(0, Event.RESET_END, 0))
                .endsWith(new Step(1, Event.USER_ACCESS, 0));
    }

    @Tag("comparison")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | LINUX_6_9 | ATOMIC_FLAG | P(E) | pci_bus_error_reset:P | pci_user_read_config:P",
                "NONE | LINUX_6_11 | WAIT_QUEUE | E | " + LOCK_AND_UNLOCK + " | " + USER_READ,
                "WAKE_UP_BEFORE_CLEAR | LINUX_6_11 | WAIT_QUEUE | E | " + LOCK_AND_UNLOCK + " | " + USER_READ,
                "UNWINDS_ONE_TOO_MANY | LINUX_6_11 | ATOMIC_FLAG | P(E,F) | pci_reset_bus:E | device_lock:F;device_unlock:F",
                "NONE | COMMIT_F3EFB9569B4A | ATOMIC_FLAG | P([U()]) | pci_reset_bus:U | pci_cfg_access_lock:U;pci_cfg_access_unlock:U",
                "WRONG_DEVICE_UNLOCKED | LINUX_6_11 | ATOMIC_FLAG | P(E) | pci_bus_error_reset:P | pci_user_read_config:E",
            })
    void runsThatAreLeftOutShowNothingThatTheOthersDoNotShow(
            Fault fault, Revision revision, Waiting waiting, String topology, String first, String second) {
        leavesOutNothingNew(new Scenario(revision, fault, waiting, topology, List.of(first, second), false));
    }

    /** Of semaphores, references and bits. */
    @Tag("comparison")
    @ParameterizedTest
    @ValueSource(strings = {"Devlink_07_UnbindMeetsDump", "Fault_33_WorkNotJoined"})
    void soDoThoseOfTheWiderLocks(String name) {
        leavesOutNothingNew(new NamedClaim(name, Claims.type(name).getAnnotation(Claim.class)).scenario());
    }

    private static void leavesOutNothingNew(Scenario scenario) {
        Exploration every = new LincheckEngine(ENOUGH, run -> {}).explore(scenario);
        Exploration exploration = explore(scenario);

        assertThat(exploration.complete()).isEqualTo(every.complete());
        assertThat(exploration.broken().keySet()).isEqualTo(every.broken().keySet());
        if (every.complete()) {
            assertThat(exploration.seen()).isEqualTo(every.seen());
            assertThat(exploration.depth()).isEqualTo(every.depth());
            assertThat(exploration.explored()).isLessThan(every.explored() / 2);
        }
    }

    @Test
    void pciSlotMutexThatNobodyFindsHeldMultipliesNoRuns() {
        Exploration exploration = explore(scenario(
                Revision.PATCH_2, Waiting.ATOMIC_FLAG, "P(E)", "pci_reset_function:E", "pci_bus_error_reset:P"));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.explored()).isLessThan(10_000);
        assertThat(exploration.broken())
                .containsOnlyKeys(
                        Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD, Property.WARNING_NEVER_SILENT);
    }

    @Test
    void aTaskSleepsOnPciSlotMutexThatAnotherHolds() {
        Exploration exploration = explore(scenario(
                Revision.LINUX_6_9, Waiting.ATOMIC_FLAG, "P([E])", "pci_bus_error_reset:P", "pci_bus_error_reset:P"));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).doesNotContainKey(Property.NO_DEADLOCK);
        assertThat(exploration.seen()).contains(Event.MUTEX_SLEEP, Event.RESET_END, Event.TASK_END);
    }

    @Test
    void pciSlotMutexThatIsNeverReleasedHangsWhoeverComesNext() {
        Scenario scenario = new Scenario(
                Revision.LINUX_7_1,
                Fault.SLOT_MUTEX_KEPT,
                Waiting.ATOMIC_FLAG,
                "P([E]),Q([F])",
                List.of("pci_bus_error_reset:P", "pci_bus_error_reset:Q"),
                false);

        assertThat(explore(scenario).broken()).containsKey(Property.NO_DEADLOCK);
    }

    @Test
    void theSameExplorationTwiceIsTheSame() {
        Scenario scenario = scenario(
                Revision.LINUX_6_9, Waiting.ATOMIC_FLAG, "P(E)", "pci_bus_error_reset:P", "pci_user_read_config:P");

        assertThat(explore(scenario)).isEqualTo(explore(scenario));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theWaitQueueIsAnAtomicFlag(boolean history) {
        Exploration exploration = explore(faulty(Fault.NONE, history, LOCK_AND_UNLOCK, LOCK_AND_UNLOCK));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).isEmpty();
        assertThat(exploration.seen()).contains(Event.QUEUE_SLEEP, Event.QUEUE_AWAKE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_WAKE_UP | " + LOCK_AND_UNLOCK + " | " + USER_READ + " |",
                "WAKE_UP_BEFORE_CLEAR | " + LOCK_AND_UNLOCK + " | " + USER_READ + " |",
                "TEST_BEFORE_QUEUEING | " + LOCK_AND_UNLOCK + " | " + USER_READ + " |",
                "ONE_WAITER_WOKEN | " + LOCK_AND_UNLOCK + " | " + USER_READ + " | " + USER_READ,
            })
    void aFaultThatLosesAWakeUpIsFound(Fault fault, String first, String second, String third) {
        Scenario scenario =
                third == null ? faulty(fault, false, first, second) : faulty(fault, false, first, second, third);

        assertThat(explore(scenario).broken()).containsOnlyKeys(Property.NO_LOST_WAKE_UP, Property.EVERY_TASK_ENDS);
    }

    /** Otherwise every claim would be explored as before, in three times the time. */
    @Test
    void whatNeedsNoSwitchInsideIsLeftAsCompiled() {
        explore(faulty(Fault.NONE, false, LOCK_AND_UNLOCK, USER_READ));
        Map<String, byte[]> rewritten = LincheckClassFileTransformer.INSTANCE.getTransformedClassesCache();

        assertThat(rewritten.get(Mutex.class.getName()))
                .isEqualTo(ClassFile.of(Mutex.class).orElseThrow());
        assertThat(rewritten.get(ArrayList.class.getName()))
                .isEqualTo(ClassFile.of(ArrayList.class).orElseThrow());
        assertThat(rewritten.get(MonitorKernel.class.getName()))
                .isNotNull()
                .isNotEqualTo(ClassFile.of(MonitorKernel.class).orElseThrow());
    }

    @Test
    void theVersionIsThatOfTheLibrary() {
        assertThat(new LincheckEngine(1).version()).startsWith("3.");
    }

    private static String reads(int steps) {
        return String.join(";", Collections.nCopies(steps, "pci_read_config:E"));
    }

    private static Scenario scenario(Revision revision, Waiting waiting, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, waiting, topology, List.of(tasks), false);
    }

    private static Scenario faulty(Fault fault, boolean history, String... tasks) {
        return new Scenario(Revision.LINUX_6_11, fault, Waiting.WAIT_QUEUE, "E", List.of(tasks), history);
    }

    private static Exploration explore(Scenario scenario) {
        return new LincheckEngine(ENOUGH).explore(scenario);
    }

    private static LincheckEngine engine(Set<List<Step>> runs) {
        return new LincheckEngine(ENOUGH, run -> runs.add(withoutNotes(run)));
    }

    /** Every run of the scenario, found without Lincheck: each beginning of a run is gone on with by each task that can move. */
    private static Set<List<Step>> everyCourse(Scenario scenario) {
        Set<List<Step>> courses = new HashSet<>();
        everyCourse(scenario, new int[0], courses);
        return courses;
    }

    private static void everyCourse(Scenario scenario, int[] beginning, Set<List<Step>> courses) {
        boolean[] canMove = new boolean[scenario.tasks.size()];
        boolean over = true;
        try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
            for (int task : beginning) {
                machine.step(task);
            }
            for (int task = 0; task < canMove.length; task++) {
                canMove[task] = machine.canMove(task);
                over &= !canMove[task];
            }
            if (over) {
                courses.add(withoutNotes(machine.soFar().events()));
            }
        }
        for (int task = 0; task < canMove.length; task++) {
            if (canMove[task]) {
                int[] longer = Arrays.copyOf(beginning, beginning.length + 1);
                longer[beginning.length] = task;
                everyCourse(scenario, longer, courses);
            }
        }
    }

    private static List<Step> withoutNotes(List<Step> run) {
        return run.stream().filter(step -> !step.event().note).toList();
    }
}
