package pcilock.checks.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies what a patch does to one file. */
final class FilePatcher {
    private final Patch patch;
    private final FileDiff diff;
    private final List<PatchedLine> before;
    private final HunkFinder finder;
    private final List<PatchedLine> after = new ArrayList<>();
    private final List<AppliedHunk> applied = new ArrayList<>();
    /** Index of the first line before that is not dealt with. */
    private int next;

    FilePatcher(Patch patch, FileDiff diff, List<PatchedLine> before, Comparisons comparisons) {
        this.patch = patch;
        this.diff = diff;
        this.before = before;
        this.finder = new HunkFinder(patch, diff, before, comparisons);
    }

    /**
     * The lines of the file after the patch.
     *
     * @throws PatchException when a hunk does not fit
     */
    List<PatchedLine> apply() {
        Offset shift = Offset.NONE;
        for (Hunk hunk : diff.hunks()) {
            HunkPlace place = finder.find(hunk, next, shift);
            shift = place.offset();
            applied.add(new AppliedHunk(hunk, applyAt(hunk, place), remark(hunk, place), place.withoutWhiteSpace()));
        }
        copyUntil(before.size());
        return after;
    }

    List<AppliedHunk> applied() {
        return applied;
    }

    /** What a user has to know of where a hunk fits; empty where it fits at the line that it names. */
    private static String remark(Hunk hunk, HunkPlace place) {
        if (place.offset().isNone() && place.fuzz() == 0) {
            return "";
        }
        return "hunk " + hunk.index() + " by " + place.offset() + (place.fuzz() > 0 ? " with fuzz " + place.fuzz() : "")
                + (place.others().isEmpty()
                        ? ""
                        : " (further away it fits at line " + place.others().get(0) + " as well)");
    }

    private List<AppliedHunk.PlacedLine> applyAt(Hunk hunk, HunkPlace place) {
        List<AppliedHunk.PlacedLine> placed = new ArrayList<>();
        int old = 0;
        boolean goesOn = false;
        Optional<String> replaced = Optional.empty();
        for (HunkLine line : hunk.lines()) {
            int at = line.isOld() ? place.at().get(old++) : -1;
            if (line.kind() == HunkLine.Kind.ADDED) {
                // Behind blank lines that the hunk has lost: where exactly is nothing to the C.
                int following = following(place.at(), old);
                copyUntil(following);
                String stripped = line.text().strip();
                String text = hunk.unmarked()
                        ? replaced.orElse(indentation(stripped, following)) + (goesOn ? "\t" : "") + stripped
                        : line.text();
                goesOn = stripped.matches(".*[^;{}:/]");
                after.add(new PatchedLine(text, new LineOrigin.FromPatch(patch, hunk, line)));
                placed.add(new AppliedHunk.PlacedLine(line, 0, after.size()));
            } else if (at < 0) {
                placed.add(new AppliedHunk.PlacedLine(line, 0, 0));
            } else {
                copyUntil(at);
                next = at + 1;
                goesOn = false;
                if (line.isNew()) {
                    replaced = Optional.empty();
                } else if (replaced.isEmpty()) {
                    replaced = Optional.of(indentation(before.get(at).text()));
                }
                boolean stays = line.isNew();
                if (stays) {
                    after.add(before.get(at));
                }
                placed.add(new AppliedHunk.PlacedLine(line, at + 1, stays ? after.size() : 0));
            }
        }
        return placed;
    }

    /** Index of the line before that the next old line of the hunk is, or of the one to come where there is none. */
    private int following(List<Integer> at, int old) {
        for (int i = old; i < at.size(); i++) {
            if (at.get(i) >= 0) {
                return at.get(i);
            }
        }
        return next;
    }

    private void copyUntil(int index) {
        while (next < index) {
            after.add(before.get(next++));
        }
    }

    /**
     * An added line that lost its indentation has that of the lines it replaces, or else of the deeper of its neighbours in the file, a
     * closing brace that of the other; one that goes on a statement is a step further in. Nothing but its looks depends on that.
     */
    private String indentation(String added, int following) {
        String above = "";
        for (int i = following - 1; i >= 0; i--) {
            if (!before.get(i).text().isBlank()) {
                above = indentation(before.get(i).text());
                break;
            }
        }
        String below =
                following < before.size() ? indentation(before.get(following).text()) : "";
        boolean aboveIsDeeper = above.length() > below.length();
        if (added.isBlank()) {
            return "";
        }
        return aboveIsDeeper == added.startsWith("}") ? below : above;
    }

    private static String indentation(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
