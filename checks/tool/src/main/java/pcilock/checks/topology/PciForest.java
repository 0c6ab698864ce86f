package pcilock.checks.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pcilock.model.pci.PciTopology;

/** The PCI devices of a machine, as they were read: root buses with devices, bridges with buses below. */
public final class PciForest {
    /** How many devices are named when the one asked for is not there. */
    private static final int NEAR_CANDIDATES = 5;

    /** More characters of a name than this are not shown. */
    private static final int MAX_SHOWN = 64;

    private final InputForm form;
    private final String source;
    private final boolean tellsOfSlots;
    private final List<ForestBus> rootBuses;
    private final List<String> notes;
    private final List<ForestDevice> devices = new ArrayList<>();
    private final Map<String, ForestDevice> byName = new HashMap<>();
    private final Map<String, ForestBus> busOf = new HashMap<>();
    private final Map<String, ForestDevice> bridgeAbove = new HashMap<>();

    /** By the name of the physical function; without those on a {@linkplain ForestDevice#withoutBridge bus without a bridge}. */
    private final Map<String, List<ForestDevice>> virtualFunctions = new HashMap<>();

    private int levels;
    private int bridges;
    private int emptyBridges;
    private boolean hasSlots;
    private String notation;

    PciForest(InputForm form, String source, boolean tellsOfSlots, List<ForestBus> rootBuses, List<String> notes) {
        this.form = form;
        this.source = source;
        this.tellsOfSlots = tellsOfSlots;
        this.rootBuses = List.copyOf(rootBuses);
        this.notes = List.copyOf(notes);
        ForestWalk.all(this.rootBuses, new ForestWalk.Visitor() {
            @Override
            public void enter(ForestBus bus, ForestDevice above, int level) {
                levels = Math.max(levels, level);
                hasSlots |= bus.hasSlot();
                if (above != null) {
                    bus.devices().forEach(device -> bridgeAbove.put(device.name(), above));
                }
            }

            @Override
            public void device(ForestDevice device, ForestBus bus, int level) {
                devices.add(device);
                byName.put(device.name(), device);
                busOf.put(device.name(), bus);
                device.below().ifPresent(below -> {
                    bridges++;
                    emptyBridges += below.devices().isEmpty() ? 1 : 0;
                });
            }
        });
        ForestWalk.bridged(this.rootBuses, new ForestWalk.Visitor() {
            @Override
            public void device(ForestDevice device, ForestBus bus, int level) {
                device.physicalFunction().ifPresent(physical -> virtualFunctions
                        .computeIfAbsent(physical, unused -> new ArrayList<>())
                        .add(device));
            }
        });
    }

    /** Which of the forms the input was taken for. */
    public InputForm form() {
        return form;
    }

    /** The file, directory or other name of the input. */
    public String source() {
        return source;
    }

    /** By domain and number. */
    public List<ForestBus> rootBuses() {
        return rootBuses;
    }

    /** Every device, a bridge before what is below it. */
    public List<ForestDevice> devices() {
        return List.copyOf(devices);
    }

    /** The devices on the root buses, without virtual functions, which are part of their physical ones. */
    public List<ForestDevice> tops() {
        return rootBuses.stream()
                .flatMap(bus -> bus.devices().stream())
                .filter(device -> device.physicalFunction().isEmpty())
                .toList();
    }

    /** The virtual functions of a device, without those that no bridge leads to. */
    public List<ForestDevice> virtualFunctions(ForestDevice physical) {
        return virtualFunctions.getOrDefault(physical.name(), List.of());
    }

    /** What was skipped or taken for granted, a sentence each; for the user. */
    public List<String> notes() {
        List<String> inSlot = devices.stream()
                .filter(device -> device.physicalFunction().isPresent()
                        && device.inSlot()
                        && busOf.get(device.name()).hasSlot())
                .map(ForestDevice::name)
                .toList();
        if (inSlot.isEmpty()) {
            return notes;
        }
        List<String> all = new ArrayList<>(notes);
        all.add(
                "the virtual function " + inSlot.get(0)
                        + (inSlot.size() == 1 ? " has" : " and " + (inSlot.size() - 1) + " more have")
                        + " the device number of the slot, and so would be in it in every revision; here it is in it from 7.1 on only");
        return all;
    }

