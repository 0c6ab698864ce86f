package pcilock.checks.explorer;

/** A limit of the exploration was reached; the message names it, in words for a person. */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitException(String message) {
        super(message);
    }
}
