package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;
import pcilock.checks.sweep.Certification;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.sweep.SweepJournal;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** The sweep within bounds that take too long for every build: made where that is wanted, and recorded. */
class WideSweepIT {
    private static final Path RECORD = Folders.ROOT.resolve("results").resolve(Results.WIDE_SWEEP);

    private static final String PAGE = "README.md";

    private static final SweepBounds BOUNDS =
            new SweepBounds(Revision.withResetsOfTheirOwn(), Fault.NONE, TaskFamily.all(), 8, 5, 5, 4, true);

    private static final String COMMAND = "mvn test -Dtest=WideSweepIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsweep.wide -Dunit.jvm.options=-Xmx8g";

    /** Goes on where an earlier start was stopped. */
    @Test
    void everyTreeWithinTheWideBoundsIsSweptToTheEnd() throws IOException {
        assumeThat(Boolean.getBoolean("sweep.wide"))
                .as("swept only by " + COMMAND)
                .isTrue();
        String sources = Fingerprint.of(Folders.ROOT);
        SweepJournal journal = SweepJournal.open(Folders.TARGET.resolve("sweep-wide.journal"), BOUNDS, sources);
        SweepFindings findings = new Sweep(BOUNDS, Shard.WHOLE)
                .run(Runtime.getRuntime().availableProcessors(), journal, (done, all, last, counts) -> {});
        withoutWhatTheSweepHas(SweepResults.of(COMMAND, findings, Certification.of(BOUNDS), sources))
                .writeTo(RECORD);

        assertThat(findings.limits()).isEmpty();
        assertThat(findings.treesDone()).isEqualTo(findings.trees());
    }

    /** The same, with links to the traces of the sweep of every build in place of those that are equal to them. */
    private static Results withoutWhatTheSweepHas(Results wide) {
        Results sweep = Results.in(Folders.ROOT.resolve("results").resolve(Results.SWEEP));
        SortedMap<String, String> files = new TreeMap<>(wide.files());
        files.keySet()
                .removeIf(path -> wide.files().get(path).equals(sweep.files().get(path)));
        String page = wide.files().get(PAGE);
        for (String path : wide.files().keySet()) {
            if (!files.containsKey(path)) {
                page = page.replace("](" + path + ")", "](../" + Results.SWEEP + "/" + path + ")");
            }
        }
        files.put(PAGE, page);
        return new Results(files);
    }

    @Test
    void theBuildSaysWhetherTheWideRecordIsOfTodaysSources() throws IOException {
        String today = "\"" + Fingerprint.of(Folders.ROOT) + "\"";
        boolean isToday = Results.text(RECORD.resolve(SweepResults.JSON_FILE))
                .filter(text -> text.contains(today))
                .isPresent();
        Files.writeString(
                Folders.TARGET.resolve("wide-sweep-summary.txt"),
                "Wide sweep: results/" + Results.WIDE_SWEEP + " is of "
                        + (isToday ? "today's sources.\n" : "OTHER sources than today's.\n"));
    }
}
