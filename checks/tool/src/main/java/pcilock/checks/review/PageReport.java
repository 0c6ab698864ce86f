package pcilock.checks.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import pcilock.checks.page.ReviewEntry;
import pcilock.checks.patch.AppliedHunk;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** A review for a page: which runs it has and what they are called, and what is said of them there. */
public final class PageReport {
    /**
     * Code with a mark for its files, of which there are two or more states on one page.
     *
     * @param tag stands behind the name of a file, and the path
     */
    public record Side(ReviewedCode code, String tag) {}

    /**
     * A run that breaks something.
     *
     * @param name of its claim on the page
     * @param example what runs, with the code of {@code side}
     * @param side whose run it is
     * @param other the other code of both, before or after
     * @param otherScenario the same tasks with it; nothing where it has not got what runs
     * @param isAfter whether {@code side} is the code after
     * @param question what the run answers
     * @param findings what it breaks; empty for a deadlock of two wider entry points
     */
    public record Run(
            String name,
            CounterexampleRun example,
            Side side,
            Side other,
            Optional<Scenario> otherScenario,
            boolean isAfter,
            String question,
            PatchReview review,
            List<PropertyChange> findings) {
        /** What the other code does with the same tasks, moved in the same order. */
        public Optional<ReplayedRun> beside() {
            return otherScenario.map(
                    scenario -> Replay.inTheOrderOf(scenario, example.run().order()));
        }

        /** Where in the diff it belongs. */
        private Optional<DiffPlace> place(CompactRun told) {
            return review.place(told, isAfter, this::beside);
        }
    }

    private final ReviewResult result;
    private final List<Run> runs = new ArrayList<>();
    private final List<ReviewEntry.Hunk> hunks = new ArrayList<>();

    /** Of the same hunk in two patches each is its own. */
    private final IdentityHashMap<AppliedHunk, Integer> numbers = new IdentityHashMap<>();

    private final ReviewEntry entry;

    /**
     * Makes the report.
     *
     * @param devices the most devices of a tree
     * @param notes on what was read, a sentence each
     */
    public PageReport(ReviewResult result, int devices, List<String> notes) {
        this.result = result;
        List<ReviewEntry.Section> sections = new ArrayList<>();
        for (PatchReview review : result.patches()) {
            sections.add(section(review));
        }
        if (isSeries()) {
            sections.add(words(PlainReport.titleOfAll(result), whole()));
        }
        result.wider().map(this::wider).ifPresent(sections::add);
        List<String> holds = PlainReport.holds(result);
        if (!holds.isEmpty()) {
            sections.add(words(PlainReport.HOLDS, holds));
        }
        if (!notes.isEmpty()) {
            sections.add(words("Notes", notes));
        }
        entry = new ReviewEntry(
                PlainReport.verdict(result), PlainReport.bounds(result, devices), sections, List.copyOf(hunks));
    }

    /** In the order in which the entry has them. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /** What is said of the runs. */
    public ReviewEntry entry() {
        return entry;
    }

    private boolean isSeries() {
        return result.patches().size() > 1;
    }

    private static ReviewEntry.Section words(String title, List<String> words) {
        return new ReviewEntry.Section(title, words, "", List.of(), false, List.of());
    }

    private ReviewEntry.Section section(PatchReview review) {
        int patch = result.patches().indexOf(review) + 1;
        String which = isSeries() ? " patch " + patch : "";
        Side before = new Side(review.before(), " before" + which);
        Side after = new Side(review.after(), " after" + which);
        List<String> words = new ArrayList<>(PlainReport.behaviour(review));
        int from = hunks.size();
        if (review.patch().isPresent()) {
            hunks(before, after).ifPresent(words::add);
        }
        List<Integer> own = IntStream.range(from, hunks.size()).boxed().toList();
        List<ReviewEntry.Group> groups = new ArrayList<>();
        for (PropertyChange.Kind kind : PlainReport.SECTIONS) {
            List<ReviewEntry.Row> rows = new ArrayList<>();
            for (List<PropertyChange> group :
                    PlainReport.groups(review.findings(kind)).values()) {
                String name = (isSeries() ? "Patch" + patch + "_" : "")
                        + String.format("%s_%02d", prefix(kind), rows.size() + 1);
                rows.add(row(run(name, review, group, before, after)));
            }
            add(PlainReport.title(kind), kind != PropertyChange.Kind.STAYS_BROKEN, rows, groups);
        }
        return new ReviewEntry.Section(
                PlainReport.title(review),
                words,
                "The patch, where it changes C that was read",
                own,
                !review.breaks(),
                groups);
    }

