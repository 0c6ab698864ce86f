package pcilock.checks.explorer;

/** A limit of the exploration was reached; the message names it, in words for a person. */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitException(String message) {
        super(message);
    }

    /** Ends an exploration whose thread was interrupted, which is how a caller sets it a limit of time. */
    static void throwIfInterrupted(String exploredUpToNow) {
        if (Thread.interrupted()) {
            throw new LimitException("the exploration was interrupted at " + exploredUpToNow);
        }
    }

    /** The same, for those who ask so often that it would take time to say what was explored. */
    static void throwIfInterrupted(long states) {
        if (Thread.interrupted()) {
            throw new LimitException("the exploration was interrupted at " + states + " states");
        }
    }
}
