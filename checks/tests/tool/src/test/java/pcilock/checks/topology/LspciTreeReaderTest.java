package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LspciTreeReaderTest {
    private static final String SMALL = """
            -[0000:00]-+-00.0
                       +-1c.0-[02-04]--+-00.0-[03]----00.0
                       |               \\-00.1-[04]--
                       +-1f.0
                       \\-1f.3
            """;

    private static final String SMALL_NOTATION =
            "0000:00:00.0," + "0000:00:1c.0(0000:02:00.0(0000:03:00.0),0000:02:00.1())," + "0000:00:1f.0,0000:00:1f.3";

    private static PciForest read(String text) {
        PciForest forest = TopologyReader.read("bug.txt", text);
        assertThat(forest.form()).isEqualTo(InputForm.LSPCI_TREE);
        return forest;
    }

    static String sample(String name) {
        try (InputStream input = LspciTreeReaderTest.class.getResourceAsStream("/topology/" + name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsAddressesFromTheSecondaryBusNumbers() {
        PciForest forest = read(SMALL);

        assertThat(forest.notation()).isEqualTo(SMALL_NOTATION);
        assertThat(forest.device("0000:00:1c.0").below().orElseThrow().numbers())
                .contains(new BusNumbers(0, 2, 4));
        assertThat(forest.toTopology().devices).hasSize(7);
    }

    @Test
    void readsALaptopWithTwoThunderboltDocks() {
        PciForest forest = read(sample("laptop-two-docks.txt"));
        PciForest docks = forest.below("00:1d.0");

        assertThat(forest.devices()).hasSize(20);
        assertThat(docks.notation())
                .isEqualTo("0000:00:1d.0(0000:02:00.0("
                        + "0000:03:00.0(0000:04:00.0),"
                        + "0000:03:01.0(0000:05:00.0(0000:06:02.0(0000:07:00.0),0000:06:04.0())),"
                        + "0000:03:02.0(0000:20:00.0),"
                        + "0000:03:04.0(0000:21:00.0(0000:22:01.0(0000:23:00.0)))))");
        assertThat(docks.devices()).hasSize(1 + 14);
        assertThat(docks.bridgeCount()).isEqualTo(11);
        assertThat(docks.emptyBridgeCount()).isEqualTo(1);
        assertThat(docks.levels()).isEqualTo(6);
        assertThat(docks.notes()).isEmpty();
        assertThat(forest.device("0000:07:00.0").description()).contains("Fresco Logic FL1100 USB 3.0 Host Controller");
    }

    @Test
    void readsAServerWithSeveralDomainsAndSaysWhatItLeavesOut() {
        PciForest forest = read(sample("server-vmd.txt"));

        assertThat(forest.notation())
                .isEqualTo("0000:00:00.0,0000:00:0e.0,0000:00:1c.0(0000:01:00.0(0000:02:00.0)),"
                        + "0000:80:02.0(0000:81:00.0,0000:81:00.1),"
                        + "0000:ff:00.0,0000:ff:00.1,"
                        + "10000:e0:06.0(10000:e1:00.0),10000:e0:06.2()");
        assertThat(forest.rootBuses()).hasSize(4);
        assertThat(forest.notes()).singleElement().asString().contains("bus 0000:82", "0000:80:02.0", "left out");
        assertThat(forest.toTopology().device("10000:e1:00.0").upstreamBridge().name)
                .isEqualTo("10000:e0:06.0");
    }

    @Test
    void showsWhatItUnderstood() {
        assertThat(read("intro\n" + sample("server-vmd.txt")).text()).isEqualTo("""
                bug.txt: the output of lspci -t
                root bus 0000:00
                  0000:00:00.0  Intel Corporation Ice Lake Memory Map/VT-d [8086:09a2]
                  0000:00:0e.0  Intel Corporation Volume Management Device NVMe RAID Controller [8086:28c0]
                  0000:00:1c.0 bridge to bus 01-02
                    0000:01:00.0 bridge to bus 02
                      0000:02:00.0  ASPEED Technology, Inc. ASPEED Graphics Family [1a03:2000]
                root bus 0000:80
                  0000:80:02.0 bridge to bus 81-82
                    0000:81:00.0  Mellanox Technologies MT28908 Family [ConnectX-6] [15b3:101b]
                    0000:81:00.1  Mellanox Technologies MT28908 Family [ConnectX-6] [15b3:101b]
                  bus 0000:82 without a bridge
                    0000:82:00.0  Mellanox Technologies MT28908 Family [ConnectX-6 Virtual Function] [15b3:101c]
                root bus 0000:ff
                  0000:ff:00.0  Intel Corporation Device [8086:3450]
                  0000:ff:00.1  Intel Corporation Device [8086:3451]
                root bus 10000:e0
                  10000:e0:06.0 bridge to bus e1
                    10000:e1:00.0  Samsung Electronics Co Ltd NVMe SSD Controller PM9A1/PM9A3/980PRO [144d:a80a]
                  10000:e0:06.2 bridge to bus e2, nothing there
                14 devices, 5 bridges (1 with nothing below), 3 levels of buses, 4 root buses
                note: bus 0000:82 is below 0000:80:02.0, but no bridge is shown that leads to it. \
                The kernel has such a bus for virtual functions of SR-IOV. \
                What is on it is left out of the model: a reset of a bus above does not lock it.
                note: skipped as text around the tree: line 1
                """);
    }

    @Test
    void readsWhatMailAndTerminalsMakeOfATree() {
        List<String> pasted = List.of(
                SMALL.replace("\n", "\r\n"),
                SMALL.replaceAll("(?m)^", "> > "),
                SMALL.replaceAll("(?m)^", " >>"),
                SMALL.replaceAll("(?m)^", "    "),
                SMALL.replaceAll("(?m)^", "\t"),
                SMALL.replace(' ', '\u00a0'),
                SMALL.replaceAll("(?m)^        ", "\t"),
                SMALL.replaceAll("(?m)^", "# "),
                SMALL.replace("\n", "\n\n"),
                SMALL.replaceAll("(?m)$", "   "),
                SMALL.stripTrailing(),
                "\ufeff" + SMALL,
                SMALL.replace('|', '\u2502')
                        .replace("-+-", "\u2500\u252c\u2500")
                        .replace('\\', '\u2514')
                        .replace("+", "\u251c"),
                SMALL.replace("-[02-04]-", "-[0000:02-04]-")
                        .replace("[03]", "[0000:03]")
                        .replace("|               ", "|                    "),
                SMALL.replace("[0000:00]", "[00]").replaceAll("(?m)^     ", ""));
        for (String text : pasted) {
            assertThat(read(text).notation()).as(text).isEqualTo(SMALL_NOTATION);
        }
    }

    @Test
    void readsATreeOutOfALogWithTimes() {
        StringBuilder log = new StringBuilder("[    9.998] probing\n");
        int time = 9999;
        for (String line : SMALL.split("\n", -1)) {
            log.append(String.format("[%5d.%03d] lspci: %s%n", time / 1000, time % 1000, line));
            time++;
        }

        PciForest forest = read(log.toString());

        assertThat(forest.notation()).isEqualTo(SMALL_NOTATION);
    }

    @Test
    void keepsDescriptionsWhateverTheyContain() {
        PciForest forest = read("""
                -[0000:00]-+-00.0  Weird | [0000:01] + 00.0 \\ 01.0 \u202econtrolled
                           +-01.0-[01]----00.0  -[02] \\-
                           +-02.0  A name that was cut and then \u2026
                           \\-03.0  ends with a wrapped
                line [8086:1234]
                """);

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0),0000:00:02.0,0000:00:03.0");
        assertThat(forest.device("00:00.0").description())
                .contains("Weird | [0000:01] + 00.0 \\ 01.0 \ufffdcontrolled");
        assertThat(forest.device("01:00.0").description()).contains("-[02] \\-");
        assertThat(forest.notes())
                .containsExactly(
                        "skipped as text around the tree: line 5",
                        "dots end line 3 and are taken for the end of a name; if they stand for lines, devices are missing");
    }

    @Test
    void joinsDescriptionsThatMailBroke() {
        PciForest forest = read("""
                > -[0000:00]-+-00.0  Intel Corporation Xeon E3-1200 v5 Host
                > Bridge [8086:1904]
                >            \\-02.0  Intel Corporation Graphics
                """);

        assertThat(forest.device("00:00.0").description())
                .contains("Intel Corporation Xeon E3-1200 v5 Host Bridge [8086:1904]");
        assertThat(forest.notes()).containsExactly("taken for the rest of the description in the line before: line 2");
    }

    @Test
    void skipsMemoryAndPorts() {
        PciForest forest = read("""
                -[0000:00]-+-00.0  Host
                           |       Memory at f0000000 (32-bit, prefetchable) [size=256M]
                           \\-01.0-[01]----00.0  Graphics
                                                I/O ports at e000 [size=256]
                """);

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0)");
        assertThat(forest.notes()).isEmpty();
    }

    @Test
    void readsThePartThatOptionSPrints() {
        PciForest forest = read("0000:00:1c.0-[02-03]--+-00.0\n                      \\-00.1-[03]--\n");

        assertThat(forest.notation()).isEqualTo("0000:00:1c.0(0000:02:00.0,0000:02:00.1())");
        assertThat(forest.notes()).singleElement().asString().contains("only a part of bus 0000:00");
    }

    @Test
    void takesABridgeWithoutABusNumberForADeviceAndSaysSo() {
        PciForest forest = read("-[0000:00]-+-00.0-[00]--\n           \\-01.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0");
        assertThat(forest.notes()).singleElement().asString().contains("0000:00:00.0", "without a bus number");
    }

    @Test
    void readsAnEmptyRootBusBesideOthers() {
        assertThat(read("-+-[0001:00]---00.0-[01]----00.0\n \\-[0000:00]-\n").notation())
                .isEqualTo("0001:00:00.0(0001:01:00.0)");
    }

    @Test
    void notesBusesOutsideTheRangeAbove() {
        assertThat(read("-[0000:00]---1e.0-[02]----01.0-[03-06]--\n").notes())
                .containsExactly(
                        "the buses 03-06 below 0000:02:01.0 are not all among the buses 02 of the bridge above it");
    }

    /** Backslashes in the second column stand for themselves, "/" for a line break. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "-[0000:00]-+-00.0, 1:18, 'the rest of the tree'",
                "-[0000:00]-+-00.0/hello, 2:1, 'a device in column 12 (bus 0000:00 begun in line 1)'",
                "-[0000:00]---00., 1:17, 'a function number of 0 to 7'",
                "-[0000:00]---00.8, 1:17, 'a function number of 0 to 7'",
                "-[0000:00]---20.0, 1:14, 'a device number of 00 to 1f'",
                "-[0000:00]---00.0..., 1:18, 'a blank and a description'",
                "-[0000:00]---00.0-, 1:19, 'a bridge''s buses'",
                "-[0000:00]---00.0-[0, 1:20, 'a bus number of two digits'",
                "-[0000:00]---00.0-[02-01]--, 1:23, 'not below the first'",
                "-[0000:00]---00.0-[02]-, 1:22, 'after a bridge''s buses'",
                "-[0000:00]---00.0-[02]---, 1:25, '\"--\" or \"+-\" and a device'",
                "-[0000:00]---00.0-[02]----, 1:27, 'a device, such as'",
                "-[0000:00]---00.0-[02]--x, 1:25, 'or the end of the line'",
                "-[0000:00]---00.0-[0001:02]--, 1:19, 'expected domain 0000'",
                "-[0000:00]---00.0-[01]----00.0-[01]--, 1:32, 'bus 0000:01 again, as in column 19'",
                "-[0000:00]-+-00.0/           \\-00.0, 2:14, '0000:00:00.0 again, as in line 1'",
                "-[0000:00]-+-00.0/  \\-01.0, 2:3, 'a device in column 12 (bus 0000:00 begun in line 1)'",
                "-[0000:00]-+-01.0-[01]--+-00.0/           |            \\-00.1/                        \\-02.0,"
                        + " 3:25, 'a device in column 12'",
                "-[0000:00]-+-01.0-[01]--+-00.0/                        \\-00.1, 2:12, '\"|\", as more devices'",
                "-[0000:00]-+-01.0-[01]--+-00.0/           \\-02.0, 2:12, 'the next device of bus 0000:01'",
                "-[0000:00]---00.0/           \\-01.0, 2:12, 'no more devices'",
                "-[0000:00]---00.0/-[0000:00]---00.0, 2:2, 'bus 0000:00 again, as in line 1'",
                "-[0000:00]-, '', 'at least one device'",
                "'           +-00.0', 1:1, 'the root of a tree'",
            })
    void saysWhereATreeIsWrongAndWhatWasExpected(String text, String at, String expected) {
        assertThatThrownBy(() -> TopologyReader.read("bug.txt", text.replace('/', '\n')))
                .isInstanceOf(TopologyInputException.class)
                .hasMessageStartingWith("bug.txt:" + (at == null ? "" : at))
                .hasMessageContaining(expected);
    }

    @Test
    void countsColumnsInTheLineAsItWasPasted() {
        assertThatThrownBy(() -> TopologyReader.read("bug.txt", ">\t-[0000:00]-+-00.0\n>\t           \\-zz.0\n"))
                .hasMessageStartingWith("bug.txt:2:14: expected a device");
    }

    @Test
    void namesDevicesNearTheOneThatIsNotThere() {
        assertThatThrownBy(() -> read(SMALL).below("0000:00:1d.0"))
                .isInstanceOf(TopologyInputException.class)
                .hasMessage("bug.txt: expected the name of a device, found \"0000:00:1d.0\"; near it: "
                        + "0000:00:1c.0, 0000:00:1f.0, 0000:00:1f.3, 0000:00:00.0, 0000:02:00.1 and 2 more");
    }

    @Test
    void saysThatTheBridgeAboveAPartIsLeftOut() {
        PciForest part = read(SMALL).below("0000:02:00.0");

        assertThat(part.notation()).isEqualTo("0000:02:00.0(0000:03:00.0)");
        assertThat(part.notes()).last().asString().contains("0000:00:1c.0", "left out");
    }
}
