package pcilock.checks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void whatPiecesGaveIsInTheirOrder() {
        List<Integer> pieces = IntStream.range(0, 1000).boxed().toList();

        assertThat(Workers.map(4, pieces, piece -> piece * piece))
                .isEqualTo(pieces.stream().map(piece -> piece * piece).toList());
        assertThat(Workers.map(List.<Integer>of(), piece -> piece)).isEmpty();
    }

    @Test
    void asManyPiecesAreDoneAtOnceAsThereAreThreads() {
        CyclicBarrier all = new CyclicBarrier(3);
        Function<String, Integer> waitsForTheOthers = piece -> {
            try {
                return all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        assertThat(Workers.map(3, List.of("a", "b", "c"), waitsForTheOthers)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aFailureIsThrownAsItIsAndNoOtherPieceIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> Workers.share(1, 10, () -> piece -> {
                    begun.incrementAndGet();
                    if (piece == 3) {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
        assertThat(begun).hasValue(4);
    }

    @Test
    void anErrorOfTheJvmIsAFailureThatNamesIt() {
        assertThatThrownBy(() -> Workers.share(1, 1, () -> piece -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("StackOverflowError");
    }

    @Test
    void whoIsInterruptedInterruptsThoseThatWork() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> Workers.share(1, 1, () -> piece -> {
                    caller.interrupt();
                    try {
                        Thread.currentThread().join();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
