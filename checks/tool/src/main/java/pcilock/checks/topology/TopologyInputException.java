package pcilock.checks.topology;

/** An input that does not say which devices a machine has. The message is for the user: where, and what was expected. */
public final class TopologyInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient InputPosition place;
    private final String problem;

    TopologyInputException(InputPosition place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    /** File, line and column. */
    public InputPosition place() {
        return place;
    }

    /** What was expected, and what was found instead: one sentence without the place. */
    public String problem() {
        return problem;
    }
}
