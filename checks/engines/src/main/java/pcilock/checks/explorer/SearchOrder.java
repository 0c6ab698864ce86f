package pcilock.checks.explorer;

/** In which order a search visits the states. */
public enum SearchOrder {
    /** All states so many steps away before any that is farther: what is found is a shortest run. */
    BREADTH_FIRST("breadth first"),

    /** As far as steps lead before anything else: takes less memory, and what is found may be much longer than it must be. */
    DEPTH_FIRST("depth first");

    /** The name in a sentence. */
    public final String words;

    SearchOrder(String words) {
        this.words = words;
    }
}
