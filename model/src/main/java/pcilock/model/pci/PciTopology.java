package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Mutex;
import pcilock.model.pci.driver.Driver;

/**
 * A machine's PCI devices below one root bus, written as in {@code P(U(E),F)}: a bridge with what is on the bus below it in
 * parentheses, devices of one bus in list order with commas between them. {@code U()} is a bridge with an empty bus.
 *
 * <p>Square brackets are a pciehp slot, around the devices that have its device number: in {@code P([E,F],G)} the slot of the bus
 * below P has E and F, and G lies outside; {@code P([])} is an empty slot. A bus has at most one, a root bus none, for it has no
 * bridge that the reset of a slot could be issued on. The devices of a slot are next to each other in the list: a scan of the bus
 * adds the functions of a device one after the other.
 *
 * <p>Braces hold the virtual functions of SR-IOV, behind their physical one: {@code P(F{V,W})}. They are there at the beginning, as
 * after SR-IOV was enabled. We assume that they have numbers on the bus of their physical function, so that walks over that bus meet them;
 * those for which the kernel adds a bus without a bridge, which no walk meets, have no notation. In the list of the bus they come after
 * all other devices, since a scan found those before any driver enabled SR-IOV, and in the order in which they are named. A virtual
 * function has no bus below it, no slot and no virtual function of its own; its device number is not that of the slot that its physical
 * function is in.
 *
 * <p>After the tree may stand the mutexes that the locking code adds, with a semicolon before each: {@code P(E);my_mutex} has one
 * my_mutex, {@code P(E);*.my_mutex} one for each device. {@code P(E);pci_rescan_remove_lock} has all {@link WiderLocks}. And so may the
 * driver of a device, as in {@code P(E,F);vfio_pci:E}: see {@link Driver}. Devices beside one of vfio's are vfio's, too, unless they have
 * another driver there.
 *
 * <p>Every device is there and bound at the beginning unless it is named there, too: {@code P([E]);removed:E} is a slot into which E can be
 * put, and {@code P(E);unbound:E} a device without its driver. What is below a removed bridge is removed as well, and so are the virtual
 * functions of a device that is removed or unbound, all of them if one is. A removed device is unbound.
 */
public final class PciTopology {
    /** Deepest nesting that a notation may have; the kernel allows 256 buses a domain. */
    public static final int MAX_DEPTH = 1024;

    /** What stands before a device that is not there at the beginning, and before one that is there and not bound. */
    private static final String REMOVED = "removed";

    private static final String UNBOUND = "unbound";

    /** Begins the name of a mutex that each device has. */
    private static final String OF_EACH_DEVICE = "*.";

    /** What the notation says of one device, before the device exists. */
    static final class Node {
        final int index;
        final String name;

        /** Null unless the device is a bridge. */
        BusNode below;

        /** Empty unless the device is a physical function of SR-IOV. */
        final List<Node> virtualFunctions = new ArrayList<>();

        Node(int index, String name) {
            this.index = index;
            this.name = name;
        }
    }

    /** What the notation says of one bus. */
    static final class BusNode {
        private static final int NOWHERE = -1;

        /** Without virtual functions, which are with their physical ones. */
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

    /**
     * How many mutexes the machine has: one for each device, pci_slot_mutex, and those that the code adds. Their numbers, {@link
     * Mutex#device}, are in this order.
     */
    public final int mutexes;

    /** The locks around those of the resets; null where the machine has none. */
    public final WiderLocks wider;

    /** For each device its driver; null where the machine does not say. */
    private final Driver[] drivers;

    /** For each device whether it is not there at the beginning. */
    private final boolean[] removed;

    /** For each device whether it is not bound at the beginning. */
    private final boolean[] unbound;

    private final String[] added;
    private final Mutex[] addedMutexes;

