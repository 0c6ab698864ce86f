package pcilock.checks.linux;

/**
 * A place in the source that was read.
 *
 * @param file the path below the top of the tree
 * @param line from 1
 * @param column from 1
 */
record SourcePosition(String file, int line, int column) {
    /** The file's name without its folder, as stacks show it. */
    String simpleName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
