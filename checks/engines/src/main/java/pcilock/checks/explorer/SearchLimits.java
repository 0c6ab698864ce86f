package pcilock.checks.explorer;

/** How many states a search may visit and how much memory it may take for them, and what it has taken. */
final class SearchLimits {
    private final long maxStates;
    private final long maxBytes;
    private long bytes;
    private boolean memoryReached;

    /**
     * Limits of one search.
     *
     * @param maxStates the most states
     * @param maxBytes the most memory for states, in bytes
     */
    SearchLimits(long maxStates, long maxBytes) {
        this.maxStates = maxStates;
        this.maxBytes = maxBytes;
    }

    /** No limit but half of the memory of the JVM. */
    static SearchLimits halfOfMemory() {
        return new SearchLimits(Long.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2);
    }

    /** The memory that is taken, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Whether the limit of memory is what ended the search. */
    boolean memoryReached() {
        return memoryReached;
    }

    /**
     * Asks whether one more state may be visited.
     *
     * @throws LimitException when it may not
     */
    void checkStates(long visited) {
        if (visited >= maxStates) {
            throw new LimitException("the limit of " + maxStates + " states was reached");
        }
    }

    /**
     * Takes memory.
     *
     * @throws LimitException when there is not so much left
     */
    void take(long more, long visited) {
        if (more > maxBytes - bytes) {
            memoryReached = true;
            throw new LimitException(
                    "the limit of " + (maxBytes >> 20) + " MiB for states was reached at " + visited + " states");
        }
        bytes += more;
    }

    /** Takes memory in place of other memory; for a moment there are both. */
    void replace(long old, long replacement, long visited) {
        take(replacement, visited);
        bytes -= old;
    }
}
