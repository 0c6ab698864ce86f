package pcilock.checks.patch;

import java.util.List;

/**
 * A hunk of a diff.
 *
 * @param index among the hunks of its file, counted from 1
 * @param number of its {@code @@} line in the patch file
 * @param oldStart first line in the file before, as the hunk says; 0 for a new file
 * @param oldCount lines in the file before
 * @param newStart first line in the file after, as the hunk says
 * @param newCount lines in the file after
 * @param section what stands behind the second {@code @@}: the function that git thinks it is in
 * @param lines in order; fewer than the counts say by the lines that are lost
 * @param lostBlankLines context lines that are not there, as in a copy from a web archive: each was blank
 * @param unmarked whether context lines have lost the blank before them
 */
public record Hunk(
        int index,
        int number,
        int oldStart,
        int oldCount,
        int newStart,
        int newCount,
        String section,
        List<HunkLine> lines,
        int lostBlankLines,
        boolean unmarked) {
    public Hunk {
        lines = List.copyOf(lines);
    }

    /** The hunk's first line, as in the diff. */
    public String header() {
        return "@@ -" + range(oldStart, oldCount) + " +" + range(newStart, newCount) + " @@"
                + (section.isEmpty() ? "" : " " + section);
    }

    private static String range(int start, int count) {
        return count == 1 ? Integer.toString(start) : start + "," + count;
    }
}
