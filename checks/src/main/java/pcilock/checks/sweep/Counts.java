package pcilock.checks.sweep;

/**
 * How much a sweep did.
 *
 * @param scenarios all scenarios within the bounds: for each revision and tree, the ways to choose tasks that do something
 * @param told those that were left out because another one tells the same
 * @param searched those that were searched; the others have the automata of one that was searched for another revision
 * @param states the states that were visited; of steps that are taken together those between them are not
 */
public record Counts(long scenarios, long told, long searched, long states) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                scenarios + other.scenarios, told + other.told, searched + other.searched, states + other.states);
    }
}
