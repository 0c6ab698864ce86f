package pcilock.checks.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.certificate.BrokenPremise;
import pcilock.checks.certificate.Candidate;
import pcilock.checks.certificate.Certificate;
import pcilock.checks.certificate.Certifier;
import pcilock.checks.certificate.Premise;
import pcilock.checks.certificate.TestedProperties;
import pcilock.checks.engine.Engine;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciTopology;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/** Asks about every choice of tasks on a tree: of up to so many, or of any number. */
final class AnyCheck {
    /** With so many tasks a counterexample is looked for where there is no certificate. */
    private static final int TASKS_WITHOUT_CERTIFICATE = 3;

    /** Beyond it no tree is small enough. */
    static final int MOST_TASKS = 8;

    static final String ANY_NUMBER = "for any number of tasks";

    /** A set of devices is the bits of one long. */
    private static final int MOST_MUTEXES = Long.SIZE;

    private final CheckedRevision revision;
    private final List<TaskFamily> families;
    private final String tree;
    private final int maxStates;
    private final Engine explorer;

    /**
     * A check.
     *
     * @param tree as {@link PciTopology#parse} reads it, without what the functions need beside it
     * @param maxStates the most states of one choice of tasks
     * @param explorer for tasks that are known
     */
    AnyCheck(CheckedRevision revision, List<TaskFamily> families, String tree, int maxStates, Engine explorer) {
        this.revision = revision;
        this.families = families;
        this.tree = tree;
        this.maxStates = maxStates;
        this.explorer = explorer;
    }

    /** Any choice of up to so many tasks. */
    CheckResult upTo(int most, CheckedProperties properties) {
        String scope = scope(most);
        if (isTooLarge()) {
            return CheckResult.unknown(scope, "explorer", tooLarge(), List.of());
        }
        AnyTasks any = new AnyTasks(revision, families, tree, maxStates);
        any.run(most, properties.asked());
        String stopped = any.stopped();
        List<String> notes = new ArrayList<>();
        if (stopped != null && any.sizesDone() > 0) {
            notes.add("every choice " + scope(any.sizesDone()).substring("for any choice ".length())
                    + " was explored and breaks nothing that was asked for");
        }
        return result(scope, properties, any, stopped, notes);
    }

    static String scope(int most) {
        return "for any choice of " + (most == 1 ? "one task" : "up to " + most + " tasks");
    }

    private boolean isTooLarge() {
        return PciTopology.parse(topology()).mutexes > MOST_MUTEXES;
    }

    private String topology() {
        return TaskFamily.topology(tree, families);
    }

    private static String tooLarge() {
        return "the limit of " + MOST_MUTEXES
                + " devices, pci_slot_mutex counted as one, was reached; choose a part with" + " --below";
    }

    private static CheckResult result(
            String scope, CheckedProperties properties, AnyTasks any, String stopped, List<String> notes) {
        notes.add(any.explored());
        Set<Property> tested = EnumSet.copyOf(any.tested());
        tested.addAll(any.breaks());
        Set<Property> holds = EnumSet.noneOf(Property.class);
        CheckResult.Counterexample counterexample = any.counterexample();
        String why = stopped;
        if (stopped == null && counterexample == null) {
            holds.addAll(properties.asked());
            holds.retainAll(tested);
            why = properties.missing(tested);
        }
        Set<Property> untested = EnumSet.copyOf(properties.asked());
        untested.removeAll(stopped == null ? tested : properties.asked());
        return new CheckResult(
                scope, "explorer", any.states(), "states", why, any.breaks(), holds, untested, notes, counterexample);
    }

