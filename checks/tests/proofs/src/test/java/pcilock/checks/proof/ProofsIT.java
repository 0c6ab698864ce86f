package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pcilock.checks.Folders;
import pcilock.checks.engine.Engine;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.jpf.JpfEngine;
import pcilock.checks.jpf.JpfInstallation;
import pcilock.checks.lincheck.ForkedLincheck;
import pcilock.checks.trace.SourceLines;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;

/** Asks every claim of every engine that can run here, and compares with what is committed. */
class ProofsIT {
    private static final Path COMMITTED = Folders.ROOT.resolve("results");

    /** Far beyond what any claim that Lincheck is asked needs. */
    private static final int LINCHECK_RUNS = 200_000;

    /** Far beyond what any claim needs, for one exploration by JPF: what a limit leaves depends on the machine. */
    private static final Duration JPF_TIME = Duration.ofMinutes(20);

    private static final int JPF_MEGABYTES = 4096;

    private static boolean jpfFound;
    private static List<Proof> proofs;
    private static Results results;
    private static Results committed;

    @BeforeAll
    static void explore() throws IOException {
        Optional<JpfInstallation> jpf = JpfInstallation.find();
        jpfFound = jpf.isPresent();
        Path manifest = COMMITTED.resolve("manifest.json");
        Manifest before = Files.exists(manifest) ? Manifest.read(manifest) : Manifest.empty();
        Proofs run;
        List<Engine> engines = new ArrayList<>(List.of(new ExplorerEngine(), new ForkedLincheck(LINCHECK_RUNS)));
        jpf.ifPresent(installation -> engines.add(new JpfEngine(installation, JPF_TIME, JPF_MEGABYTES)));
        try {
            run = new Proofs(engines, before, Fingerprint.of(Folders.ROOT), Boolean.getBoolean("proofs.long"));
            proofs = run.run(Claims.all(), System.out::println);
        } finally {
            engines.forEach(Engine::close);
        }
        committed = Results.in(COMMITTED);
        SourceLines sources = SourceLines.under(Folders.ROOT);
        String today = Fingerprint.of(Folders.ROOT);
        results = Results.of(
                run.records(),
                proofs,
                committed,
                sources,
                SweepResults.in(COMMITTED, today, sources),
                DeadlockResults.in(COMMITTED, today, sources));
        results.writeTo(Folders.TARGET.resolve("results"));
        Files.writeString(Folders.TARGET.resolve("summary.txt"), summary());
        if (Boolean.getBoolean("results.update")) {
            results.writeTo(COMMITTED);
            committed = results;
        }
    }

    private static String summary() {
        long proved =
                proofs.stream().filter(proof -> proof.answer() == Answer.PROVED).count();
        long refuted = proofs.stream()
                .filter(proof -> proof.answer() == Answer.REFUTED)
                .count();
        String answers = proofs.size() + " claims: " + proved + " PROVED, " + refuted + " REFUTED, "
                + (proofs.size() - proved - refuted) + " UNKNOWN.\n";
        long old = proofs.stream()
                .filter(proof -> proof.stale().contains("lincheck"))
                .count();
        if (old > 0) {
            answers += "Lincheck takes long for " + old + " claims and was not asked: what it found earlier is STALE."
                    + " To ask it, add -Dproofs.long.\n";
        }
        if (jpfFound) {
            return answers;
        }
        long stale =
                proofs.stream().filter(proof -> proof.stale().contains("jpf")).count();
        return answers + "JPF was not found: its " + proofs.size() + " checks were SKIPPED"
                + (stale == 0 ? ", what it found earlier is kept" : ", what it found earlier is STALE")
                + ". To run them, install jpf-core (branch java-17) and name it in ~/.jpf/site.properties"
                + " or with -Djpf.home=DIR; see README.\n";
    }

    @Test
    void jpfIsThereWhereItIsRequired() {
        assertThat(jpfFound || !Boolean.getBoolean("jpf.required"))
                .as("-Djpf.required=true, and no JPF was found in -Djpf.home nor in ~/.jpf/site.properties")
                .isTrue();
    }

    @TestFactory
    Stream<DynamicNode> claims() {
        return proofs.stream()
                .map(proof -> dynamicContainer(
                        proof.claim().name(), Stream.concat(findings(proof), Stream.of(agreement(proof)))));
    }

    private static Stream<DynamicNode> findings(Proof proof) {
        return Stream.of("explorer", "jpf", "lincheck")
                .filter(engine -> !proof.notAsked().containsKey(engine))
                .map(engine -> dynamicTest(engine, () -> {
                    assumeTrue(jpfFound || !engine.equals("jpf"), "JPF was not found");
                    assertThat(proof.findings())
                            .as("what takes long is asked with -Dproofs.long")
                            .containsKey(engine);
                    assumeFalse(proof.stale().contains(engine), "it takes long, and is asked with -Dproofs.long");
                    Finding finding = proof.findings().get(engine);
                    assertThat(finding.surprises(proof.claim())).isEmpty();
                    assertThat(finding.complete() || engine.equals("lincheck"))
                            .as("%s: what a limit leaves depends on the machine", finding.stopped())
                            .isTrue();
                }));
    }

    private static DynamicNode agreement(Proof proof) {
        return dynamicTest(
                "the engines agree", () -> assertThat(proof.disagreements()).isEmpty());
    }

    @TestFactory
    Stream<DynamicNode> faults() {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.NONE && !fault.isVariant())
                .map(fault -> dynamicTest(fault.text + " is refuted", () -> assertThat(proofs)
                        .anyMatch(proof -> refutes(proof.claim(), fault) && proof.answer() == Answer.REFUTED)));
    }

    private static boolean refutes(NamedClaim claim, Fault fault) {
        return claim.claim().fault() == fault && claim.claim().expected() == Answer.REFUTED;
    }

    @Test
    void everyRefutedClaimHasATrace() {
        assertThat(proofs).filteredOn(proof -> proof.answer() == Answer.REFUTED).allMatch(proof -> results.files()
                .containsKey(ResultsPage.tracePath(proof)));
    }

    @Test
    void resultsAreTheCommittedOnes() {
        assertThat(results.differencesFrom(committed))
                .as("results/ differs from what was found; read it, and accept it with -Dresults.update")
                .isEmpty();
    }
}
