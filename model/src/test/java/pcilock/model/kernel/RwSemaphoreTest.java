package pcilock.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RwSemaphoreTest {
    private final Task one = new Task(0, "T1");
    private final Task two = new Task(1, "T2");
    private final RwSemaphore semaphore = new RwSemaphore(7, 0);
    private final List<String> events = new ArrayList<>();
    private final MonitorKernel kernel = new MonitorKernel(
            (current, event, number) -> events.add(current + " " + event + " " + number), new Lockdep(2, 1));

    @Test
    void readersShare() {
        semaphore.downRead(kernel, one);
        semaphore.downRead(kernel, two);

        assertThat(events).containsExactly("T1 SEM_READ 7", "T2 SEM_READ 7");
        assertThat(semaphore.readers.contains(one)).isTrue();
        assertThat(semaphore.readers.contains(two)).isTrue();
    }

    @Test
    void whoWritesIsAloneUntilHeReleases() {
        semaphore.downWrite(kernel, one);
        assertThat(semaphore.writer.contains(one)).isTrue();

        semaphore.upWrite(kernel, one);
        semaphore.downWrite(kernel, two);

        assertThat(semaphore.writer.contains(one)).isFalse();
        assertThat(semaphore.writer.contains(two)).isTrue();
    }

    @Test
    void whoOnlyTriesToWriteGivesUpWhereSomebodyReadsOrWritesOrWaitsToWrite() {
        semaphore.downRead(kernel, one);
        assertThat(semaphore.downWriteTrylock(kernel, two)).isFalse();
        semaphore.upRead(kernel, one);

        semaphore.downWrite(kernel, one);
        assertThat(semaphore.downWriteTrylock(kernel, two)).isFalse();
        semaphore.upWrite(kernel, one);

        semaphore.waitingWriters.add(one);
        assertThat(semaphore.downWriteTrylock(kernel, two)).isFalse();
        semaphore.waitingWriters.remove(one);

        assertThat(semaphore.writer.isEmpty()).isTrue();
        assertThat(events).endsWith("T2 SEM_WRITE_TRYLOCK_FAILED 7");
    }

    @Test
    void whoOnlyTriesToWriteIsAloneWhereItIsFree() {
        assertThat(semaphore.downWriteTrylock(kernel, one)).isTrue();

        assertThat(semaphore.writer.contains(one)).isTrue();
        assertThat(semaphore.downWriteTrylock(kernel, two)).isFalse();
        assertThat(events).containsExactly("T1 SEM_WRITE_TRYLOCK 7", "T2 SEM_WRITE_TRYLOCK_FAILED 7");
    }

    @Test
    void aReleaseAsksForNoOwnerAndTakesNothingAway() {
        semaphore.downRead(kernel, one);
        semaphore.upRead(kernel, two);

        assertThat(semaphore.readers.contains(one)).isTrue();
    }

    @Test
    void whatWasDrainedIsNotEnteredUntilItIsCreatedAgain() {
        ActiveReference reference = new ActiveReference(3, 0, false);
        assertThat(reference.enter(kernel, one)).isTrue();
        reference.leave(kernel, one);

        reference.drain(kernel, two);
        assertThat(reference.enter(kernel, one)).isFalse();
        assertThat(reference.enterAlone(kernel, one)).isFalse();

        reference.create(kernel, two);
        assertThat(reference.enterAlone(kernel, one)).isTrue();
    }

    @Test
    void aBitIsTheSameWhoeverSetsIt() {
        StateBit bit = new StateBit(4, 0, false);
        assertThat(bit.test(kernel, one)).isFalse();

        bit.set(kernel, one);
        assertThat(bit.test(kernel, two)).isTrue();

        bit.clear(kernel, two);
        assertThat(bit.test(kernel, one)).isFalse();
    }
}
