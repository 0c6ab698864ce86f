package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * Conditions of {@link PersistentSets} that no locking code at hand has need of, each on automata made by hand; the others are in {@link
 * RandomReductionIT}. A task that resets a function is the first to move, and one that takes its lock must be let go before it.
 */
class PersistentSetsTest {
    private static final PciTopology TREE = PciTopology.parse("E");
    private static final String BROKEN = Property.NO_RESET_OF_HELD_DEVICE.id + " by 0";

    /** The set of contested devices, so that who holds what is part of the state. */
    private static final long DEVICE_E = 1;

    @Test
    void whoMayTakeALockIsInTheSetOfWhoNeedsItHeld() {
        Automaton asking = line(Label.of(Guard.HELD, LockKind.FLAG, Event.FLAG_BUSY, 0), takesLock());
        Automaton taking = line(Label.of(Guard.FREE, LockKind.FLAG, Event.FLAG_SET, 0));
        Reduction reduction = reduction(resetsFunction(), asking, taking);

        isNeeded(Condition.A_LOCK_THAT_MUST_BE_HELD_IS_TAKEN, BROKEN, reduction);
    }

    @Test
    void whoWakesIsInTheSetOfASleeper() {
        Automaton sleeping = line(
                step(Guard.NONE, Effect.ENQUEUE, Event.QUEUE_ADD),
                step(Guard.NOT_QUEUED, Effect.NONE, Event.QUEUE_AWAKE),
                takesLock());
        Automaton waking = line(step(Guard.NONE, Effect.WAKE_ALL, Event.QUEUE_WAKE));
        Reduction reduction = reduction(resetsFunction(), sleeping, waking);

        isNeeded(Condition.A_SLEEPER_IS_WOKEN, BROKEN, reduction);
        isNeeded(Condition.THE_QUEUE_IS_WOKEN, BROKEN, reduction);
    }

    @Test
    void aCallThatBeginsIsNotMovedPastOneThatEnds() {
        Automaton takes = call(true);
        Automaton finds = call(false);
        TaskCode trylock = TaskCode.parse("pci_cfg_access_trylock:E", TREE);
        CompiledScenario model = CompiledScenario.of(TREE, List.of(trylock, trylock), List.of(takes, finds), 0, true);

        isNeeded(Condition.A_CALL_ENDS_BEFORE_ANOTHER_BEGINS, Property.LINEARIZABLE.id + " by 0", new Reduction(model));
    }

    private static void isNeeded(Condition condition, String broken, Reduction reduction) {
        assertThat(reduction.all().breaks()).contains(broken);
        assertThat(reduction.reduced()).isEqualTo(reduction.all());
        assertThat(reduction.reduced(condition).breaks()).doesNotContain(broken);
    }

    /** Otherwise the one that goes round would be let go round, and nobody else would be let go. */
    @Test
    void nothingIsLeftOutWhereATaskMayGoRoundForEver() {
        Scenario scenario = Scenario.of(
                Spinning::new, "P(E)", List.of("reset_subordinate:P", "pci_reset_function:E", "pci_reset_bus:E"));

        Exploration all = new ExplorerEngine().explore(scenario);

        assertThat(all.broken()).containsKeys(Property.EVERY_TASK_ENDS, Property.RELEASED_BY_HOLDER);
        assertThat(new ExplorerEngine().reduced().explore(scenario)).isEqualTo(all);
    }

    /** Waits by trying for a flag that another task sets and keeps; a third task does wrong. */
    private static final class Spinning extends Linux_6_11 {
        Spinning(TaskContext context) {
            super(context);
        }

        @Override
        public void resetSubordinate(PciDev bridge) {
            kernel.loopHead(current, false);
            while (!pciCfgAccessTrylock(bridge)) {
                kernel.loopHead(current, true);
            }
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            pciCfgAccessLock(dev.bus.self);
        }

        @Override
        public void pciResetBus(PciDev dev) {
            deviceUnlock(dev);
        }
    }

    private static Reduction reduction(Automaton... automata) {
        return new Reduction(CompiledScenario.of(TREE, List.of(), List.of(automata), DEVICE_E, false));
    }

    private static Automaton resetsFunction() {
        return line(step(Guard.NONE, Effect.NONE, Event.FUNCTION_RESET));
    }

    private static Label takesLock() {
        return Label.of(Guard.FREE, LockKind.MUTEX, Event.MUTEX_LOCK, 0);
    }

    private static Label step(Guard guard, Effect effect, Event event) {
        return Label.of(guard, effect, event, 0);
    }

    private static Automaton line(Label... steps) {
        Location[] locations = new Location[steps.length + 1];
        for (int i = steps.length; i >= 0; i--) {
            locations[i] = new Location(Memory.atStart(DEVICE_E), null, 0, i == steps.length);
            locations[i].number = i;
            if (i < steps.length) {
                int none = Location.Edge.NO_CALL;
                locations[i].edges.add(new Location.Edge(steps[i], List.of(), none, none, false, locations[i + 1]));
            }
        }
        return new Automaton(List.of(locations), List.of(), 0);
    }

    /** One call that is one step. */
    private static Automaton call(boolean answer) {
        Memory before = Memory.atStart(0);
        Location start = new Location(before, null, 0, false);
        Location end = new Location(before.call(1, false), null, 0, true);
        end.number = 1;
        start.edges.add(
                new Location.Edge(step(Guard.NONE, Effect.NONE, Event.KERNEL_ACCESS), List.of(), 0, 0, answer, end));
        return new Automaton(List.of(start, end), List.of(), 0);
    }
}
