package pcilock.checks.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.sweep.Cell;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * A small sweep of each revision, which has to find what it finds of the locking code as it is: the second that is asked of each change.
 */
class SweepOfFourDevices {
    private static final int DEVICES = 4;
    private static final int TASKS = 2;

    @ParameterizedTest
    @EnumSource
    void findsWhatItFindsOfTheUnchangedCode(Revision revision) throws IOException {
        assertThat(sweep(revision)).isEqualTo(UnchangedCode.sweep(revision));
    }

    static String sweep(Revision revision) {
        SweepBounds bounds = new SweepBounds(
                List.of(revision), Fault.NONE, TaskFamily.all(), DEVICES, DEVICES, DEVICES, TASKS, true);
        SweepFindings findings = new Sweep(bounds, Shard.WHOLE).run(1, null, (done, all, last, counts) -> {});
        StringBuilder found = new StringBuilder();
        findings.limits().forEach(limit -> found.append(limit).append('\n'));
        for (Property property : Property.values()) {
            for (TaskFamily family : TaskFamily.all()) {
                Cell cell = new Cell(revision, property, family);
                if (findings.isAsked(cell)) {
                    found.append(property.id)
                            .append(' ')
                            .append(family.id())
                            .append(' ')
                            .append(findings.answer(cell))
                            .append(' ')
                            .append(findings.refuted().get(cell))
                            .append('\n');
                }
            }
        }
        return found.toString();
    }
}
