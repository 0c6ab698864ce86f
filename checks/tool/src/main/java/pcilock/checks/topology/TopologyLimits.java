package pcilock.checks.topology;

import pcilock.model.pci.PciTopology;

/** How much input is read before it is refused. Each is far above what a machine has. */
public final class TopologyLimits {
    /** Bytes of a text. The largest {@code lspci -tvnn} seen is below 200 kB; a whole boot log fits. */
    public static final int MAX_BYTES = 8 << 20;

    /** Lines of a text. */
    public static final int MAX_LINES = 200_000;

    /** Characters of a line of a tree or listing. A notation is one line and has no such limit. */
    public static final int MAX_LINE_LENGTH = 16_384;

    /** Devices of a machine; {@link PciTopology#parse} compares each name with all before it. */
    public static final int MAX_DEVICES = 8_192;

    /** Buses of a machine, the root buses included. */
    public static final int MAX_BUSES = 8_192;

    /** Buses of a domain: the number is eight bits wide. */
    public static final int MAX_BUSES_PER_DOMAIN = 256;

    /** Levels of bridges; what {@link PciTopology#parse} accepts. */
    public static final int MAX_LEVELS = PciTopology.MAX_DEPTH;

    /** Directory entries that are looked at, in all directories together. */
    public static final int MAX_DIRECTORY_ENTRIES = 262_144;

    /** Characters kept of a device's description; the rest is cut. */
    public static final int MAX_DESCRIPTION_LENGTH = 256;

    private TopologyLimits() {}
}
