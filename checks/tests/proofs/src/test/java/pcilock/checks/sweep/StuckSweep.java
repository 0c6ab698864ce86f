package pcilock.checks.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Sweeps a shard up to a certain tree, begins to write down another one, and stays there until somebody kills it. */
final class StuckSweep {
    static final int SHARDS = 4;
    static final String CODE = "this build";
    static final SweepBounds BOUNDS =
            new SweepBounds(List.of(Revision.PATCH_3), Fault.NONE, TaskFamily.all(), 4, 3, 2, 2, true);

    /** What a sweep that is killed while it writes may leave. */
    static final String CUT_OFF = "tree\t";

    /** A file beside the journal, with a line that has the number of the process once it hangs. */
    static final String HANGS = "hangs";

    private StuckSweep() {}

    /** Arguments: the journal, the shard's number, and how many trees to sweep. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int trees = Integer.parseInt(arguments[2]);
        SweepJournal journal = SweepJournal.open(file, BOUNDS, CODE);
        new Sweep(BOUNDS, new Shard(Integer.parseInt(arguments[1]), SHARDS))
                .run(1, journal, (done, all, last, counts) -> {
                    if (done == trees) {
                        hang(file);
                    }
                });
    }

    private static void hang(Path file) {
        try {
            Files.writeString(file, CUT_OFF, StandardOpenOption.APPEND);
            Files.writeString(
                    file.resolveSibling(HANGS), ProcessHandle.current().pid() + "\n");
            // Not for ever, should the test that kills it be killed itself.
            new CountDownLatch(1).await(10, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
