package pcilock.checks.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work in a thread of its own, for a limited time. When the time is up the thread is interrupted, and an exploration tells
 * what it has; code that does not listen is left to itself in its daemon thread.
 */
final class TimeLimit {
    /** For the locking code, which calls itself once for each level of bridges; only reserved until it is used. */
    private static final long STACK_BYTES = 64L << 20;

    /** How long an interrupted exploration may take to replay what it found. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * How the work ended.
     *
     * @param value null when there is none
     * @param failure null when there is none
     * @param timeIsUp whether the limit was reached
     * @param stuckAt where the thread was when it was left to itself; empty when it was not
     */
    record Outcome<T>(T value, Throwable failure, boolean timeIsUp, List<StackTraceElement> stuckAt) {}

    private TimeLimit() {}

    static <T> Outcome<T> run(Duration limit, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        // Running out of stack or memory included: the caller tells the user.
                        result.completeExceptionally(e);
                    }
                },
                "check",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return new Outcome<>(result.get(limit.toMillis(), TimeUnit.MILLISECONDS), null, false, List.of());
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause(), false, List.of());
        } catch (TimeoutException e) {
            thread.interrupt();
        } catch (InterruptedException e) {
            return interrupted(thread, e);
        }
        try {
            return new Outcome<>(result.get(GRACE.toMillis(), TimeUnit.MILLISECONDS), null, true, List.of());
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause(), true, List.of());
        } catch (TimeoutException e) {
            return new Outcome<>(null, null, true, List.of(thread.getStackTrace()));
        } catch (InterruptedException e) {
            return interrupted(thread, e);
        }
    }

    private static <T> Outcome<T> interrupted(Thread thread, InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        return new Outcome<>(null, e, false, List.of());
    }
}
