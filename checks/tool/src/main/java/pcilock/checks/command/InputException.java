package pcilock.checks.command;

/** What the user gave cannot be used. The message is for the user: where, and what was expected. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }

    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
