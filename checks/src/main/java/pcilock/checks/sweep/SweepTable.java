package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** What a sweep came to, as text for a person: how far it got, and a line for each revision, property and family of tasks. */
public final class SweepTable {
    private final Findings findings;

    public SweepTable(Findings findings) {
        this.findings = findings;
    }

    /** The text; ends with a line break. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Counts counts = findings.counts();
        text.append(findings.bounds().written()).append('\n');
        text.append(String.format(
                "%d of %d trees, %,d scenarios, of which another tells %,d; %,d searched, %,d states%n",
                findings.treesDone(),
                findings.trees(),
                counts.scenarios(),
                counts.told(),
                counts.searched(),
                counts.states()));
        findings.limits()
                .forEach(limit -> text.append("UNKNOWN: ").append(limit).append('\n'));
        text.append(LockCoverage.SENTENCE).append('\n');
        Map<Cell, Counterexample> refuted = findings.refuted();
        for (Cell cell : cells()) {
            Answer answer = findings.answer(cell);
            text.append(String.format(
                    "%-12s %-28s %-32s %s",
                    findings.bounds().nameOf(cell.revision()),
                    cell.property().id,
                    cell.family().id(),
                    answer));
            if (answer == Answer.REFUTED) {
                Counterexample example = refuted.get(cell);
                text.append(String.format(
                        " %s %s, task %d, %d steps",
                        example.topology(), example.tasks(), example.culprit() + 1, example.steps()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Revision revision : findings.bounds().revisions()) {
            for (Property property : Property.values()) {
                for (TaskFamily family : findings.families(revision)) {
                    Cell cell = new Cell(revision, property, family);
                    if (findings.isAsked(cell)) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }
}
