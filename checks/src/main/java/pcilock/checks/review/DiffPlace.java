package pcilock.checks.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pcilock.checks.patch.AppliedHunk;
import pcilock.checks.patch.HunkLine;
import pcilock.checks.patch.PatchedTree;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.ReplayedStep;

/**
 * The line of a diff under which a remark about a run belongs.
 *
 * @param path of the file
 * @param line one of the hunk's
 * @param step the step of the run, from 0, that is at that line; -1 where none is, and the hunk changes a function of the run
 */
record DiffPlace(String path, AppliedHunk hunk, HunkLine line, int step) {
    /** No step is at the line. */
    static final int NO_STEP = -1;

    /**
     * Finds it: the step at which the run goes wrong, if a line of the diff shows it; else the nearest step before it that one shows;
     * else the first line that changes in a hunk of a function that the run is in.
     *
     * @param after the tree with the patch
     */
    static Optional<DiffPlace> of(PatchedTree after, CompactRun run) {
        List<Integer> bad = run.badSteps();
        return atAny(after, run, bad, true)
                .or(() -> atAny(after, run, bad, false))
                .or(() -> before(after, run))
                .or(() -> inFunction(after, run));
    }

    private static Optional<DiffPlace> atAny(
            PatchedTree after, CompactRun run, List<Integer> steps, boolean addedOnly) {
        return steps.stream()
                .flatMap(step -> at(after, run, step, addedOnly).stream())
                .findFirst();
    }

    private static Optional<DiffPlace> before(PatchedTree after, CompactRun run) {
        for (int step = run.bad() - 1; step >= 0; step--) {
            int index = step;
            Optional<DiffPlace> place = at(after, run, index, true).or(() -> at(after, run, index, false));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /** The innermost function that is at a line of the diff. */
    private static Optional<DiffPlace> at(PatchedTree after, CompactRun run, int step, boolean addedOnly) {
        List<Frame> stack = run.step(step).stack();
        for (int i = stack.size() - 1; i >= 0; i--) {
            Frame frame = stack.get(i);
            for (String path : paths(after, frame.file())) {
                for (AppliedHunk hunk : after.lastHunks(path)) {
                    Optional<HunkLine> line = hunk.showingAfter(frame.line())
                            .filter(shown -> !addedOnly || shown.kind() == HunkLine.Kind.ADDED);
                    if (line.isPresent()) {
                        return Optional.of(new DiffPlace(path, hunk, line.get(), step));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<DiffPlace> inFunction(PatchedTree after, CompactRun run) {
        for (int step = run.bad(); step >= 0; step--) {
            ReplayedStep at = run.step(step);
            for (int i = at.stack().size() - 1; i >= 0; i--) {
                Frame frame = at.stack().get(i);
                for (String path : paths(after, frame.file())) {
                    for (AppliedHunk hunk : after.lastHunks(path)) {
                        if (isOf(hunk, frame.function())) {
                            return Optional.of(new DiffPlace(path, hunk, firstChange(hunk), NO_STEP));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The last line in a row of the first lines that change. */
    static Optional<DiffPlace> firstChange(PatchedTree after) {
        for (String path : after.changedPaths()) {
            for (AppliedHunk hunk : after.lastHunks(path)) {
                List<HunkLine> lines = hunk.hunk().lines();
                int at = lines.indexOf(firstChange(hunk));
                while (at + 1 < lines.size() && lines.get(at + 1).kind() != HunkLine.Kind.CONTEXT) {
                    at++;
                }
                return Optional.of(new DiffPlace(path, hunk, lines.get(at), NO_STEP));
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(AppliedHunk hunk, String function) {
        Pattern definition = Pattern.compile("\\b" + Pattern.quote(function) + "\\(");
        boolean begins = hunk.hunk().lines().stream()
                .map(HunkLine::text)
                .anyMatch(text -> text.matches("[A-Za-z_].*[^;]")
                        && definition.matcher(text).find());
        return begins || definition.matcher(hunk.hunk().section()).find();
    }

    private static HunkLine firstChange(AppliedHunk hunk) {
        return hunk.hunk().lines().stream()
                .filter(line -> line.kind() != HunkLine.Kind.CONTEXT)
                .findFirst()
                .orElse(hunk.hunk().lines().get(0));
    }

    private static List<String> paths(PatchedTree after, String file) {
        List<String> paths = new ArrayList<>();
        for (String path : after.changedPaths()) {
            if (path.equals(file) || path.endsWith("/" + file)) {
                paths.add(path);
            }
        }
        return paths;
    }

    /** The file and the hunk, with a mark at the line. */
    String text() {
        StringBuilder text = new StringBuilder(path + "\n  " + hunk.hunk().header() + "\n");
        hunk.hunk().lines().forEach(one -> text.append(one.equals(line) ? "=>" : "  ")
                .append(one.marked())
                .append('\n'));
        return text.toString();
    }
}
