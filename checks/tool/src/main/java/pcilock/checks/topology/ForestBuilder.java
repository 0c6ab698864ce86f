package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a reader has found so far. Refuses what no machine can have: a device or a bus twice, too many of them. */
final class ForestBuilder {
    /** A bus that may still get devices. */
    static final class BusDraft {
        final int domain;
        /** -1 when the input does not tell. */
        final int number;
        /** Null for a root bus. */
        final DeviceDraft above;

        private int last;
        private final boolean lastTold;
        boolean hasSlot;
        /** True when each device has a line of its own, and so may have been lost. */
        boolean drawnInLines;

        private final List<DeviceDraft> devices = new ArrayList<>();

        private BusDraft(int domain, int number, int last, DeviceDraft above) {
            this.domain = domain;
            this.number = number;
            this.last = Math.max(number, last);
            this.lastTold = last >= 0;
            this.above = above;
        }

        /** The device that was added last, null when there is none. */
        DeviceDraft last() {
            return devices.isEmpty() ? null : devices.get(devices.size() - 1);
        }

        BusNumbers numbers() {
            return number < 0 ? null : new BusNumbers(domain, number, last);
        }

        @Override
        public String toString() {
            return number < 0 ? "its bus" : "bus " + PciAddress.busName(domain, number);
        }
    }

    /** A device that may still turn out to be a bridge. */
    static final class DeviceDraft {
        final String name;
        final PciAddress address;
        final BusDraft bus;
        String description;
        boolean inSlot;
        /** Null unless it is known to be a virtual function. */
        DeviceDraft physicalFunction;

        private BusDraft below;
        private final List<BusDraft> withoutBridge = new ArrayList<>();

        private DeviceDraft(String name, PciAddress address, BusDraft bus) {
            this.name = name;
            this.address = address;
            this.bus = bus;
        }

        /** Null as long as it is no bridge. */
        BusDraft below() {
            return below;
        }
    }

    /** So many names are in a note. */
    private static final int MAX_NAMED = 8;

    private static final Comparator<BusDraft> BY_NUMBER =
            Comparator.<BusDraft>comparingInt(bus -> bus.domain).thenComparingInt(bus -> bus.number);

    private final InputForm form;
    private final String source;
    private final List<BusDraft> rootBuses = new ArrayList<>();
    private final Map<String, InputPosition> places = new HashMap<>();
    /** In the order of creation: a bridge before what is below it. */
    private final Map<String, DeviceDraft> devices = new LinkedHashMap<>();

    private final Set<String> notes = new LinkedHashSet<>();
    private int buses;
    private boolean tellsOfSlots;

    ForestBuilder(InputForm form, String source) {
        this.form = form;
        this.source = source;
        this.tellsOfSlots = form == InputForm.NOTATION;
    }

    /** See {@link PciForest#tellsOfSlots}. */
    void tellsOfSlots() {
        tellsOfSlots = true;
    }

    /** Something that the user should know when judging what was understood. */
    void note(String note) {
        notes.add(note);
    }

    BusDraft addRootBus(int domain, int number, InputPosition place) {
        BusDraft bus = newBus(domain, number, -1, null, place);
        rootBuses.add(bus);
        return bus;
    }

    /** The root bus of an input that has no numbers. */
    BusDraft addUnnumberedRootBus() {
        BusDraft bus = newBus(0, -1, -1, null, InputPosition.of(source));
        rootBuses.add(bus);
        return bus;
    }

    /**
     * Makes a device a bridge.
     *
     * @param first the number of the bus below, -1 when unknown
     * @param last the highest number of a bus below, at least {@code first}; -1 when unknown
     */
    BusDraft addBusBelow(DeviceDraft bridge, int first, int last, InputPosition place) {
        bridge.below = newBus(bridge.bus.domain, first, last, bridge, place);
        return bridge.below;
    }

