package pcilock.checks.explorer;

/** The packed states that a search has visited, each once. Exact: two states are the same only if all their bits are. */
interface VisitedStates {
    /**
     * Visits the state that begins at a place of an array.
     *
     * @return whether that is the first time
     * @throws LimitException when there is no room for one more
     */
    boolean visit(long[] from, int at);

    /** How many there are. */
    long visited();
}