    /** Whether the input says which buses have a hot-plug slot, if it has any. */
    public boolean tellsOfSlots() {
        return tellsOfSlots;
    }

    /** Whether some bus has a hot-plug slot. */
    public boolean hasSlots() {
        return hasSlots;
    }

    /** How many devices have a bus below. */
    public int bridgeCount() {
        return bridges;
    }

    /** How many of the bridges have no device below. */
    public int emptyBridgeCount() {
        return emptyBridges;
    }

    /** Levels of buses: 1 when there are root buses only. */
    public int levels() {
        return levels;
    }

    /**
     * A device by its name; the case of an address does not matter, and domain 0000 may be left out.
     *
     * @throws TopologyInputException when there is none, naming devices that are near
     */
    public ForestDevice device(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        ForestDevice found = Stream.of(name, wanted, "0000:" + wanted)
                .map(byName::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw new TopologyInputException(
                    InputPosition.of(source),
                    "expected the name of a device, found \"" + shortened(name) + "\"; near it: " + near(wanted));
        }
        return found;
    }

    /**
     * The part of the machine that consists of a device and what is below it.
     *
     * @param name as in {@link #device}
     * @throws TopologyInputException as {@link #device}
     */
    public PciForest below(String name) {
        ForestDevice top = device(name);
        if (top.physicalFunction().isPresent()) {
            throw new TopologyInputException(
                    InputPosition.of(source),
                    "expected a device that is no virtual function, found " + top.name() + ", which is part of "
                            + top.physicalFunction().get());
        }
        List<String> partNotes = new ArrayList<>(notes);
        ForestDevice above = bridgeAbove.get(top.name());
        if (above != null) {
            partNotes.add("only " + top.name() + " and what is below it: the bridge above, " + above.name()
                    + ", is left out, and a reset of " + top.name() + " cannot lock it");
        }
        BusNumbers numbers = busOf.get(top.name()).numbers().orElse(null);
        List<ForestDevice> part = new ArrayList<>(List.of(top));
        part.addAll(virtualFunctions(top));
        return new PciForest(form, source, tellsOfSlots, List.of(new ForestBus(numbers, part, false)), partNotes);
    }

    /**
     * The machine with a hot-plug slot below each of these ports. In it are the functions of device 0, as pciehp has it.
     *
     * @param ports as in {@link #device}
     * @throws TopologyInputException as {@link #device}, when one is no bridge or has a slot already, and for a machine without addresses
     */
    public PciForest withSlots(List<String> ports) {
        Set<ForestBus> slotBuses = new HashSet<>();
        for (String port : ports) {
            ForestDevice bridge = device(port);
            if (bridge.address().isEmpty()) {
                throw new TopologyInputException(
                        InputPosition.of(source), "expected square brackets for a slot in a notation, as in P([E,F])");
            }
            ForestBus below = bridge.below()
                    .orElseThrow(() -> new TopologyInputException(
                            InputPosition.of(source),
                            "expected a bridge, as a slot is on the bus below one, found " + bridge.name()
                                    + ", which has no bus below"));
            if (below.hasSlot() || !slotBuses.add(below)) {
                throw new TopologyInputException(
                        InputPosition.of(source),
                        "expected a bridge without a slot below, found " + bridge.name() + ", which "
                                + (below.hasSlot() ? "has one by this input" : "was given before"));
            }
        }
        Map<ForestBus, ForestBus> built = new HashMap<>();
        Map<ForestDevice, ForestDevice> builtDevices = new HashMap<>();
        for (int i = devices.size() - 1; i >= 0; i--) {
            ForestDevice device = devices.get(i);
            Stream.concat(device.below().stream(), device.withoutBridge().stream())
                    .forEach(bus -> built.put(bus, bus.with(builtDevices, slotBuses.contains(bus))));
            boolean inSlot = slotBuses.contains(busOf.get(device.name()))
                    && device.address().orElseThrow().device() == 0;
            builtDevices.put(device, device.with(built, inSlot));
        }
        return new PciForest(
                form,
                source,
                tellsOfSlots,
                rootBuses.stream().map(bus -> bus.with(builtDevices, false)).toList(),
                notes);
    }

