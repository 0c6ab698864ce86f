package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsReaderTest {
    private static final String NOTATION =
            "0000:00:00.0,0000:00:1d.0(0000:01:00.0(0000:02:01.0()))," + "10000:e0:06.0(10000:e1:00.0)";

    @TempDir
    private Path directory;

    private void link(String target) throws IOException {
        Path name = Path.of(target).getFileName();
        Files.createSymbolicLink(Files.createDirectories(directory).resolve(name), Path.of(target));
    }

    private Path device(String path, String classCode) throws IOException {
        Path device = Files.createDirectories(directory.resolve(path));
        Files.writeString(device.resolve("class"), classCode + "\n");
        return device;
    }

    private Path bridge(String path, int secondary, int subordinate) throws IOException {
        Path device = device(path, "0x060400");
        Files.writeString(device.resolve("secondary_bus_number"), secondary + "\n");
        Files.writeString(device.resolve("subordinate_bus_number"), subordinate + "\n");
        return device;
    }

    private PciForest read() {
        PciForest forest = TopologyReader.read(directory);
        assertThat(forest.form()).isEqualTo(InputForm.SYSFS_DIRECTORY);
        return forest;
    }

    @Test
    void readsLinksThatDangleAndSaysWhatTheyDoNotTell() throws IOException {
        link("../../../devices/pci0000:00/0000:00:00.0");
        link("../../../devices/pci0000:00/0000:00:1d.0");
        link("../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0");
        link("../../../devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0");
        link("../../../devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0/10000:e1:00.0");

        PciForest forest = read();

        assertThat(forest.notation())
                .isEqualTo("0000:00:00.0,0000:00:0e.0,0000:00:1d.0(0000:01:00.0),10000:e0:06.0(10000:e1:00.0)");
        assertThat(forest.notes()).singleElement().asString().contains("4 of 6 devices could be bridges");
    }

    @Test
    void readsLiveLinks() throws IOException {
        Path copy = directory;
        device("devices/pci0000:00/0000:00:00.0", "0x060000");
        bridge("devices/pci0000:00/0000:00:1d.0", 1, 2);
        bridge("devices/pci0000:00/0000:00:1d.0/0000:01:00.0", 2, 2);
        directory = copy.resolve("bus/pci/devices");
        link("../../../devices/pci0000:00/0000:00:00.0");
        link("../../../devices/pci0000:00/0000:00:1d.0");
        link("../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0");

        PciForest forest = read();

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:1d.0(0000:01:00.0())");
        assertThat(forest.notes()).isEmpty();
        assertThat(TopologyReader.read(copy.resolve("devices")).notation()).isEqualTo(forest.notation());
        assertThat(TopologyReader.read(copy.resolve("bus/pci")).notation()).isEqualTo(forest.notation());
    }

    @Test
    void readsACopyThatFollowedTheLinks() throws IOException {
        device("0000:00:00.0", "0x060000");
        bridge("0000:00:1d.0", 1, 2);
        bridge("0000:00:1d.0/0000:01:00.0", 2, 2);
        bridge("0000:01:00.0", 2, 2);
        bridge("0000:01:00.0/0000:02:01.0", 3, 3);
        bridge("0000:02:01.0", 3, 3);
        bridge("10000:e0:06.0", 0xe1, 0xe1);
        device("10000:e0:06.0/10000:e1:00.0", "0x010802");
        device("10000:e1:00.0", "0x010802");

        assertThat(read().notation()).isEqualTo(NOTATION);
    }

    @Test
    void readsACopyOfTheFilesAlone() throws IOException {
        Path host = device("0000:00:00.0", "0x060000");
        Files.writeString(host.resolve("vendor"), "0x8086\n");
        Files.writeString(host.resolve("device"), "0x1904\n");
        bridge("0000:00:1d.0", 1, 3);
        Path config = device("0000:01:00.0", "0x060400").resolve("config");
        byte[] bytes = new byte[64];
        bytes[0x0e] = (byte) 0x81;
        bytes[0x19] = 2;
        bytes[0x1a] = 3;
        Files.write(config, bytes);
        bridge("0000:02:01.0", 3, 3);
        bridge("10000:e0:06.0", 0xe1, 0xe1);
        device("10000:e1:00.0", "0x010802");

        assertThat(read().notation()).isEqualTo(NOTATION);
        assertThat(read().device("00:00.0").description()).contains("[8086:1904]");
    }

    @Test
    void leavesOutVirtualFunctionsOnABusOfTheirOwn() throws IOException {
        link("../../../devices/pci0000:00/0000:00:1d.0");
        link("../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0");
        link("../../../devices/pci0000:00/0000:00:1d.0/0000:02:00.0");

        assertThat(read().notation()).isEqualTo("0000:00:1d.0(0000:01:00.0)");
        assertThat(read().notes()).anySatisfy(note -> assertThat(note).contains("bus 0000:02", "left out"));
    }

    private void virtualFunction(String path, String physical) throws IOException {
        Files.createSymbolicLink(device(path, "0x020000").resolve("physfn"), Path.of("../" + physical));
    }

    @Test
    void knowsVirtualFunctionsByTheirLinkToThePhysicalOne() throws IOException {
        Path copy = directory;
        bridge("devices/pci0000:00/0000:00:1d.0", 1, 2);
        device("devices/pci0000:00/0000:00:1d.0/0000:01:00.0", "0x020000");
        virtualFunction("devices/pci0000:00/0000:00:1d.0/0000:01:00.1", "0000:01:00.0");
        device("devices/pci0000:00/0000:00:1d.0/0000:01:00.2", "0x020000");
        virtualFunction("devices/pci0000:00/0000:00:1d.0/0000:01:10.0", "0000:01:00.0");
        virtualFunction("devices/pci0000:00/0000:00:1d.0/0000:02:00.0", "0000:01:00.0");
        directory = copy.resolve("bus/pci/devices");
        link("../../../devices/pci0000:00/0000:00:1d.0");
        for (String name : List.of("01:00.0", "01:00.1", "01:00.2", "01:10.0", "02:00.0")) {
            link("../../../devices/pci0000:00/0000:00:1d.0/0000:" + name);
        }

        PciForest forest = read();

        assertThat(forest.notation()).isEqualTo("0000:00:1d.0(0000:01:00.0{0000:01:00.1,0000:01:10.0},0000:01:00.2)");
        assertThat(forest.toTopology().device("0000:01:10.0").physfn.name).isEqualTo("0000:01:00.0");
        assertThat(forest.notes()).singleElement().asString().contains("bus 0000:02", "left out");
        assertThat(forest.text()).contains("0000:02:00.0 virtual function of 0000:01:00.0");
        assertThat(TopologyReader.read(copy.resolve("devices")).notation()).isEqualTo(forest.notation());
        PciForest withSlot = forest.withSlots(List.of("00:1d.0"));
        assertThat(withSlot.notation())
                .isEqualTo("0000:00:1d.0([0000:01:00.0{0000:01:00.1,0000:01:10.0},0000:01:00.2])");
        assertThat(withSlot.notes())
                .anySatisfy(note -> assertThat(note).contains("0000:01:00.1 has the device number of the slot"));
    }

    @Test
    void virtualFunctionsOnARootBusArePartOfTheirPhysicalOne() throws IOException {
        device("pci0000:00/0000:00:02.0", "0x030000");
        virtualFunction("pci0000:00/0000:00:02.1", "0000:00:02.0");
        bridge("pci0000:00/0000:00:1d.0", 1, 1);

        PciForest forest = read();

        assertThat(forest.notation()).isEqualTo("0000:00:02.0{0000:00:02.1},0000:00:1d.0()");
        assertThat(forest.tops()).extracting(ForestDevice::name).containsExactly("0000:00:02.0", "0000:00:1d.0");
        assertThat(forest.top("00:02.1").name()).isEqualTo("0000:00:02.0");
        assertThat(forest.below("00:02.0").notation()).isEqualTo("0000:00:02.0{0000:00:02.1}");
        assertThatThrownBy(() -> forest.below("00:02.1"))
                .hasMessageContaining("found 0000:00:02.1, which is part of 0000:00:02.0");
    }

    @Test
    void refusesVirtualFunctionsThatNoMachineHas() throws IOException {
        bridge("pci0000:00/0000:00:1d.0", 1, 1);
        virtualFunction("pci0000:00/0000:00:1d.0/0000:01:10.0", "0000:01:00.0");
        assertThatThrownBy(this::read)
                .hasMessageContaining("0000:01:10.0 is one of 0000:01:00.0, which is not among the devices");

        virtualFunction("pci0000:00/0000:00:1d.0/0000:01:00.0", "0000:01:10.0");
        assertThatThrownBy(this::read).hasMessageContaining("which is a virtual function itself");

        Files.delete(directory.resolve("pci0000:00/0000:00:1d.0/0000:01:00.0/physfn"));
        Path elsewhere = directory.resolve("pci0000:00/0000:00:1d.0/0000:01:10.0/physfn");
        Files.delete(elsewhere);
        Files.createSymbolicLink(elsewhere, Path.of("../0000:00:1d.0"));
        assertThatThrownBy(this::read).hasMessageContaining("and one of them is a bridge");

        Files.delete(elsewhere);
        Files.createSymbolicLink(elsewhere, Path.of("../card"));
        assertThatThrownBy(this::read).hasMessageContaining("expected a link physfn to the physical function");
    }

    @Test
    void saysWhenACopyNoLongerTellsThePhysicalFunction() throws IOException {
        bridge("pci0000:00/0000:00:1d.0", 1, 1);
        device("pci0000:00/0000:00:1d.0/0000:01:00.0", "0x020000");
        device("pci0000:00/0000:00:1d.0/0000:01:10.0", "0x020000");
        Files.createDirectories(directory.resolve("pci0000:00/0000:00:1d.0/0000:01:10.0/physfn"));

        assertThat(read().notation()).isEqualTo("0000:00:1d.0(0000:01:00.0,0000:01:10.0)");
        assertThat(read().notes()).singleElement().asString().contains("0000:01:10.0 is a virtual function");
    }

    @Test
    void findsLinksToPhysicalFunctionsInListings() {
        String devices = """
                /sys/devices/pci0000:00/0000:00:1d.0
                /sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0
                /sys/devices/pci0000:00/0000:00:1d.0/0000:01:10.0
                """;
        String expected = "0000:00:1d.0(0000:01:00.0{0000:01:10.0})";

        assertThat(TopologyReader.read(
                                "found",
                                devices + " 99 0 lrwxrwxrwx 1 root root 0 Nov 28 12:00"
                                        + " /sys/devices/pci0000:00/0000:00:1d.0/0000:01:10.0/physfn -> ../0000:01:00.0\n")
                        .notation())
                .isEqualTo(expected);
        assertThat(TopologyReader.read(
                                "listed",
                                devices + "lrwxrwxrwx 1 root root 0 Nov 28 12:00"
                                        + " '/sys/bus/pci/devices/0000:01:10.0/physfn' -> ../0000:01:00.0\n")
                        .notation())
                .isEqualTo(expected);
    }

    @Test
    void refusesACopyThatDoesNotTellWhatIsBelowWhat() throws IOException {
        Files.createDirectories(directory.resolve("0000:00:1d.0"));
        Files.createDirectories(directory.resolve("0000:01:00.0"));

        assertThatThrownBy(this::read)
                .isInstanceOf(TopologyInputException.class)
                .hasMessageContaining("expected something that tells what 0000:00:1d.0 is below");
    }

    @Test
    void refusesDevicesBelowEachOther() throws IOException {
        bridge("0000:01:00.0/0000:02:00.0", 1, 1);
        bridge("0000:02:00.0/0000:01:00.0", 2, 2);

        assertThatThrownBy(this::read)
                .hasMessageContaining("a circle: 0000:01:00.0 below 0000:02:00.0 below 0000:01:00.0");
    }

    @Test
    void followsNoLinkFromDirectoryToDirectory() throws IOException {
        Path top = bridge("pci0000:00/0000:00:1d.0", 1, 1);
        Files.createSymbolicLink(top.resolve("0000:01:00.0"), Path.of(".."));
        Files.createSymbolicLink(top.resolve("subsystem"), top);

        assertThat(read().notation()).isEqualTo("0000:00:1d.0()");
    }

    @Test
    void refusesADeviceInTwoPlaces() throws IOException {
        link("../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0");
        Files.createSymbolicLink(
                directory.resolve("0000:02:00.0"),
                Path.of("../../../devices/pci0000:00/0000:00:1c.0/0000:01:00.0/0000:02:00.0"));

        assertThatThrownBy(this::read)
                .hasMessageContaining("0000:01:00.0 below 0000:00:1c.0")
                .hasMessageContaining("below 0000:00:1d.0");
    }

    @Test
    void refusesALinkToElsewhere() throws IOException {
        Files.createSymbolicLink(directory.resolve("0000:01:00.0"), Path.of("0000:01:00.0"));

        assertThatThrownBy(this::read).hasMessageContaining("expected a link to the device");
    }

    @Test
    void refusesDirectoriesOfOtherThings() {
        assertThatThrownBy(this::read).hasMessageContaining("expected the entries of /sys/bus/pci/devices");
    }

    @Test
    void refusesALevelTooDeep() throws IOException {
        StringBuilder target = new StringBuilder("pci0000:00");
        for (int i = 0; i < 2000; i++) {
            target.append("/").append(new PciAddress(0, i % 256, i / 256, 0));
        }

        assertThatThrownBy(() -> TopologyReader.read("paths.txt", "/sys/devices/" + target))
                .isInstanceOf(TopologyInputException.class)
                .hasMessageContaining("paths.txt:1");
    }

    /** As drivers/pci/slot.c and a hot-plug driver make it. */
    private static void slot(Path slots, String name, String address, String driver) throws IOException {
        Path slot = Files.createDirectories(slots.resolve(name));
        Files.writeString(slot.resolve("address"), address + "\n");
        Files.writeString(slot.resolve("cur_bus_speed"), "8.0 GT/s PCIe\n");
        if (driver != null) {
            Files.writeString(slot.resolve("power"), "1\n");
            Files.createSymbolicLink(slot.resolve("module"), Path.of("../../../../module/" + driver));
        }
    }

    @Test
    void findsTheSlotsBesideTheDevices() throws IOException {
        Path sys = directory;
        bridge("devices/pci0000:00/0000:00:1c.0", 1, 1);
        device("devices/pci0000:00/0000:00:1c.0/0000:01:00.0", "0x010802");
        device("devices/pci0000:00/0000:00:1c.0/0000:01:00.1", "0x010802");
        device("devices/pci0000:00/0000:00:1c.0/0000:01:01.0", "0x010802");
        bridge("devices/pci0000:00/0000:00:1d.0", 2, 4);
        bridge("devices/pci0000:00/0000:00:1e.0", 5, 5);
        directory = sys.resolve("bus/pci/devices");
        for (String path :
                new String[] {"1c.0", "1d.0", "1e.0", "1c.0/0000:01:00.0", "1c.0/0000:01:00.1", "1c.0/0000:01:01.0"}) {
            link("../../../devices/pci0000:00/0000:00:" + path);
        }
        slot(sys.resolve("bus/pci/slots"), "3", "0000:01:00", "pciehp");
        slot(sys.resolve("bus/pci/slots"), "0-1", "0000:02:00", "pciehp");
        String withSlots = "0000:00:1c.0([0000:01:00.0,0000:01:00.1],0000:01:01.0),0000:00:1d.0([]),0000:00:1e.0()";

        for (String place : new String[] {"", "devices", "devices/pci0000:00", "bus/pci", "bus/pci/devices"}) {
            PciForest forest = TopologyReader.read(sys.resolve(place));

            assertThat(forest.notation()).as(place).isEqualTo(withSlots);
            assertThat(forest.tellsOfSlots()).as(place).isTrue();
            assertThat(forest.notes()).as(place).isEmpty();
            assertThat(forest.toTopology().device("0000:01:00.0").slot).isNotNull();
        }
    }

    @Test
    void knowsThatThereAreNoSlotsWhereTheirDirectoryIsEmpty() throws IOException {
        Files.createDirectories(directory.resolve("slots"));
        bridge("devices/pci0000:00/0000:00:1d.0", 1, 1);

        assertThat(read().tellsOfSlots()).isTrue();
        assertThat(read().hasSlots()).isFalse();
        Files.delete(directory.resolve("slots"));
        assertThat(read().tellsOfSlots()).isFalse();
    }

    @Test
    void saysWhichSlotsItLeavesOutAndWhichItGuessed() throws IOException {
        bridge("devices/pci0000:00/0000:00:1c.0", 1, 1);
        bridge("devices/pci0000:00/0000:00:1d.0", 2, 2);
        bridge("devices/pci0000:00/0000:00:1e.0", 3, 3);
        slot(directory.resolve("slots"), "1", "0000:01:00", "acpiphp");
        slot(directory.resolve("slots"), "2", "0000:02:00", null);
        slot(directory.resolve("slots"), "4", "0000:04:00", "pciehp");
        Files.writeString(Files.createDirectories(directory.resolve("slots/3")).resolve("address"), "0000:03:00\n");

        assertThat(read().notation()).isEqualTo("0000:00:1c.0(),0000:00:1d.0(),0000:00:1e.0([])");
        assertThat(read().notes())
                .containsExactly(
                        "slot 1 is that of acpiphp and left out, since the model has slots of pciehp only",
                        "slot 2 is no hot-plug driver's and left out, since the model has slots of pciehp only",
                        "slot 3 is taken for one of pciehp's, as nothing tells its driver",
                        "slot 4 is on bus 0000:04, to which no bridge is known to lead, and left out");
    }

    @Test
    void refusesSlotsThatNoMachineHas() throws IOException {
        bridge("devices/pci0000:00/0000:00:1d.0", 1, 1);
        slot(directory.resolve("slots"), "1", "0000:01:00", "pciehp");
        slot(directory.resolve("slots"), "2", "0000:01:01", "pciehp");
        assertThatThrownBy(this::read)
                .isInstanceOf(TopologyInputException.class)
                .hasMessageContaining("slots/2: expected at most one slot of pciehp on a bus, found 1 and 2");

        slot(directory.resolve("slots"), "0", "0000:01", "pciehp");
        assertThatThrownBy(this::read)
                .hasMessageContaining("slots/0: expected an address such as 0000:05:00, found \"0000:01\"");
    }

    @Test
    void readsTwoLinksThatMailMadeOneLineAndNotesPathsInATextBesideThem() {
        PciForest forest = TopologyReader.read("ls.txt", """
                0000:00:00.0 -> ../../../devices/pci0000:00/0000:00:00.0 0000:00:02.0 -> ../../../devices/pci0000:00/0000:00:02.0
                input: X as /devices/pci0000:00/0000:00:15.1/input5
                """);

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:02.0");
        assertThat(forest.notes()).contains("skipped as text that only mentions a path: line 2");
        assertThatThrownBy(() -> TopologyReader.read(
                        "ls.txt",
                        "0000:00:00.0 -> ../../../devices/pci0000:00/0000:00:00.0 0000:00:02.0 -> ../../../\n"))
                .hasMessageContaining("ls.txt:1:58: expected the path of 0000:00:02.0");
    }

    @Test
    void readsListings() {
        PciForest listed = TopologyReader.read("ls.txt", """
                $ ls -l /sys/bus/pci/devices
                total 0
                lrwxrwxrwx 1 root root 0 Nov 22 16:47 0000:00:00.0 -> ../../../devices/pci0000:00/0000:00:00.0
                lrwxrwxrwx 1 root root 0 Nov 22 16:47 '0000:01:00.0' -> '../../../devices/pci0000:00/0000:00:1d.0/0000:01:00.0'
                """);
        PciForest found = TopologyReader.read("find.txt", """
                /sys/devices/pci0000:00/pci_bus/0000:00
                /sys/devices/pci0000:00/0000:00:00.0/class
                /sys/devices/pci0000:00/0000:00:1d.0/pci_bus/0000:01
                /sys/devices/pci0000:00/0000:00:1d.0/0000:01:00.0/usb1/1-1/0003:046D:C52B.0001
                /sys/devices/pci0000:00/0000:00:1d.1/secondary_bus_number
                """);

        assertThat(listed.form()).isEqualTo(InputForm.PATH_LISTING);
        assertThat(listed.notation()).isEqualTo("0000:00:00.0,0000:00:1d.0(0000:01:00.0)");
        assertThat(found.notation()).isEqualTo("0000:00:00.0,0000:00:1d.0(0000:01:00.0),0000:00:1d.1()");
    }

    @Test
    void saysWhereAListingIsWrong() {
        String good = "/sys/devices/pci0000:00/0000:00:00.0\n";

        assertThatThrownBy(() -> TopologyReader.read("ls.txt", good + "0000:01:00.0 -> ../../../devi"))
                .hasMessage(
                        "ls.txt:2:1: expected the path of 0000:01:00.0, such as /sys/devices/pci0000:00/0000:01:00.0");
        assertThatThrownBy(() ->
                        TopologyReader.read("ls.txt", good + "0000:01:00.0 -> ../devices/pci0000:00/0000:00:1d.0"))
                .hasMessage("ls.txt:2:51: expected a path that ends with 0000:01:00.0");
        assertThatThrownBy(() -> TopologyReader.read("ls.txt", good + "/sys/devices/pci0000:00/0000:00:1d"))
                .hasMessageContaining("ls.txt:2:25: expected an address");
    }
}
