package pcilock.checks.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that a patch has changed.
 *
 * @param path in the patched tree
 * @param lines in order
 */
public record PatchedFile(String path, List<PatchedLine> lines) {
    public PatchedFile {
        lines = List.copyOf(lines);
    }

    /** A file of the tree before anything has changed it. */
    static PatchedFile fromTree(String path, String text) {
        List<PatchedLine> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = text.indexOf('\n', begin);
            int next = end < 0 ? text.length() : end + 1;
            end = end < 0 ? text.length() : end;
            if (end > begin && text.charAt(end - 1) == '\r') {
                end--;
            }
            lines.add(new PatchedLine(text.substring(begin, end), new LineOrigin.FromTree(path, lines.size() + 1)));
            begin = next;
        }
        return new PatchedFile(path, lines);
    }

    /** The whole file; its last line ends as the others do. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    /**
     * Where a line comes from.
     *
     * @param line counted from 1
     */
    public LineOrigin origin(int line) {
        return lines.get(line - 1).origin();
    }
}
