package pcilock.model.kernel;

/**
 * {@code wait_queue_head_t}: the tasks that asked to be woken.
 *
 * <p>A task that is woken leaves the queue ({@code autoremove_wake_function}), so "not queued" also means "runnable": {@code
 * schedule()} sleeps only while the caller is queued. No method here blocks or synchronizes; see {@link Mutex}.
 */
public final class WaitQueueHead {
    private final boolean[] queued;

    /** A queue for the tasks with {@link Task#id} below {@code tasks}. */
    public WaitQueueHead(int tasks) {
        queued = new boolean[tasks];
    }

    /** {@code prepare_to_wait}: from here on a wake-up reaches this task. */
    public void add(Task current) {
        queued[current.id] = true;
    }

    /** {@code finish_wait}. */
    public void remove(Task current) {
        queued[current.id] = false;
    }

    public boolean contains(Task task) {
        return queued[task.id];
    }

    /** {@code wake_up_all}. */
    public void wakeAll() {
        for (int i = 0; i < queued.length; i++) {
            queued[i] = false;
        }
    }

    /** Wakes a single waiter, the lowest numbered; the kernel never does this here, a seeded fault does. */
    public void wakeOne() {
        for (int i = 0; i < queued.length; i++) {
            if (queued[i]) {
                queued[i] = false;
                return;
            }
        }
    }
}
