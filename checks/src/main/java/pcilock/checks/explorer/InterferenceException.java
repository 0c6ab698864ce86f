package pcilock.checks.explorer;

/** A task alone may take away what it does not hold, so that what a task holds is no matter of its own code. */
final class InterferenceException extends Exception {
    private static final long serialVersionUID = 1L;

    InterferenceException() {
        super("a task can release or take what another one holds", null, false, false);
    }
}
