package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows of a check. */
class ReadmeIT {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void theScenarioOfReadmeIsAnsweredAsReadmeSays(@TempDir Path folder) throws IOException {
        List<String> readme = Files.readAllLines(README);
        List<String> report = readme.stream()
                .filter(line -> line.startsWith("> -[") || line.startsWith(">    "))
                .map(line -> line.substring(2))
                .toList();
        int asked = readme.indexOf(
                "$ ./pcilock check --revision patch-3 --topology report.txt" + " --tasks pci_bus_error_reset:00:1d.0");
        int end = readme.subList(asked, readme.size()).indexOf("...");
        Path file = Files.write(folder.resolve("report.txt"), report);

        Run run = Run.of(
                "check",
                "--revision",
                "patch-3",
                "--topology",
                file.toString(),
                "--tasks",
                "pci_bus_error_reset:00:1d.0");

        assertThat(run.out()).startsWith(String.join("\n", readme.subList(asked + 1, asked + end)));
    }
}
