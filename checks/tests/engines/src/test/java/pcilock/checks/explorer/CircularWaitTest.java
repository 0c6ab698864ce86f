package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

class CircularWaitTest {
    private static final int SEEDS = 300;

    private static final String MACHINE = PciTopology.withWiderLocks("P(E,F)");

    /** Two calls that do what a test says. */
    private static final class Code extends Linux_6_11 {
        private final Consumer<PciCore> one;
        private final Consumer<PciCore> other;

        Code(TaskContext context, Consumer<PciCore> one, Consumer<PciCore> other) {
            super(context);
            this.one = one;
            this.other = other;
        }

        @Override
        public void pciBusErrorReset(PciDev bridge) {
            one.accept(this);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            other.accept(this);
        }
    }

    private static final PciTopology TREE = PciTopology.parse(MACHINE);

    private static final PciDev P = TREE.device("P");
    private static final PciDev E = TREE.device("E");
    private static final PciDev THIRD = TREE.device("F");

    private static boolean mayBe(Consumer<PciCore> one, Consumer<PciCore> other) {
        return mayBe(Scenario.of(
                context -> new Code(context, one, other),
                MACHINE,
                List.of("pci_bus_error_reset:P", "pci_reset_function:E")));
    }

    private static boolean mayBe(Scenario scenario) {
        return new CircularWait(PciTopology.parse(scenario.topology))
                .mayBe(scenario.tasks.stream()
                        .map(task -> new TaskWaits(Scenario.of(scenario.code, scenario.topology, List.of(task))))
                        .toList());
    }

    private static Consumer<PciCore> both(PciDev first, PciDev second) {
        return pci -> {
            pci.deviceLock(first);
            pci.deviceLock(second);
            pci.deviceUnlock(second);
            pci.deviceUnlock(first);
        };
    }

    @Test
    void twoLocksInOneOrderAreNoCircle() {
        assertThat(mayBe(both(P, E), both(P, E))).isFalse();
    }

    @Test
    void twoLocksInTwoOrdersAreACircle() {
        assertThat(mayBe(both(P, E), both(E, P))).isTrue();
    }

    @Test
    void aLockThatIsTriedIsNotWaitedFor() {
        Consumer<PciCore> trying = pci -> {
            pci.deviceLock(E);
            if (pci.deviceTrylock(P)) {
                pci.deviceUnlock(P);
            }
            pci.deviceUnlock(E);
        };
        assertThat(mayBe(both(P, E), trying)).isFalse();
    }

    @Test
    void aLockThatATaskHoldsAndTakesAgainIsWaitedForByItself() {
        assertThat(mayBe(both(E, E), pci -> {})).isTrue();
    }

    @Test
    void aLockThatIsLeftHeldAtTheEndIsWaitedForWithoutACircle() {
        assertThat(mayBe(pci -> pci.deviceLock(E), both(P, E))).isTrue();
        assertThat(mayBe(pci -> pci.deviceLock(E), both(P, P))).as("by itself").isTrue();
        assertThat(mayBe(pci -> pci.deviceLock(E), pci -> {
                    pci.deviceLock(P);
                    pci.deviceUnlock(P);
                }))
                .isFalse();
    }

    @Test
    void aLockThatAnotherTaskMayTakeAwayKeepsNobodyFromAPlace() {
        Consumer<PciCore> inside = pci -> {
            pci.deviceLock(THIRD);
            both(P, E).accept(pci);
            pci.deviceUnlock(THIRD);
        };
        Consumer<PciCore> theOtherWay = pci -> {
            pci.deviceLock(THIRD);
            both(E, P).accept(pci);
            pci.deviceUnlock(THIRD);
        };
        assertThat(mayBe(inside, theOtherWay)).isFalse();
        assertThat(mayBe(inside, theOtherWay.andThen(pci -> pci.deviceUnlock(THIRD))))
                .isTrue();
    }

    @Test
    void aReaderWaitsBehindAWriterWhoWaits() {
        Consumer<PciCore> readingTwice = pci -> {
            pci.downRead(pci.wider.pciBusSem);
            pci.downRead(pci.wider.pciBusSem);
            pci.upRead(pci.wider.pciBusSem);
            pci.upRead(pci.wider.pciBusSem);
        };
        Consumer<PciCore> writing = pci -> {
            pci.downWrite(pci.wider.pciBusSem);
            pci.upWrite(pci.wider.pciBusSem);
        };
        assertThat(mayBe(writing, readingTwice)).isTrue();
        assertThat(mayBe(writing, writing)).isFalse();
    }

    @Test
    void aDrainWaitsForWhoIsInside() {
        Consumer<PciCore> inside = pci -> {
            if (pci.enter(pci.wider.attributes(E))) {
                pci.deviceLock(E);
                pci.deviceUnlock(E);
                pci.leave(pci.wider.attributes(E));
            }
        };
        Consumer<PciCore> drainingLocked = pci -> {
            pci.deviceLock(E);
            pci.drain(pci.wider.attributes(E));
            pci.deviceUnlock(E);
        };
        assertThat(mayBe(inside, drainingLocked)).isTrue();
        assertThat(mayBe(inside, pci -> pci.drain(pci.wider.attributes(E)))).isFalse();
    }

    @Test
    void aFlagThatATaskHasSetItselfIsClearedWithoutAWait() {
        Consumer<PciCore> locking = pci -> {
            pci.pciDevLock(E);
            pci.pciDevUnlock(E);
        };
        assertThat(mayBe(locking, locking)).isFalse();
    }

