package pcilock.checks.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import pcilock.checks.topology.ForestBuilder.BusDraft;
import pcilock.checks.topology.ForestBuilder.DeviceDraft;

/**
 * What paths and files of sysfs say of devices, put together. A path such as {@code
 * /sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0} tells the bridges above a device; where there is none, the bridges' bus
 * numbers do.
 */
final class SysfsPaths {
    /** What is known of one device. */
    static final class Device {
        final PciAddress address;
        final InputPosition place;
        /** True when a path tells what the device is below. */
        private boolean placed;
        /** Null on a root bus, or when it is not known. */
        private PciAddress parent;
        /** Null when it is not known. */
        Boolean bridge;
        /** -1 when it is not known. */
        int secondary = -1;

        int subordinate = -1;
        String description;
        /** Null unless it is known to be a virtual function. */
        private PciAddress physicalFunction;
        /** Null as long as it is not placed. */
        private DeviceDraft draft;

        private Device(PciAddress address, InputPosition place) {
            this.address = address;
            this.place = place;
        }

        private boolean mayBeBridge() {
            return !Boolean.FALSE.equals(bridge);
        }
    }

    /** A slot that pciehp has registered on a bus, with the number of the device in it. */
    private record Slot(String name, int device) {}

    private static final String ROOT_BEGINNING = "pci";

    private final String source;
    private final InputForm form;
    private final Map<PciAddress, Device> devices = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    /** By the name of the bus. */
    private final Map<String, Slot> slots = new TreeMap<>();

    private boolean tellsOfSlots;

    SysfsPaths(InputForm form, String source) {
        this.form = form;
        this.source = source;
    }

    /** {@code pcidddd:bb}, the directory of a root bus. */
    static boolean isRoot(String name) {
        int colon = name.indexOf(':');
        return name.startsWith(ROOT_BEGINNING)
                && colon == name.length() - 3
                && PciAddress.domainValue(name, ROOT_BEGINNING.length(), colon) >= 0
                && PciAddress.hexByte(name, colon + 1) >= 0;
    }

    /** Something that the user should know when judging what was understood. */
    void note(String note) {
        notes.add(note);
    }

    Device device(PciAddress address, InputPosition place) {
        Device device = devices.get(address);
        if (device == null) {
            if (devices.size() == TopologyLimits.MAX_DEVICES) {
                throw new TopologyInputException(place, "expected at most " + TopologyLimits.MAX_DEVICES + " devices");
            }
            device = new Device(address, place);
            devices.put(address, device);
        }
        return device;
    }

    /**
     * A device directly below another, or on a root bus.
     *
     * @param parent null on a root bus
     * @throws TopologyInputException when the device is elsewhere already
     */
    Device place(PciAddress address, PciAddress parent, InputPosition place) {
        Device device = device(address, place);
        if (device.placed && !(parent == null ? device.parent == null : parent.equals(device.parent))) {
            throw new TopologyInputException(
                    place,
                    "expected a device in one place, found " + address + where(parent) + " and, at " + device.place
                            + "," + where(device.parent));
        }
        if (parent != null && parent.domain() != address.domain()) {
            throw new TopologyInputException(
                    place, "expected devices of one domain below a bridge, found " + address + " below " + parent);
        }
        device.placed = true;
        device.parent = parent;
        return device;
    }

    /** In a list that has a line for each device, one that is there only as a bridge in a path has lost its line. */
    void noteOthersThan(Collection<PciAddress> listed) {
        Set<PciAddress> others = new TreeSet<>(devices.keySet());
        others.removeAll(Set.copyOf(listed));
        if (!others.isEmpty()) {
            note(others.iterator().next() + (others.size() == 1 ? " has" : " and " + (others.size() - 1) + " more have")
                    + " no line in the list, though devices are below: lines of the list are missing");
        }
    }

    /**
     * A device is a virtual function of SR-IOV.
     *
     * @param link what its link {@code physfn} says, such as {@code ../0000:01:00.0}
     */
    void virtualFunction(Device device, String link) {
        device.physicalFunction = PciAddress.parse(link.substring(link.lastIndexOf('/') + 1))
                .orElseThrow(() -> new TopologyInputException(
                        device.place,
                        "expected a link physfn to the physical function, such as ../0000:01:00.0, found one to "
                                + Descriptions.cleaned(link)));
    }

    /** From now on a bus has no slot unless {@link #slot} says so. */
    void tellsOfSlots() {
        tellsOfSlots = true;
    }

    /**
     * A slot of pciehp.
     *
     * @param address the first function of the device in it, whether there is one or not
     * @throws TopologyInputException when there is one on the bus already
     */
    void slot(String name, PciAddress address, InputPosition place) {
        Slot other = slots.put(PciAddress.busName(address.domain(), address.bus()), new Slot(name, address.device()));
        if (other != null) {
            throw new TopologyInputException(
                    place, "expected at most one slot of pciehp on a bus, found " + other.name + " and " + name);
        }
    }

