package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.property.Property;

/**
 * Everything that is known of a claim.
 *
 * @param findings what each engine found, by its name, in the order of the names
 * @param stale the engines whose finding was computed from another model or other specs than today's
 * @param notAsked the engines that are never asked this claim, and why
 */
public record Proof(NamedClaim claim, Map<String, Finding> findings, Set<String> stale, Map<String, String> notAsked) {
    /** The properties that hold in this claim, by an engine whose finding is not stale. */
    public Set<Property> holds() {
        Set<Property> holds = EnumSet.noneOf(Property.class);
        findings.forEach((engine, finding) -> {
            if (!stale.contains(engine)) {
                holds.addAll(finding.holds());
            }
        });
        return holds;
    }

    /** The properties that break in this claim, by an engine whose finding is not stale. */
    public Set<Property> breaks() {
        Set<Property> breaks = EnumSet.noneOf(Property.class);
        findings.forEach((engine, finding) -> {
            if (!stale.contains(engine)) {
                breaks.addAll(finding.breaks());
            }
        });
        return breaks;
    }

    /** The answer of the engines whose finding is not stale; UNKNOWN when there is none or when they disagree. */
    public Answer answer() {
        List<Answer> answers = findings.entrySet().stream()
                .filter(entry -> !stale.contains(entry.getKey()))
                .map(entry -> entry.getValue().answer())
                .distinct()
                .toList();
        return answers.size() == 1 ? answers.get(0) : Answer.UNKNOWN;
    }

    /** The pairs of engines that contradict each other, in words that show both. */
    public List<String> disagreements() {
        List<String> disagreements = new ArrayList<>();
        List<String> engines = List.copyOf(findings.keySet());
        for (int i = 0; i < engines.size(); i++) {
            for (int j = i + 1; j < engines.size(); j++) {
                Finding one = findings.get(engines.get(i));
                Finding other = findings.get(engines.get(j));
                boolean comparable = !stale.contains(engines.get(i)) && !stale.contains(engines.get(j));
                if (comparable && !one.agreesWith(other)) {
                    disagreements.add(describe(engines.get(i), one) + "; " + describe(engines.get(j), other));
                }
            }
        }
        return disagreements;
    }

    private static String describe(String engine, Finding finding) {
        return engine + " says " + finding.answer() + (finding.complete() ? "" : " (not to the end)") + ", breaks "
                + finding.breaks() + ", holds " + finding.holds();
    }
}
