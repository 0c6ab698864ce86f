package pcilock.checks.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds where the hunks of a diff fit in a file, as patch does: at the line that the hunk names, moved as the hunk before it was, or at
 * the nearest place where all its old lines are; then without regard to white space, then with up to two lines of context left out at
 * either end. Whatever is not exact must fit at one place only, since a hunk in the wrong function gives an answer for code that nobody
 * wrote.
 */
final class HunkFinder {
    private static final int MAX_FUZZ = 2;

    private final Patch patch;
    private final FileDiff diff;
    private final List<PatchedLine> file;
    private final Comparisons comparisons;
    private String[] squeezedFile = {};

    HunkFinder(Patch patch, FileDiff diff, List<PatchedLine> file, Comparisons comparisons) {
        this.patch = patch;
        this.diff = diff;
        this.file = file;
        this.comparisons = comparisons;
    }

    /**
     * Where a hunk fits.
     *
     * @param from index of the first line that no earlier hunk has taken
     * @param shift offset of the hunk before
     * @throws PatchException when it fits nowhere, or at several places
     */
    HunkPlace find(Hunk hunk, int from, Offset shift) {
        Pattern pattern = new Pattern(hunk);
        if (pattern.old.isEmpty()) {
            return withoutOldLines(hunk, from);
        }
        if (!hunk.unmarked()) {
            List<Match> exact = pattern.matches(from, 0, pattern.old.size(), false);
            if (!exact.isEmpty()) {
                return nearest(hunk, exact, shift);
            }
        }
        List<Match> squeezed = pattern.matches(from, 0, pattern.old.size(), true);
        if (!squeezed.isEmpty()) {
            return only(hunk, squeezed, shift, 0, true);
        }
        if (isApplied(hunk, pattern, from)) {
            throw doesNotFit(hunk, pattern, from, shift);
        }
        int before = pattern.contextBefore();
        int after = pattern.contextAfter();
        int context = Math.max(before, after);
        for (int fuzz = 1; fuzz <= Math.min(MAX_FUZZ, context) && !hunk.unmarked(); fuzz++) {
            int begin = Math.max(0, fuzz + before - context);
            int end = pattern.old.size() - Math.max(0, fuzz + after - context);
            List<Match> fuzzy = begin < end ? inSection(hunk, pattern.matches(from, begin, end, false)) : List.of();
            if (!fuzzy.isEmpty()) {
                return only(hunk, fuzzy, shift, fuzz, false);
            }
        }
        throw doesNotFit(hunk, pattern, from, shift);
    }

    private HunkPlace withoutOldLines(Hunk hunk, int from) {
        if (!file.isEmpty() && (hunk.oldStart() > 0 || hunk.lostBlankLines() > 0)) {
            throw error(
                    hunk,
                    hunk.number(),
                    "has no line of the file around what it adds, so that nothing tells where that belongs");
        }
        if (!file.isEmpty() || from > 0) {
            throw error(hunk, hunk.number(), "begins a new file, and the tree has that file");
        }
        return new HunkPlace(List.of(), Offset.NONE, 0, false, List.of());
    }

    private HunkPlace nearest(Hunk hunk, List<Match> matches, Offset shift) {
        List<Match> sorted = matches.stream()
                .sorted(Comparator.comparingInt(match -> match.offset().distance(shift)))
                .toList();
        Match best = sorted.get(0);
        int distance = best.offset().distance(shift);
        if (sorted.size() > 1 && distance == sorted.get(1).offset().distance(shift)) {
            throw ambiguous(hunk, matches);
        }
        List<Integer> others = distance == 0
                ? List.of()
                : sorted.stream().skip(1).map(Match::firstLine).sorted().toList();
        return new HunkPlace(best.places(), best.offset().refined(shift), 0, false, others);
    }

    /** The only place, or of several the one at the line that the hunk names, moved as the hunk before it was. */
    private HunkPlace only(Hunk hunk, List<Match> matches, Offset shift, int fuzz, boolean withoutWhiteSpace) {
        List<Match> chosen = matches.size() == 1
                ? matches
                : matches.stream()
                        .filter(match -> match.offset().distance(shift) == 0)
                        .toList();
        if (chosen.isEmpty() && !hunk.section().isEmpty()) {
            chosen = inSection(hunk, matches);
        }
        if (chosen.size() != 1) {
            throw ambiguous(hunk, matches);
        }
        Match match = chosen.get(0);
        return new HunkPlace(match.places(), match.offset().refined(shift), fuzz, withoutWhiteSpace, List.of());
    }