    private PciTopology(String notation, BusNode onRootBus, int count, String[] added, List<String> bound) {
        this.notation = notation;
        this.rootBus = new PciBus(null, onRootBus);
        this.devices = new PciDev[count];
        this.pciSlotMutex = new Mutex(count);
        this.added = added;
        int number = count + 1;
        for (String name : added) {
            number += isOfEachDevice(name) ? count : 1;
        }
        this.mutexes = number;
        this.addedMutexes = new Mutex[mutexes - count - 1];
        for (int i = 0; i < addedMutexes.length; i++) {
            addedMutexes[i] = new Mutex(count + 1 + i);
        }
        collect(rootBus);
        this.removed = new boolean[count];
        this.unbound = new boolean[count];
        this.drivers = drivers(bound);
        for (PciDev dev : devices) {
            for (PciDev virtual : dev.virtualFunctions) {
                if (unbound[dev.index] || removed[virtual.index]) {
                    dev.virtualFunctions.forEach(this::removeAtFirst);
                    break;
                }
            }
        }
        boolean isWide = false;
        for (String name : added) {
            isWide |= name.equals(WiderLocks.PCI_RESCAN_REMOVE_LOCK);
        }
        this.wider = isWide ? new WiderLocks(this) : null;
    }

    private Driver[] drivers(List<String> bound) {
        Driver[] found = new Driver[devices.length];
        for (String binding : bound) {
            int colon = binding.indexOf(':');
            String name = binding.substring(0, colon);
            Driver driver = Driver.of(name);
            PciDev dev = device(binding.substring(colon + 1));
            if (name.equals(REMOVED)) {
                removeAtFirst(dev);
                continue;
            }
            if (name.equals(UNBOUND)) {
                unbound[dev.index] = true;
                continue;
            }
            if (driver == null) {
                throw new IllegalArgumentException("no driver " + name + " in " + notation
                        + "; before a device may stand " + REMOVED + ", " + UNBOUND + " or a driver's name");
            }
            if (dev.subordinate != null) {
                throw new IllegalArgumentException(
                        dev.name + " is a bridge, which has the port driver, and not " + driver.module);
            }
            if (found[dev.index] != null && found[dev.index] != driver) {
                throw new IllegalArgumentException(
                        dev.name + " has one driver: not " + found[dev.index].module + " and " + driver.module);
            }
            found[dev.index] = driver;
        }
        for (PciDev dev : devices) {
            for (PciDev other : dev.bus.devices) {
                if (found[dev.index] == Driver.VFIO_PCI
                        && found[other.index] == null
                        && other.subordinate == null
                        && dev.bus.self != null) {
                    found[other.index] = Driver.VFIO_PCI;
                }
            }
        }
        return found;
    }

    private void removeAtFirst(PciDev dev) {
        removed[dev.index] = true;
        unbound[dev.index] = true;
        dev.virtualFunctions.forEach(this::removeAtFirst);
        if (dev.subordinate != null) {
            dev.subordinate.devices.forEach(this::removeAtFirst);
        }
    }

