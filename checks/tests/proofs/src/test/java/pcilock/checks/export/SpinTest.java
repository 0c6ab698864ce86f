package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.engine.EngineException;
import pcilock.specs.property.Property;

class SpinTest {
    private static final List<String> REPORT = List.of(
            "pan:1: assertion violated bridge_held (at depth 3)",
            "pan:2: invalid end state (at depth 17)",
            "Full statespace search for:",
            "State-vector 36 byte, depth reached 41, errors: 17",
            "      981 states, stored",
            "     1501 states, matched",
            "pan: elapsed time 0 seconds");

    @TempDir
    Path directory;

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(REPORT);
        lines.add(0, line);
        return lines;
    }

    private static void isNoAnswer(List<String> printed) {
        assertThatThrownBy(() -> Spin.parse(printed)).isInstanceOf(EngineException.class);
    }

    @Test
    void aWholeReportIsRead() {
        assertThat(Spin.parse(REPORT))
                .isEqualTo(new CheckedExport(981, Set.of(Property.BRIDGE_HELD, Property.EVERY_TASK_ENDS)));
    }

    @Test
    void ofAHundredMillionStatesTheDigitsThatArePrintedAreRead() {
        List<String> report = new ArrayList<>(REPORT);
        report.set(4, "1.0288362e+08 states, stored");
        report.add(0, "pan: resizing hashtable to -w23..  done");
        assertThat(Spin.parse(report).states()).isEqualTo(102_883_620);
    }

    @Test
    void aSearchThatStoppedBeforeTheEndIsNoAnswer() {
        isNoAnswer(with("error: max search depth too small"));
        isNoAnswer(with("Warning: Search not completed"));
        isNoAnswer(with("pan: out of memory"));
    }

    @Test
    void halfAReportIsNoAnswer() {
        for (int i = 0; i < 5; i++) {
            isNoAnswer(REPORT.subList(0, i));
        }
    }

    @Test
    void anErrorOfAnotherKindIsNoAnswer() {
        isNoAnswer(with("pan:3: assertion violated something_else (at depth 3)"));
        isNoAnswer(with("pan:3: acceptance cycle (at depth 3)"));
    }

    @Test
    void errorsThatAreNotNamedAreNoAnswer() {
        isNoAnswer(REPORT.subList(2, REPORT.size()));
    }

    @Test
    void whereNothingIsInstalledThereIsNone() {
        assertThat(Spin.find("")).isEmpty();
        assertThat(Spin.find(directory.toString())).isEmpty();
    }

    @Test
    void spinWithoutACompilerIsNone() throws IOException {
        assertThat(Files.createFile(directory.resolve("spin")).toFile().setExecutable(true))
                .isTrue();
        assertThat(Spin.find(directory.toString())).isEmpty();

        assertThat(Files.createFile(directory.resolve("cc")).toFile().setExecutable(true))
                .isTrue();
        assertThat(Spin.find(directory.toString())).isPresent();
    }
}
