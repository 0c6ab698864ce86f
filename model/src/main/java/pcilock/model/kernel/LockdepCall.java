package pcilock.model.kernel;

/** The calls into lockdep that the mechanism of 7e89efc6e9e4 made. */
public enum LockdepCall {
    /** {@code lock_map_acquire}. */
    ACQUIRE,
    /** {@code lock_map_release}. */
    RELEASE,
    /** {@code lock_map_assert_held}. */
    ASSERT_HELD,
    /** The memory of the device, and the key in it, is freed. */
    FREE
}
