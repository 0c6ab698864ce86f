package pcilock.model.pci.driver;

import pcilock.model.pci.vfio.VfioPciCore;

/** The drivers that are in the model, by the names of their modules. A device has one of them at most. */
public enum Driver {
    VFIO_PCI("vfio_pci", "dev_set_lock", new VfioPciCore()),
    PDS_CORE("pds_core", null, new PdsCore()),
    BTINTEL_PCIE("btintel_pcie", null, new BtintelPcie()),
    MLX5_CORE("mlx5_core", "devlink_lock", new Mlx5Core()),
    MLXSW_PCI("mlxsw_pci", null, new MlxswPci());

    public final String module;

    /** The mutex that it has for each device; null where it has none. */
    public final String mutex;

    public final PciDriver operations;

    Driver(String module, String mutex, PciDriver operations) {
        this.module = module;
        this.mutex = mutex;
        this.operations = operations;
    }

    /** The driver of that name; null where there is none. */
    public static Driver of(String module) {
        for (Driver driver : values()) {
            if (driver.module.equals(module)) {
                return driver;
            }
        }
        return null;
    }
}
