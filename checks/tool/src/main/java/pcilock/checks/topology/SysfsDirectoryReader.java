package pcilock.checks.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code /sys/bus/pci/devices} or {@code /sys/devices}, live or copied. A link counts by its text, so it may dangle; what a
 * link leads to is read only for a device's own files. A copy that followed the links has directories instead.
 */
final class SysfsDirectoryReader {
    /** Where the devices are in what people copy. */
    private static final List<String> USUAL_PLACES =
            List.of("", "devices", "bus/pci/devices", "sys/bus/pci/devices", "sys/devices");

    /** Where the slots are, seen from the devices: /sys/bus/pci/slots from /sys/bus/pci/devices, /sys/devices or a root bus. */
    private static final List<String> PLACES_OF_SLOTS = List.of("../slots", "../bus/pci/slots", "../../bus/pci/slots");

    /** Bytes that are read of a file: {@code config} has the bus numbers in the first 64, all others are shorter. */
    private static final int MAX_FILE_BYTES = 64;

    /** {@code PCI_BASE_CLASS_BRIDGE} with the subclasses that have a bus below: PCI, CardBus, semi-transparent. */
    private static final List<String> BRIDGE_CLASSES = List.of("0x0604", "0x0607", "0x0609");

    private static final int HEADER_TYPE = 0x0e;
    private static final int SECONDARY_BUS = 0x19;
    private static final int SUBORDINATE_BUS = 0x1a;

    private final String source;
    private final SysfsPaths paths;
    private int entriesSeen;

    private SysfsDirectoryReader(String source) {
        this.source = source;
        this.paths = new SysfsPaths(InputForm.SYSFS_DIRECTORY, source);
    }

    /**
     * The machine of a directory.
     *
     * @throws TopologyInputException when no device is found or the devices are no tree
     */
    static PciForest read(Path directory) {
        return new SysfsDirectoryReader(directory.toString()).readDirectory(directory);
    }

    private PciForest readDirectory(Path directory) {
        for (String usual : USUAL_PLACES) {
            Path place = usual.isEmpty() ? directory : directory.resolve(usual);
            if (!Files.isDirectory(place)) {
                continue;
            }
            List<Path> entries = entries(place);
            boolean hasRoot = SysfsPaths.isRoot(name(place))
                    || entries.stream().anyMatch(entry -> SysfsPaths.isRoot(name(entry)));
            if (hasRoot) {
                readTree(place);
                readSlots(place);
                return paths.build();
            }
            List<Path> devices = entries.stream()
                    .filter(entry -> SysfsPaths.looksLikeAddress(name(entry)))
                    .toList();
            if (!devices.isEmpty()) {
                devices.forEach(this::readEntry);
                readSlots(place);
                return paths.build();
            }
        }
        throw new TopologyInputException(
                InputPosition.of(source),
                "expected the entries of /sys/bus/pci/devices, such as 0000:00:1d.0, or of /sys/devices, such as pci0000:00, found"
                        + " neither");
    }

    // ---- /sys/bus/pci/devices ----

