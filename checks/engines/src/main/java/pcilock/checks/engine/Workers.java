package pcilock.checks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Threads that share some work: each takes the next piece when it is done with one. Pieces differ so much that threads that are given
 * theirs beforehand, as those of a parallel stream are, wait for one of them for a good part of the time.
 */
public final class Workers {
    private Workers() {}

    /** Does something with each piece, on all processors; what that gave, in their order. For errors see {@link #share}. */
    public static <S, T> List<T> map(List<S> pieces, Function<S, T> does) {
        return map(Runtime.getRuntime().availableProcessors(), pieces, does);
    }

    /** The same in so many threads. */
    public static <S, T> List<T> map(int threads, List<S> pieces, Function<S, T> does) {
        AtomicReferenceArray<T> done = new AtomicReferenceArray<>(pieces.size());
        share(threads, pieces.size(), () -> piece -> done.set(piece, does.apply(pieces.get(piece))));
        return IntStream.range(0, pieces.size()).mapToObj(done::get).toList();
    }

    /**
     * Does so many pieces in so many threads.
     *
     * @param worker makes what one thread does with each piece that it takes, by the number of the piece
     * @throws EngineException when this thread was interrupted; then so are those that work
     * @throws RuntimeException what the first worker that failed threw; no other piece is begun then
     */
    public static void share(int threads, int pieces, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            try {
                IntConsumer does = worker.get();
                for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                    does.accept(piece);
                }
            } finally {
                next.set(pieces);
            }
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(work));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new EngineException("A thread failed: " + e.getCause() + ".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while threads worked. Run it again.", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
