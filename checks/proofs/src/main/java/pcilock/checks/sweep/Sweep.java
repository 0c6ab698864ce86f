package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Workers;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.tree.Tree;

/**
 * Explores every tree up to a size with every choice of tasks, and keeps for each revision, property and family of tasks the
 * smallest counterexample. What it finds does not depend on how many threads there are or which is faster.
 */
public final class Sweep {
    /** Far beyond any scenario of eight devices and four tasks; a state takes 28 bytes at the least. */
    private static final int MOST_STATES = 20_000_000;

    private final SweepBounds bounds;
    private final Shard shard;
    private final List<Tree> trees;
    private final Programs programs;
    private final SweepFindings findings;

    /** A sweep of which nothing is done yet. */
    public Sweep(SweepBounds bounds, Shard shard) {
        this.bounds = bounds;
        this.shard = shard;
        trees = bounds.trees();
        programs = new Programs(bounds);
        findings = new SweepFindings(bounds);
    }

    /** The whole of a sweep, on all processors. */
    public static SweepFindings run(SweepBounds bounds) {
        return new Sweep(bounds, Shard.WHOLE)
                .run(Runtime.getRuntime().availableProcessors(), null, (done, all, last, counts) -> {});
    }

    /** What was found up to now. */
    public SweepFindings findings() {
        return findings;
    }

    /**
     * Does what is left to do.
     *
     * @param journal what was done at earlier starts, and where to write down what is done now; null to keep nothing
     * @throws EngineException when the sweep itself failed; what was done before is in the journal
     */
    public SweepFindings run(int threads, SweepJournal journal, SweepProgress progress) {
        if (journal != null) {
            journal.done().forEach(findings::add);
        }
        List<Integer> left = new ArrayList<>();
        int all = 0;
        for (int order = 0; order < trees.size(); order++) {
            if (shard.has(order)) {
                all++;
                if (!findings.isDone(order)) {
                    left.add(order);
                }
            }
        }
        int inShard = all;
        Workers.share(threads, left.size(), () -> {
            ScenarioSearch search = new ScenarioSearch(MOST_STATES);
            return piece -> {
                int order = left.get(piece);
                TreeResult result;
                try {
                    result = TreeSweep.of(bounds, programs, findings, search, trees.get(order), order);
                } catch (RuntimeException e) {
                    throw new EngineException("the sweep failed on " + trees.get(order) + ": " + e.getMessage(), e);
                }
                synchronized (this) {
                    findings.add(result);
                    if (journal != null) {
                        journal.append(result);
                    }
                    progress.treeDone(findings.treesDone(), inShard, trees.get(order).notation, findings.counts());
                }
            };
        });
        return findings;
    }
}
