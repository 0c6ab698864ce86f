package pcilock.checks.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The line at the end of the build that says that SPIN was not asked. */
final class SpinSummary {
    static final String SKIPPED =
            "No spin with a C compiler was found: the check of exported scenarios with SPIN was SKIPPED."
                    + " To run it, apt-get install spin gcc.\n";

    private SpinSummary() {}

    static void write(boolean found, Path summary) throws IOException {
        Files.deleteIfExists(summary);
        if (!found) {
            Files.createDirectories(summary.toAbsolutePath().getParent());
            Files.writeString(summary, SKIPPED);
        }
    }
}
