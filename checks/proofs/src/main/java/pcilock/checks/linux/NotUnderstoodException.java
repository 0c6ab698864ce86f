package pcilock.checks.linux;

/** C that is not understood, and where it is. */
final class NotUnderstoodException extends SourceException {
    private static final long serialVersionUID = 1L;

    NotUnderstoodException(SourcePosition place, String what) {
        super(place + ": " + what);
    }
}
