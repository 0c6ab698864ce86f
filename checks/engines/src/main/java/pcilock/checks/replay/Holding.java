package pcilock.checks.replay;

/**
 * A lock that is held.
 *
 * @param device the name of the device whose lock it is, or of the mutex that belongs to none
 * @param holder the name of the task that took it last, such as {@code T1}
 */
public record Holding(Lock lock, String device, String holder) {
    @Override
    public String toString() {
        return holder + " holds " + lock.kernelName + "(" + device + ")";
    }
}
