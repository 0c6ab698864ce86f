package pcilock.checks.replay;

/** What a task can hold and wait for. */
public enum Lock {
    DEVICE_LOCK("device_lock"),
    BLOCK_CFG_ACCESS("block_cfg_access"),
    /** A mutex that belongs to no device. */
    MUTEX("mutex"),
    DOWN_READ("down_read"),
    DOWN_WRITE("down_write"),
    /** To be waited for only: an rw semaphore that is waited for behind a writer who waits himself. */
    DOWN_READ_BEHIND_WRITER("down_read"),
    /** A sysfs attribute that is being read or written, or a handler that runs. */
    ACTIVE_REFERENCE("active_reference");

    public final String kernelName;

    Lock(String kernelName) {
        this.kernelName = kernelName;
    }
}
