package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;
import pcilock.checks.sweep.Cell;
import pcilock.checks.sweep.Certification;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Sweeps every revision with resets of its own, and compares with what is committed. */
class SweepIT {
    private static final SweepBounds BOUNDS =
            new SweepBounds(Revision.withResetsOfTheirOwn(), Fault.NONE, TaskFamily.all(), 8, 5, 6, 3, true);

    private static SweepFindings findings;
    private static Set<Cell> certified;
    private static Results results;
    private static Results committed;

    @BeforeAll
    static void sweep() throws IOException {
        findings = Sweep.run(BOUNDS);
        certified = Certification.of(BOUNDS);
        results = SweepResults.of("mvn verify", findings, certified, Fingerprint.of(Folders.ROOT));
        committed = Results.in(Folders.ROOT.resolve("results").resolve(Results.SWEEP));
        results.writeTo(Folders.TARGET.resolve("results-sweep"));
        Files.writeString(
                Folders.TARGET.resolve("sweep-summary.txt"),
                String.format(
                        "Sweep: %,d trees, %,d scenarios, %d counterexamples.%n",
                        findings.treesDone(),
                        findings.counts().scenarios(),
                        findings.refuted().size()));
        if (Boolean.getBoolean("results.update")) {
            Path all = Folders.ROOT.resolve("results");
            results.writeTo(all.resolve(Results.SWEEP));
            committed = results;
            // The page of the proofs, which were made before, shows the sweep and who deadlocks with whom.
            String today = Fingerprint.of(Folders.ROOT);
            SourceLines sources = SourceLines.under(Folders.ROOT);
            Results.in(all)
                    .with(SweepResults.in(all, today, sources), DeadlockResults.in(all, today, sources))
                    .writeTo(all);
        }
    }

    @Test
    void everyTreeIsSweptToTheEnd() {
        assertThat(findings.limits()).isEmpty();
        assertThat(findings.treesDone()).isEqualTo(findings.trees());
    }

    @Test
    void nothingThatIsCertifiedIsRefuted() {
        assertThat(certified).isNotEmpty();
        assertThat(findings.refuted()).doesNotContainKeys(certified.toArray(new Cell[0]));
    }

    @Test
    void resultsAreTheCommittedOnes() {
        assertThat(results.differencesFrom(committed))
                .as("results/sweep/ differs from what was found; read it, and accept it with -Dresults.update")
                .isEmpty();
    }
}
