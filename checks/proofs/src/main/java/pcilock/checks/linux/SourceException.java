package pcilock.checks.linux;

/** The kernel's source, or a patch of it, cannot be used. The message says where and what was expected. */
public class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
