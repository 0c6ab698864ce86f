package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
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
    private static final int SEEDS = 1500;

    private static final String MACHINE = PciTopology.withWiderLocks("P(E)");

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

    private static boolean mayBe(Consumer<PciCore> one, Consumer<PciCore> other) {
        return mayBe(Scenario.of(
                context -> new Code(context, one, other),
                MACHINE,
                List.of("pci_bus_error_reset:P", "pci_reset_function:E")));
    }

    private static boolean mayBe(Scenario scenario) {
        return new CircularWait(PciTopology.parse(scenario.topology))
                .mayBe(scenario.tasks.stream()
                        .map(task -> HoldAndWait.of(Scenario.of(scenario.code, scenario.topology, List.of(task))))
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
    void aLockThatAnotherTaskMayTakeAwayIsNotConcludedFrom() {
        assertThat(mayBe(pci -> pci.deviceUnlock(E), both(P, E))).isTrue();
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
        String machine = PciTopology.withWiderLocks("P(E,F)");
        PciDev third = PciTopology.parse(machine).device("F");
        Revision.Code code = context -> new Linux_6_11(context) {
            @Override
            public void pciBusErrorReset(PciDev bridge) {
                both(P, E).accept(this);
            }

            @Override
            public void pciResetFunction(PciDev dev) {
                (dev.index == E.index ? both(E, third) : both(third, P)).accept(this);
            }
        };
        List<String> tasks = List.of("pci_bus_error_reset:P", "pci_reset_function:E", "pci_reset_function:F");
        assertThat(mayBe(Scenario.of(code, machine, tasks))).isTrue();
        assertThat(mayBe(Scenario.of(code, machine, tasks.subList(0, 2)))).isFalse();
        assertThat(mayBe(Scenario.of(code, machine, tasks.subList(1, 3)))).isFalse();
    }

    @Test
    void tasksByChanceThatAreInNoCircleAreNeverStuck() {
        int stuck = 0;
        int neverStuck = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Scenario random : List.of(
                    RandomTasks.scenario(seed),
                    RandomTasks.scenarioWithWiderLocks(seed),
                    RandomTasks.scenarioWithAnAbsentDevice(seed))) {
                Scenario scenario = Scenario.of(random.code, random.topology, random.tasks);
                boolean isStuck =
                        new ExplorerEngine().explore(scenario).broken().containsKey(Property.EVERY_TASK_ENDS);
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
    void aTaskOfSeveralCallsIsRefused() {
        assertThatThrownBy(() -> HoldAndWait.of(Scenario.of(
                        context -> new Linux_6_11(context), MACHINE, List.of("device_lock:E;device_unlock:E"))))
                .hasMessage("one task of one call is looked at");
    }
}
