package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Workers;
import pcilock.specs.claim.NamedClaim;

/** Asks every engine every claim that it is for, as many at once as there are processors. */
public final class Proofs {
    /** More of them would want more memory for the JVMs of the engines than a machine with so many processors may have. */
    private static final int MOST_THREADS = 8;

    private final List<Engine> engines;
    private final Manifest committed;
    private final String fingerprint;
    private final boolean asksLongOnes;

    private record Question(NamedClaim claim, Engine engine) {}

    /**
     * @param engines those that can run here, each able to answer several threads at once
     * @param committed what earlier runs found, for the engines that cannot
     * @param fingerprint of today's model and specs
     * @param asksLongOnes whether an engine is asked what takes it long, too; otherwise what it found earlier is kept
     */
    public Proofs(List<Engine> engines, Manifest committed, String fingerprint, boolean asksLongOnes) {
        this.engines = engines;
        this.committed = committed;
        this.fingerprint = fingerprint;
        this.asksLongOnes = asksLongOnes;
    }

    /**
     * Runs them all.
     *
     * @param progress is told of every finding, from several threads
     * @throws EngineException when an engine failed; nothing is proved then
     */
    public List<Proof> run(List<NamedClaim> claims, Consumer<String> progress) {
        List<Question> questions = questions(claims);
        List<Finding> answers = Workers.map(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                questions,
                question -> ask(question, progress));
        Map<Question, Finding> found = new HashMap<>();
        for (int question = 0; question < questions.size(); question++) {
            found.put(questions.get(question), answers.get(question));
        }
        return claims.stream().map(claim -> proof(claim, found)).toList();
    }

    /** What took most the last time comes first, so that no processor is left with a long one at the end. */
    private List<Question> questions(List<NamedClaim> claims) {
        List<Question> questions = new ArrayList<>();
        for (NamedClaim claim : claims) {
            for (Engine engine : engines) {
                if (engine.whyNotAsked(claim.claim()).isEmpty() && (asksLongOnes || !engine.takesLong(claim.claim()))) {
                    questions.add(new Question(claim, engine));
                }
            }
        }
        questions.sort(Comparator.comparingLong(this::exploredBefore).reversed());
        return questions;
    }

    private long exploredBefore(Question question) {
        Finding before = committed
                .findings()
                .getOrDefault(question.claim().name(), Map.of())
                .get(question.engine().name());
        return before == null ? Long.MAX_VALUE : before.explored();
    }

    private static Finding ask(Question question, Consumer<String> progress) {
        NamedClaim claim = question.claim();
        Engine engine = question.engine();
        Finding finding;
        try {
            finding = Finding.of(claim, engine.explore(claim.scenario()));
        } catch (EngineException e) {
            throw new EngineException(claim.name() + ", " + engine.name() + ": " + e.getMessage(), e);
        }
        progress.accept(claim.name() + ": " + finding.answer() + " by " + engine.name() + ", " + finding.explored()
                + " " + engine.unit());
        return finding;
    }

    private Proof proof(NamedClaim claim, Map<Question, Finding> found) {
        Map<String, Finding> findings = new TreeMap<>();
        Set<String> stale = new TreeSet<>();
        Map<String, String> notAsked = new TreeMap<>();
        for (Engine engine : engines) {
            Finding finding = found.get(new Question(claim, engine));
            String why = engine.whyNotAsked(claim.claim());
            if (finding != null) {
                findings.put(engine.name(), finding);
            } else if (!why.isEmpty()) {
                notAsked.put(engine.name(), why);
            }
        }
        committed.findings().getOrDefault(claim.name(), Map.of()).forEach((name, kept) -> {
            if (!findings.containsKey(name) && !notAsked.containsKey(name)) {
                findings.put(name, kept);
                if (isOfOtherSources(claim, name)) {
                    stale.add(name);
                }
            }
        });
        return new Proof(claim, findings, stale, notAsked);
    }

    private boolean isOfOtherSources(NamedClaim claim, String engine) {
        return !committed.engines().get(engine).fingerprint().equals(fingerprint)
                || committed.stale().getOrDefault(claim.name(), Set.of()).contains(engine);
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
