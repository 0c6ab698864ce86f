package pcilock.checks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.model.revision.Revision;

/** What the explorations find of the locking code as it is, written down before PIT changes anything. */
final class UnchangedCode {
    private static final Path FOUND = Path.of(System.getProperty("mutation.found", "target/mutation"));

    private UnchangedCode() {}

    /**
     * Writes it down.
     *
     * @param arguments the directory to write to
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (Revision revision : Revision.values()) {
            Files.writeString(directory.resolve("sweep-" + revision.id), SweepOfFourDevices.sweep(revision));
        }
        for (Revision revision : DeadlockPairs.RELEASES) {
            Files.writeString(directory.resolve("pairs-" + revision.id), PairsOfTwoDevices.pairs(revision));
        }
    }

    /** What the sweep of a revision found. */
    static String sweep(Revision revision) throws IOException {
        return Files.readString(FOUND.resolve("sweep-" + revision.id));
    }

    /** What was found of the pairs of a revision. */
    static String pairs(Revision revision) throws IOException {
        return Files.readString(FOUND.resolve("pairs-" + revision.id));
    }
}
