package pcilock.checks.topology;

/**
 * Where in an input something stands.
 *
 * @param source the file, directory or other name by which the user knows the input
 * @param line counted from 1; 0 where the input has no lines, as a directory
 * @param column counted from 1, in characters of the line as it was given; 0 where there is none
 */
public record InputPosition(String source, int line, int column) {
    static InputPosition of(String source) {
        return new InputPosition(source, 0, 0);
    }

    /** As compilers write it: {@code file:line:column}, without the parts that are not there. */
    @Override
    public String toString() {
        if (line == 0) {
            return source;
        }
        return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}