    private static void add(String title, boolean opened, List<ReviewEntry.Row> rows, List<ReviewEntry.Group> groups) {
        if (!rows.isEmpty()) {
            groups.add(new ReviewEntry.Group(title, opened, rows));
        }
    }

    private static String prefix(PropertyChange.Kind kind) {
        return switch (kind) {
            case BREAKS_ANEW -> "Breaks";
            case MENDS -> "Mends";
            case COMES_TO_LIGHT -> "ComesToLight";
            case REPORTED_ANEW -> "ToldOf";
            case GONE -> "Gone";
            case STAYS_BROKEN -> "StaysBroken";
        };
    }

    private static Run run(String name, PatchReview review, List<PropertyChange> group, Side before, Side after) {
        PropertyChange first = group.get(0);
        boolean isAfter = PatchReview.isAfter(first);
        String does =
                switch (first.kind()) {
                    case BREAKS_ANEW -> " breaks anew in ";
                    case MENDS -> " mends in ";
                    case COMES_TO_LIGHT -> " brings to light in ";
                    case REPORTED_ANEW -> " has a warning or lockdep tell of in ";
                    case GONE -> " takes away from ";
                    case STAYS_BROKEN -> " leaves broken in ";
                };
        Side other = isAfter ? before : after;
        String question = "What " + review.patch().map(patch -> patch.name()).orElse("the change") + does
                + first.family().id() + "()";
        return new Run(
                name,
                review.run(first),
                isAfter ? after : before,
                other,
                first.kind() != PropertyChange.Kind.GONE
                                && other.code().has().test(first.family().entryPoint())
                        ? Optional.of(review.otherScenario(first))
                        : Optional.empty(),
                isAfter,
                question,
                review,
                group);
    }

    private ReviewEntry.Row row(Run run) {
        PropertyChange first = run.findings().get(0);
        return row(run, first.property(), PlainReport.what(run.findings()), PlainReport.partly(first));
    }

    private ReviewEntry.Row row(Run run, Property property, String words, String remark) {
        runs.add(run);
        CompactRun told = new CompactRun(run.example(), property);
        return new ReviewEntry.Row(run.name(), words, remark, run.place(told).flatMap(place -> Optional.ofNullable(
                        numbers.get(place.hunk()))
                .map(number -> mark(run, told, place, number))));
    }

    private static ReviewEntry.Mark mark(Run run, CompactRun told, DiffPlace place, int number) {
        boolean ofRun = place.side() == (run.isAfter() ? DiffPlace.Side.AFTER : DiffPlace.Side.BEFORE);
        boolean wrong = ofRun && told.badSteps().contains(place.step());
        String words;
        if (place.step() == DiffPlace.NO_STEP) {
            words = "No step of the run is at a line of this hunk, which changes a function that it goes through.";
        } else if (!ofRun) {
            words = "With the patch the same tasks come here, in their step " + (place.step() + 1) + ".";
        } else if (wrong) {
            words = "Here it goes wrong" + (run.isAfter() ? "" : " before the patch") + ", in "
                    + told.wordsOf(place.step());
        } else {
            words = "Here the run is in " + told.wordsOf(place.step()) + "; it goes wrong in "
                    + told.wordsOf(told.bad());
        }
        return new ReviewEntry.Mark(number, place.hunk().hunk().lines().indexOf(place.line()), words, wrong);
    }

    /**
     * Keeps the hunks of a patch in files that were read.
     *
     * @return what is left out; empty where nothing is
     */
    private Optional<String> hunks(Side before, Side after) {
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, List<AppliedHunk>> file :
                after.code().tree().lastHunks().entrySet()) {
            String path = file.getKey();
            boolean isRead = before.code().texts().containsKey(path)
                    || after.code().texts().containsKey(path);
            if (!isRead) {
                left.add(path);
                continue;
            }
            for (AppliedHunk hunk : file.getValue()) {
                numbers.put(hunk, hunks.size());
                hunks.add(hunk(path, hunk, before, after));
            }
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Not among the files that were read, and changed as well: " + String.join(", ", left) + ".");
    }

