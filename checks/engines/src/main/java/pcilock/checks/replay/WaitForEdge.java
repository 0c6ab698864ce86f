package pcilock.checks.replay;

/**
 * A task that is asleep.
 *
 * @param task the name of the task, such as {@code T1}
 * @param device the name of the device whose lock it waits for, or of the mutex that belongs to none
 * @param holder the name of a task that holds that lock, or waits for it and is ahead; null when nobody does, so that a wake-up
 *     is all that is missing
 */
public record WaitForEdge(String task, Lock lock, String device, String holder) {
    @Override
    public String toString() {
        String wanted = task + " waits for " + lock.kernelName + "(" + device + ")";
        if (holder == null) {
            return wanted + ", which nobody holds";
        }
        if (lock == Lock.DOWN_READ_BEHIND_WRITER) {
            return wanted + ", behind " + holder + " that waits to write it";
        }
        return wanted + ", held by " + (holder.equals(task) ? task + " itself" : holder);
    }
}
