package pcilock.checks.review;

import java.util.Comparator;
import java.util.Optional;
import pcilock.checks.patch.HunkLine;

/**
 * What a remark is about.
 *
 * @param place where it belongs in the diff; empty where that has no such place
 */
record Told(PropertyChange finding, CompactRun run, Optional<DiffPlace> place) {
    /**
     * Without slots comes first, since most machines have none; then where the diff itself shows the step at which it goes wrong; then
     * what is further up in the diff.
     */
    static final Comparator<Told> ORDER = Comparator.comparing((Told told) -> told.run.hasSlot())
            .thenComparing(told -> !told.isAtAddedLine())
            .thenComparing(told -> told.place.isEmpty())
            .thenComparing(
                    told -> told.place.map(place -> place.line().number()).orElse(0))
            .thenComparing(told -> told.finding.example());

    private boolean isAtAddedLine() {
        return place.filter(at -> at.line().kind() == HunkLine.Kind.ADDED
                        && run.badSteps().contains(at.step()))
                .isPresent();
    }
}
