package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateSetTest {
    private static final int MANY = 100_000;

    private static long[] state(int words, long value) {
        long[] state = new long[words];
        state[words - 1] = value;
        return state;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keepsEachStateOnceInTheOrderInWhichTheyCame(int words) {
        StateSet states = new StateSet(words, MANY, Long.MAX_VALUE);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MANY; i++) {
                // All bits are used, and -1 is a state like any other.
                states.add(state(words, -(long) i), 0, i - 1);
            }
        }

        assertThat(states.size()).isEqualTo(MANY);
        long[] found = new long[words];
        for (int i = 0; i < MANY; i += 997) {
            states.get(i, found);
            assertThat(found).isEqualTo(state(words, -(long) i));
            assertThat(states.find(found, 0)).isEqualTo(i);
            assertThat(states.parent(i)).isEqualTo(i - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void findsWhatCameAfterTheLastLook(int words) {
        StateSet states = new StateSet(words, MANY, Long.MAX_VALUE);
        states.add(state(words, 0), 0, -1);
        assertThat(states.find(state(words, 0), 0)).isZero();
        states.add(state(words, 7), 0, 0);
        assertThat(states.find(state(words, 7), 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLimitOfStatesOrOfMemoryIsNamed(int words) {
        StateSet few = new StateSet(words, 2, Long.MAX_VALUE);
        few.add(state(words, 0), 0, -1);
        few.add(state(words, 1), 0, 0);
        few.add(state(words, 1), 0, 0);
        assertThatThrownBy(() -> few.add(state(words, 2), 0, 0))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("the limit of 2 states");

        StateSet small = new StateSet(words, MANY, 1 << 20);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < MANY; i++) {
                        small.add(state(words, i), 0, i - 1);
                    }
                })
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("the limit of 1 MiB");
    }
}
