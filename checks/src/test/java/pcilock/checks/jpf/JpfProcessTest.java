package pcilock.checks.jpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

class JpfProcessTest {
    private static final JpfReport REPORT = new JpfReport(
            4,
            3,
            2,
            1,
            1,
            null,
            null,
            Set.of(Event.MUTEX_LOCK),
            Map.of(Property.NO_DEADLOCK, List.of(new Step(1, Event.MUTEX_LOCK, 0))));

    @TempDir
    Path directory;

    private JpfReport run(String script, Duration patience) {
        return new JpfProcess(List.of("/bin/sh", "-c", script), directory, patience).run();
    }

    private JpfReport run(String script) {
        return run(script, Duration.ofSeconds(60));
    }

    private static String print(List<String> lines) {
        return "printf '%s\\n' '" + String.join("' '", lines) + "'";
    }

    @Test
    void aWholeReportIsRead() {
        assertThat(run(print(REPORT.lines()))).isEqualTo(REPORT);
    }

    @Test
    void aCrashIsAnErrorWithTheEndOfTheLog() {
        assertThatThrownBy(() -> run(print(REPORT.lines()) + "; echo it went wrong >&2; exit 1"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("crashed with exit status 1")
                .hasMessageContaining("it went wrong");
    }

    @Test
    void aChildThatIsKilledIsAnError() {
        assertThatThrownBy(() -> run(print(REPORT.lines()) + "; kill -9 $$"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("was killed by signal 9");
    }

    @Test
    void aChildThatHangsIsKilled() {
        assertThatThrownBy(() -> run("exec tail -f /dev/null", Duration.ofMillis(100)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("hung and was killed")
                .hasMessageContaining("Raise the time limit");
    }

    @Test
    void halfAReportIsAnErrorWhereverItBreaksOff() {
        List<String> lines = REPORT.lines();
        for (int i = 1; i < lines.size(); i++) {
            List<String> half = lines.subList(0, i);
            assertThatThrownBy(() -> JpfReport.parse(half))
                    .isInstanceOf(JpfReport.MalformedException.class)
                    .hasMessageContaining("half an answer, up to: " + half.get(half.size() - 1));
        }
        assertThatThrownBy(() -> run(print(lines.subList(0, 3))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The forked JPF printed half an answer, up to: visited 3");
    }

    @Test
    void silenceIsAnError() {
        assertThatThrownBy(() -> run("true"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("printed no answer");
    }

    @Test
    void somethingElseThanAReportIsAnError() {
        assertThatThrownBy(() -> run("echo no errors detected"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("something else than an answer: no errors detected");
        assertThatThrownBy(() -> run("echo jpf-report; echo seen NO_SUCH_EVENT; echo end-of-jpf-report"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("makes no sense: seen NO_SUCH_EVENT");
        assertThatThrownBy(() -> run("echo jpf-report; echo states 1; echo end-of-jpf-report"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("without the number of visited");
    }

    @Test
    void aChildOutOfMemoryHasReachedItsLimit() {
        assertThat(run("echo Terminating due to java.lang.OutOfMemoryError: Java heap space; exit 3")
                        .stopped())
                .isEqualTo("the memory limit was reached");
    }

    @Test
    void aCommandThatIsNoneIsAnError() {
        JpfProcess process =
                new JpfProcess(List.of(directory.resolve("no-java").toString()), directory, Duration.ofSeconds(60));

        assertThatThrownBy(process::run)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("no-java");
    }
}
