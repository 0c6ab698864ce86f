package pcilock.model.kernel;

/**
 * What the locking code asks of the machine. Every engine that explores the locking code provides one of these and nothing
 * else: there is one source of the locking code and no second model.
 *
 * <p>Each method is one atomic step, except those that can sleep, which are one step when they go to sleep and one when they
 * come back. Each step tells the {@link Observer} exactly one event that is not a {@link Event#note}, or leaves that to the
 * {@link SpinlockSection} it runs.
 */
public interface Kernel {
    /** {@code mutex_lock}: sleeps, uninterruptibly and without a timeout, until the mutex is free. Not recursive. */
    void mutexLock(Task current, Mutex mutex);

    /** {@code mutex_trylock}: never sleeps. */
    boolean mutexTrylock(Task current, Mutex mutex);

    /** {@code mutex_unlock}: asks for no owner. */
    void mutexUnlock(Task current, Mutex mutex);

    /** Runs a section under a raw spinlock: one atomic step. */
    boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag);

    /** {@code prepare_to_wait(&pci_cfg_wait)}; the flag is what the caller is about to wait for. */
    void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag);

    /** {@code schedule()}: sleeps unless a wake-up came since {@link #prepareToWait}. */
    void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag);

    /** {@code finish_wait}. */
    void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag);

    /** {@code wake_up_all}; the flag is the one whose change is announced. */
    void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag);

    /** What {@code wake_up_all} is not: only one waiter wakes. For a seeded fault. */
    void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag);

    /**
     * The atomic blocking flag that stands in for pci_lock and the wait queue where a proof allows it: sleeps until the flag
     * is clear and runs the section in the same step.
     */
    void whenClear(Task current, SpinlockSection section, BlockCfgAccess flag);

    /** Changes the flag on behalf of those who sleep in {@link #whenClear}: one atomic step. */
    boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag);

    /** Takes a step that can always be taken. */
    void take(Task current, GuardedStep step);

    /**
     * Takes one of two steps, of which exactly one can be taken. Never sleeps.
     *
     * @return whether it was the first
     */
    boolean attempt(Task current, GuardedStep step, GuardedStep otherwise);

    /**
     * The same where there is more than one way for it to be refused: of all these steps exactly one can be taken.
     *
     * @return whether it was the first
     */
    boolean attempt(Task current, GuardedStep step, GuardedStep[] otherwise);

    /**
     * Takes a step, or sleeps until it can be taken.
     *
     * @return false when {@link SleepingStep#instead} was taken
     */
    boolean await(Task current, SleepingStep step);

    /**
     * Head of a loop that waits: whatever the task does from here on is the same in every round, so an engine that records
     * code instead of running it may close the loop here.
     *
     * @param again false in the first round
     */
    void loopHead(Task current, boolean again);

    /**
     * A condition of which nothing is known: one atomic step, with either answer.
     *
     * @return whether the condition is taken to hold
     */
    boolean choose(Task current);

    /**
     * Tells that what the task does from here on depends on nothing but this and on what others do, so an engine that records code
     * instead of running it may close a loop where it meets the same again.
     *
     * @param state equal to another one when and only when the task goes on in the same way
     */
    void revisits(Task current, Object state);

    /**
     * Tells that of all that was found out so far the task remembers nothing but this: what it does from here on depends on where it is
     * in the code, on this and on what others do. So an engine that records code instead of running it may go on from what it recorded
     * when the task came here before, in another run or in this one.
     *
     * @param device the device that it is at
     * @param found what it found out, as a number
     * @param lookedFor which devices it has looked for, a bit each
     * @param wereThere which of these were there
     */
    void remembersOnly(Task current, int device, long found, long lookedFor, long wereThere);

    /** A step that touches no lock, such as the beginning of a secondary bus reset. */
    void step(Task current, Event event, int device);

    /** Tells the observer of an event within the current step, not as a step of its own. */
    void note(Task current, Event event, int device);

    /** A call into the lock validator: one atomic step, with what lockdep has to say as its event. */
    void lockdep(Task current, LockdepCall call, LockdepMap map);
}
