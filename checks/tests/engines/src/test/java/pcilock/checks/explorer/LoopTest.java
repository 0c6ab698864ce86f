package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/** No code of the kernel's or of a seeded fault goes round for ever, so these automata are made by hand. */
class LoopTest {
    /** The set of contested devices: the flag may be changed by others. */
    private static final long DEVICE_E = 1;

    @ParameterizedTest
    @EnumSource
    void aTaskThatGoesRoundByItselfIsACycle(LockKind lock) {
        Automaton spinning = loop(asking(Guard.FREE, lock));

        assertThat(LoopCheck.excludesCycles(List.of(spinning))).isFalse();
        assertThat(findsCycle(spinning)).isTrue();
    }

    @Test
    void aTaskThatWaitsToBeWokenInEachRoundIsNone() {
        Location queueing = location();
        Location sleeping = location();
        edge(queueing, Label.of(Guard.NONE, Effect.ENQUEUE, Event.QUEUE_ADD, 0), sleeping);
        edge(sleeping, Label.of(Guard.NOT_QUEUED, Effect.NONE, Event.QUEUE_AWAKE, 0), queueing);
        Automaton waiting = automaton(queueing, sleeping);

        assertThat(LoopCheck.excludesCycles(List.of(waiting))).isTrue();
        assertThat(findsCycle(waiting)).isFalse();
    }

    @Test
    void twoTasksThatKeepWakingAreACycle() {
        Location queueing = location();
        Location sleeping = location();
        edge(queueing, Label.of(Guard.NONE, Effect.ENQUEUE, Event.QUEUE_ADD, 0), sleeping);
        edge(sleeping, Label.of(Guard.NOT_QUEUED, Effect.NONE, Event.QUEUE_AWAKE, 0), queueing);
        Automaton waiting = automaton(queueing, sleeping);
        Automaton waking = loop(Label.of(Guard.NONE, Effect.WAKE_ALL, Event.QUEUE_WAKE, 0));

        assertThat(LoopCheck.excludesCycles(List.of(waiting, waking))).isFalse();
        assertThat(findsCycle(waiting, waking)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aRoundThatNeedsALockBothHeldAndFreeIsNone(LockKind lock) {
        Location first = location();
        Location second = location();
        edge(first, asking(Guard.HELD, lock), second);
        edge(second, asking(Guard.FREE, lock), first);

        assertThat(LoopCheck.excludesCycles(List.of(automaton(first, second)))).isTrue();
    }

    @Test
    void aRoundThatNeedsOneLockHeldAndAnotherFreeIsACycle() {
        Location first = location();
        Location second = location();
        edge(first, asking(Guard.HELD, LockKind.MUTEX), second);
        edge(second, asking(Guard.FREE, LockKind.FLAG), first);

        assertThat(LoopCheck.excludesCycles(List.of(automaton(first, second)))).isFalse();
    }

    private static boolean findsCycle(Automaton... automata) {
        boolean found = findsCycle(SearchOrder.BREADTH_FIRST, automata);
        assertThat(findsCycle(SearchOrder.DEPTH_FIRST, automata)).isEqualTo(found);
        return found;
    }

    private static boolean findsCycle(SearchOrder order, Automaton... automata) {
        PciTopology topology = PciTopology.parse("E");
        CompiledScenario model = CompiledScenario.of(topology, List.of(), List.of(automata), DEVICE_E, false);
        Search search =
                model.search(model.product(Product.Sleep.STEP), order, new SearchLimits(1000, Long.MAX_VALUE), true);
        search.run();
        Map<Property, List<Move>> broken = search.broken();
        boolean stuck = search.visited() == 2;
        assertThat(broken.containsKey(Property.EVERY_TASK_ENDS)).isEqualTo(search.foundCycle() || stuck);
        if (search.foundCycle()) {
            assertThat(broken.get(Property.EVERY_TASK_ENDS)).isNotEmpty().doesNotContainNull();
        }
        return search.foundCycle();
    }

    private static Label asking(Guard guard, LockKind lock) {
        return Label.of(guard, lock, Event.KERNEL_ACCESS, 0);
    }

    private static Automaton loop(Label step) {
        Location head = location();
        edge(head, step, head);
        return automaton(head);
    }

    private static Location location() {
        return new Location(Memory.atStart(DEVICE_E), null, 0, false);
    }

    private static void edge(Location from, Label step, Location to) {
        from.edges.add(new Location.Edge(step, List.of(), Location.Edge.NO_CALL, Location.Edge.NO_CALL, false, to));
    }

    private static Automaton automaton(Location... locations) {
        for (int i = 0; i < locations.length; i++) {
            locations[i].number = i;
        }
        return new Automaton(List.of(locations), List.of(), 0);
    }
}
