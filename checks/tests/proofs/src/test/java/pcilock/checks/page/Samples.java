package pcilock.checks.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import pcilock.checks.Folders;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockTriples;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.proof.DeadlockResults;
import pcilock.checks.proof.Manifest;
import pcilock.checks.proof.Proofs;
import pcilock.checks.proof.Results;
import pcilock.checks.proof.SweepResults;
import pcilock.checks.sweep.Certification;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;

/** Results to make pages from. */
final class Samples {
    private static final long MAX_STATES = 1_000_000;

    private Samples() {}

    // Each is found once for all tests, since it takes seconds.

    private static final class OfManyClaims {
        static final Map<String, String> FILES = Collections.unmodifiableMap(results(claims()));
    }

    private static final class OfSmallTrees {
        static final SweepEntry SWEEP = sweep("today");
    }

    private static final class OfTwoDevices {
        static final DeadlocksEntry DEADLOCKS = findDeadlocks();
    }

    /** Some of every kind of claims, and all about patch 3. */
    static List<NamedClaim> claims() {
        List<NamedClaim> all = Claims.all();
        return IntStream.range(0, all.size())
                .filter(claim -> claim % 5 == 0 || all.get(claim).name().startsWith("Patch3"))
                .mapToObj(all::get)
                .toList();
    }

    /** The files of the results of these as the explorer finds them. */
    static Map<String, String> results() {
        return OfManyClaims.FILES;
    }

    private static Map<String, String> results(List<NamedClaim> claims) {
        Proofs proofs = new Proofs(List.of(new ExplorerEngine()), Manifest.empty(), "today", true);
        Results none = new Results(new TreeMap<>());
        return new TreeMap<>(Results.of(
                        proofs.records(),
                        proofs.run(claims, line -> {}),
                        none,
                        SourceLines.under(Folders.ROOT),
                        Optional.empty(),
                        Optional.empty())
                .files());
    }

    /** A sweep of two revisions over very small trees. */
    static SweepEntry sweep() {
        return OfSmallTrees.SWEEP;
    }

    /** The same, of the sources with this fingerprint. */
    static SweepEntry sweep(String fingerprint) {
        SweepBounds bounds = new SweepBounds(
                List.of(Revision.PATCH_3, Revision.LINUX_7_1), Fault.NONE, TaskFamily.all(), 3, 3, 3, 2, true);
        Results swept = SweepResults.of("a command", Sweep.run(bounds), Certification.of(bounds), fingerprint);
        return SweepResults.entry(swept.files().get(SweepResults.JSON_FILE), "today", SourceLines.under(Folders.ROOT));
    }

    /** Who deadlocks with whom in two releases, on two devices. */
    static DeadlocksEntry deadlocks() {
        return OfTwoDevices.DEADLOCKS;
    }

    private static DeadlocksEntry findDeadlocks() {
        Map<Revision, Map<DeadlockPairs.Pair, DeadlockPairs.Answer>> pairs = new LinkedHashMap<>();
        Map<Revision, Map<DeadlockTriples.Triple, DeadlockPairs.Answer>> triples = new LinkedHashMap<>();
        Map<Revision, ClosedCycles> orders = new LinkedHashMap<>();
        for (Revision revision : List.of(Revision.LINUX_6_11, Revision.LINUX_7_1)) {
            DeadlockPairs.Code code = DeadlockPairs.Code.of(revision);
            DeadlockPairs.Found found = new DeadlockPairs(List.of(code), MAX_STATES)
                    .withOrder(2, 2, 2)
                    .get(0);
            pairs.put(revision, found.pairs());
            triples.put(
                    revision,
                    DeadlockTriples.of(List.of(code), List.of(found.pairs()), 2, MAX_STATES)
                            .get(0));
            orders.put(
                    revision,
                    ClosedCycles.of(
                                    List.of(new ClosedCycles.KnownDeadlocks(
                                            revision, found.order(), List.of(found.pairs(), triples.get(revision)))),
                                    2,
                                    MAX_STATES)
                            .get(0));
        }
        Results found = DeadlockResults.of(pairs, triples, orders, new DeadlockResults.Bounds(2, 2), "today");
        return DeadlockResults.entry(
                found.files().get(DeadlockResults.JSON_FILE), "today", SourceLines.under(Folders.ROOT));
    }

    /** Those of a refuted claim, of the same about a revision that is right, and of one with two tasks; found anew. */
    static Map<String, String> few() {
        List<String> names = List.of("Patch3_05_NestedBus", "KeithBusch_01_NestedBus", "Patch3_09_FlatTrylockSleeps");
        return results(Claims.all().stream()
                .filter(claim -> names.contains(claim.name()))
                .toList());
    }
}
