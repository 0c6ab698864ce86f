package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactStateSetTest {
    private static final int MANY = 60_000;

    private final SearchLimits none = new SearchLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    private static boolean visit(CompactStateSet states, long state) {
        return states.visit(new long[] {state}, 0);
    }

    /** Holds the set against one that is right: which states are new, in the order in which they come and once more. */
    private void isExact(int bits, IntToLongFunction stateAt) {
        CompactStateSet states = new CompactStateSet(bits, none);
        Set<Long> expected = new HashSet<>();
        long mask = -1L >>> (Long.SIZE - bits);
        for (int i = 0; i < MANY; i++) {
            long state = stateAt.applyAsLong(i) & mask;
            boolean isNew = expected.add(state);
            if (visit(states, state) != isNew) {
                throw new AssertionError("state " + state + " of " + bits + " bits is new: " + isNew);
            }
        }
        for (long state : expected) {
            if (visit(states, state)) {
                throw new AssertionError("state " + state + " of " + bits + " bits was lost");
            }
        }
        assertThat(states.visited()).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 10, 11, 12, 19, 31, 32, 33, 41, 45, 63, 64})
    void losesNothingAndMakesNothingUp(int bits) {
        Random random = new Random(bits);
        long[] states = random.longs(MANY).toArray();

        isExact(bits, i -> states[i]);
        isExact(bits, i -> i);
        isExact(bits, i -> (long) i << Math.max(0, bits - 18));
        isExact(bits, i -> states[i] & states[i / 2] & states[i / 3]);
    }

    @Test
    void aStateOfMoreBitsIsAnError() {
        CompactStateSet states = new CompactStateSet(20, none);

        assertThatThrownBy(() -> visit(states, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyStateOfAFewBitsIsInOnce() {
        for (int bits = 1; bits <= 20; bits++) {
            CompactStateSet states = new CompactStateSet(bits, none);
            for (int round = 0; round < 2; round++) {
                for (long state = 0; state < 1L << bits; state++) {
                    visit(states, state);
                }
                assertThat(states.visited()).isEqualTo(1L << bits);
            }
        }
    }

    @Test
    void takesLittleMoreThanFourBytesForAStateWhereThereAreMany() {
        SearchLimits limits = new SearchLimits(Long.MAX_VALUE, Long.MAX_VALUE);
        CompactStateSet states = new CompactStateSet(40, limits);
        Random random = new Random(1);
        int many = 2_000_000;
        for (int i = 0; i < many; i++) {
            visit(states, random.nextLong() >>> 24);
        }

        assertThat(limits.bytes()).isBetween(4L * many, 6L * many);
    }

    @Test
    void aLimitOfStatesOrOfMemoryIsNamed() {
        CompactStateSet few = new CompactStateSet(20, new SearchLimits(2, Long.MAX_VALUE));
        visit(few, 0);
        visit(few, 1);
        visit(few, 1);
        assertThatThrownBy(() -> visit(few, 2))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("the limit of 2 states");

        CompactStateSet small = new CompactStateSet(40, new SearchLimits(Long.MAX_VALUE, 1 << 20));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5 * MANY; i++) {
                        visit(small, i);
                    }
                })
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("the limit of 1 MiB");
        assertThat(small.visited()).isGreaterThan((1 << 20) / 8);
    }
}