    private void readEntry(Path entry) {
        InputPosition place = InputPosition.of(source + "/" + name(entry));
        PciAddress address = PciAddress.parse(name(entry))
                .orElseThrow(() -> new TopologyInputException(place, "expected an address such as 0000:00:1d.0"));
        if (Files.isSymbolicLink(entry)) {
            readLink(entry, address, place);
        } else {
            paths.device(address, place);
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                readNested(entry, address);
            }
        }
        readFiles(entry, paths.device(address, place));
    }

    private void readLink(Path entry, PciAddress address, InputPosition place) {
        String target;
        try {
            target = Files.readSymbolicLink(entry).toString();
        } catch (IOException e) {
            throw failure(entry, e);
        }
        Optional<SysfsPaths.Device> last = paths.path(target, position -> place);
        if (last.isEmpty() || !last.get().address.equals(address) || !target.endsWith(name(entry))) {
            throw new TopologyInputException(
                    place,
                    "expected a link to the device, such as ../../../devices/pci0000:00/" + address + ", found one to "
                            + Descriptions.cleaned(target));
        }
    }

    /** In a copy that followed the links, a bridge's directory has those of the devices below in it. */
    private void readNested(Path entry, PciAddress address) {
        for (Path nested : entries(entry)) {
            InputPosition place = InputPosition.of(source + "/" + address + "/" + name(nested));
            if (Files.isSymbolicLink(nested)) {
                continue;
            }
            if (SysfsPaths.isRoot(name(nested))) {
                for (Path onRootBus : entries(nested)) {
                    PciAddress.parse(name(onRootBus)).ifPresent(device -> paths.place(device, null, place));
                }
            } else {
                PciAddress.parse(name(nested)).ifPresent(device -> paths.place(device, address, place));
            }
        }
    }

    // ---- /sys/devices ----

    /** Looks into directories of root buses and devices only, and follows no link: there is no circle, and an end to it. */
    private void readTree(Path top) {
        Deque<Path> open = new ArrayDeque<>();
        open.add(top);
        while (!open.isEmpty()) {
            Path directory = open.remove();
            if (directory.getNameCount() - top.getNameCount() > TopologyLimits.MAX_LEVELS) {
                throw new TopologyInputException(
                        InputPosition.of(source),
                        "expected at most " + TopologyLimits.MAX_LEVELS + " levels of directories");
            }
            String relative = top.getParent() == null
                    ? top.relativize(directory).toString()
                    : top.getParent().relativize(directory).toString();
            paths.path(relative, position -> InputPosition.of(source))
                    .filter(device -> device.address.toString().equals(name(directory)))
                    .ifPresent(device -> readFiles(directory, device));
            for (Path entry : entries(directory)) {
                boolean worthwhile = SysfsPaths.isRoot(name(entry))
                        || PciAddress.parse(name(entry)).isPresent();
                if (worthwhile && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    open.add(entry);
                }
            }
        }
    }

    // ---- a device's files ----

    private void readFiles(Path directory, SysfsPaths.Device device) {
        String classCode = text(directory.resolve("class"));
        String secondary = text(directory.resolve("secondary_bus_number"));
        if (!secondary.isEmpty()) {
            device.bridge = true;
            device.secondary = decimalByte(secondary, device.place);
            String subordinate = text(directory.resolve("subordinate_bus_number"));
            device.subordinate = subordinate.isEmpty() ? -1 : decimalByte(subordinate, device.place);
        } else if (!classCode.isEmpty()) {
            device.bridge = BRIDGE_CLASSES.stream().anyMatch(classCode::startsWith);
        }
        // Reading config may wake a sleeping device, so only where nothing else tells.
        if (device.secondary < 0 && !Boolean.FALSE.equals(device.bridge)) {
            readConfig(directory.resolve("config"), device);
        }
        readPhysicalFunction(directory.resolve("physfn"), device);
        String vendor = text(directory.resolve("vendor"));
        String number = text(directory.resolve("device"));
        if (vendor.startsWith("0x") && number.startsWith("0x")) {
            device.description = Descriptions.cleaned("[" + vendor.substring(2) + ":" + number.substring(2) + "]");
        }
    }

    /** A virtual function has a link to its physical one, such as {@code ../0000:01:00.0}. */
    private void readPhysicalFunction(Path physfn, SysfsPaths.Device device) {
        if (Files.isSymbolicLink(physfn)) {
            try {
                paths.virtualFunction(device, Files.readSymbolicLink(physfn).toString());
            } catch (IOException e) {
                throw failure(physfn, e);
            }
        } else if (Files.isDirectory(physfn)) {
            paths.note(device.address
                    + " is a virtual function, taken for a device like any other: in this copy physfn is no link"
                    + " any more, which would tell its physical function");
        }
    }

    private static void readConfig(Path file, SysfsPaths.Device device) {
        byte[] config = bytes(file);
        if (config.length <= SUBORDINATE_BUS || config[HEADER_TYPE] == (byte) 0xff) {
            return;
        }
        int headerType = config[HEADER_TYPE] & 0x7f;
        device.bridge = headerType == 1 || headerType == 2;
        if (device.bridge) {
            device.secondary = config[SECONDARY_BUS] & 0xff;
            device.subordinate = Math.max(device.secondary, config[SUBORDINATE_BUS] & 0xff);
        }
    }

    private static int decimalByte(String text, InputPosition place) {
        int value = -1;
        if (text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            value = Integer.parseInt(text);
        }
        if (value < 0 || value > 0xff) {
            throw new TopologyInputException(
                    place, "expected a bus number of 0 to 255, found \"" + Descriptions.cleaned(text) + "\"");
        }
        return value;
    }

    /** Empty when there is no such file. */
    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.US_ASCII).strip();
    }

    /** Nothing but regular files: reading a pipe or device in a copy might never end. */
    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(MAX_FILE_BYTES);
        } catch (IOException e) {
            // Unreadable is as good as absent: what then cannot be known is said.
            return new byte[0];
        }
    }

    // ---- /sys/bus/pci/slots ----

    private void readSlots(Path devices) {
        for (String usual : PLACES_OF_SLOTS) {
            Path slots = devices.resolve(usual);
            if (Files.isDirectory(slots)) {
                paths.tellsOfSlots();
                entries(slots).forEach(this::readSlot);
                return;
            }
        }
    }

    /** {@code drivers/pci/slot.c} makes the directory, {@code pci_hotplug_core.c} the link to the driver's module and "power". */
    private void readSlot(Path slot) {
        String name = name(slot);
        InputPosition place = InputPosition.of(source + ": slots/" + Descriptions.cleaned(name));
        String address = text(slot.resolve("address"));
        String driver = driver(slot.resolve("module"));
        // Without a hot-plug driver a slot has its speed and no power, as those that firmware describes.
        boolean hasDriver = Files.exists(slot.resolve("power")) || !Files.exists(slot.resolve("cur_bus_speed"));
        if (driver.isEmpty() && hasDriver) {
            paths.note("slot " + Descriptions.cleaned(name)
                    + " is taken for one of pciehp's, as nothing tells its driver");
        } else if (!driver.equals("pciehp")) {
            paths.note("slot " + Descriptions.cleaned(name) + " is "
                    + (driver.isEmpty() ? "no hot-plug driver's" : "that of " + Descriptions.cleaned(driver))
                    + " and left out, since the model has slots of pciehp only");
            return;
        }
        paths.slot(
                name,
                PciAddress.parse(address + ".0")
                        .orElseThrow(() -> new TopologyInputException(
                                place,
                                "expected an address such as 0000:05:00, found \"" + Descriptions.cleaned(address)
                                        + "\"")),
                place);
    }

    /** Empty when nothing tells it. */
    private static String driver(Path module) {
        try {
            return Files.isSymbolicLink(module) ? name(Files.readSymbolicLink(module)) : "";
        } catch (IOException e) {
            return "";
        }
    }

    // ---- directories ----

    private List<Path> entries(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                if (++entriesSeen > TopologyLimits.MAX_DIRECTORY_ENTRIES) {
                    throw new TopologyInputException(
                            InputPosition.of(source),
                            "expected at most " + TopologyLimits.MAX_DIRECTORY_ENTRIES + " directory entries");
                }
                entries.add(entry);
            }
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            throw failure(directory, e);
        }
        entries.sort(null);
        return entries;
    }

    private TopologyInputException failure(Path path, Exception e) {
        return new TopologyInputException(
                InputPosition.of(source),
                "cannot read " + Descriptions.cleaned(path.toString()) + ": " + e.getMessage());
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
