package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** {@code results/README.md}: the revisions against the properties, then every claim. */
final class ResultsPage {
    private final Map<String, Manifest.EngineRecord> engines;
    private final Collection<Proof> proofs;
    private final StringBuilder page = new StringBuilder();

    ResultsPage(Map<String, Manifest.EngineRecord> engines, Collection<Proof> proofs) {
        this.engines = engines;
        this.proofs = proofs;
    }

    String text() {
        introduction();
        matrix();
        properties();
        faults();
        Map<String, List<Proof>> subjects = proofs.stream()
                .collect(Collectors.groupingBy(
                        proof -> NamedClaim.subject(proof.claim().name()), LinkedHashMap::new, Collectors.toList()));
        subjects.forEach(this::claims);
        return page.toString();
    }

    private void introduction() {
        line("# Results");
        line("");
        line("Written by `mvn verify`; see the top README for how to read and how to accept changes.");
        line("");
        line(
                "[index.html](index.html) is a page to step through the traces, to be opened from a disk; [review.txt](review.txt) is");
        line(
                "the short of it as plain text, to mail. [sweep](sweep/README.md) has every small tree with every choice of tasks,");
        line("[sweep-wide](sweep-wide/README.md) the same with one task more and with slots up to five devices.");
        line(
                "[deadlocks](deadlocks/README.md) says who deadlocks with whom where resets meet hot-plug, error recovery, removal, rescan");
        line("and binding: every two functions on every tree of up to four devices, by release.");
        line("");
        line("PROVED: every interleaving was explored to its end and none breaks a property asked for.");
        line("REFUTED: one does, and the trace shows it. UNKNOWN: neither. *stale*: computed from other sources of");
        line("model or specs than today's, so it proves nothing of today's.");
        line("");
        line("| engine | version | counts | computed from today's sources |");
        line("|---|---|---|---|");
        engines.forEach((name, engine) -> {
            boolean stale = proofs.stream().anyMatch(proof -> proof.stale().contains(name));
            line("| " + name + " | " + engine.version() + " | " + engine.unit() + " | "
                    + (stale ? "no: *stale*" : "yes") + " |");
        });
        line("");
    }

    private void matrix() {
        line("## Revisions against properties");
        line("");
        line(
                "Each cell counts the claims of a revision that put the property to the test. It speaks of the trees and tasks of");
        line(
                "these claims only. An empty cell was put to the test by none. REFUTED leads to the first trace that shows it.");
        line(
                "Claims about the config access lock, about drivers, about wider locks, and about seeded faults are not counted here.");
        line("");
        line(LockCoverage.SENTENCE);
        line("");
        StringBuilder head = new StringBuilder("| property |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Revision revision : Revision.withResetsOfTheirOwn()) {
            head.append(" ").append(revision.id).append(" |");
            rule.append("---|");
        }
        line(head.toString());
        line(rule.toString());
        for (Property property : Property.values()) {
            List<String> cells = new ArrayList<>();
            for (Revision revision : Revision.withResetsOfTheirOwn()) {
                cells.add(cell(revision, property));
            }
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                line("| " + property.id + " | " + String.join(" | ", cells) + " |");
            }
        }
        line("");
    }

    private String cell(Revision revision, Property property) {
        int held = 0;
        int stale = 0;
        List<Proof> broken = new ArrayList<>();
        for (Proof proof : proofs) {
            if (proof.claim().claim().revision() != revision
                    || !NamedClaim.isAboutItsRevision(
                            proof.claim().name(), proof.claim().claim().fault())) {
                continue;
            }
            if (proof.breaks().contains(property)) {
                broken.add(proof);
            } else if (proof.holds().contains(property)) {
                held++;
            } else if (proof.findings().values().stream()
                    .anyMatch(finding -> finding.holds().contains(property)
                            || finding.breaks().contains(property))) {
                stale++;
            }
        }
        if (!broken.isEmpty()) {
            return "[REFUTED](" + tracePath(broken.get(0)) + ") in " + broken.size() + " of "
                    + (broken.size() + held + stale);
        }
        if (stale > 0) {
            return "*stale* in " + stale + " of " + (held + stale);
        }
        return held > 0 ? "PROVED in " + held : "";
    }

    private void properties() {
        line("## The properties");
        line("");
        line("| property | from | what it says |");
        line("|---|---|---|");
        for (Property property : Property.values()) {
            line("| " + property.id + " | " + property.source + " | " + property.text + " |");
        }
        line("");
    }

    private void faults() {
        line("## Seeded faults");
        line("");
        line("What a change could get wrong, and the property that refutes it: the checks can fail.");
        line("");
        line("| fault | refuted by | in |");
        line("|---|---|---|");
        for (Fault fault : Fault.values()) {
            for (Proof proof : proofs) {
                if (fault != Fault.NONE
                        && !fault.isVariant()
                        && proof.claim().claim().fault() == fault
                        && proof.answer() == Answer.REFUTED) {
                    line("| " + fault.text + " | " + proof.claim().claim().breaks()[0].id + " | " + traceLink(proof)
                            + " |");
                }
            }
        }
        line("");
    }

    private void claims(String subject, List<Proof> ofSubject) {
        line("## " + subject);
        line("");
        StringBuilder head = new StringBuilder("| claim | question | tree | tasks | answer |");
        StringBuilder rule = new StringBuilder("|---|---|---|---|---|");
        for (String engine : engines.keySet()) {
            head.append(" ").append(engine).append(" |");
            rule.append("---|");
        }
        line(head.toString());
        line(rule.toString());
        for (Proof proof : ofSubject) {
            StringBuilder row = new StringBuilder("| ");
            row.append(
                    proof.answer() == Answer.REFUTED
                            ? traceLink(proof)
                            : proof.claim().name());
            row.append(" | ").append(proof.claim().claim().question());
            row.append(" | `").append(proof.claim().claim().topology());
            row.append("` | `")
                    .append(String.join("` ‖ `", proof.claim().claim().tasks()));
            row.append("` | ").append(answer(proof)).append(" |");
            for (String engine : engines.keySet()) {
                row.append(" ").append(finding(proof, engine)).append(" |");
            }
            line(row.toString());
        }
        line("");
    }

    private static String answer(Proof proof) {
        return proof.breaks().isEmpty()
                ? proof.answer().name()
                : proof.answer() + ": "
                        + proof.breaks().stream().map(property -> property.id).collect(Collectors.joining(", "));
    }

    private String finding(Proof proof, String engine) {
        Finding finding = proof.findings().get(engine);
        if (finding == null) {
            String why = proof.notAsked().get(engine);
            return why == null ? "not run" : "not asked: " + why;
        }
        if (proof.stale().contains(engine)) {
            return "*stale*";
        }
        String explored = finding.explored() + " " + engines.get(engine).unit();
        return finding.complete() ? explored : explored + ", not to the end: " + finding.stopped();
    }

    static String tracePath(Proof proof) {
        return "traces/" + proof.claim().name() + ".txt";
    }

    private static String traceLink(Proof proof) {
        return "[" + proof.claim().name() + "](" + tracePath(proof) + ")";
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
