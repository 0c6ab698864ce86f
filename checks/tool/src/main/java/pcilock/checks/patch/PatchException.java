package pcilock.checks.patch;

import pcilock.checks.linux.SourceException;

/** A patch cannot be read, or does not fit the tree. The message is for the user: file and line of the patch, and what was expected. */
public final class PatchException extends SourceException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;

    /**
     * What is wrong.
     *
     * @param source the patch file, by the name that the user gave
     * @param line counted from 1; 0 where it is no line in particular
     */
    PatchException(String source, int line, String problem) {
        super(source + (line == 0 ? "" : ":" + line) + ": " + problem);
        this.source = source;
        this.line = line;
    }

    /** The patch file, by the name that the user gave. */
    public String source() {
        return source;
    }

    /** The line of the patch file, counted from 1; 0 where it is no line in particular. */
    public int line() {
        return line;
    }
}
