package pcilock.checks.sweep;

/** Told how far a sweep got; may be told by any thread, by one at a time. */
public interface SweepProgress {
    /**
     * A tree is done.
     *
     * @param done the trees that are done, those of earlier starts among them
     * @param all the trees of this shard
     * @param last the tree that is done
     * @param counts what was done in all
     */
    void treeDone(int done, int all, String last, Counts counts);
}
