package pcilock.checks.replay;

/** What a task can hold and wait for. */
public enum Lock {
    DEVICE_LOCK("device_lock"),
    BLOCK_CFG_ACCESS("block_cfg_access"),
    /** A mutex that belongs to no device. */
    MUTEX("mutex");

    public final String kernelName;

    Lock(String kernelName) {
        this.kernelName = kernelName;
    }
}
