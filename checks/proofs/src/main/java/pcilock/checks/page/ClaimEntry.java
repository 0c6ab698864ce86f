package pcilock.checks.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * A claim as the manifest has it.
 *
 * @param revision its id
 * @param skipped why an engine was not asked, by its name
 */
record ClaimEntry(
        String name,
        String question,
        String revision,
        Fault fault,
        String waiting,
        String topology,
        List<String> tasks,
        Answer expected,
        Map<String, String> skipped,
        List<EngineFinding> findings) {
    /** The claim's name up to its number. */
    String subject() {
        return NamedClaim.subject(name);
    }

    /** Whether the claim is about the reset paths of its revision as it is. */
    boolean isAboutItsRevision() {
        return NamedClaim.isAboutItsRevision(name, fault);
    }

    /** The properties that break, by a finding that is not stale. */
    Set<Property> breaks() {
        Set<Property> breaks = EnumSet.noneOf(Property.class);
        findings.stream().filter(finding -> !finding.stale()).forEach(finding -> breaks.addAll(finding.breaks()));
        return breaks;
    }

    /** The properties that hold, by a finding that is not stale. */
    Set<Property> holds() {
        Set<Property> holds = EnumSet.noneOf(Property.class);
        findings.stream().filter(finding -> !finding.stale()).forEach(finding -> holds.addAll(finding.holds()));
        return holds;
    }

    /** The answer of the findings that are not stale; UNKNOWN when there is none or when they disagree. */
    Answer answer() {
        List<Answer> answers = findings.stream()
                .filter(finding -> !finding.stale())
                .map(EngineFinding::answer)
                .distinct()
                .toList();
        return answers.size() == 1 ? answers.get(0) : Answer.UNKNOWN;
    }

    /** Whether all that is known of the claim is stale. */
    boolean isStale() {
        return !findings.isEmpty() && findings.stream().allMatch(EngineFinding::stale);
    }
}
