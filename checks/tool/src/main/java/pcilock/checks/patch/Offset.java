package pcilock.checks.patch;

/**
 * By how many lines a hunk is below where it says. Where it has lost blank lines, these may have been its first or its last, and the
 * offset is known only so far.
 */
record Offset(int least, int most) {
    static final Offset NONE = new Offset(0, 0);

    /** How far it is from another; 0 where both can be the same. */
    int distance(Offset other) {
        return Math.max(0, Math.max(least - other.most, other.least - most));
    }

    /** What is known when this offset and an earlier one are the same, as they are where nothing between two hunks differs. */
    Offset refined(Offset earlier) {
        return distance(earlier) == 0 ? new Offset(Math.max(least, earlier.least), Math.min(most, earlier.most)) : this;
    }

    boolean isNone() {
        return distance(NONE) == 0;
    }

    @Override
    public String toString() {
        return least == most ? String.format("%+d", least) : String.format("%+d to %+d", least, most);
    }
}
