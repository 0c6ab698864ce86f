package pcilock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {
    @TempDir
    Path directory;

    @Test
    void theBuildSaysAtItsEndWhatWasSkippedAndOnlyThen() throws IOException {
        Path summary = directory.resolve("target/spin-summary.txt");

        SkippedTests.write(false, summary, "No spin was found.");
        assertThat(summary).hasContent("No spin was found.");

        SkippedTests.write(true, summary, "No spin was found.");
        assertThat(summary).doesNotExist();
    }
}