    /** See {@link ForestDevice#withoutBridge}. */
    BusDraft addBusWithoutBridge(DeviceDraft bridge, int number, InputPosition place) {
        BusDraft bus = newBus(bridge.bus.domain, number, -1, bridge, place);
        bridge.withoutBridge.add(bus);
        note(bus + " is below " + bridge.name
                + ", but no bridge is shown that leads to it. The kernel has such a bus for virtual functions of SR-IOV. What is on"
                + " it is left out of the model: a reset of a bus above does not lock it.");
        return bus;
    }

    private BusDraft newBus(int domain, int first, int last, DeviceDraft above, InputPosition place) {
        if (first >= 0) {
            String name = "bus " + PciAddress.busName(domain, first);
            InputPosition before = places.putIfAbsent(name, place);
            if (before != null) {
                throw new TopologyInputException(
                        place,
                        "expected a bus that was not there before, found " + name + again(before, place)
                                + (above == null ? "; give each of several machines a file of its own" : ""));
            }
        }
        if (++buses > TopologyLimits.MAX_BUSES) {
            throw new TopologyInputException(place, "expected at most " + TopologyLimits.MAX_BUSES + " buses");
        }
        return new BusDraft(domain, first, last, above);
    }

    DeviceDraft addDevice(BusDraft bus, int device, int function, InputPosition place) {
        PciAddress address = new PciAddress(bus.domain, bus.number, device, function);
        return add(new DeviceDraft(address.toString(), address, bus), place);
    }

    /** A device of an input that has no addresses. */
    DeviceDraft addNamedDevice(BusDraft bus, String name, InputPosition place) {
        return add(new DeviceDraft(name, null, bus), place);
    }

    private DeviceDraft add(DeviceDraft device, InputPosition place) {
        InputPosition before = places.putIfAbsent(device.name, place);
        if (before != null) {
            throw new TopologyInputException(
                    place, "expected a device that was not there before, found " + device.name + again(before, place));
        }
        if (devices.size() == TopologyLimits.MAX_DEVICES) {
            throw new TopologyInputException(place, "expected at most " + TopologyLimits.MAX_DEVICES + " devices");
        }
        devices.put(device.name, device);
        device.bus.devices.add(device);
        return device;
    }

    private static String again(InputPosition before, InputPosition now) {
        if (before.line() == 0 || !before.source().equals(now.source())) {
            return " again";
        }
        return before.line() == now.line()
                ? String.format(Locale.ROOT, " again, as in column %d", before.column())
                : String.format(Locale.ROOT, " again, as in line %d", before.line());
    }

    /**
     * The machine.
     *
     * @throws TopologyInputException when there is no device
     */
    PciForest build() {
        if (devices.isEmpty()) {
            throw new TopologyInputException(InputPosition.of(source), "expected at least one device, found none");
        }
        List<DeviceDraft> bottomUp = new ArrayList<>(devices.values());
        Collections.reverse(bottomUp);
        for (DeviceDraft device : bottomUp) {
            widen(device.below);
            device.withoutBridge.forEach(ForestBuilder::widen);
        }
        noteRangesOutside();
        noteUnknownVirtualFunctions();
        Map<DeviceDraft, ForestDevice> built = new HashMap<>();
        for (DeviceDraft draft : bottomUp) {
            draft.withoutBridge.sort(BY_NUMBER);
            built.put(
                    draft,
                    new ForestDevice(
                            draft.name,
                            draft.address,
                            draft.description,
                            draft.below == null ? null : bus(draft.below, built),
                            draft.withoutBridge.stream()
                                    .map(bus -> bus(bus, built))
                                    .toList(),
                            draft.inSlot,
                            draft.physicalFunction == null ? null : draft.physicalFunction.name));
        }
        rootBuses.sort(BY_NUMBER);
        return new PciForest(
                form,
                source,
                tellsOfSlots,
                rootBuses.stream().map(bus -> bus(bus, built)).toList(),
                List.copyOf(notes));
    }

    /** Those on a bus without a bridge are noted with it. */
    private void noteUnknownVirtualFunctions() {
        List<String> unknown = devices.values().stream()
                .filter(device -> device.physicalFunction == null
                        && isCalledVirtualFunction(device.description)
                        && (device.bus.above == null || device.bus.above.below == device.bus))
                .map(device -> device.name)
                .toList();
        if (!unknown.isEmpty()) {
            note("by its name a virtual function is " + shortened(unknown)
                    + ". This input does not tell of which device, so it is taken for one like any other;"
                    + " a directory of sysfs tells");
        }
    }

