package pcilock.checks.explorer;

import java.util.Arrays;

/** Some numbers as a key. Unlike that of a list its hash tells neighbouring numbers apart, of which there are many. */
final class Numbers {
    private final int[] numbers;
    private final int hash;

    /** Keeps the array, which must not change any more. */
    Numbers(int... numbers) {
        this.numbers = numbers;
        long mixed = numbers.length;
        for (int number : numbers) {
            mixed = (mixed ^ number) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> Integer.SIZE;
        }
        hash = (int) mixed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers that && hash == that.hash && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
