package pcilock.checks.patch;

import java.util.List;
import java.util.Optional;

/**
 * Where a hunk was put.
 *
 * @param lines its lines with their places
 * @param remark how far from the line that it names, and with how much fuzz; empty where it is there
 * @param withoutWhiteSpace whether lines were compared without regard to white space
 */
public record AppliedHunk(Hunk hunk, List<PlacedLine> lines, String remark, boolean withoutWhiteSpace) {
    public AppliedHunk {
        lines = List.copyOf(lines);
    }

    /**
     * A line of a hunk in the file.
     *
     * @param before its line in the file before this patch, counted from 1; 0 where it is not there
     * @param after its line in the file after this patch, counted from 1; 0 where it is not there
     */
    public record PlacedLine(HunkLine line, int before, int after) {}

    /** The line of the hunk that shows a line of the file as it was before the patch. */
    public Optional<HunkLine> showingBefore(int line) {
        return lines.stream()
                .filter(placed -> placed.before == line)
                .map(PlacedLine::line)
                .findFirst();
    }

    /** The line of the hunk that shows a line of the file as it is after the patch. */
    public Optional<HunkLine> showingAfter(int line) {
        return lines.stream()
                .filter(placed -> placed.after == line)
                .map(PlacedLine::line)
                .findFirst();
    }
}
