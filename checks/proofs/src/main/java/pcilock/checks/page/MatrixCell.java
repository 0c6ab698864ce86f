package pcilock.checks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * What is known of one property of one revision.
 *
 * @param broken the claims that break it
 * @param held the claims in which it holds
 * @param unknown the claims that came to no answer, so that any property may break in them
 * @param stale the claims that speak of it by stale findings only
 * @param breakers how much each engine explored that says that it breaks
 * @param holders how much each engine explored that says that it holds
 */
record MatrixCell(
        Revision revision,
        Property property,
        List<String> broken,
        List<String> held,
        List<String> unknown,
        List<String> stale,
        Map<String, Long> breakers,
        Map<String, Long> holders) {
    /** What a cell says, from worst to best; SKIPPED when no claim put the property to the test. */
    enum State {
        REFUTED,
        UNKNOWN,
        STALE,
        PROVED,
        SKIPPED
    }

    static MatrixCell of(Revision revision, Property property, Iterable<ClaimEntry> claims) {
        MatrixCell cell = new MatrixCell(
                revision,
                property,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>());
        for (ClaimEntry claim : claims) {
            if (claim.revision().equals(revision.id) && claim.isAboutItsRevision()) {
                cell.count(claim);
            }
        }
        return cell;
    }

    private void count(ClaimEntry claim) {
        boolean speaks = false;
        for (EngineFinding finding : claim.findings()) {
            boolean breaks = finding.breaks().contains(property);
            boolean holds = finding.holds().contains(property);
            speaks |= breaks || holds;
            if (!finding.stale() && (breaks || holds)) {
                (breaks ? breakers : holders).merge(finding.engine(), finding.explored(), Long::sum);
            }
        }
        if (claim.isStale()) {
            if (speaks) {
                stale.add(claim.name());
            }
        } else if (claim.answer() == Answer.UNKNOWN) {
            unknown.add(claim.name());
        } else if (claim.breaks().contains(property)) {
            broken.add(claim.name());
        } else if (claim.holds().contains(property)) {
            held.add(claim.name());
        }
    }

    State state() {
        if (!broken.isEmpty()) {
            return State.REFUTED;
        }
        if (!unknown.isEmpty()) {
            return State.UNKNOWN;
        }
        if (!stale.isEmpty()) {
            return State.STALE;
        }
        return held.isEmpty() ? State.SKIPPED : State.PROVED;
    }

    /** The engines that bear out the state, with how much they explored. */
    Map<String, Long> engines() {
        return state() == State.REFUTED ? breakers : holders;
    }

    /** How many claims put the property to the test. */
    int asked() {
        return broken.size() + held.size() + unknown.size() + stale.size();
    }
}
