package pcilock.checks.certificate;

/** Asked by {@link ObservedCode} at the beginning of each of its functions. */
public interface FunctionObserver {
    /**
     * Whether the function need not run, because what it would do was done in its place.
     *
     * @param function the number that {@link ObservedCode} has given to it
     * @param arguments what it was called with
     */
    boolean standsInFor(int function, Object[] arguments);

    /** What the function that need not run answers; false for one that answers nothing. */
    boolean answer();
}
