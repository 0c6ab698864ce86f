package pcilock.model.kernel;

/** The calls into lockdep that the mechanism of 7e89efc6e9e4 made, and those of the mutexes around it. */
public enum LockdepCall {
    /** {@code lock_map_acquire}. */
    ACQUIRE,
    /** {@code lock_map_release}. */
    RELEASE,
    /** {@code lock_map_assert_held}. */
    ASSERT_HELD,
    /** What {@code mutex_lock} tells before it waits, and {@code mutex_trylock} once it has the mutex. */
    MUTEX_ACQUIRE,
    /** What {@code mutex_unlock} tells first. */
    MUTEX_RELEASE,
    /** {@code lockdep_unregister_key}, which a device's memory may only be freed after. */
    UNREGISTER_KEY,
    /** The memory of the device, and the key in it, is freed. */
    FREE
}
