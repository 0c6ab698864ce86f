package pcilock.checks.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

/**
 * Asks about every choice of tasks on a tree, or on each of several: of up to so many tasks, or of any number. A certificate for any
 * number comes first; what it leaves open is explored, and the first tree with a counterexample is the last one that is looked at.
 */
final class AnyCheck {
    /** With so many tasks a counterexample is looked for where there is no certificate. */
    private static final int TASKS_WITHOUT_CERTIFICATE = 3;

    /** Beyond it no tree is small enough. */
    static final int MOST_TASKS = 8;

    /** Any number of tasks, in the place of how many. */
    static final int ANY_NUMBER = 0;

    /** A set of devices is the bits of one long. */
    private static final int MOST_MUTEXES = Long.SIZE;

    private static final String TOO_MANY_MUTEXES = "the limit of " + MOST_MUTEXES
            + " devices, pci_slot_mutex counted as one, was reached; choose a part with --below";

    /** So many of the tasks that are left open are named. */
    private static final int NAMED = 3;

    private static final String ADVICE =
            "; ask about a part of the tree with --below, about other functions with --entry-points,"
                    + " or about these tasks alone with --tasks, or allow more with --max-states, --memory or --time";

    private final CheckedRevision revision;
    private final List<TaskFamily> families;
    private final CheckedProperties properties;
    private final int most;
    private final int maxStates;
    private final Engine explorer;

    private final Set<Property> tested = EnumSet.noneOf(Property.class);
    private final Set<Property> open = EnumSet.noneOf(Property.class);
    private final Set<Property> breaks = EnumSet.noneOf(Property.class);
    private final List<String> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long tasksAlone;
    private long states;
    private boolean timeIsUp;
    private CheckResult.ShownRun counterexample;

    /**
     * A check.
     *
     * @param most how many tasks, or {@link #ANY_NUMBER}
     * @param maxStates the most states of one choice of tasks
     * @param explorer for tasks that are known
     */
    AnyCheck(
            CheckedRevision revision,
            List<TaskFamily> families,
            CheckedProperties properties,
            int most,
            int maxStates,
            Engine explorer) {
        this.revision = revision;
        this.families = families;
        this.properties = properties;
        this.most = most;
        this.maxStates = maxStates;
        this.explorer = explorer;
    }

    static String scope(int most) {
        return switch (most) {
            case ANY_NUMBER -> "for any number of tasks";
            case 1 -> "for any choice of one task";
            default -> "for any choice of up to " + most + " tasks";
        };
    }

    /**
     * Checks these trees one after the other. To be called once.
     *
     * @param trees as {@link PciTopology#parse} reads them, without what the functions need beside them
     */
    CheckResult run(List<String> trees) {
        int done = 0;
        while (done < trees.size() && counterexample == null && !timeIsUp) {
            check(trees.get(done++));
        }
        int left = trees.size() - done;
        if (left > 0) {
            notes.add(left == 1 ? "1 more tree was not looked at" : left + " more trees were not looked at");
            open.addAll(properties.asked());
            open.removeAll(breaks);
        }
        return result();
    }

    private CheckResult result() {
        Set<Property> holds = EnumSet.copyOf(properties.asked());
        holds.removeAll(open);
        holds.removeAll(breaks);
        Set<Property> untested = EnumSet.copyOf(holds);
        untested.removeAll(tested);
        holds.retainAll(tested);
        String stopped = null;
        if (counterexample != null && !open.isEmpty()) {
            notes.add("a counterexample was found before it was known of " + CheckedProperties.ids(open)
                    + "; ask for them alone with --property");
        }
        if (counterexample == null) {
            stopped = open.isEmpty() ? properties.missing(tested) : String.join("; ", reasons);
        }
        boolean explored = states > 0;
        return new CheckResult(
                scope(most),
                explored ? "explorer" : "certificate",
                explored ? states : tasksAlone,
                explored ? "states" : "tasks, each alone under every outcome",
                stopped,
                breaks,
                holds,
                untested,
                notes,
                counterexample);
    }

    private void check(String tree) {
        if (WiderFamilies.isWide(families, tree)) {
            checkWithWiderLocks(tree);
            return;
        }
        Certificate certificate = Certifier.certify(revision.code(), tree, families);
        tasksAlone += (long) PciTopology.parse(tree).devices.length * families.size();
        // A certificate speaks of every outcome, also of those that no run has.
        tested.addAll(TestedProperties.of(
                revision.code(), tree, families, most == ANY_NUMBER ? 2 : most, properties.asked()));
        Set<Property> left = EnumSet.copyOf(properties.asked());
        left.removeIf(property -> certificate.answer(property) == Answer.PROVED);
        if (left.isEmpty()) {
            return;
        }
        if (PciTopology.parse(revision.code().machine(TaskFamily.topology(tree, families))).mutexes > MOST_MUTEXES) {
            notes.addAll(premises(certificate, left));
            leaveOpen(left, TOO_MANY_MUTEXES);
            return;
        }
        explore(tree, certificate, left);
    }

