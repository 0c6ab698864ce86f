package pcilock.checks.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.linux.Comparison;
import pcilock.checks.linux.SourceException;
import pcilock.checks.patch.Patch;
import pcilock.checks.sweep.Cell;
import pcilock.checks.sweep.Certification;
import pcilock.checks.sweep.Counterexample;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.sweep.Counts;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.sweep.SweepProgress;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/**
 * Sets the states of the locking code beside each other, from before a series to after its last patch. All states are swept together,
 * so that a choice of tasks that do the same in several of them is searched once; states with the same code are one.
 */
public final class Review {
    /** The most devices of a tree, the top bridge counted. */
    public static final int DEVICES = 5;

    /** The most devices of a tree with slots. */
    public static final int DEVICES_WITH_SLOTS = 4;

    /** The most tasks at once. */
    public static final int TASKS = 3;

    /**
     * Small trees are swept once more without slots: what breaks there would be hidden behind a run with a slot, which is often the
     * smallest, and which few machines can take.
     */
    private static final int DEVICES_WITHOUT_SLOTS = 3;

    /** Each state that is swept stands in the place of a revision; so many are swept at once. */
    private static final List<Revision> PLACES = List.of(Revision.values());

    /** Ends a sweep from within. */
    private static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The answers for one state. */
    private record Answers(Map<Question, Counterexample> refuted, Set<Question> asked) {
        boolean asksOf(Property property) {
            return asked.stream().anyMatch(question -> question.property == property);
        }
    }

    /** Asked of all trees, or of those without slots. */
    private record Question(Property property, TaskFamily family, boolean slots) implements Comparable<Question> {
        private static final Comparator<Question> ORDER = Comparator.comparing(Question::property)
                .thenComparing(question -> question.family.entryPoint())
                .thenComparing(question -> !question.slots);

        @Override
        public int compareTo(Question other) {
            return ORDER.compare(this, other);
        }
    }

    private final List<ReviewedCode> states;
    private final List<Optional<Patch>> patches;
    private final List<TaskFamily> families;
    private final int devices;
    private final long deadline;
    private final List<String> limits = new ArrayList<>();
    private Counts counts = Counts.NONE;

    /**
     * A review.
     *
     * @param states the first is the code before everything
     * @param patches what leads from each state to the next
     * @param devices the most devices of a tree
     * @param deadline in terms of {@link System#nanoTime}
     */
    public Review(
            List<ReviewedCode> states,
            List<Optional<Patch>> patches,
            List<TaskFamily> families,
            int devices,
            long deadline) {
        if (states.size() != patches.size() + 1 || patches.isEmpty()) {
            throw new IllegalArgumentException("a patch leads from each state to the next");
        }
        this.states = List.copyOf(states);
        this.patches = List.copyOf(patches);
        this.families = List.copyOf(families);
        this.devices = devices;
        this.deadline = deadline;
    }

