package pcilock.checks.command;

/** There is no answer, and the user is told why. */
final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReachedException(String message) {
        super(message);
    }
}