    /** The certificate is about waiting alone, and is an argument by itself: see {@link pcilock.checks.explorer.CircularWait}. */
    private void checkWithWiderLocks(String tree) {
        AnyTasks any = new AnyTasks(revision, families, tree, maxStates, properties.asked(), tested);
        tasksAlone += any.tasks().size();
        if (any.topology().mutexes > MOST_MUTEXES) {
            leaveOpen(any.open(), TOO_MANY_MUTEXES);
            return;
        }
        if (most == ANY_NUMBER) {
            any.certify().ifPresent(why -> notes.add("no certificate: " + why));
        }
        notes.addAll(WiderFamilies.leftOut(families, tree));
        Set<Property> still = explore(any);
        if (most == ANY_NUMBER && any.isRefuted()) {
            open.addAll(still);
        } else if (most == ANY_NUMBER && !still.isEmpty()) {
            leaveOpen(still, scope(any.sizesDone()) + " nothing breaks it" + limits(any.limits()));
        }
    }

    private void leaveOpen(Set<Property> left, String why) {
        open.addAll(left);
        reasons.add("there is no certificate for " + CheckedProperties.ids(left) + ", and " + why);
    }

    private static List<String> premises(Certificate certificate, Set<Property> left) {
        if (!certificate.unexplored().isEmpty()) {
            return List.of("no certificate: too many outcomes of "
                    + certificate.unexplored().stream()
                            .map(TaskFamily::id)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return certificate.broken().stream()
                .filter(broken -> broken.premise() == Premise.RELEASES_ITS_OWN
                        || left.stream()
                                .anyMatch(property -> Premise.of(property).contains(broken.premise())))
                .map(BrokenPremise::toString)
                .map(broken -> "no certificate: " + broken)
                .toList();
    }

    /**
     * Premises are sufficient and not necessary, so the explorer has the last word: on every choice of a few tasks, and, for any
     * number, on the tasks of each circle in the lock order that has more.
     */
    private void explore(String tree, Certificate certificate, Set<Property> left) {
        AnyTasks any = new AnyTasks(revision, families, tree, maxStates, left, tested);
        Set<Property> still = explore(any);
        if (most != ANY_NUMBER) {
            return;
        }
        if (!any.open().isEmpty()) {
            notes.addAll(premises(certificate, any.open()));
        }
        if (any.isRefuted() || still.isEmpty()) {
            open.addAll(still);
            return;
        }
        circles(tree, certificate, still, any);
    }

    /** Explores choices of tasks; where it was asked about so many and no more, what is left open then is open. */
    private Set<Property> explore(AnyTasks any) {
        any.run(most == ANY_NUMBER ? TASKS_WITHOUT_CERTIFICATE : most, properties.asked());
        timeIsUp = any.isInterrupted();
        tested.addAll(any.tested());
        states += any.states();
        if (any.states() > 0) {
            notes.add(any.explored());
        }
        counterexample = any.counterexample();
        breaks.addAll(any.breaks());
        tested.addAll(breaks);
        Set<Property> still = EnumSet.copyOf(any.open());
        still.removeAll(breaks);
        boolean explored =
                any.limits().isEmpty() && !any.isInterrupted() && (!any.isRefuted() || any.sizesDone() == most);
        if (most != ANY_NUMBER && !explored && !still.isEmpty()) {
            open.addAll(still);
            reasons.add("there is no answer for " + CheckedProperties.ids(still) + limits(any));
        }
        return still;
    }

    private static String limits(AnyTasks any) {
        String done = any.sizesDone() == 0 ? "" : "; " + scope(any.sizesDone()) + " nothing breaks it";
        return done + limits(any.limits());
    }

    private static String limits(Map<String, List<String>> reached) {
        String limits = reached.entrySet().stream()
                .map(limit -> "; with " + some(limit.getValue()) + ": " + limit.getKey())
                .collect(Collectors.joining());
        return limits + (limits.isEmpty() ? "" : ADVICE);
    }

    private static String some(List<String> tasks) {
        int more = tasks.size() - NAMED;
        return tasks.stream().limit(NAMED).collect(Collectors.joining(", or "))
                + (more > 0 ? ", and " + more + " more" : "");
    }

    private void circles(String tree, Certificate certificate, Set<Property> still, AnyTasks any) {
        List<String> circles = new ArrayList<>();
        if (still.stream().anyMatch(property -> Premise.of(property).contains(Premise.ONE_ORDER))) {
            CheckedProperties wanted = new CheckedProperties(still, false);
            for (Candidate candidate : certificate.candidates()) {
                int tasks = candidate.tasks().size();
                if (tasks <= any.sizesDone()) {
                    continue;
                }
                String topology = TaskFamily.topology(tree, families);
                CheckResult circle =
                        ScenarioCheck.run(explorer, revision.scenario(topology, candidate.tasks()), wanted);
                states += circle.explored();
                if (circle.counterexample() != null) {
                    notes.add("these tasks wait for each other in a circle" + limits(any));
                    counterexample = circle.counterexample();
                    breaks.addAll(circle.breaks());
                    still.removeAll(breaks);
                    open.addAll(still);
                    return;
                }
                circles.add("; the " + tasks + " tasks of a circle in the lock order "
                        + (circle.stopped() == null
                                ? "do not break it"
                                : "could not be explored: " + circle.stopped()));
            }
        }
        open.addAll(still);
        reasons.add("there is no certificate for " + CheckedProperties.ids(still) + limits(any)
                + circles.stream().distinct().collect(Collectors.joining()));
    }
}
