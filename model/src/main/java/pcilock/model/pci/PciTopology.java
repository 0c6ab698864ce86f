package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine's PCI devices below one root bus, written as in {@code P(U(E),F)}: a bridge with what is on the bus below it in
 * parentheses, devices of one bus in list order with commas between them. {@code U()} is a bridge with an empty bus.
 */
public final class PciTopology {
    /** Deepest nesting that a notation may have; the kernel allows 256 buses a domain. */
    public static final int MAX_DEPTH = 1024;

    /** What the notation says of one device, before the device exists. */
    static final class Node {
        final int index;
        final String name;
        boolean bridge;
        final List<Node> children = new ArrayList<>();

        Node(int index, String name) {
            this.index = index;
            this.name = name;
        }
    }

    public final String notation;
    public final PciBus rootBus;

    /** Every device, a bridge before what is below it; position is {@link PciDev#index}. */
    public final PciDev[] devices;

    private PciTopology(String notation, List<Node> onRootBus, int count) {
        this.notation = notation;
        this.rootBus = new PciBus(null, onRootBus);
        this.devices = new PciDev[count];
        collect(rootBus);
    }

    private void collect(PciBus bus) {
        for (PciDev dev : bus.devices) {
            devices[dev.index] = dev;
            if (dev.subordinate != null) {
                collect(dev.subordinate);
            }
        }
    }

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException naming the column and what was expected there
     */
    public static PciTopology parse(String notation) {
        List<Node> all = new ArrayList<>();
        List<List<Node>> open = new ArrayList<>();
        List<Node> onRootBus = new ArrayList<>();
        open.add(onRootBus);
        Node last = null;
        boolean nameExpected = true;
        int at = 0;
        while (at < notation.length()) {
            char c = notation.charAt(at);
            if (isNameCharacter(c)) {
                if (!nameExpected) {
                    throw unexpected(notation, at, "',' or ')'");
                }
                int end = at;
                while (end < notation.length() && isNameCharacter(notation.charAt(end))) {
                    end++;
                }
                last = new Node(all.size(), notation.substring(at, end));
                for (Node other : all) {
                    if (other.name.equals(last.name)) {
                        throw unexpected(notation, at, "a device that was not named before");
                    }
                }
                all.add(last);
                open.get(open.size() - 1).add(last);
                nameExpected = false;
                at = end;
                continue;
            }
            if (c == '(' && last != null && !last.bridge && !nameExpected) {
                if (open.size() > MAX_DEPTH) {
                    throw unexpected(notation, at, "at most " + MAX_DEPTH + " levels of bridges");
                }
                last.bridge = true;
                open.add(last.children);
                last = null;
                nameExpected = true;
            } else if (c == ')'
                    && open.size() > 1
                    && (!nameExpected || open.get(open.size() - 1).isEmpty())) {
                open.remove(open.size() - 1);
                last = null;
                nameExpected = false;
            } else if (c == ',' && !nameExpected) {
                last = null;
                nameExpected = true;
            } else {
                throw unexpected(notation, at, nameExpected ? "a device name" : "',' or ')'");
            }
            at++;
        }
        if (nameExpected) {
            throw unexpected(notation, at, "a device name");
        }
        if (open.size() > 1) {
            throw unexpected(notation, at, "')'");
        }
        return new PciTopology(notation, onRootBus, all.size());
    }

    /**
     * The device of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public PciDev device(String name) {
        for (PciDev dev : devices) {
            if (dev.name.equals(name)) {
                return dev;
            }
        }
        throw new IllegalArgumentException("no device " + name + " in " + notation);
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == ':';
    }

    private static IllegalArgumentException unexpected(String notation, int at, String expected) {
        return new IllegalArgumentException(
                "topology \"" + notation + "\", column " + (at + 1) + ": expected " + expected);
    }

    @Override
    public String toString() {
        return notation;
    }
}
