package pcilock.checks.certificate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a function of the locking code does when it is called with certain arguments while certain locks are held: all that its
 * callers can notice of it, for every outcome of its trylocks. A later call that is the same need not be run.
 *
 * <p>The tasks of a chain of bridges nest, as the lock of a bus calls that of each bus below it; and a trylock that fails below a
 * bridge looks from above it like any other that fails there. So each function runs a few times for each bus, where a run for each
 * outcome of each task would be cubic in the chain. What a summary hands over it still hands over lock by lock: that is quadratic
 * in the depth of the tree, and cheap.
 *
 * <p><b>Why it is exact.</b> {@link ObservedCode} sees to it that a function has nothing to go by but its arguments, which cannot
 * change, and what the machine answers to its steps. The machine's answers follow from which of the locks that the function asks
 * about are held, and from the alternatives that are taken where a lock is free; {@link #suits} compares the former, and the
 * latter were all gone through. So two calls that {@link #suits} holds to be the same take the same steps, one by one, and come
 * to the same ends. What a caller can notice of an end is the answer and which locks are held then, in which order and how taken:
 * {@link Outcome} has that, and of ends that have it in common one is enough. What is found inside, {@link FunctionFindings}, is the same
 * too: it does not depend on locks that the function does not ask about, but for two things. What a caller holds precedes what is waited for
 * inside: {@link #waited} has what to tell that of. And what goes on around the call matters inside, a reset and a trylock: no
 * function stands in for another during a reset, and {@link #suits} compares the latter. A function that does anything but take,
 * try, test and release locks has no summary, and neither has one that releases what its caller took before it waits, since the
 * callers' locks would have to be told apart then.
 *
 * @param asked every lock of which some step depends on whether it is held, or changes it
 * @param held those of them that were held when the function was called
 * @param insideTrylock whether it was called inside a trylock
 * @param waited every lock that some step waits for while of the locks held none that was waited for was taken inside
 * @param outcomes none when the function never comes back
 * @param findings what was found inside
 */
record FunctionSummary(
        BitSet asked,
        BitSet held,
        boolean insideTrylock,
        BitSet waited,
        List<Outcome> outcomes,
        FunctionFindings findings) {
    /** One way in which a call ends. */
    static final class Outcome {
        final boolean answer;
        final int[] released;
        final int[] taken;

        /**
         * An end.
         *
         * @param released the locks that were held when the function was called and that it has released, in the order of numbers
         * @param taken the locks that it has taken and that are still held, as {@link HeldLocks#latest} tells them
         */
        Outcome(boolean answer, int[] released, int[] taken) {
            this.answer = answer;
            this.released = released;
            this.taken = taken;
        }

        boolean isSameAs(Outcome other) {
            return answer == other.answer
                    && Arrays.equals(released, other.released)
                    && Arrays.equals(taken, other.taken);
        }
    }

    /** Whether the same call would now do the same. */
    boolean suits(HeldLocks now, boolean nowInsideTrylock) {
        return insideTrylock == nowInsideTrylock && now.areExactly(held, asked);
    }
}
