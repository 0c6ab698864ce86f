package pcilock.checks.patch;

/**
 * A line of a hunk.
 *
 * @param text without the marker and the line end
 * @param number of the line in the patch file, counted from 1; where the mail is in base64, counted in the decoded text
 */
public record HunkLine(Kind kind, String text, int number) {
    /** What a hunk does to a line. */
    public enum Kind {
        CONTEXT(' '),
        REMOVED('-'),
        ADDED('+');

        final char marker;

        Kind(char marker) {
            this.marker = marker;
        }
    }

    /** The line as it stands in a diff, with its marker. */
    public String marked() {
        return kind.marker + text;
    }

    boolean isOld() {
        return kind != Kind.ADDED;
    }

    boolean isNew() {
        return kind != Kind.REMOVED;
    }
}
