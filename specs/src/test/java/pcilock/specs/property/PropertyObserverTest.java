package pcilock.specs.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;

class PropertyObserverTest {
    private static final int P = 0;
    private static final int U = 1;
    private static final int E = 2;

    private final Task one = new Task(0, "T1");
    private final Task other = new Task(1, "T2");
    private final Set<Property> broken = EnumSet.noneOf(Property.class);
    private final PropertyObserver observer = new PropertyObserver(PciTopology.parse("P(U(E),F)"), 2, new Journal() {
        @Override
        public void broken(Property property) {
            broken.add(property);
        }
    });

    private void on(Task task, int device, Event... events) {
        for (Event event : events) {
            observer.on(task, event, device);
        }
    }

    @Test
    void aResetUnderBothLocksOfTheBridgeBreaksNothing() {
        on(one, P, Event.MUTEX_LOCK, Event.FLAG_SET, Event.RESET_BEGIN, Event.RESET_END, Event.FLAG_CLEAR);
        on(one, P, Event.MUTEX_UNLOCK, Event.TASK_END);

        assertThat(broken).isEmpty();
    }

    @Test
    void theMutexAloneDoesNotHoldTheBridge() {
        on(one, P, Event.MUTEX_LOCK, Event.RESET_BEGIN);

        assertThat(broken).containsExactly(Property.BRIDGE_HELD);
    }

    @Test
    void aFlagSetBySomebodyElseDoesNotHoldTheBridge() {
        on(one, P, Event.MUTEX_LOCK);
        on(other, P, Event.FLAG_SET);
        on(one, P, Event.FLAG_TESTED_SET, Event.RESET_BEGIN);

        assertThat(broken).containsExactlyInAnyOrder(Property.BRIDGE_HELD, Property.WARNING_NEVER_SILENT);
    }

    @Test
    void aBridgeReleasedBySomebodyElseDuringTheResetIsNotHeldThroughout() {
        on(one, P, Event.MUTEX_LOCK, Event.FLAG_SET, Event.RESET_BEGIN);
        on(other, P, Event.FLAG_CLEAR);

        assertThat(broken).containsExactlyInAnyOrder(Property.BRIDGE_HELD, Property.RELEASED_BY_HOLDER);
    }

    @Test
    void aUserReachesWhatIsBelowTheBridgeOnlyOutsideTheReset() {
        on(one, P, Event.MUTEX_LOCK, Event.FLAG_SET);
        on(other, E, Event.USER_ACCESS);
        assertThat(broken).isEmpty();

        on(one, P, Event.RESET_BEGIN);
        on(other, E, Event.USER_ACCESS);
        assertThat(broken).containsExactly(Property.NO_USER_ACCESS_DURING_RESET);
    }

    @Test
    void aKernelAccessDuringTheResetIsNoUserAccess() {
        on(one, P, Event.MUTEX_LOCK, Event.FLAG_SET, Event.RESET_BEGIN, Event.KERNEL_ACCESS);

        assertThat(broken).isEmpty();
    }

    @Test
    void takingAParentAfterAChildIsOutOfOrder() {
        on(one, E, Event.MUTEX_LOCK);
        on(one, P, Event.MUTEX_LOCK);

        assertThat(broken).containsExactly(Property.TOP_DOWN_ORDER);
    }

    @Test
    void releasingAParentBeforeAChildIsOutOfOrder() {
        on(one, P, Event.MUTEX_LOCK);
        on(one, U, Event.MUTEX_LOCK);
        on(one, P, Event.MUTEX_UNLOCK);

        assertThat(broken).containsExactly(Property.TOP_DOWN_ORDER);
    }

    @Test
    void theFlagComesAfterDeviceLock() {
        on(one, P, Event.FLAG_SET, Event.MUTEX_LOCK);

        assertThat(broken).containsExactly(Property.DEVICE_LOCK_BEFORE_FLAG);
    }

    @Test
    void sleepingIsForbiddenInsideATrylockOnly() {
        on(one, P, Event.MUTEX_SLEEP, Event.MUTEX_LOCK);
        assertThat(broken).isEmpty();

        on(one, U, Event.TRYLOCK_BEGIN, Event.FLAG_SLEEP);
        assertThat(broken).containsExactly(Property.TRYLOCK_NEVER_SLEEPS);
    }

    @Test
    void aFailedTrylockMayFindLocksThatTheTaskHeldBefore() {
        on(one, P, Event.MUTEX_LOCK);
        on(one, U, Event.TRYLOCK_BEGIN, Event.MUTEX_TRYLOCK, Event.MUTEX_UNLOCK, Event.TRYLOCK_FAILED);
        assertThat(broken).isEmpty();

        on(one, U, Event.TRYLOCK_BEGIN, Event.MUTEX_TRYLOCK, Event.TRYLOCK_FAILED);
        assertThat(broken).containsExactly(Property.FAILED_TRYLOCK_RESTORES);
    }

    @Test
    void aStrayReleaseIsToldFromAReleaseOfAClearFlag() {
        on(one, P, Event.FLAG_CLEAR);
        assertThat(broken).containsExactly(Property.NO_CLEAR_FLAG_RELEASED);

        on(one, P, Event.MUTEX_UNLOCK);
        assertThat(broken).contains(Property.RELEASED_BY_HOLDER);
    }

    @Test
    void aDeviceMustNotBeResetWhileAnotherTaskHoldsIt() {
        on(other, E, Event.MUTEX_LOCK);
        on(one, P, Event.MUTEX_LOCK, Event.FLAG_SET, Event.RESET_BEGIN);

        assertThat(broken).containsExactly(Property.NO_RESET_OF_HELD_DEVICE);
    }

    @Test
    void aTaskMustNotEndWithALock() {
        on(one, P, Event.FLAG_SET, Event.TASK_END);

        assertThat(broken).containsExactly(Property.NOTHING_LEFT_HELD);
    }
}