    private static ReviewEntry.Hunk hunk(String path, AppliedHunk hunk, Side before, Side after) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        // A copy that lost its white space is shown with that of the tree.
        Map<Integer, String> was = hunk.withoutWhiteSpace() ? lines(before, path) : Map.of();
        Map<Integer, String> is = hunk.withoutWhiteSpace() ? lines(after, path) : Map.of();
        List<ReviewEntry.Line> lines = new ArrayList<>();
        for (AppliedHunk.PlacedLine line : hunk.lines()) {
            String marked = line.line().marked();
            String text = is.getOrDefault(line.after(), was.getOrDefault(line.before(), marked.substring(1)));
            lines.add(new ReviewEntry.Line(marked.charAt(0) + text, line.before(), line.after()));
        }
        return new ReviewEntry.Hunk(path, hunk.hunk().header(), name + before.tag(), name + after.tag(), lines);
    }

    private static Map<Integer, String> lines(Side side, String path) {
        Map<Integer, String> lines = new HashMap<>();
        side.code().tree().read(path).ifPresent(text -> text.lines()
                .forEach(line -> lines.put(lines.size() + 1, line)));
        return lines;
    }

    /** What all patches together come to; the runs stand with each of them. */
    private List<String> whole() {
        List<String> words = new ArrayList<>(PlainReport.behaviour(result.whole()));
        for (PropertyChange.Kind kind : PlainReport.SECTIONS) {
            List<String> what = Sentences.what(result.whole().findings(kind));
            if (!what.isEmpty()) {
                words.add(PlainReport.title(kind) + ": " + String.join("; ", what) + ".");
            }
        }
        return words;
    }

    private ReviewEntry.Section wider(WiderPairs wider) {
        List<String> words = new ArrayList<>();
        words.add("Asked were " + wider.bounds() + ": " + wider.anew().size() + " deadlock anew, "
                + wider.mended().size() + " no longer do, " + wider.stay() + " deadlock as before.");
        Side before = new Side(result.whole().before(), " before");
        Side after = new Side(result.whole().after(), " after");
        List<ReviewEntry.Group> groups = new ArrayList<>();
        pairs(PlainReport.ANEW, "DeadlocksAnew", wider.anew(), before, after, true, groups);
        pairs(PlainReport.NO_LONGER, "DeadlocksNoLonger", wider.mended(), before, after, false, groups);
        // They stand with the patch itself, if it is one.
        List<Integer> own = result.whole().patch().isPresent()
                ? IntStream.range(0, hunks.size()).boxed().toList()
                : List.of();
        return new ReviewEntry.Section(PlainReport.WIDER, words, "", own, false, groups);
    }

    private void pairs(
            String title,
            String prefix,
            List<WiderPairs.Deadlock> deadlocks,
            Side before,
            Side after,
            boolean isAfter,
            List<ReviewEntry.Group> groups) {
        List<ReviewEntry.Row> rows = new ArrayList<>();
        Side side = isAfter ? after : before;
        Side other = isAfter ? before : after;
        for (WiderPairs.Deadlock deadlock : deadlocks) {
            Run run = new Run(
                    String.format("%s_%03d", prefix, rows.size() + 1),
                    deadlock.run(),
                    side,
                    other,
                    otherScenario(deadlock, other.code()),
                    isAfter,
                    deadlock.pair()
                            + (isAfter
                                    ? ": they deadlock after the change, and did not before"
                                    : ": they deadlocked before the change, and no longer do"),
                    result.whole(),
                    List.of());
            rows.add(row(run, Property.NO_DEADLOCK, deadlock.pair().toString(), ""));
        }
        add(title, true, rows, groups);
    }

    private static Optional<Scenario> otherScenario(WiderPairs.Deadlock deadlock, ReviewedCode other) {
        boolean isThere = other.has().test(deadlock.pair().one())
                && other.has().test(deadlock.pair().other());
        return isThere
                ? Optional.of(Scenario.of(
                        other.code(),
                        PciTopology.withWiderLocks(deadlock.answer().tree()),
                        deadlock.answer().scenario().tasks))
                : Optional.empty();
    }
}
