package pcilock.checks.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pcilock.checks.linux.Comparison;
import pcilock.checks.patch.Patch;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.sweep.SweepBounds;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** What one patch, or all of a series, does to the locking code. */
public final class PatchReview {
    /** In whose place the code before runs. */
    static final Revision BEFORE = Revision.LINUX_6_9;

    static final Revision AFTER = Revision.LINUX_6_10_RC1;

    private final ReviewedCode before;
    private final ReviewedCode after;
    private final Optional<Patch> patch;
    private final List<Comparison.Change> functions;
    private final List<String> outOfReach;
    private final boolean same;
    private final SweepBounds bounds;
    private final List<PropertyChange> findings;
    private final Map<PropertyChange, CounterexampleRun> runs = new HashMap<>();

    PatchReview(
            ReviewedCode before,
            ReviewedCode after,
            Optional<Patch> patch,
            List<Comparison.Change> functions,
            List<String> outOfReach,
            boolean same,
            SweepBounds bounds,
            List<PropertyChange> findings) {
        this.before = before;
        this.after = after;
        this.patch = patch;
        this.functions = List.copyOf(functions);
        this.outOfReach = List.copyOf(outOfReach);
        this.same = same;
        this.bounds = bounds;
        this.findings = List.copyOf(findings);
    }

    public ReviewedCode before() {
        return before;
    }

    public ReviewedCode after() {
        return after;
    }

    /** Nothing for all of a series, and where there is no patch. */
    public Optional<Patch> patch() {
        return patch;
    }

    /** The functions that behave in another way than before, or came or went. */
    public List<Comparison.Change> changed() {
        return functions.stream().filter(Comparison.Change::changes).toList();
    }

    /** How many functions were compared. */
    public int compared() {
        return functions.size();
    }

    /** Changed functions that come to a lock and that no entry point comes to, each with its place. */
    public List<String> outOfReach() {
        return outOfReach;
    }

    /** Whether no locking changes: the code that the entry points come to is written the same, apart from its places. */
    public boolean isSame() {
        return same;
    }

    /** Of a kind; a deadlock first, then what is smaller. */
    public List<PropertyChange> findings(PropertyChange.Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .sorted(Comparator.comparing((PropertyChange finding) -> finding.property() != Property.NO_DEADLOCK)
                        .thenComparing(PropertyChange::example)
                        .thenComparing(PropertyChange::property))
                .toList();
    }

    /** Whether something breaks anew. */
    public boolean breaks() {
        return findings.stream().anyMatch(finding -> finding.kind() == PropertyChange.Kind.BREAKS_ANEW);
    }

    /** What is left of that which the change mends elsewhere: the same properties, still broken; a deadlock first. */
    public List<PropertyChange> leftOfMended() {
        Set<Property> mended = findings(PropertyChange.Kind.MENDS).stream()
                .map(PropertyChange::property)
                .collect(Collectors.toSet());
        return findings(PropertyChange.Kind.STAYS_BROKEN).stream()
                .filter(finding -> mended.contains(finding.property()))
                .toList();
    }

    /** A shortest run of a finding's tasks. */
    public CounterexampleRun run(PropertyChange finding) {
        return runs.computeIfAbsent(finding, one -> CounterexampleRun.of(
                        bounds,
                        side(one),
                        one.property(),
                        one.example().topology(),
                        one.example().tasks())
                .orElseThrow());
    }

    /**
     * Of what some tasks break, what is told first: a deadlock if there is one, and of several the one that comes first in the diff; on
     * the same tree without slots where it is there as well, since most machines have none.
     *
     * @param findings of the code after; not empty
     */
    Told first(List<PropertyChange> findings) {
        List<PropertyChange> deadlocks = findings.stream()
                .filter(finding -> finding.property() == Property.NO_DEADLOCK)
                .toList();
        return (deadlocks.isEmpty() ? findings : deadlocks)
                .stream().map(this::told).min(Told.ORDER).orElseThrow();
    }

    private Told told(PropertyChange finding) {
        String tree = finding.example().topology();
        Optional<CounterexampleRun> withoutSlots = Optional.of(tree.replaceAll("[\\[\\]]", ""))
                .filter(plain -> !plain.equals(tree))
                .filter(plain -> finding.kind() != PropertyChange.Kind.BREAKS_ANEW
                        || !breaksBefore(
                                finding.property(), plain, finding.example().tasks()))
                .flatMap(plain -> CounterexampleRun.of(
                        bounds,
                        AFTER,
                        finding.property(),
                        plain,
                        finding.example().tasks()));
        CompactRun run = new CompactRun(withoutSlots.orElseGet(() -> run(finding)), finding.property());
        return new Told(finding, run, after.tree() == null ? Optional.empty() : DiffPlace.of(after.tree(), run));
    }

    private static Revision side(PropertyChange finding) {
        return finding.kind() == PropertyChange.Kind.MENDS || finding.kind() == PropertyChange.Kind.GONE
                ? BEFORE
                : AFTER;
    }

    /** Whether it is the code after that runs in a finding's run. */
    static boolean isAfter(PropertyChange finding) {
        return side(finding) == AFTER;
    }

    /** The other code with the tasks of a finding. */
    public Scenario otherScenario(PropertyChange finding) {
        return bounds.scenario(
                otherSide(finding),
                finding.example().topology(),
                finding.example().tasks());
    }

    /** A run of the tasks of a finding, with the other code, that breaks the property; nothing where none does. */
    public Optional<CounterexampleRun> otherRun(PropertyChange finding) {
        return CounterexampleRun.of(
                bounds,
                otherSide(finding),
                finding.property(),
                finding.example().topology(),
                finding.example().tasks());
    }

    private static Revision otherSide(PropertyChange finding) {
        return side(finding) == BEFORE ? AFTER : BEFORE;
    }

    /** Whether these tasks break a property with the code before. */
    public boolean breaksBefore(Property property, String topology, List<String> tasks) {
        return CounterexampleRun.of(bounds, BEFORE, property, topology, tasks).isPresent();
    }

    /** Where in the diff a finding's run belongs; nothing where there is no patch, or where the run does not come to what it changes. */
    Optional<DiffPlace> place(PropertyChange finding) {
        return place(new CompactRun(run(finding), finding.property()), isAfter(finding), () -> beside(finding));
    }

    /**
     * Where in the diff a run belongs.
     *
     * @param isAfter whether it is one of the code after
     * @param beside what the other code does with the same tasks; nothing where it has not got what runs
     */
    Optional<DiffPlace> place(CompactRun run, boolean isAfter, Supplier<Optional<ReplayedRun>> beside) {
        if (patch.isEmpty()) {
            return Optional.empty();
        }
        return isAfter
                ? DiffPlace.of(after.tree(), run)
                : beside.get().flatMap(other -> DiffPlace.ofMended(after.tree(), run, other));
    }

    private Optional<ReplayedRun> beside(PropertyChange finding) {
        ReviewedCode other = isAfter(finding) ? before : after;
        return other.has().test(finding.family().entryPoint())
                ? Optional.of(Replay.inTheOrderOf(
                        otherScenario(finding), run(finding).run().order()))
                : Optional.empty();
    }

    /** The hunk of that place, with a mark at its line; empty where there is none. */
    public String hunk(PropertyChange finding) {
        return place(finding).map(DiffPlace::text).orElse("");
    }
}