    private static boolean isOfEachDevice(String name) {
        return name.startsWith(OF_EACH_DEVICE);
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
    public static PciTopology parse(String machine) {
        int treeEnd = machine.indexOf(';');
        String notation = treeEnd < 0 ? machine : machine.substring(0, treeEnd);
        List<Node> all = new ArrayList<>();
        List<BusNode> open = new ArrayList<>();
        BusNode onRootBus = new BusNode();
        BusNode bus = onRootBus;
        open.add(bus);
        Node last = null;
        // The physical function whose braces are open.
        Node physical = null;
        boolean nameExpected = true;
        int at = 0;
        while (at < notation.length()) {
            char c = notation.charAt(at);
            if (isNameCharacter(c)) {
                if (!nameExpected) {
                    throw unexpected(notation, at, afterDevice(bus, physical));
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
                (physical == null ? bus.devices : physical.virtualFunctions).add(last);
                nameExpected = false;
                at = end;
                continue;
            }
            boolean complete = !nameExpected || bus.devices.isEmpty();
            if (physical != null) {
                if (nameExpected || (c != ',' && c != '}')) {
                    throw unexpected(notation, at, inBraces(nameExpected, c));
                }
                nameExpected = c == ',';
                physical = nameExpected ? physical : null;
                last = null;
            } else if (c == '{' && last != null && last.below == null && !nameExpected) {
                physical = last;
                last = null;
                nameExpected = true;
            } else if (c == '(' && last != null && last.below == null && !nameExpected) {
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
                throw unexpected(
                        notation, at, nameExpected ? "a device name" : afterDevice(bus, null) + why(notation, at));
            }
            at++;
        }
        if (physical != null) {
            throw unexpected(notation, at, nameExpected ? "the name of a virtual function" : "'}'");
        }
        if (nameExpected) {
            throw unexpected(notation, at, "a device name");
        }
        if (open.size() > 1) {
            throw unexpected(notation, at, bus.isSlotOpen() ? "']'" : "')'");
        }
        List<String> bound = new ArrayList<>();
        String[] mutexes = mutexNames(machine, notation.length(), bound);
        return new PciTopology(machine, onRootBus, all.size(), mutexes, bound);
    }

    /** The names of the mutexes, and into {@code bound} what is said of drivers. */
    private static String[] mutexNames(String machine, int from, List<String> bound) {
        List<String> names = new ArrayList<>();
        int at = from;
        while (at < machine.length()) {
            int begin = at + 1;
            int name = machine.startsWith(OF_EACH_DEVICE, begin) ? begin + OF_EACH_DEVICE.length() : begin;
            int end = name;
            while (end < machine.length() && isMutexNameCharacter(machine.charAt(end))) {
                end++;
            }
            if (end > name && end < machine.length() && machine.charAt(end) == ':') {
                at = machine.indexOf(';', end) < 0 ? machine.length() : machine.indexOf(';', end);
                bound.add(machine.substring(begin, at));
                continue;
            }
            if (end == name || (end < machine.length() && machine.charAt(end) != ';')) {
                throw unexpected(machine, end, "the name of a mutex, in letters, digits and underscores");
            }
            names.add(machine.substring(begin, end));
            at = end;
        }
        return names.toArray(new String[0]);
    }

    /** The notation of a tree with the {@link #wider} locks; itself if it has them already. */
    public static String withWiderLocks(String machine) {
        return withMutex(machine, WiderLocks.PCI_RESCAN_REMOVE_LOCK, false);
    }

    /** The notation of a machine on which a device has that driver, and with the {@link #wider} locks. */
    public static String withDriver(String machine, Driver driver, String device) {
        String wide = withWiderLocks(machine);
        String withMutex = driver.mutex == null ? wide : withMutex(wide, driver.mutex, true);
        return withMutex(withMutex, driver.module + ":" + device, false);
    }

    /** The notation of a machine with the wider locks on which that device is not there at the beginning. */
    public static String withRemoved(String machine, String device) {
        return withMutex(withWiderLocks(machine), REMOVED + ":" + device, false);
    }

    /** The notation of a machine with the wider locks on which that device has no driver at the beginning. */
    public static String withUnbound(String machine, String device) {
        return withMutex(withWiderLocks(machine), UNBOUND + ":" + device, false);
    }

    /** The notation of a tree and of what is not there or not bound at the beginning, without what else a machine says. */
    public static String withoutAdded(String machine) {
        StringBuilder kept = new StringBuilder();
        for (String part : machine.split(";", -1)) {
            if (kept.length() == 0 || saysWhatIsThere(";" + part)) {
                kept.append(kept.length() == 0 ? "" : ";").append(part);
            }
        }
        return kept.toString();
    }

    /** Whether a notation says of some device that it is not there, or not bound, at the beginning. */
    static boolean saysWhatIsThere(String machine) {
        return machine.contains(";" + REMOVED + ":") || machine.contains(";" + UNBOUND + ":");
    }

    /** Whether the device is not there at the beginning; only on a machine with the {@link #wider} locks. */
    public boolean isRemovedAtFirst(PciDev dev) {
        return removed[dev.index];
    }

    /** Whether the device has no driver at the beginning; only on a machine with the {@link #wider} locks. */
    public boolean isUnboundAtFirst(PciDev dev) {
        return unbound[dev.index];
    }

    /** The driver of a device; null where the machine does not say, and always without the {@link #wider} locks. */
    public Driver driver(PciDev dev) {
        return drivers[dev.index];
    }

    /**
     * How many numbers there are for {@link #nameOf}: those of the mutexes, and of the {@link #wider} semaphores, references and bits
     * after them.
     */
    public int numbers() {
        return wider == null ? mutexes : mutexes + wider.objects().size();
    }

    /** The notation of a tree with a mutex added, one for each device or one for all; with no other if it has this one already. */
    public static String withMutex(String machine, String name, boolean ofEachDevice) {
        String written = ";" + (ofEachDevice ? OF_EACH_DEVICE : "") + name;
        return (machine + ";").contains(written + ";") ? machine : machine + written;
    }

    /**
     * The mutex of that name of which the machine has one.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Mutex mutex(String name) {
        return added(name, 0);
    }

    /**
     * The mutex of that name which the device has.
     *
     * @throws IllegalArgumentException when devices have none
     */
    public Mutex mutex(PciDev dev, String name) {
        return added(OF_EACH_DEVICE + name, dev.index);
    }

    private Mutex added(String name, int offset) {
        int first = 0;
        for (String other : added) {
            if (other.equals(name)) {
                return addedMutexes[first + offset];
            }
            first += isOfEachDevice(other) ? devices.length : 1;
        }
        throw new IllegalArgumentException("no mutex " + name + " in " + notation);
    }

    /** What is expected between braces, and why what was found there cannot be. */
    private static String inBraces(boolean nameExpected, char found) {
        String expected = nameExpected ? "the name of a virtual function" : "',' or '}'";
        return switch (found) {
            case '(' -> expected + ": a virtual function has no bus below it";
            case '{' -> expected + ": a virtual function has no virtual functions";
            case '[' -> expected + ": a virtual function has no slot of its own";
            default -> expected;
        };
    }

    /** Why what is found after a device, outside of braces, cannot be there, if it needs telling. */
    private static String why(String notation, int at) {
        char before = at == 0 ? ' ' : notation.charAt(at - 1);
        if (notation.charAt(at) == '{' && before == ')') {
            return ": a bridge has no virtual functions";
        }
        return notation.charAt(at) == '(' && before == '}' ? ": a device with virtual functions is no bridge" : "";
    }

    private static String afterDevice(BusNode bus, Node physical) {
        if (physical != null) {
            return "',' or '}'";
        }
        if (bus.isSlotOpen()) {
            return "',' or ']'";
        }
        return bus.hasSlot() && bus.devices.isEmpty() ? "')'" : "',' or ')'";
    }

    /** Whether this is the number of a device's mutex, and not that of pci_slot_mutex. */
    public boolean isDevice(int mutex) {
        return mutex < devices.length;
    }

    /**
     * What a mutex belongs to, for people: for a device_lock the name of the device; any other belongs to itself, as {@code
     * pci_slot_mutex}, {@code my_mutex} and, where each device has one, {@code my_mutex(E)}; and so does any of the {@link #wider}
     * locks, as {@code pci_bus_sem} and {@code reset_lock(P)}.
     */
    public String nameOf(int mutex) {
        if (mutex >= mutexes && wider != null) {
            return wider.nameOf(mutex);
        }
        if (isDevice(mutex)) {
            return devices[mutex].name;
        }
        int left = mutex - devices.length - 1;
        for (String name : added) {
            int count = isOfEachDevice(name) ? devices.length : 1;
            if (left >= 0 && left < count) {
                return isOfEachDevice(name)
                        ? name.substring(OF_EACH_DEVICE.length()) + "(" + devices[left].name + ")"
                        : name;
            }
            left -= count;
        }
        return "pci_slot_mutex";
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

    private static boolean isMutexNameCharacter(char c) {
        return isNameCharacter(c) && c != '.' && c != ':';
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
