package pcilock.model.kernel;

/**
 * {@code pci_dev->block_cfg_access}: one bit, without an owner. Whoever clears it, it is clear.
 *
 * <p>No method here blocks or synchronizes; see {@link Mutex}.
 */
public final class BlockCfgAccess {
    /** {@link pcilock.model.pci.PciDev#index} of the device whose configuration space this bit closes. */
    public final int device;

    private boolean set;

    public BlockCfgAccess(int device) {
        this.device = device;
    }

    public boolean isSet() {
        return set;
    }

    public void set(boolean value) {
        set = value;
    }
}
