package pcilock.checks.jpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Step;
import pcilock.checks.jpf.PathRecorder.Arrival;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

class PathRecorderTest {
    private static final Step END = new Step(0, Event.TASK_END, 0);

    private final PathRecorder recorder = new PathRecorder(1);

    private void step(Event event) {
        recorder.event(0, event, 0);
    }

    @Test
    void aSearchInWhichEveryPathEndsIsWhole() {
        step(Event.KERNEL_ACCESS);
        recorder.advanced(0, Arrival.NEW);
        step(Event.TASK_END);
        recorder.advanced(1, Arrival.ENDED);
        recorder.backtracked();
        recorder.backtracked();
        recorder.finished();

        JpfReport report = recorder.report();
        assertThat(report.failure()).isNull();
        assertThat(report.stopped()).isNull();
        assertThat(report.states()).isEqualTo(2);
        assertThat(report.depth()).isEqualTo(2);
        assertThat(report.seen()).containsExactlyInAnyOrder(Event.KERNEL_ACCESS, Event.TASK_END);
    }

    @Test
    void theShortestPathToABrokenPropertyIsKept() {
        step(Event.KERNEL_ACCESS);
        step(Event.TASK_END);
        recorder.broken(Property.NOTHING_LEFT_HELD);
        recorder.advanced(0, Arrival.ENDED);
        recorder.backtracked();
        step(Event.TASK_END);
        recorder.broken(Property.NOTHING_LEFT_HELD);
        recorder.advanced(1, Arrival.ENDED);
        recorder.backtracked();
        recorder.finished();

        assertThat(recorder.report().broken())
                .containsOnly(java.util.Map.entry(Property.NOTHING_LEFT_HELD, List.of(END)));
        assertThat(recorder.report().orders()).isEqualTo(2);
    }

    @Test
    void aWayBackToAStateOfThePathIsAScheduleWithoutEnd() {
        recorder.advanced(0, Arrival.NEW);
        step(Event.FLAG_BUSY);
        recorder.advanced(0, Arrival.KNOWN);

        assertThat(recorder.report().broken()).containsOnlyKeys(Property.EVERY_TASK_ENDS);
    }

    @Test
    void aKnownStateOfAnotherPathIsNoCycle() {
        recorder.advanced(0, Arrival.NEW);
        recorder.advanced(1, Arrival.NEW);
        recorder.backtracked();
        recorder.advanced(1, Arrival.KNOWN);

        assertThat(recorder.report().broken()).isEmpty();
    }

    @Test
    void aPathThatIsDroppedMakesTheSearchWorthless() {
        recorder.advanced(0, Arrival.NEW);
        recorder.backtracked();

        assertThat(recorder.report().failure()).startsWith("a path was dropped in a state that is no end");
    }

    @Test
    void aPathThatEndsBeforeItsTasksMakesTheSearchWorthless() {
        recorder.advanced(0, Arrival.ENDED);

        assertThat(recorder.report().failure()).startsWith("a path ended although only 0 of 1 tasks had");
    }

    @Test
    void aSearchWithoutAnEndIsWorthlessUnlessALimitStoppedIt() {
        assertThat(recorder.report().failure()).startsWith("the search never came to its end");

        PathRecorder limited = new PathRecorder(1);
        limited.stopped("a limit");
        assertThat(limited.report().failure()).isNull();
        assertThat(limited.report().stopped()).isEqualTo("a limit");
    }
}
