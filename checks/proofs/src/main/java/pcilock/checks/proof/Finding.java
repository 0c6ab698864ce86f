package pcilock.checks.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.model.pci.PciTopology;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.property.Property;

/**
 * What one engine found of one claim.
 *
 * @param complete whether it explored every interleaving to its end
 * @param stopped why not; null when it did
 * @param explored how much, in the engine's unit
 * @param depth the longest path, in the engine's own steps
 * @param breaks the properties asked for that some run breaks
 * @param holds the properties asked for that were put to the test and that no run breaks; empty unless complete
 * @param counterexample a run that breaks the first property that the claim expects to break, else the first that breaks; empty
 *     when none does, or when the finding was read from a manifest
 */
public record Finding(
        Answer answer,
        boolean complete,
        String stopped,
        long explored,
        int depth,
        Set<Property> breaks,
        Set<Property> holds,
        List<Step> counterexample) {

    /** What the exploration means for the claim. */
    public static Finding of(NamedClaim claim, Exploration exploration) {
        Set<Property> asked = claim.asks();
        Set<Property> breaks = EnumSet.noneOf(Property.class);
        breaks.addAll(exploration.broken().keySet());
        breaks.retainAll(asked);
        Set<Property> holds = EnumSet.noneOf(Property.class);
        if (exploration.complete()) {
            holds.addAll(Property.exercisedBy(exploration.seen(), PciTopology.parse(claim.scenario().topology)));
            if (claim.scenario().history) {
                holds.add(Property.LINEARIZABLE);
            }
            holds.retainAll(asked);
            holds.removeAll(breaks);
        }
        return new Finding(
                exploration.answer(asked),
                exploration.complete(),
                exploration.stopped(),
                exploration.explored(),
                exploration.depth(),
                breaks,
                holds,
                counterexample(claim, exploration, breaks));
    }

    private static List<Step> counterexample(NamedClaim claim, Exploration exploration, Set<Property> breaks) {
        for (Property expected : claim.claim().breaks()) {
            if (breaks.contains(expected)) {
                return exploration.broken().get(expected);
            }
        }
        return breaks.isEmpty()
                ? List.of()
                : exploration.broken().get(breaks.iterator().next());
    }

    /** What is wrong with this finding in the light of the claim's expectation; empty when nothing is. */
    public List<String> surprises(NamedClaim claim) {
        if (answer == Answer.UNKNOWN) {
            return List.of("UNKNOWN, since " + stopped);
        }
        if (answer != claim.claim().expected()) {
            return List.of(answer + ", expected " + claim.claim().expected() + "; breaks " + breaks);
        }
        if (complete && !breaks.equals(claim.breaks())) {
            return List.of("breaks " + breaks + ", expected exactly " + claim.breaks());
        }
        if (!claim.breaks().containsAll(breaks)) {
            return List.of("breaks " + breaks + ", expected only some of " + claim.breaks());
        }
        return List.of();
    }

    /** Whether two engines can both be right. */
    public boolean agreesWith(Finding other) {
        if (answer != other.answer) {
            return false;
        }
        if (complete && other.complete) {
            return breaks.equals(other.breaks) && holds.equals(other.holds);
        }
        return (!complete || breaks.containsAll(other.breaks)) && (!other.complete || other.breaks.containsAll(breaks));
    }
}
