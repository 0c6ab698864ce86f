package pcilock.checks.engine;

import pcilock.specs.claim.Claim;
import pcilock.specs.scenario.Scenario;

/** Something that explores the interleavings of a scenario. */
public interface Engine extends AutoCloseable {
    /** Lower case, as in results: {@code lincheck}. */
    String name();

    /** The version of the tool behind it. */
    String version();

    /** What {@link Exploration#explored} counts, in the plural: {@code runs}. */
    String unit();

    /** Why it is not asked a claim; empty when it is. */
    default String whyNotAsked(Claim claim) {
        return "";
    }

    /** Whether a claim takes it so long that it is asked only where that is wanted. */
    default boolean takesLong(Claim claim) {
        return false;
    }

    /**
     * Explores every interleaving, or says why not.
     *
     * @throws EngineException when the engine itself failed; that is never an answer
     */
    Exploration explore(Scenario scenario);

    /** Ends what it began for several explorations, which most do not. It is not asked again. */
    @Override
    default void close() {}
}
