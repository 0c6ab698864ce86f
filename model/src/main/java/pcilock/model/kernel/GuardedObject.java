package pcilock.model.kernel;

/**
 * Something that tasks take or wait for and that is neither a {@link Mutex} nor a config flag: {@link RwSemaphore}, {@link
 * ActiveReference}, {@link StateBit}. All that can be known of one is in its {@link TaskSet}s, and all that can be done with it is a
 * {@link GuardedStep}, so an engine needs to know these two and no kind of lock.
 *
 * <p>On a JVM it is the monitor of its sets.
 */
public abstract class GuardedObject {
    /** Counts on from the numbers of the mutexes: see {@link pcilock.model.pci.PciTopology#nameOf}. */
    public final int number;

    protected GuardedObject(int number) {
        this.number = number;
    }

    /** Its sets, in the order of their numbers, which follow one another; a new array. */
    public abstract TaskSet[] sets();
}