    /** Those in the function that the hunk names behind its line numbers; all where it names none. */
    private List<Match> inSection(Hunk hunk, List<Match> matches) {
        String section = squeezed(hunk.section());
        return matches.stream()
                .filter(match -> section.isEmpty()
                        || squeezed(lineAbove(match, true)).startsWith(section)
                        || squeezed(lineAbove(match, false)).startsWith(section))
                .toList();
    }

    /** The line that begins what a place is in, as git finds it: with labels of C, or without them where it is told about C. */
    private String lineAbove(Match match, boolean labels) {
        for (int index = match.firstOfHunk() - 1; index >= 0; index--) {
            String line = file.get(index).text();
            if (!line.isEmpty()
                    && (Character.isLetter(line.charAt(0)) || line.charAt(0) == '_')
                    && (labels || !line.endsWith(":"))) {
                return line;
            }
        }
        return "";
    }

    private PatchException ambiguous(Hunk hunk, List<Match> matches) {
        String lines = matches.stream()
                .limit(10)
                .map(match -> Integer.toString(match.firstLine()))
                .collect(Collectors.joining(", "));
        return error(
                hunk,
                hunk.number(),
                "fits at several places, and none of them is where it says: lines " + lines
                        + (matches.size() > 10 ? " and others" : ""));
    }

    private PatchException doesNotFit(Hunk hunk, Pattern pattern, int from, Offset shift) {
        int bestStart = Math.min(Math.max(hunk.oldStart() - 1 + shift.least(), from), Math.max(file.size() - 1, 0));
        int[] at = new int[pattern.old.size()];
        int best = bestStart < file.size() ? pattern.matched(bestStart, 0, pattern.old.size(), true, at) : 0;
        for (int start = from; start < file.size(); start++) {
            int matched = pattern.matched(start, 0, pattern.old.size(), true, at);
            if (matched > best) {
                best = matched;
                bestStart = start;
            }
        }
        Arrays.fill(at, -1);
        best = pattern.matched(bestStart, 0, pattern.old.size(), true, at);
        String problem;
        int number = hunk.number();
        if (best == pattern.old.size()) {
            problem = "does not fit: blank lines that it must have lost are not in the tree";
        } else {
            int index = best == 0 ? bestStart : at[best - 1] + 1;
            number = pattern.old.get(best).number();
            problem = "does not fit: it has "
                    + DiffReader.shortened(pattern.old.get(best).text()) + ", and the tree has "
                    + (index < file.size()
                            ? DiffReader.shortened(file.get(index).text()) + " at line " + (index + 1)
                            : "no more lines");
        }
        return error(
                hunk,
                number,
                problem + (isApplied(hunk, pattern, from) ? "; it looks as if it had been applied already" : ""));
    }

    /** Whether the lines that it leads to are there. */
    private boolean isApplied(Hunk hunk, Pattern pattern, int from) {
        List<HunkLine> after = hunk.lines().stream().filter(HunkLine::isNew).toList();
        return hunk.lines().stream().anyMatch(line -> line.kind() == HunkLine.Kind.ADDED)
                && after.size() >= pattern.old.size()
                && !new Pattern(hunk, after)
                        .matches(from, 0, after.size(), true)
                        .isEmpty();
    }

    private PatchException error(Hunk hunk, int number, String problem) {
        return new PatchException(
                patch.source(),
                number,
                patch.name() + ": " + diff.path() + ": hunk " + hunk.index() + ", at line " + hunk.number() + ", "
                        + problem);
    }

    private String squeezedLine(int index) {
        if (squeezedFile.length == 0) {
            squeezedFile = file.stream().map(line -> squeezed(line.text())).toArray(String[]::new);
        }
        return squeezedFile[index];
    }

