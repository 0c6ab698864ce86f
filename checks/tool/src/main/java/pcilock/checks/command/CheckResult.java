package pcilock.checks.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.checks.replay.ReplayedRun;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * What a check came to.
 *
 * @param scope what the answer speaks of, such as {@code for exactly these tasks}
 * @param engine what explored, by name
 * @param explored how much
 * @param unit of what
 * @param stopped why it did not come to its end; null when it did
 * @param breaks the properties asked for that break
 * @param holds the properties asked for that were put to the test and hold; empty unless explored to the end
 * @param untested the properties asked for that nothing put to the test
 * @param notes what else the user should know, a sentence each
 * @param counterexample null unless refuted
 */
record CheckResult(
        String scope,
        String engine,
        long explored,
        String unit,
        String stopped,
        Set<Property> breaks,
        Set<Property> holds,
        Set<Property> untested,
        List<String> notes,
        ShownRun counterexample) {

    /**
     * A run that breaks a property; a shortest one where the engine finds such.
     *
     * @param longer why there may be a shorter one, as far as the engine tells; null where it does not
     */
    record ShownRun(Scenario scenario, ReplayedRun run, String longer) {}

    /** Nothing is known, for a reason. */
    static CheckResult unknown(String scope, String engine, String stopped, List<String> notes) {
        Set<Property> none = EnumSet.noneOf(Property.class);
        return new CheckResult(scope, engine, 0, "states", stopped, none, none, none, notes, null);
    }

    Answer answer() {
        if (counterexample != null) {
            return Answer.REFUTED;
        }
        return stopped == null ? Answer.PROVED : Answer.UNKNOWN;
    }
}