    /** The one of the {@link #tops} that a device is below, is part of, or is itself; see {@link #device}. */
    public ForestDevice top(String name) {
        ForestDevice top = device(name);
        while (bridgeAbove.containsKey(top.name())) {
            top = bridgeAbove.get(top.name());
        }
        return top.physicalFunction().map(byName::get).orElse(top);
    }

    /** Whether a device is on a root bus, which has no bridge above it. */
    public boolean isOnRootBus(ForestDevice device) {
        return !bridgeAbove.containsKey(device.name());
    }

    /**
     * The machine for {@link PciTopology#parse}: the devices of all root buses in one list, as none of them has a bridge above
     * it. Leaves out what is on a {@linkplain ForestDevice#withoutBridge bus without a bridge}.
     */
    public String notation() {
        if (notation == null) {
            NotationWriter writer = new NotationWriter();
            ForestWalk.bridged(rootBuses, writer);
            notation = writer.text.toString();
        }
        return notation;
    }

    /** The machine as the model has it. A new one with each call: it holds the locks' state. */
    public PciTopology toTopology() {
        return PciTopology.parse(notation());
    }

    /** What was understood, as a tree with counts; ends with a line break. */
    public String text() {
        return ForestText.of(this);
    }

    /** Virtual functions are written where their physical one is. The devices in a slot are next to each other, and a bus with an empty slot has no device. */
    private final class NotationWriter implements ForestWalk.Visitor {
        private final StringBuilder text = new StringBuilder();

        /** For each bus from the root down whether its slot was opened and not closed yet. */
        private final Deque<Boolean> slotOpen = new ArrayDeque<>();

        @Override
        public void enter(ForestBus bus, ForestDevice above, int level) {
            if (above != null) {
                text.append(bus.hasSlot() && bus.devices().isEmpty() ? "([]" : "(");
            }
            slotOpen.push(false);
        }

        @Override
        public void device(ForestDevice device, ForestBus bus, int level) {
            if (device.physicalFunction().isPresent()) {
                return;
            }
            boolean inSlot = bus.hasSlot() && device.inSlot();
            boolean wasInSlot = slotOpen.pop();
            slotOpen.push(inSlot);
            if (wasInSlot && !inSlot) {
                text.append(']');
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != '(') {
                text.append(',');
            }
            text.append(inSlot && !wasInSlot ? "[" : "").append(device.name());
            List<ForestDevice> virtual = virtualFunctions(device);
            if (!virtual.isEmpty()) {
                text.append(virtual.stream().map(ForestDevice::name).collect(Collectors.joining(",", "{", "}")));
            }
        }

        @Override
        public void leave(ForestBus bus, ForestDevice above) {
            text.append(slotOpen.pop() ? "]" : "").append(above == null ? "" : ")");
        }
    }

    private String near(String wanted) {
        Optional<PciAddress> address = PciAddress.parse(wanted).or(() -> PciAddress.parse("0000:" + wanted));
        Comparator<ForestDevice> nearest = address.isPresent()
                ? Comparator.comparingLong(device -> device.address()
                        .map(other -> distance(address.get(), other))
                        .orElse(Long.MAX_VALUE))
                : Comparator.comparingLong(
                        device -> EditDistance.between(wanted, device.name().toLowerCase(Locale.ROOT)));
        List<String> candidates = devices.stream()
                .sorted(nearest)
                .limit(NEAR_CANDIDATES)
                .map(ForestDevice::name)
                .toList();
        int more = devices.size() - candidates.size();
        return String.join(", ", candidates) + (more > 0 ? " and " + more + " more" : "");
    }

    /** Another function is nearer than another device, that nearer than another bus, that nearer than another domain. */
    private static long distance(PciAddress a, PciAddress b) {
        long domains = Math.abs((long) a.domain() - b.domain());
        return domains << 16 | (long) Math.abs(a.bus() - b.bus()) << 8 | Math.abs(a.devfn() - b.devfn());
    }

    private static String shortened(String name) {
        return name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "...";
    }

    @Override
    public String toString() {
        return notation();
    }
}
