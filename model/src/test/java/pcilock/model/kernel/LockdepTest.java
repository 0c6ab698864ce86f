package pcilock.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockdepTest {
    private final Lockdep lockdep = new Lockdep(2, 3);
    private final Task one = new Task(0, "T1");
    private final Task other = new Task(1, "T2");

    private static LockdepMap map(int device) {
        return new LockdepMap(device, device, 0);
    }

    @Test
    void isSilentWhenLocksNestInOneOrder() {
        assertThat(lockdep.call(one, LockdepCall.ACQUIRE, map(0))).isEqualTo(Event.LOCKDEP_ACQUIRE);
        assertThat(lockdep.call(one, LockdepCall.ACQUIRE, map(1))).isEqualTo(Event.LOCKDEP_ACQUIRE);
        assertThat(lockdep.call(one, LockdepCall.ASSERT_HELD, map(0))).isEqualTo(Event.LOCKDEP_HELD);
        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(0))).isEqualTo(Event.LOCKDEP_RELEASE);
        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(1))).isEqualTo(Event.LOCKDEP_RELEASE);
    }

    @Test
    void reportsAClassTakenTwice() {
        lockdep.call(one, LockdepCall.ACQUIRE, map(0));

        assertThat(lockdep.call(one, LockdepCall.ACQUIRE, map(0))).isEqualTo(Event.LOCKDEP_RECURSION);
    }

    @Test
    void reportsAnOrderThatAnotherTaskInvertedEarlier() {
        lockdep.call(one, LockdepCall.ACQUIRE, map(0));
        lockdep.call(one, LockdepCall.ACQUIRE, map(1));
        lockdep.call(one, LockdepCall.RELEASE, map(1));
        lockdep.call(one, LockdepCall.ACQUIRE, map(2));
        lockdep.call(one, LockdepCall.RELEASE, map(2));
        lockdep.call(one, LockdepCall.RELEASE, map(0));
        lockdep.call(other, LockdepCall.ACQUIRE, map(2));

        assertThat(lockdep.call(other, LockdepCall.ACQUIRE, map(0))).isEqualTo(Event.LOCKDEP_CIRCULAR);
    }

    @Test
    void reportsAReleaseOfWhatTheTaskDoesNotHold() {
        lockdep.call(other, LockdepCall.ACQUIRE, map(0));

        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(0))).isEqualTo(Event.LOCKDEP_UNBALANCED);
    }

    @Test
    void reportsAnAssertionOnWhatOnlyAnotherTaskHolds() {
        lockdep.call(other, LockdepCall.ACQUIRE, map(0));

        assertThat(lockdep.call(one, LockdepCall.ASSERT_HELD, map(0))).isEqualTo(Event.LOCKDEP_NOT_HELD);
    }

    @Test
    void hasEightSubclasses() {
        assertThat(lockdep.call(one, LockdepCall.ACQUIRE, new LockdepMap(0, 0, 7)))
                .isEqualTo(Event.LOCKDEP_ACQUIRE);
        assertThat(lockdep.call(one, LockdepCall.ACQUIRE, new LockdepMap(1, 0, 8)))
                .isEqualTo(Event.LOCKDEP_SUBCLASS);
    }

    @Test
    void reportsWhatIsReallyWrongAfterAFailedAssertion() {
        lockdep.call(one, LockdepCall.ASSERT_HELD, map(0));

        assertThat(lockdep.call(one, LockdepCall.ASSERT_HELD, map(0))).isEqualTo(Event.LOCKDEP_NOT_HELD);
        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(0))).isEqualTo(Event.LOCKDEP_UNBALANCED);
    }

    @Test
    void reportsOnceAndThenSwitchesItselfOff() {
        lockdep.call(one, LockdepCall.RELEASE, map(0));

        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(0))).isEqualTo(Event.LOCKDEP_RELEASE);
        assertThat(lockdep.call(one, LockdepCall.ASSERT_HELD, map(0))).isEqualTo(Event.LOCKDEP_HELD);
    }

    @Test
    void looksAtNoOrderOfDeviceLocks() {
        lockdep.call(one, LockdepCall.MUTEX_ACQUIRE, map(0));
        lockdep.call(one, LockdepCall.MUTEX_ACQUIRE, map(1));
        lockdep.call(other, LockdepCall.MUTEX_ACQUIRE, map(1));

        assertThat(lockdep.call(other, LockdepCall.MUTEX_ACQUIRE, map(0))).isEqualTo(Event.LOCKDEP_MUTEX_ACQUIRE);
        assertThat(lockdep.call(other, LockdepCall.MUTEX_ACQUIRE, map(0))).isEqualTo(Event.LOCKDEP_MUTEX_ACQUIRE);
    }

    @Test
    void reportsAReleaseOfADeviceLockThatTheTaskDoesNotHold() {
        lockdep.call(one, LockdepCall.ACQUIRE, map(0));

        assertThat(lockdep.call(one, LockdepCall.MUTEX_RELEASE, map(0))).isEqualTo(Event.LOCKDEP_UNBALANCED);
    }

    @Test
    void looksAtTheOrderOfPciSlotMutex() {
        LockdepMap pciSlotMutex = LockdepMap.of(new Mutex(3));
        lockdep.call(one, LockdepCall.MUTEX_ACQUIRE, pciSlotMutex);
        lockdep.call(one, LockdepCall.ACQUIRE, map(0));
        lockdep.call(other, LockdepCall.ACQUIRE, map(0));

        assertThat(lockdep.call(other, LockdepCall.MUTEX_ACQUIRE, pciSlotMutex)).isEqualTo(Event.LOCKDEP_CIRCULAR);
    }

    @Test
    void givesUpWhenATaskHoldsFortyEightLocksAndCountsDeviceLocks() {
        Lockdep wide = new Lockdep(1, 24);
        for (int device = 0; device < 24; device++) {
            assertThat(wide.call(one, LockdepCall.MUTEX_ACQUIRE, map(device))).isEqualTo(Event.LOCKDEP_MUTEX_ACQUIRE);
            assertThat(wide.call(one, LockdepCall.ACQUIRE, map(device)))
                    .isEqualTo(device < 23 ? Event.LOCKDEP_ACQUIRE : Event.LOCKDEP_DEPTH);
        }

        assertThat(wide.call(one, LockdepCall.ASSERT_HELD, map(23))).isEqualTo(Event.LOCKDEP_HELD);
    }

    @Test
    void keepsTheKeyOfAFreedDeviceThatWasNotUnregisteredAndSaysNothing() {
        assertThat(lockdep.call(one, LockdepCall.FREE, map(0))).isEqualTo(Event.LOCKDEP_STALE_KEY);
        assertThat(lockdep.call(one, LockdepCall.RELEASE, map(0))).isEqualTo(Event.LOCKDEP_UNBALANCED);
        assertThat(lockdep.call(one, LockdepCall.FREE, map(1))).isEqualTo(Event.LOCKDEP_STALE_KEY);
    }

    @Test
    void keepsNoKeyThatWasUnregistered() {
        lockdep.call(one, LockdepCall.UNREGISTER_KEY, map(0));

        assertThat(lockdep.call(one, LockdepCall.FREE, map(0))).isEqualTo(Event.LOCKDEP_FREED);
        assertThat(lockdep.call(one, LockdepCall.FREE, map(1))).isEqualTo(Event.LOCKDEP_STALE_KEY);
    }
}
