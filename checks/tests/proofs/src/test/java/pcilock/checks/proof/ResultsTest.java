package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path folder;

    private static Results results(String... pathsAndTexts) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return new Results(new TreeMap<>(files));
    }

    @Test
    void sayWhichFileDiffersAndWhere() {
        Results committed = results("a", "1\n2\n", "b", "same\n", "old", "");
        Results found = results("a", "1\n3\n", "b", "same\n", "new", "");

        assertThat(found.differencesFrom(committed))
                .containsExactly("a, line 2, column 1: \"2\" became \"3\"", "new is new", "old is no longer written");
    }

    @Test
    void aFileThatGrewDiffersWhereTheOldOneEnds() {
        assertThat(results("a", "1\n2\n").differencesFrom(results("a", "1\n")))
                .containsExactly("a, line 2: the end became \"2\"");
    }

    @Test
    void areReadAsTheyWereWrittenAndLeaveNothingElseBehind() {
        results("old.txt", "x", "traces/old.txt", "x").writeTo(folder);
        Results now = results("README.md", "text\n", "traces/a.txt", "trace\n");
        now.writeTo(folder);

        assertThat(Results.in(folder)).isEqualTo(now);
    }

    @Test
    void leaveTheFoldersAloneThatAreMadeByThemselves() {
        Results deadlocks = results("README.md", "deadlocks\n");
        deadlocks.writeTo(folder.resolve(Results.DEADLOCKS));
        Results sweep = results("README.md", "sweep\n");
        sweep.writeTo(folder.resolve(Results.SWEEP));
        Results now = results("README.md", "text\n");
        now.writeTo(folder);

        assertThat(Results.in(folder)).isEqualTo(now);
        assertThat(Results.in(folder.resolve(Results.DEADLOCKS))).isEqualTo(deadlocks);
        assertThat(Results.in(folder.resolve(Results.SWEEP))).isEqualTo(sweep);
    }

    @Test
    void aManifestIsReadAsItWasWritten() throws IOException {
        Map<String, Manifest.EngineRecord> engines = Map.of("jpf", new Manifest.EngineRecord("7", "states", "f"));
        String text = Manifest.write(engines, List.of());
        Files.writeString(folder.resolve("manifest.json"), text);

        Manifest read = Manifest.read(folder.resolve("manifest.json"));

        assertThat(read.engines()).isEqualTo(engines);
        assertThat(Manifest.write(read.engines(), List.of())).isEqualTo(text);
    }

    @Test
    void aTruncatedManifestIsAnErrorThatNamesTheFileAndThePlace() throws IOException {
        Path file = folder.resolve("manifest.json");
        String whole = Manifest.write(Map.of("jpf", new Manifest.EngineRecord("7", "states", "f")), List.of());
        Files.writeString(file, whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.json")
                .hasMessageContaining("line");
    }

    @Test
    void aManifestThatLacksSomethingIsAnErrorThatSaysWhat() throws IOException {
        Path file = folder.resolve("manifest.json");
        Files.writeString(file, "{\"engines\": {\"jpf\": {\"version\": \"7\"}}, \"claims\": []}");

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.json")
                .hasMessageContaining("expected \"unit\"");
    }
}
