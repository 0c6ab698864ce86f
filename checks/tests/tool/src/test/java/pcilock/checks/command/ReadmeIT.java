package pcilock.checks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.Folders;

/** What README shows of a check. */
class ReadmeIT {
    private static final String COMMAND = "$ ./pcilock ";
    private static final String REPORT = "report.txt";

    @Test
    void theScenarioOfReadmeIsAnsweredAsReadmeSays(@TempDir Path folder) throws IOException {
        List<String> readme = Files.readAllLines(Folders.ROOT.resolve("README.md"));
        List<String> report = readme.stream()
                .filter(line -> line.startsWith("> -[") || line.startsWith(">    "))
                .map(line -> line.substring(2))
                .toList();
        String command = readme.stream()
                .filter(line -> line.startsWith(COMMAND + "check --revision patch-3 --topology " + REPORT))
                .findFirst()
                .orElseThrow();
        int asked = readme.indexOf(command);
        int end = readme.subList(asked, readme.size()).indexOf("...");
        Path file = Files.write(folder.resolve(REPORT), report);

        Run run = Run.of(command.substring(COMMAND.length())
                .replace(REPORT, file.toString())
                .split(" "));

        assertThat(run.out()).startsWith(String.join("\n", readme.subList(asked + 1, asked + end)));
    }
}
