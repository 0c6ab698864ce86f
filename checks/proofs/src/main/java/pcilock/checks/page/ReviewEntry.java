package pcilock.checks.page;

import java.util.List;
import java.util.Optional;

/**
 * The review of a patch, of a series or of two revisions: what the page says of the runs that stand among its claims.
 *
 * @param verdict as a sentence
 * @param words within which bounds it stands, a sentence each
 * @param sections patch by patch, and what is behind them
 * @param hunks those that sections and rows name by their number here
 */
public record ReviewEntry(String verdict, List<String> words, List<Section> sections, List<Hunk> hunks) {
    /**
     * A patch, all of a series together, or something else that was asked.
     *
     * @param hunksTitle what its hunks are; empty where they are not to be shown but beside its runs
     * @param hunks of the patch
     * @param opened whether the hunks are to be seen at once
     */
    public record Section(
            String title,
            List<String> words,
            String hunksTitle,
            List<Integer> hunks,
            boolean opened,
            List<Group> groups) {}

    /**
     * What became of some properties or pairs in the same way.
     *
     * @param title such as {@code Breaks anew}
     * @param opened whether the rows are to be seen at once
     */
    public record Group(String title, boolean opened, List<Row> rows) {}

    /**
     * A run.
     *
     * @param claim which has the tree, the tasks and the trace
     * @param words of what it is
     * @param remark on it; empty for none
     * @param mark where it belongs in the diff; empty where it comes to no hunk
     */
    public record Row(String claim, String words, String remark, Optional<Mark> mark) {}

    /**
     * A line of a hunk with a remark.
     *
     * @param hunk its number
     * @param line from 0 on
     * @param wrong whether the run goes wrong there
     */
    public record Mark(int hunk, int line, String words, boolean wrong) {}

    /**
     * A hunk of a diff.
     *
     * @param path of the file
     * @param header its first line
     * @param before how stacks of runs name the file as it was
     * @param after how they name the file as it is
     */
    public record Hunk(String path, String header, String before, String after, List<Line> lines) {}

    /**
     * A line of it.
     *
     * @param marked its text behind a blank, a plus or a minus
     * @param before its number in the file as it was; 0 where it is not there
     * @param after its number in the file as it is; 0 where it is not there
     */
    public record Line(String marked, int before, int after) {}
}
