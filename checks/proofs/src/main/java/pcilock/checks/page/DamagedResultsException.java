package pcilock.checks.page;

/** A file of the results is missing or damaged. The message names the file and the place. */
public final class DamagedResultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedResultsException(String message) {
        super(message);
    }

    public DamagedResultsException(String message, Throwable cause) {
        super(message, cause);
    }
}