    /** A line as a web archive leaves it: no white space at its ends, and one blank for any within. */
    static String squeezed(String line) {
        StringBuilder result = new StringBuilder(line.length());
        boolean blank = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c == '\u00a0') {
                blank = result.length() > 0;
            } else {
                if (blank) {
                    result.append(' ');
                }
                result.append(c);
                blank = false;
            }
        }
        return result.toString();
    }

    /** The old lines of a hunk, to be found in the file. */
    private final class Pattern {
        final Hunk hunk;
        final List<HunkLine> old;
        final String[] squeezedOld;

        Pattern(Hunk hunk) {
            this(hunk, hunk.lines().stream().filter(HunkLine::isOld).toList());
        }

        Pattern(Hunk hunk, List<HunkLine> old) {
            this.hunk = hunk;
            this.old = old;
            this.squeezedOld = old.stream().map(line -> squeezed(line.text())).toArray(String[]::new);
        }

        int contextBefore() {
            int count = 0;
            while (count < old.size() && old.get(count).kind() == HunkLine.Kind.CONTEXT) {
                count++;
            }
            return count;
        }

        int contextAfter() {
            int count = 0;
            while (count < old.size() && old.get(old.size() - 1 - count).kind() == HunkLine.Kind.CONTEXT) {
                count++;
            }
            return count;
        }

        /** All places where the old lines from one index to another are. */
        List<Match> matches(int from, int begin, int end, boolean squeezed) {
            List<Match> found = new ArrayList<>();
            int[] at = new int[old.size()];
            for (int start = from; start < file.size(); start++) {
                Arrays.fill(at, -1);
                if (matched(start, begin, end, squeezed, at) == end) {
                    Match match = new Match(hunk, at.clone(), begin, end, from);
                    if (match.lostLinesAreThere()) {
                        found.add(match);
                    }
                }
            }
            return found;
        }

        /**
         * How far the old lines match from a line of the file on, where a blank line of the file may be one that the hunk has lost.
         *
         * @return the index of the first old line that does not match
         */
        int matched(int start, int begin, int end, boolean squeezed, int[] at) {
            int index = start;
            int lost = squeezed ? hunk.lostBlankLines() : 0;
            for (int i = begin; i < end; i++) {
                while (lost > 0
                        && i > begin
                        && index < file.size()
                        && !squeezedOld[i].isEmpty()
                        && squeezedLine(index).isEmpty()) {
                    index++;
                    lost--;
                }
                if (index >= file.size() || !equal(i, index, squeezed)) {
                    return i;
                }
                at[i] = index++;
            }
            return end;
        }

        private boolean equal(int oldIndex, int index, boolean squeezed) {
            String ours = squeezed ? squeezedOld[oldIndex] : old.get(oldIndex).text();
            String theirs = squeezed ? squeezedLine(index) : file.get(index).text();
            comparisons.count(patch, ours.length() == theirs.length() ? 1 + ours.length() / 64 : 1);
            return ours.equals(theirs);
        }
    }

    /** Old lines of a hunk in the file. */
    private final class Match {
        private final Hunk hunk;
        private final int[] at;
        private final int begin;
        /** Blank lines that the hunk has lost and that are not between its others: they are before or behind them. */
        private final int lostAround;

        private final int blankBefore;
        private final int blankBehind;

        Match(Hunk hunk, int[] at, int begin, int end, int from) {
            this.hunk = hunk;
            this.at = at;
            this.begin = begin;
            this.lostAround = hunk.lostBlankLines() - (at[end - 1] - at[begin] + 1 - (end - begin));
            int before = 0;
            while (before < lostAround && at[begin] - 1 - before >= from && isBlank(at[begin] - 1 - before)) {
                before++;
            }
            int behind = 0;
            while (behind < lostAround && at[end - 1] + 1 + behind < file.size() && isBlank(at[end - 1] + 1 + behind)) {
                behind++;
            }
            this.blankBefore = before;
            this.blankBehind = behind;
        }

        private boolean isBlank(int index) {
            return file.get(index).text().isBlank();
        }

        boolean lostLinesAreThere() {
            return lostAround <= blankBefore + blankBehind;
        }

        int firstLine() {
            return at[begin] + 1;
        }

        int firstOfHunk() {
            return at[begin] - begin;
        }

        List<Integer> places() {
            return Arrays.stream(at).boxed().toList();
        }

        Offset offset() {
            int first = at[begin] - begin - (hunk.oldStart() - 1);
            return new Offset(first - blankBefore, first - Math.max(0, lostAround - blankBehind));
        }
    }
}