    private static String where(PciAddress parent) {
        return parent == null ? " on a root bus" : " below " + parent;
    }

    /**
     * A path with a root bus in it.
     *
     * @param places where each position of the path is in the input
     * @return the last device of the path, empty if there is none
     */
    Optional<Device> path(String path, IntFunction<InputPosition> places) {
        Device last = null;
        boolean below = false;
        int elements = 0;
        int at = 0;
        String previousName = "";
        while (at <= path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(at, end);
            InputPosition place = places.apply(at);
            Optional<PciAddress> address = PciAddress.parse(name);
            if (++elements > TopologyLimits.MAX_LEVELS) {
                throw new TopologyInputException(
                        place, "expected at most " + TopologyLimits.MAX_LEVELS + " names in a path");
            }
            if (isRoot(name)) {
                // VMD's root bus is below a device of another: what is above does not matter to it.
                below = true;
                last = null;
            } else if (below && address.isPresent()) {
                last = place(address.get(), last == null ? null : last.address, place);
            } else if (below && looksLikeAddress(name) && !previousName.equals("pci_bus")) {
                throw new TopologyInputException(
                        place, "expected an address such as 0000:00:1d.0, found \"" + name + "\"");
            } else if (below && last != null && isOfBridge(name)) {
                last.bridge = true;
            } else if (!name.isEmpty() && !looksLikeAddress(name)) {
                // A device's files and what its driver made. Another root bus may follow.
                below = false;
            }
            previousName = name;
            at = end + 1;
        }
        return Optional.ofNullable(last);
    }

    private static boolean isOfBridge(String name) {
        return name.equals("pci_bus") || name.equals("secondary_bus_number") || name.equals("subordinate_bus_number");
    }

    /** An address that was cut, or that no device has. */
    static boolean looksLikeAddress(String name) {
        int colon = name.indexOf(':');
        return colon >= PciAddress.MIN_DOMAIN_DIGITS
                && PciAddress.domainValue(name, 0, colon) >= 0
                && name.chars().allMatch(c -> c == ':' || c == '.' || PciAddress.hexDigit((char) c) >= 0);
    }

    // ---- the machine ----

    PciForest build() {
        placeByBusNumbers();
        Map<PciAddress, List<Device>> below = new HashMap<>();
        ForestBuilder builder = new ForestBuilder(form, source);
        Map<String, BusDraft> rootBuses = new HashMap<>();
        Deque<DeviceDraft> bridges = new ArrayDeque<>();
        for (Device device : devices.values()) {
            if (device.parent != null) {
                below.computeIfAbsent(device.parent, parent -> new ArrayList<>())
                        .add(device);
                continue;
            }
            PciAddress address = device.address;
            BusDraft bus = rootBuses.computeIfAbsent(
                    PciAddress.busName(address.domain(), address.bus()),
                    name -> builder.addRootBus(address.domain(), address.bus(), device.place));
            bridges.add(add(builder, bus, device));
        }
        Set<PciAddress> reachedDevices = new HashSet<>();
        while (!bridges.isEmpty()) {
            DeviceDraft bridge = bridges.remove();
            List<Device> children = below.getOrDefault(bridge.address, List.of());
            reachedDevices.add(bridge.address);
            addBelow(builder, bridge, children, bridges);
        }
        if (reachedDevices.size() < devices.size()) {
            throw new TopologyInputException(
                    InputPosition.of(source), "expected a tree, found a circle: " + circle(reachedDevices));
        }
        joinVirtualFunctions();
        if (tellsOfSlots) {
            builder.tellsOfSlots();
        }
        notes.forEach(builder::note);
        slots.forEach((bus, slot) -> builder.note("slot " + Descriptions.cleaned(slot.name) + " is on bus " + bus
                + ", to which no bridge is known to lead, and left out"));
        noteUnknown(builder);
        return builder.build();
    }

    private void joinVirtualFunctions() {
        for (Device device : devices.values()) {
            if (device.physicalFunction == null) {
                continue;
            }
            Device physical = devices.get(device.physicalFunction);
            String wrong = null;
            if (physical == null) {
                wrong = "which is not among the devices";
            } else if (physical.physicalFunction != null) {
                wrong = "which is a virtual function itself";
            } else if (physical.draft.below() != null || device.draft.below() != null) {
                wrong = "and one of them is a bridge";
            } else if (!Objects.equals(physical.parent, device.parent)) {
                wrong = "which is not below the same bridge";
            }
            if (wrong != null) {
                throw new TopologyInputException(
                        device.place,
                        "expected a physical function beside its virtual one, found by physfn that " + device.address
                                + " is one of " + device.physicalFunction + ", " + wrong);
            }
            device.draft.physicalFunction = physical.draft;
        }
    }

