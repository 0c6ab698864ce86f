package pcilock.checks.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pcilock.checks.patch.AppliedHunk;
import pcilock.checks.patch.HunkLine;
import pcilock.checks.patch.PatchedTree;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;

/**
 * The line of a diff under which a remark about a run belongs.
 *
 * @param path of the file
 * @param line one of the hunk's
 * @param side which code runs
 * @param step the step of the run, from 0, that is at that line; -1 where none is, and the hunk changes a function of the run
 */
record DiffPlace(String path, AppliedHunk hunk, HunkLine line, Side side, int step) {
    /** No step is at the line. */
    static final int NO_STEP = -1;

    /** The code of a run: what lines a hunk shows of it, and which of them the patch changes. */
    enum Side {
        BEFORE(AppliedHunk::showingBefore, HunkLine.Kind.REMOVED),
        AFTER(AppliedHunk::showingAfter, HunkLine.Kind.ADDED);

        private final BiFunction<AppliedHunk, Integer, Optional<HunkLine>> showing;
        private final HunkLine.Kind own;

        Side(BiFunction<AppliedHunk, Integer, Optional<HunkLine>> showing, HunkLine.Kind own) {
            this.showing = showing;
            this.own = own;
        }
    }

    /**
     * Finds it for a run of the code after: the step at which the run goes wrong, if a line of the diff shows it; else the nearest step
     * before it that one shows; else the first line that changes in a hunk of a function that the run is in.
     *
     * @param after the tree with the patch
     */
    static Optional<DiffPlace> of(PatchedTree after, CompactRun run) {
        Finder finder = new Finder(after, run.steps(), Side.AFTER);
        return finder.atAny(run.badSteps()).or(() -> finder.before(run.bad())).or(() -> finder.inFunction(run.bad()));
    }

    /**
     * Finds it for a run of the code before, which the patch mends: the step at which that run goes wrong, if a line of the diff shows it;
     * else where the code after first comes to a line that the patch adds; else as for a run of the code after.
     *
     * @param after the tree with the patch
     * @param beside what the code after does with the same tasks
     */
    static Optional<DiffPlace> ofMended(PatchedTree after, CompactRun run, ReplayedRun beside) {
        Finder finder = new Finder(after, run.steps(), Side.BEFORE);
        return finder.atAny(run.badSteps())
                .or(() -> new Finder(after, beside.steps(), Side.AFTER).firstOwn())
                .or(() -> finder.before(run.bad()))
                .or(() -> finder.inFunction(run.bad()));
    }

    /** Finds the lines of a patch that a run comes to. */
    private record Finder(PatchedTree after, List<ReplayedStep> steps, Side side) {
        /** The first of some steps that is at a line which is of this side alone; else the first that is at any line. */
        Optional<DiffPlace> atAny(List<Integer> some) {
            return atAny(some.stream(), true).or(() -> atAny(some.stream(), false));
        }

        private Optional<DiffPlace> atAny(Stream<Integer> some, boolean ownOnly) {
            return some.flatMap(step -> at(step, ownOnly).stream()).findFirst();
        }

        Optional<DiffPlace> before(int bad) {
            return backFrom(bad - 1)
                    .flatMap(step -> at(step, true).or(() -> at(step, false)).stream())
                    .findFirst();
        }

        Optional<DiffPlace> firstOwn() {
            return atAny(IntStream.range(0, steps.size()).boxed(), true);
        }

        private static Stream<Integer> backFrom(int last) {
            return IntStream.rangeClosed(0, last).map(step -> last - step).boxed();
        }

        /** The innermost function that is at a line of the diff. */
        private Optional<DiffPlace> at(int step, boolean ownOnly) {
            return inStack(step, (frame, path, hunk) -> side.showing
                    .apply(hunk, frame.line())
                    .filter(shown -> !ownOnly || shown.kind() == side.own)
                    .map(line -> new DiffPlace(path, hunk, line, side, step)));
        }

        Optional<DiffPlace> inFunction(int bad) {
            return backFrom(bad)
                    .flatMap(step -> inStack(
                            step,
                            (frame, path, hunk) -> isOf(hunk, frame.function())
                                    ? Optional.of(new DiffPlace(path, hunk, firstChange(hunk), side, NO_STEP))
                                    : Optional.empty())
                            .stream())
                    .findFirst();
        }

        /** What a function, from the innermost on, has to do with a hunk of its file. */
        private interface Look {
            Optional<DiffPlace> at(Frame frame, String path, AppliedHunk hunk);
        }

        private Optional<DiffPlace> inStack(int step, Look look) {
            List<Frame> stack = steps.get(step).stack();
            for (int i = stack.size() - 1; i >= 0; i--) {
                Frame frame = stack.get(i);
                for (String path : paths(after, frame.file())) {
                    for (AppliedHunk hunk : after.lastHunks(path)) {
                        Optional<DiffPlace> place = look.at(frame, path, hunk);
                        if (place.isPresent()) {
                            return place;
                        }
                    }
                }
            }
            return Optional.empty();
        }
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
                return Optional.of(new DiffPlace(path, hunk, lines.get(at), Side.AFTER, NO_STEP));
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
