package pcilock.model.kernel;

/**
 * {@code struct rw_semaphore}: readers share, a writer is alone, and a reader who comes while a writer waits waits behind it, also one
 * who reads already. Nobody's interruption ends a wait.
 *
 * <p>A reader who went to sleep because somebody wrote, and nobody waited to write, is ahead of every writer who comes later. One who
 * went to sleep behind a writer waits until no writer waits; in the kernel he is ahead of those who came after him. That differs only
 * where of three tasks two want to write and one of these had read before. Which of several waiting writers comes first is left open, and a
 * writer who comes when the semaphore is free may take it ahead of those who sleep, as in the kernel.
 *
 * <p>Readers are counted once each: of a task that reads twice the first {@code up_read} lets go, in the kernel the second one.
 */
public final class RwSemaphore extends GuardedObject {
    public final TaskSet readers;
    public final TaskSet writer;
    public final TaskSet waitingWriters;

    private final SleepingStep downRead;
    private final SleepingStep downWrite;
    private final GuardedStep downWriteTrylock;
    private final GuardedStep[] downWriteTrylockFails;
    private final GuardedStep upRead;
    private final GuardedStep upWrite;

    /** A semaphore whose sets have the numbers from {@code firstSet} on. */
    public RwSemaphore(int number, int firstSet) {
        super(number);
        readers = new TaskSet(firstSet);
        writer = new TaskSet(firstSet + 1);
        waitingWriters = new TaskSet(firstSet + 2);
        GuardedStep read =
                step(Event.SEM_READ).whenEmpty(writer, waitingWriters).joining(readers);
        downRead = new SleepingStep(
                read,
                new GuardedStep[] {
                    step(Event.SEM_READ_SLEEP).whenEmpty(waitingWriters).whenOccupied(writer),
                    step(Event.SEM_READ_SLEEP).whenOccupied(waitingWriters)
                },
                new GuardedStep[] {step(Event.SEM_READ).whenEmpty(writer).joining(readers), read});
        GuardedStep afterSleep = step(Event.SEM_WRITE)
                .whenEmpty(readers, writer)
                .leaving(waitingWriters)
                .joining(writer);
        downWrite = new SleepingStep(
                step(Event.SEM_WRITE).whenEmpty(readers, writer).joining(writer),
                new GuardedStep[] {
                    step(Event.SEM_WRITE_SLEEP).whenOccupied(readers).joining(waitingWriters),
                    step(Event.SEM_WRITE_SLEEP)
                            .whenEmpty(readers)
                            .whenOccupied(writer)
                            .joining(waitingWriters)
                },
                new GuardedStep[] {afterSleep, afterSleep});
        downWriteTrylock = step(Event.SEM_WRITE_TRYLOCK)
                .whenEmpty(readers, writer, waitingWriters)
                .joining(writer);
        downWriteTrylockFails = new GuardedStep[] {
            step(Event.SEM_WRITE_TRYLOCK_FAILED).whenOccupied(readers),
            step(Event.SEM_WRITE_TRYLOCK_FAILED).whenEmpty(readers).whenOccupied(writer),
            step(Event.SEM_WRITE_TRYLOCK_FAILED).whenEmpty(readers, writer).whenOccupied(waitingWriters)
        };
        upRead = step(Event.SEM_READ_RELEASE).leaving(readers);
        upWrite = step(Event.SEM_WRITE_RELEASE).leaving(writer);
    }

    @Override
    public TaskSet[] sets() {
        return new TaskSet[] {readers, writer, waitingWriters};
    }

    /** A step with this semaphore, for a seeded fault. */
    public GuardedStep step(Event event) {
        return new GuardedStep(this, event);
    }

    /** {@code down_read}. */
    public void downRead(Kernel kernel, Task current) {
        kernel.await(current, downRead);
    }

    /** {@code down_write}. */
    public void downWrite(Kernel kernel, Task current) {
        kernel.await(current, downWrite);
    }

    /**
     * {@code down_write_trylock}: never sleeps, and does not go ahead of a writer who waits. In the kernel it does not go ahead of a
     * reader who was woken and has not run yet, either.
     */
    public boolean downWriteTrylock(Kernel kernel, Task current) {
        return kernel.attempt(current, downWriteTrylock, downWriteTrylockFails);
    }

    /** {@code up_read}: asks for no owner. */
    public void upRead(Kernel kernel, Task current) {
        kernel.take(current, upRead);
    }

    /** {@code up_write}: asks for no owner. */
    public void upWrite(Kernel kernel, Task current) {
        kernel.take(current, upWrite);
    }
}
