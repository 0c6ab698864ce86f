package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.specs.claim.NamedClaim;

/** Asks every engine every claim, each engine in a thread of its own. */
public final class Proofs {
    private final List<Engine> engines;
    private final Manifest committed;
    private final String fingerprint;

    /**
     * @param engines those that can run here
     * @param committed what earlier runs found, for the engines that cannot
     * @param fingerprint of today's model and specs
     */
    public Proofs(List<Engine> engines, Manifest committed, String fingerprint) {
        this.engines = engines;
        this.committed = committed;
        this.fingerprint = fingerprint;
    }

    /**
     * Runs them all.
     *
     * @param progress is told of every finding, from several threads
     * @throws EngineException when an engine failed; nothing is proved then
     */
    public List<Proof> run(List<NamedClaim> claims, Consumer<String> progress) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, engines.size()));
        try {
            List<CompletableFuture<Map<String, Finding>>> running = new ArrayList<>();
            for (Engine engine : engines) {
                running.add(CompletableFuture.supplyAsync(() -> ask(engine, claims, progress), threads));
            }
            List<Map<String, Finding>> found =
                    running.stream().map(Proofs::await).toList();
            return claims.stream().map(claim -> proof(claim, found)).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, Finding> await(CompletableFuture<Map<String, Finding>> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException failed ? failed : e;
        }
    }

    private static Map<String, Finding> ask(Engine engine, List<NamedClaim> claims, Consumer<String> progress) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (NamedClaim claim : claims) {
            if (engine.name().equals("lincheck")
                    && !claim.claim().notForLincheck().isEmpty()) {
                continue;
            }
            Finding finding;
            try {
                finding = Finding.of(claim, engine.explore(claim.scenario()));
            } catch (EngineException e) {
                throw new EngineException(claim.name() + ", " + engine.name() + ": " + e.getMessage(), e);
            }
            findings.put(claim.name(), finding);
            progress.accept(claim.name() + ": " + finding.answer() + " by " + engine.name() + ", " + finding.explored()
                    + " " + engine.unit());
        }
        return findings;
    }

    private Proof proof(NamedClaim claim, List<Map<String, Finding>> found) {
        Map<String, Finding> findings = new TreeMap<>();
        Set<String> stale = new TreeSet<>();
        for (int i = 0; i < engines.size(); i++) {
            Finding finding = found.get(i).get(claim.name());
            if (finding != null) {
                findings.put(engines.get(i).name(), finding);
            }
        }
        committed.engines().forEach((name, record) -> {
            boolean ranHere = engines.stream().anyMatch(engine -> engine.name().equals(name));
            Finding kept =
                    committed.findings().getOrDefault(claim.name(), Map.of()).get(name);
            if (!ranHere && kept != null) {
                findings.put(name, kept);
                if (!record.fingerprint().equals(fingerprint)) {
                    stale.add(name);
                }
            }
        });
        return new Proof(claim, findings, stale);
    }

    /** The engines of the manifest to be written: those that ran, with today's fingerprint, and those that were kept. */
    public Map<String, Manifest.EngineRecord> records() {
        Map<String, Manifest.EngineRecord> records = new TreeMap<>();
        for (Engine engine : engines) {
            records.put(engine.name(), new Manifest.EngineRecord(engine.version(), engine.unit(), fingerprint));
        }
        committed.engines().forEach(records::putIfAbsent);
        return records;
    }
}
