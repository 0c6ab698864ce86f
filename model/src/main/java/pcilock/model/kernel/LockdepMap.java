package pcilock.model.kernel;

/** {@code struct lockdep_map}: which lock class a lock belongs to. */
public final class LockdepMap {
    /** {@code MAX_LOCKDEP_SUBCLASSES}: subclasses run from 0 to 7. */
    public static final int MAX_SUBCLASSES = 8;

    /** {@link pcilock.model.pci.PciDev#index} of the device whose lock this is, or {@link Mutex#device} of a mutex. */
    public final int device;

    /** The {@code lock_class_key}: locks with the same key and subclass are one class. */
    public final int key;

    public final int subclass;

    public LockdepMap(int device, int key, int subclass) {
        this.device = device;
        this.key = key;
        this.subclass = subclass;
    }

    /** The map in a mutex, for the calls that are about mutexes. */
    public static LockdepMap of(Mutex mutex) {
        return new LockdepMap(mutex.device, mutex.device, 0);
    }
}
