package pcilock.specs.scenario;

/** How finely the config access lock is modelled. */
public enum Waiting {
    /** pci_lock, the flag and the wait queue, step by step. */
    WAIT_QUEUE,
    /** One atomic blocking flag for each device, which the claims {@code ConfigAccess_*} prove the wait queue to behave as. */
    ATOMIC_FLAG
}
