package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Mutex;

/**
 * A machine's PCI devices below one root bus, written as in {@code P(U(E),F)}: a bridge with what is on the bus below it in
 * parentheses, devices of one bus in list order with commas between them. {@code U()} is a bridge with an empty bus.
 *
 * <p>Square brackets are a pciehp slot, around the devices that have its device number: in {@code P([E,F],G)} the slot of the bus
 * below P has E and F, and G lies outside; {@code P([])} is an empty slot. A bus has at most one, a root bus none, for it has no
 * bridge that the reset of a slot could be issued on. The devices of a slot are next to each other in the list: a scan of the bus
 * adds the functions of a device one after the other.
 */
public final class PciTopology {
    /** Deepest nesting that a notation may have; the kernel allows 256 buses a domain. */
    public static final int MAX_DEPTH = 1024;

    /** What the notation says of one device, before the device exists. */
    static final class Node {
        final int index;
        final String name;

        /** Null unless the device is a bridge. */
        BusNode below;

        Node(int index, String name) {
            this.index = index;
            this.name = name;
        }
    }

    /** What the notation says of one bus. */
    static final class BusNode {
        private static final int NOWHERE = -1;

        final List<Node> devices = new ArrayList<>();

        /** Position of the first device in the slot, or {@link #NOWHERE}. */
        int slotBegin = NOWHERE;

        /** Position after the last device in the slot, or {@link #NOWHERE}. */
        int slotEnd = NOWHERE;

        boolean hasSlot() {
            return slotBegin != NOWHERE;
        }

        boolean isSlotOpen() {
            return hasSlot() && slotEnd == NOWHERE;
        }

        boolean isInSlot(int position) {
            return hasSlot() && position >= slotBegin && position < slotEnd;
        }
    }

    public final String notation;
    public final PciBus rootBus;

    /** Every device, a bridge before what is below it; position is {@link PciDev#index}. */
    public final PciDev[] devices;

    /** {@code pci_slot_mutex}: one for the whole machine. Its number, {@link Mutex#device}, comes after those of the devices. */
    public final Mutex pciSlotMutex;

    /** How many mutexes the machine has: one for each device, and pci_slot_mutex. */
    public final int mutexes;

    private PciTopology(String notation, BusNode onRootBus, int count) {
        this.notation = notation;
        this.rootBus = new PciBus(null, onRootBus);
        this.devices = new PciDev[count];
        this.pciSlotMutex = new Mutex(count);
        this.mutexes = count + 1;
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
        List<BusNode> open = new ArrayList<>();
        BusNode onRootBus = new BusNode();
        BusNode bus = onRootBus;
        open.add(bus);
        Node last = null;
        boolean nameExpected = true;
        int at = 0;
        while (at < notation.length()) {
            char c = notation.charAt(at);
            if (isNameCharacter(c)) {
                if (!nameExpected) {
                    throw unexpected(notation, at, afterDevice(bus));
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
                bus.devices.add(last);
                nameExpected = false;
                at = end;
                continue;
            }
            boolean complete = !nameExpected || bus.devices.isEmpty();
            if (c == '(' && last != null && last.below == null && !nameExpected) {
                if (open.size() > MAX_DEPTH) {
                    throw unexpected(notation, at, "at most " + MAX_DEPTH + " levels of bridges");
                }
                bus = new BusNode();
                last.below = bus;
                open.add(bus);
                last = null;
                nameExpected = true;
            } else if (c == ')' && open.size() > 1 && complete && !bus.isSlotOpen()) {
                open.remove(open.size() - 1);
                bus = open.get(open.size() - 1);
                last = null;
                nameExpected = false;
            } else if (c == '[' && open.size() > 1 && nameExpected && !bus.hasSlot()) {
                bus.slotBegin = bus.devices.size();
            } else if (c == ']' && complete && bus.isSlotOpen()) {
                bus.slotEnd = bus.devices.size();
                last = null;
                nameExpected = false;
            } else if (c == ',' && !nameExpected && !bus.devices.isEmpty()) {
                last = null;
                nameExpected = true;
            } else {
                throw unexpected(notation, at, nameExpected ? "a device name" : afterDevice(bus));
            }
            at++;
        }
        if (nameExpected) {
            throw unexpected(notation, at, "a device name");
        }
        if (open.size() > 1) {
            throw unexpected(notation, at, bus.isSlotOpen() ? "']'" : "')'");
        }
        return new PciTopology(notation, onRootBus, all.size());
    }

    private static String afterDevice(BusNode bus) {
        if (bus.isSlotOpen()) {
            return "',' or ']'";
        }
        return bus.hasSlot() && bus.devices.isEmpty() ? "')'" : "',' or ')'";
    }

    /** Whether this is the number of a device's mutex, and not that of pci_slot_mutex. */
    public boolean isDevice(int mutex) {
        return mutex < devices.length;
    }

    /** What a mutex belongs to, for people: the name of the device, or {@code pci_slot_mutex}, which belongs to itself. */
    public String nameOf(int mutex) {
        return isDevice(mutex) ? devices[mutex].name : "pci_slot_mutex";
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
