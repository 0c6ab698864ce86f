package pcilock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line at the end of the build that says what was skipped for want of another program. */
public final class SkippedTests {
    private SkippedTests() {}

    /** Writes the line into a file that the build prints last, or deletes the file where the program was found. */
    public static void write(boolean found, Path summary, String line) throws IOException {
        Files.deleteIfExists(summary);
        if (!found) {
            Files.createDirectories(summary.toAbsolutePath().getParent());
            Files.writeString(summary, line + "\n");
        }
    }
}
