package pcilock.checks.explorer;

import java.util.function.Supplier;

/** A limit of the exploration was reached; the message names it, in words for a person. */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean interruption;

    public LimitException(String message) {
        this(message, false);
    }

    private LimitException(String message, boolean interruption) {
        super(message);
        this.interruption = interruption;
    }

    /** Whether the thread was interrupted, so that whatever else there is to explore is over too. */
    public boolean isInterruption() {
        return interruption;
    }

    /** Ends an exploration whose thread was interrupted, which is how a caller sets it a limit of time. */
    static void throwIfInterrupted(Supplier<String> exploredUpToNow) {
        if (Thread.interrupted()) {
            throw interrupted(exploredUpToNow.get());
        }
    }

    /** The same, for those who ask so often that it would take time to say what was explored. */
    static void throwIfInterrupted(long states) {
        if (Thread.interrupted()) {
            throw interrupted(states + " states");
        }
    }

    private static LimitException interrupted(String exploredUpToNow) {
        return new LimitException("the exploration was interrupted at " + exploredUpToNow, true);
    }
}