    /** Any number of tasks, by certificate; where none holds, a counterexample is looked for. */
    CheckResult anyNumber(CheckedProperties properties) {
        String scope = ANY_NUMBER;
        // Recorded first, since recording ends where code goes round for ever.
        AnyTasks any = isTooLarge() ? null : new AnyTasks(revision, families, tree, maxStates);
        Certificate certificate = Certifier.certify(revision.code(), tree, families);
        Set<Property> holds = EnumSet.copyOf(properties.asked());
        holds.removeIf(property -> certificate.answer(property) != Answer.PROVED);
        Set<Property> open = EnumSet.copyOf(properties.asked());
        open.removeAll(holds);
        // A certificate speaks of every outcome, also of those that no run has.
        Set<Property> tested = TestedProperties.of(revision.code(), tree, families, properties.asked());
        Set<Property> untested = EnumSet.copyOf(properties.asked());
        untested.removeAll(tested);
        holds.removeAll(untested);
        open.removeAll(untested);
        long explored = (long) PciTopology.parse(tree).devices.length * families.size();
        if (open.isEmpty()) {
            String missing = properties.missing(tested);
            return new CheckResult(
                    scope,
                    "certificate",
                    explored,
                    "tasks, each alone under every outcome",
                    missing,
                    EnumSet.noneOf(Property.class),
                    missing == null ? holds : EnumSet.noneOf(Property.class),
                    untested,
                    List.of(),
                    null);
        }
        List<String> notes = new ArrayList<>();
        if (!holds.isEmpty()) {
            notes.add("certified for any number of tasks all the same: " + CheckedProperties.ids(holds));
        }
        notes.addAll(reasons(certificate, open));
        if (any == null) {
            return CheckResult.unknown(scope, "certificate", tooLarge(), notes);
        }
        return decided(scope, any, open, certificate.candidates(), notes);
    }

    private static List<String> reasons(Certificate certificate, Set<Property> open) {
        if (!certificate.unexplored().isEmpty()) {
            return List.of("no certificate: too many outcomes of "
                    + certificate.unexplored().stream()
                            .map(TaskFamily::id)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return certificate.broken().stream()
                .filter(broken -> broken.premise() == Premise.RELEASES_ITS_OWN
                        || open.stream()
                                .anyMatch(property -> Premise.of(property).contains(broken.premise())))
                .map(BrokenPremise::toString)
                .map(broken -> "no certificate: " + broken)
                .toList();
    }

    /**
     * Premises are sufficient and not necessary, so the explorer has the last word: on every choice of a few tasks, and then on the
     * tasks of each circle in the lock order that has more.
     */
    private CheckResult decided(
            String scope, AnyTasks any, Set<Property> open, List<Candidate> candidates, List<String> notes) {
        any.run(TASKS_WITHOUT_CERTIFICATE, open);
        CheckedProperties properties = new CheckedProperties(open, false);
        if (any.isRefuted()) {
            return result(scope, properties, any, null, notes);
        }
        String nothing = any.sizesDone() == 0 ? "" : "; " + scope(any.sizesDone()) + " nothing breaks it";
        List<String> circles = new ArrayList<>();
        if (open.stream().anyMatch(property -> Premise.of(property).contains(Premise.ONE_ORDER))) {
            for (Candidate candidate : candidates) {
                int tasks = candidate.tasks().size();
                if (tasks <= any.sizesDone()) {
                    continue;
                }
                CheckResult circle = ScenarioCheck.run(
                        explorer, revision.scenario(topology(), candidate.tasks()), properties, List.of());
                if (circle.counterexample() != null) {
                    notes.add("these tasks wait for each other in a circle" + nothing);
                    return new CheckResult(
                            scope,
                            circle.engine(),
                            any.states() + circle.explored(),
                            circle.unit(),
                            circle.stopped(),
                            circle.breaks(),
                            circle.holds(),
                            circle.untested(),
                            notes,
                            circle.counterexample());
                }
                circles.add("the " + tasks + " tasks of a circle in the lock order "
                        + (circle.stopped() == null
                                ? "do not break it"
                                : "could not be explored: " + circle.stopped()));
            }
        }
        String stopped = "there is no certificate for " + CheckedProperties.ids(open)
                + (any.stopped() == null ? "" : ", and " + any.stopped())
                + nothing
                + circles.stream().distinct().map(circle -> "; " + circle).collect(Collectors.joining());
        return result(scope, properties, any, stopped, notes);
    }
}
