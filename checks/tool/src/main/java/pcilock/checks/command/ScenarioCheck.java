package pcilock.checks.command;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** Asks one engine about exactly the given tasks. Where several properties break, the trace of a deadlock is the one that is kept. */
final class ScenarioCheck {
    static final String SCOPE = "for exactly these tasks";

    private ScenarioCheck() {}

    static CheckResult run(Engine engine, Scenario scenario, CheckedProperties properties) {
        Exploration exploration = engine.explore(scenario);
        Set<Property> breaks = EnumSet.noneOf(Property.class);
        breaks.addAll(exploration.broken().keySet());
        breaks.retainAll(properties.asked());
        Set<Property> tested = Property.exercisedBy(exploration.seen(), PciTopology.parse(scenario.topology));
        tested.addAll(breaks);
        Set<Property> holds = EnumSet.noneOf(Property.class);
        String stopped = exploration.stopped();
        if (exploration.complete()) {
            holds.addAll(properties.asked());
            holds.retainAll(tested);
            holds.removeAll(breaks);
            stopped = properties.missing(tested);
        }
        Set<Property> untested = EnumSet.copyOf(properties.asked());
        untested.removeAll(exploration.complete() ? tested : properties.asked());
        return new CheckResult(
                SCOPE,
                engine.name(),
                exploration.explored(),
                engine.unit(),
                stopped,
                breaks,
                holds,
                untested,
                List.of(),
                breaks.isEmpty() ? null : counterexample(scenario, exploration, breaks));
    }

    private static CheckResult.ShownRun counterexample(
            Scenario scenario, Exploration exploration, Set<Property> breaks) {
        Map<Property, List<Step>> broken = exploration.broken();
        Property shown = breaks.contains(Property.NO_DEADLOCK)
                ? Property.NO_DEADLOCK
                : breaks.stream()
                        .min(Comparator.comparingLong(property -> steps(broken.get(property))))
                        .orElseThrow();
        return replayed(
                scenario, broken.get(shown), breaks, exploration.longer().get(shown));
    }

    private static long steps(List<Step> run) {
        return run.stream().filter(step -> !step.event().note).count();
    }

    /**
     * The run as the locking code does it.
     *
     * @param longer see {@link CheckResult.ShownRun}
     * @throws EngineException when that breaks nothing
     */
    static CheckResult.ShownRun replayed(Scenario scenario, List<Step> steps, Set<Property> breaks, String longer) {
        ReplayedRun run = Replay.run(scenario, steps);
        if (breaks.contains(Property.EVERY_TASK_ENDS) && run.broken().isEmpty()) {
            // The one break of which nothing is to be seen in a run that comes to an end.
            run = run.goingRound();
        }
        if (run.broken().stream().noneMatch(breaks::contains)) {
            throw new EngineException("a counterexample breaks nothing when it is replayed");
        }
        return new CheckResult.ShownRun(scenario, run, longer);
    }
}