    private static boolean isCalledVirtualFunction(String description) {
        return description != null && description.toLowerCase(Locale.ROOT).contains("virtual function");
    }

    /** Firmware may give such ranges, and so may a slip in a pasted tree: the user decides. */
    private void noteRangesOutside() {
        for (DeviceDraft device : devices.values()) {
            BusDraft bus = device.bus;
            BusDraft below = device.below;
            if (below != null
                    && below.lastTold
                    && bus.lastTold
                    && !bus.numbers().encloses(below.numbers())) {
                note("the buses " + below.numbers().range() + " below " + device.name + " are not all among the buses "
                        + bus.numbers().range() + " of the bridge above it");
            }
        }
    }

    /**
     * Says where a line of a drawing may be missing. Nothing tells that a device is which has function 0, no bridge and other devices
     * beside it.
     */
    void noteWhatMayBeMissing() {
        noteNumbersWithoutBus();
        List<String> alone = new ArrayList<>();
        for (DeviceDraft device : devices.values()) {
            if (device.address.function() > 0
                    && device.bus.drawnInLines
                    && !devices.containsKey(device.address.ofFunction(0).toString())) {
                alone.add(device.name);
            }
        }
        if (!alone.isEmpty()) {
            note("without a function 0 beside it is " + shortened(alone)
                    + ": it is a virtual function, or a line of the tree is missing");
        }
    }

    /** The numbers of a bridge that no bus below it has. Where one line shows all that is below, none is missing. */
    private void noteNumbersWithoutBus() {
        Map<BusDraft, BitSet> used = new LinkedHashMap<>();
        for (DeviceDraft device : devices.values()) {
            BitSet numbers = used.computeIfAbsent(device.bus, bus -> new BitSet());
            if (device.below != null) {
                numbers.set(device.below.number, device.below.last + 1);
            }
            device.withoutBridge.forEach(bus ->
                    used.computeIfAbsent(device.below, below -> new BitSet()).set(bus.number));
        }
        List<String> free = new ArrayList<>();
        used.forEach((bus, numbers) -> {
            int end = bus.lastTold ? bus.last + 1 : numbers.length();
            rootBuses.stream().filter(root -> root.domain == bus.domain).forEach(root -> numbers.set(root.number));
            numbers.set(end);
            int begin = bus.drawnInLines ? numbers.nextClearBit(bus.number + 1) : end;
            while (begin < end) {
                int next = numbers.nextSetBit(begin);
                free.add(new BusNumbers(bus.domain, begin, next - 1).named());
                begin = numbers.nextClearBit(next);
            }
        });
        if (!free.isEmpty()) {
            note("no bridge is shown that leads to bus " + shortened(free)
                    + ": the numbers are kept free for hot-plug, or a line of the tree is missing");
        }
    }

    private static String shortened(List<String> names) {
        int more = names.size() - MAX_NAMED;
        return String.join(", ", more > 0 ? names.subList(0, MAX_NAMED) : names)
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Only lspci tells a bridge's last bus; for the others it is the highest that there is. */
    private static void widen(BusDraft bus) {
        if (bus == null || bus.lastTold) {
            return;
        }
        for (DeviceDraft device : bus.devices) {
            if (device.below != null) {
                bus.last = Math.max(bus.last, device.below.last);
            }
            for (BusDraft beside : device.withoutBridge) {
                bus.last = Math.max(bus.last, beside.last);
            }
        }
    }

    private static ForestBus bus(BusDraft draft, Map<DeviceDraft, ForestDevice> built) {
        if (draft.number >= 0) {
            draft.devices.sort(Comparator.comparing(device -> device.address));
        }
        return new ForestBus(
                draft.numbers(), draft.devices.stream().map(built::get).toList(), draft.hasSlot);
    }
}
