package pcilock.checks.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.proof.Manifest;
import pcilock.checks.proof.Proofs;
import pcilock.checks.proof.Results;
import pcilock.checks.trace.SourceLines;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;

/** Results to make pages from. */
final class Samples {
    static final Path ROOT =
            Path.of(System.getProperty("pcilock.root")).toAbsolutePath().normalize();

    private Samples() {}

    /** The files of the results of these claims, of all claims when none is named, as the explorer finds them. */
    static Map<String, String> results(String... names) {
        List<String> wanted = List.of(names);
        List<NamedClaim> claims = Claims.all().stream()
                .filter(claim -> wanted.isEmpty() || wanted.contains(claim.name()))
                .toList();
        Proofs proofs = new Proofs(List.of(new ExplorerEngine()), Manifest.empty(), "today");
        Results none = new Results(new TreeMap<>());
        return new TreeMap<>(Results.of(proofs.records(), proofs.run(claims, line -> {}), none, SourceLines.under(ROOT))
                .files());
    }

    /** A refuted claim, the same about a revision that is right, and one with two tasks. */
    static Map<String, String> few() {
        return results("Patch3_05_NestedBus", "KeithBusch_01_NestedBus", "Patch3_09_FlatTrylockSleeps");
    }
}
