package pcilock.checks.sweep;

/**
 * How much a sweep decided. How much of that it searched is not counted: that depends on what was known of smaller trees by then.
 *
 * @param scenarios all scenarios within the bounds: for each revision and tree, the ways to choose tasks that do something
 * @param told those that were left out because another one tells the same
 */
public record Counts(long scenarios, long told) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(scenarios + other.scenarios, told + other.told);
    }
}