    @Test
    void threeTasksThatWaitForTheNextOneAreACircleOfWhichNoTwoAre() {
        Revision.Code code = context -> new Linux_6_11(context) {
            @Override
            public void pciBusErrorReset(PciDev bridge) {
                both(P, E).accept(this);
            }

            @Override
            public void pciResetFunction(PciDev dev) {
                (dev.index == E.index ? both(E, THIRD) : both(THIRD, P)).accept(this);
            }
        };
        List<String> tasks = List.of("pci_bus_error_reset:P", "pci_reset_function:E", "pci_reset_function:F");
        assertThat(mayBe(Scenario.of(code, MACHINE, tasks))).isTrue();
        assertThat(mayBe(Scenario.of(code, MACHINE, tasks.subList(0, 2)))).isFalse();
        assertThat(mayBe(Scenario.of(code, MACHINE, tasks.subList(1, 3)))).isFalse();
    }

    private static boolean isStuck(Scenario scenario, ScenarioSearch search) {
        return search
                .breaks(
                        scenario.tasks.stream()
                                .map(task -> TaskProgram.record(
                                        Scenario.of(scenario.code, scenario.topology, List.of(task))))
                                .toList(),
                        PciTopology.parse(scenario.topology),
                        false)
                .stream()
                .anyMatch(broken -> broken.property() == Property.NO_DEADLOCK);
    }

    @Test
    void tasksByChanceThatAreInNoCircleAreNeverStuck() {
        ScenarioSearch search = new ScenarioSearch(1_000_000);
        int stuck = 0;
        int neverStuck = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Scenario random : List.of(
                    RandomTasks.scenario(seed),
                    RandomTasks.scenarioWithWiderLocks(seed),
                    RandomTasks.scenarioWithAnAbsentDevice(seed))) {
                Scenario scenario = Scenario.of(random.code, random.topology, random.tasks);
                boolean isStuck = isStuck(scenario, search);
                boolean mayBe = mayBe(scenario);
                assertThat(mayBe || !isStuck)
                        .as("%s with the seed %d", scenario.topology, seed)
                        .isTrue();
                stuck += isStuck ? 1 : 0;
                neverStuck += mayBe ? 0 : 1;
            }
        }
        assertThat(stuck).isGreaterThan(SEEDS / 2);
        assertThat(neverStuck).isGreaterThan(SEEDS / 2);
    }

    @Test
    void tasksByChanceThatAreInNoCircleInAnyNumberAreNotStuckTwoOfEach() {
        ScenarioSearch search = new ScenarioSearch(1_000_000);
        int never = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Scenario random = RandomTasks.scenarioWithWiderLocks(seed);
            List<String> two = random.tasks.subList(0, 2);
            List<TaskWaits> waits = two.stream()
                    .map(task -> new TaskWaits(Scenario.of(random.code, random.topology, List.of(task))))
                    .toList();
            if (new CircularWait(PciTopology.parse(random.topology))
                    .ofAnyNumber(waits)
                    .isEmpty()) {
                List<String> twice = Stream.concat(two.stream(), two.stream()).toList();
                assertThat(isStuck(Scenario.of(random.code, random.topology, twice), search))
                        .as("the seed %d", seed)
                        .isFalse();
                never++;
            }
        }
        assertThat(never).isGreaterThan(SEEDS / 10);
    }

    @Test
    void whatOneCallLeavesHeldTheNextOneHolds() {
        Revision.Code code = context -> new Linux_6_11(context);
        List<String> inOneOrder = List.of(
                "device_lock:P;device_lock:E;device_unlock:E;device_unlock:P",
                "device_lock:P;device_lock:E;device_unlock:P");
        String theOtherWay = "device_lock:E;device_lock:P;device_unlock:P;device_unlock:E";

        assertThat(mayBe(Scenario.of(code, MACHINE, List.of(inOneOrder.get(0), inOneOrder.get(0)))))
                .isFalse();
        assertThat(mayBe(Scenario.of(code, MACHINE, List.of(inOneOrder.get(0), theOtherWay))))
                .isTrue();
        assertThat(mayBe(Scenario.of(code, MACHINE, inOneOrder)))
                .as("E is left locked")
                .isTrue();
    }

    private static List<Integer> ofAnyNumber(Consumer<PciCore> one, Consumer<PciCore> other) {
        return new CircularWait(TREE)
                .ofAnyNumber(List.of("pci_bus_error_reset:P", "pci_reset_function:E").stream()
                        .map(task -> new TaskWaits(
                                Scenario.of(context -> new Code(context, one, other), MACHINE, List.of(task))))
                        .toList());
    }

    @Test
    void anyNumberOfTasksThatTakeLocksInOneOrderIsInNoCircle() {
        assertThat(ofAnyNumber(both(P, E), both(P, E))).isEmpty();
        assertThat(ofAnyNumber(both(P, E), both(E, P))).containsExactly(0, 1);
    }

    @Test
    void severalOfOneTaskMayBeInACircle() {
        Consumer<PciCore> eitherWay = pci -> {
            if (pci.deviceTrylock(THIRD)) {
                pci.deviceUnlock(THIRD);
                both(P, E).accept(pci);
            } else {
                both(E, P).accept(pci);
            }
        };
        assertThat(mayBe(pci -> {}, eitherWay)).isFalse();
        assertThat(ofAnyNumber(pci -> {}, eitherWay)).containsExactly(1, 1);
    }

    @Test
    void aLockThatOneOfSeveralOfATaskLeavesIsWaitedForByTheOthers() {
        assertThat(ofAnyNumber(pci -> {}, pci -> pci.deviceLock(E))).containsExactly(1, 1);
    }
}
