package pcilock.checks.patch;

import pcilock.checks.linux.SourceException;

/** A patch cannot be read, or does not fit the tree. The message is for the user: file and line of the patch, and what was expected. */
public final class PatchException extends SourceException {
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong.
     *
     * @param source the patch file, by the name that the user gave
     * @param line counted from 1; 0 where it is no line in particular
     */
    PatchException(String source, int line, String problem) {
        super(source + (line == 0 ? "" : ":" + line) + ": " + problem);
    }
}
