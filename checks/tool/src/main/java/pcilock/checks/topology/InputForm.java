package pcilock.checks.topology;

/** The ways to write down a machine's devices. */
public enum InputForm {
    LSPCI_TREE("the output of lspci -t"),
    BUS_PATHS("the output of lspci -PP"),
    SYSFS_DIRECTORY("a directory of sysfs"),
    PATH_LISTING("a listing of paths in sysfs"),
    NOTATION("the short notation");

    private final String description;

    InputForm(String description) {
        this.description = description;
    }

    /** For the user: what the input was taken for. */
    public String description() {
        return description;
    }
}
