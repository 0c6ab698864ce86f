package pcilock.model.kernel;

/** The code between {@code raw_spin_lock_irq} and {@code raw_spin_unlock_irq}: one atomic step that never blocks. */
public interface SpinlockSection {
    /**
     * Runs the section.
     *
     * @param flag the config flag that the section is about
     * @return what the section tells its caller
     */
    boolean run(Kernel kernel, Task current, BlockCfgAccess flag);
}