    private DeviceDraft add(ForestBuilder builder, BusDraft bus, Device device) {
        DeviceDraft draft = builder.addDevice(bus, device.address.device(), device.address.function(), device.place);
        device.draft = draft;
        draft.description = device.description;
        return draft;
    }

    private void addBelow(
            ForestBuilder builder, DeviceDraft bridge, List<Device> children, Deque<DeviceDraft> bridges) {
        Device device = devices.get(bridge.address);
        if (children.isEmpty() && (!Boolean.TRUE.equals(device.bridge) || device.secondary == 0)) {
            if (device.secondary == 0) {
                builder.note(
                        bridge.name + " is a bridge without a bus number: taken for a device with no bus below it");
            }
            return;
        }
        if (!children.isEmpty() && !device.mayBeBridge()) {
            throw new TopologyInputException(
                    device.place,
                    "expected a bridge, as devices are below it, found by its class that " + bridge.name + " is none");
        }
        // The buses that the kernel adds for virtual functions come after the bridge's own.
        int lowest =
                children.stream().mapToInt(child -> child.address.bus()).min().orElse(-1);
        int first = device.secondary >= 0 ? device.secondary : lowest;
        if (device.subordinate >= 0 && device.subordinate < first) {
            throw new TopologyInputException(
                    device.place,
                    "expected a subordinate bus number that is not below the secondary, found " + device.subordinate
                            + " after " + first);
        }
        BusDraft below = builder.addBusBelow(bridge, first, device.subordinate, device.place);
        Slot slot = first < 0 ? null : slots.remove(PciAddress.busName(bridge.address.domain(), first));
        below.hasSlot = slot != null;
        Map<Integer, BusDraft> withoutBridge = new HashMap<>();
        for (Device child : children) {
            BusDraft bus = child.address.bus() == first
                    ? below
                    : withoutBridge.computeIfAbsent(
                            child.address.bus(), number -> builder.addBusWithoutBridge(bridge, number, child.place));
            DeviceDraft draft = add(builder, bus, child);
            draft.inSlot = slot != null && bus == below && child.address.device() == slot.device;
            bridges.add(draft);
        }
    }

    /** Where no path tells, the bridge with the device's bus number as its secondary does. */
    private void placeByBusNumbers() {
        Map<String, Device> bridgeOfBus = new HashMap<>();
        for (Device device : devices.values()) {
            if (device.secondary > 0) {
                Device other = bridgeOfBus.put(PciAddress.busName(device.address.domain(), device.secondary), device);
                if (other != null) {
                    throw new TopologyInputException(
                            device.place,
                            "expected a secondary bus number that no other bridge has, found that " + device.address
                                    + " and " + other.address + " have the same");
                }
            }
        }
        boolean directoriesNested = devices.values().stream().anyMatch(device -> device.parent != null);
        Optional<Device> unknown = devices.values().stream()
                .filter(device -> device.bridge == null || (device.bridge && device.secondary < 0))
                .findFirst();
        for (Device device : devices.values()) {
            if (device.placed) {
                continue;
            }
            Device bridge = bridgeOfBus.get(PciAddress.busName(device.address.domain(), device.address.bus()));
            if (bridge == null && !directoriesNested && unknown.isPresent()) {
                throw new TopologyInputException(
                        device.place,
                        "expected something that tells what " + device.address + " is below: a link to its directory, a"
                                + " directory with its own in it, or secondary_bus_number of every bridge; "
                                + unknown.get().address + " has none of them");
            }
            device.placed = true;
            device.parent = bridge == null ? null : bridge.address;
        }
    }

    /** Some of the devices that are below themselves: above whatever was not reached from a root bus. */
    private String circle(Set<PciAddress> reached) {
        PciAddress address = devices.keySet().stream()
                .filter(candidate -> !reached.contains(candidate))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < devices.size(); i++) {
            address = devices.get(address).parent;
        }
        StringBuilder text = new StringBuilder(address.toString());
        for (int i = 0; i < 4; i++) {
            address = devices.get(address).parent;
            text.append(" below ").append(address);
        }
        return text.toString();
    }

    private void noteUnknown(ForestBuilder builder) {
        Set<PciAddress> parents = new HashSet<>();
        devices.values().forEach(device -> parents.add(device.parent));
        long unknown = devices.values().stream()
                .filter(device -> device.bridge == null && !parents.contains(device.address))
                .count();
        if (unknown > 0) {
            builder.note(unknown + " of " + devices.size()
                    + " devices could be bridges with nothing below: no file tells their class. They are taken for devices"
                    + " that are no bridges.");
        }
    }
}