    /**
     * Does it. To be called once.
     *
     * @throws EngineException when locking code fails
     */
    public ReviewResult run(SweepProgress progress) {
        List<List<Comparison.Change>> functions = new ArrayList<>();
        int[] stateOf = new int[states.size()];
        List<ReviewedCode> different = new ArrayList<>(List.of(states.get(0)));
        for (int i = 1; i < states.size(); i++) {
            ReviewedCode before = states.get(i - 1);
            ReviewedCode after = states.get(i);
            functions.add(Comparison.between(before.version(), after.version()));
            if (!Comparison.areTheSame(before.version(), after.version())) {
                different.add(after);
            }
            stateOf[i] = different.size() - 1;
        }
        different.stream()
                .filter(Review::looksStepByStep)
                .findFirst()
                .ifPresent(code -> limits.add("the config access lock of " + code.name()
                        + " is that of no revision, for which one atomic flag is proved to stand in, so that no tasks were"
                        + " explored; \"pcilock check --tasks\" looks at it step by step"));
        List<Answers> answers = different.size() == 1 || !limits.isEmpty() ? List.of() : sweep(different, progress);
        List<PatchReview> reviews = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            reviews.add(review(i, i + 1, patches.get(i), functions.get(i), stateOf, answers));
        }
        int last = states.size() - 1;
        PatchReview whole = patches.size() == 1
                ? reviews.get(0)
                : review(
                        0,
                        last,
                        Optional.empty(),
                        Comparison.between(
                                states.get(0).version(), states.get(last).version()),
                        stateOf,
                        answers);
        Map<TaskFamily, Set<Property>> holds = new LinkedHashMap<>();
        Map<TaskFamily, Set<Property>> certified = new LinkedHashMap<>();
        if (!answers.isEmpty()) {
            holds(answers.get(answers.size() - 1), whole, holds);
            certify(states.get(last), holds, certified);
        }
        Wider wider = wider();
        return new ReviewResult(
                reviews, whole, holds, certified, wider.pairs(), wider.whyNot(), List.copyOf(limits), counts);
    }

    /** What was found of the wider entry points or, where they were not asked about, why. */
    private record Wider(Optional<WiderPairs> pairs, String whyNot) {
        static Wider notAsked(String why) {
            return new Wider(Optional.empty(), why);
        }
    }

    /** Whether the limit of time has passed. */
    private boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }

    private Wider wider() {
        ReviewedCode before = states.get(0);
        ReviewedCode after = states.get(states.size() - 1);
        Optional<String> cannot = WiderPairs.whyNot(before, after);
        if (cannot.isPresent()) {
            return Wider.notAsked(cannot.get());
        }
        if (Stream.of(before, after).anyMatch(Review::looksStepByStep)) {
            return Wider.notAsked("the config access lock is that of no revision");
        }
        if (isOver()) {
            limits.add("the limit of time was reached before the wider entry points were asked about");
            return Wider.notAsked("the limit of time was reached");
        }
        try {
            WiderPairs wider = WiderPairs.between(before, after, devices, devicesWithSlots(), this::isOver);
            limits.addAll(wider.limits());
            return new Wider(Optional.of(wider), "");
        } catch (SourceException e) {
            // Of what is read for resets alone all is understood, or it would not have come to this.
            limits.add("the wider entry points could not be asked about: " + e.getMessage());
            return Wider.notAsked(e.getMessage());
        }
    }

    private static boolean looksStepByStep(ReviewedCode code) {
        return code.linux() != null && code.linux().waiting() == Waiting.WAIT_QUEUE;
    }

    /** Each in the place of the revision of its number. */
    private SweepBounds bounds(List<ReviewedCode> codes) {
        return bounds(codes, devices, devicesWithSlots());
    }

    private int devicesWithSlots() {
        return Math.min(devices, DEVICES_WITH_SLOTS);
    }

    private SweepBounds bounds(List<ReviewedCode> codes, int most, int mostWithSlots) {
        Map<Revision, SweepBounds.OwnCode> own = new EnumMap<>(Revision.class);
        for (int i = 0; i < codes.size(); i++) {
            ReviewedCode code = codes.get(i);
            own.put(PLACES.get(i), new SweepBounds.OwnCode(code.name(), code.code(), code.has()));
        }
        return new SweepBounds(
                PLACES.subList(0, codes.size()), Fault.NONE, families, most, most, mostWithSlots, TASKS, true, own);
    }

    private List<Answers> sweep(List<ReviewedCode> codes, SweepProgress progress) {
        List<Answers> answers = new ArrayList<>();
        for (int from = 0; from < codes.size(); from += PLACES.size()) {
            List<ReviewedCode> some = codes.subList(from, Math.min(from + PLACES.size(), codes.size()));
            SweepFindings findings = sweepAtOnce(bounds(some), progress);
            SweepFindings withoutSlots = sweepAtOnce(
                    bounds(some, Math.min(devices, DEVICES_WITHOUT_SLOTS), 0), (done, all, last, countsNow) -> {});
            counts = counts.plus(findings.counts()).plus(withoutSlots.counts());
            for (int i = 0; i < some.size(); i++) {
                answers.add(answers(findings, withoutSlots, PLACES.get(i)));
            }
        }
        return answers;
    }

    private SweepFindings sweepAtOnce(SweepBounds bounds, SweepProgress progress) {
        Sweep sweep = new Sweep(bounds, Shard.WHOLE);
        SweepProgress orTimeIsUp = (done, all, last, countsNow) -> {
            progress.treeDone(done, all, last, countsNow);
            if (done < all && isOver()) {
                throw new TimeIsUp();
            }
        };
        try {
            sweep.run(Runtime.getRuntime().availableProcessors(), null, orTimeIsUp);
        } catch (TimeIsUp e) {
            limits.add("the limit of time was reached after " + sweep.findings().treesDone() + " of "
                    + sweep.findings().trees() + " trees, smaller ones first");
        }
        limits.addAll(sweep.findings().limits());
        return sweep.findings();
    }

    private Answers answers(SweepFindings all, SweepFindings withoutSlots, Revision place) {
        Map<Question, Counterexample> refuted = new TreeMap<>();
        Set<Question> asked = new LinkedHashSet<>();
        answers(all, true, place, refuted, asked);
        answers(withoutSlots, false, place, refuted, asked);
        return new Answers(refuted, asked);
    }

    private void answers(
            SweepFindings findings,
            boolean slots,
            Revision place,
            Map<Question, Counterexample> refuted,
            Set<Question> asked) {
        findings.refuted().forEach((cell, example) -> {
            if (cell.revision() == place) {
                refuted.put(new Question(cell.property(), cell.family(), slots), example);
            }
        });
        for (TaskFamily family : families) {
            for (Property property : Property.values()) {
                if (findings.isAsked(new Cell(place, property, family))) {
                    asked.add(new Question(property, family, slots));
                }
            }
        }
    }

    private PatchReview review(
            int before,
            int after,
            Optional<Patch> patch,
            List<Comparison.Change> functions,
            int[] stateOf,
            List<Answers> answers) {
        ReviewedCode old = states.get(before);
        ReviewedCode now = states.get(after);
        boolean same = stateOf[before] == stateOf[after];
        SweepBounds pair = bounds(List.of(old, now));
        List<PropertyChange> findings = answers.isEmpty()
                ? List.of()
                : findings(pair, answers.get(stateOf[before]), answers.get(stateOf[after]));
        List<String> outOfReach = old.linux() == null || now.linux() == null
                ? List.of()
                : now.linux().changedOutOfReach(old.linux());
        return new PatchReview(old, now, patch, functions, outOfReach, same, pair, findings);
    }

    private static List<PropertyChange> findings(SweepBounds pair, Answers before, Answers after) {
        List<PropertyChange> findings = new ArrayList<>();
        Set<Question> questions = new LinkedHashSet<>(before.refuted.keySet());
        questions.addAll(after.refuted.keySet());
        for (Question question : questions) {
            Counterexample was = before.refuted.get(question);
            Counterexample is = after.refuted.get(question);
            if (was != null && was.equals(is)) {
                findings.add(finding(PropertyChange.Kind.STAYS_BROKEN, question, is, false));
                continue;
            }
            if (is != null) {
                boolean brokeIt = breaks(pair, PatchReview.BEFORE, question, is);
                PropertyChange.Kind kind =
                        brokeIt ? PropertyChange.Kind.STAYS_BROKEN : anew(pair, before, question, is);
                findings.add(finding(kind, question, is, was != null));
            }
            if (was != null) {
                boolean canBreak =
                        pair.has(PatchReview.AFTER, question.family.entryPoint()) && after.asked.contains(question);
                if (!canBreak) {
                    findings.add(finding(PropertyChange.Kind.GONE, question, was, false));
                } else if (!breaks(pair, PatchReview.AFTER, question, was)) {
                    findings.add(finding(PropertyChange.Kind.MENDS, question, was, is != null));
                } else if (is == null) {
                    // Within what was swept before a limit was reached.
                    findings.add(finding(PropertyChange.Kind.STAYS_BROKEN, question, was, false));
                }
            }
        }
        return different(findings);
    }

    /** What is found on all trees and on those without slots is often one. */
    private static List<PropertyChange> different(List<PropertyChange> findings) {
        Map<Object, PropertyChange> different = new LinkedHashMap<>();
        for (PropertyChange finding : findings) {
            Counterexample example = finding.example();
            different.putIfAbsent(
                    List.of(finding.kind(), finding.property(), finding.family(), example.topology(), example.tasks()),
                    finding);
        }
        return List.copyOf(different.values());
    }

    private static PropertyChange.Kind anew(SweepBounds pair, Answers before, Question question, Counterexample is) {
        if (PropertyChange.isOfReports(question.property) && !before.asksOf(question.property)) {
            return PropertyChange.Kind.REPORTED_ANEW;
        }
        Question deadlock = new Question(Property.NO_DEADLOCK, question.family, question.slots);
        return question.property != Property.NO_DEADLOCK
                        && question.property != Property.EVERY_TASK_ENDS
                        && breaks(pair, PatchReview.BEFORE, deadlock, is)
                ? PropertyChange.Kind.COMES_TO_LIGHT
                : PropertyChange.Kind.BREAKS_ANEW;
    }

    private static PropertyChange finding(
            PropertyChange.Kind kind, Question question, Counterexample example, boolean partly) {
        return new PropertyChange(kind, question.property, question.family, example, partly);
    }

    private static boolean breaks(SweepBounds pair, Revision place, Question question, Counterexample example) {
        return pair.has(place, question.family.entryPoint())
                && CounterexampleRun.of(pair, place, question.property, example.topology(), example.tasks())
                        .isPresent();
    }

    /** At the entry points that behave in another way. */
    private void holds(Answers answers, PatchReview whole, Map<TaskFamily, Set<Property>> holds) {
        Set<String> changed = new LinkedHashSet<>();
        whole.changed().forEach(change -> changed.add(change.function()));
        for (Question question : answers.asked) {
            if (question.slots
                    && limits.isEmpty()
                    && !answers.refuted.containsKey(question)
                    && changed.contains(question.family.id())) {
                holds.computeIfAbsent(question.family, unused -> EnumSet.noneOf(Property.class))
                        .add(question.property);
            }
        }
    }

    private void certify(
            ReviewedCode code, Map<TaskFamily, Set<Property>> holds, Map<TaskFamily, Set<Property>> certified) {
        if (holds.isEmpty()) {
            return;
        }
        if (isOver()) {
            limits.add("the limit of time was reached before certificates for any number of tasks were looked for");
            return;
        }
        Set<Cell> proved = Certification.of(bounds(List.of(code)));
        holds.forEach((family, properties) -> {
            Set<Property> here = EnumSet.copyOf(properties);
            here.removeIf(property -> !proved.contains(new Cell(PLACES.get(0), property, family)));
            if (!here.isEmpty()) {
                certified.put(family, here);
            }
        });
    }
}
