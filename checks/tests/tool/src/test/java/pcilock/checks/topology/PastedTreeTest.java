package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees as they were posted: what mail and people made of them is undone, said, or refused with the reason. */
class PastedTreeTest {
    private static PciForest read(String text) {
        return TopologyReader.read("bug.txt", text);
    }

    private static void refused(String text, String... messageParts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TopologyInputException.class)
                .hasMessageContainingAll(messageParts);
    }

    // ---- lines made one ----

    @Test
    void takesTwoLinesThatMailMadeOneApart() {
        PciForest forest = read("""
                -[0000:00]-+-00.0  A            +-01.0-[01]----00.0  C
                           \\-02.0
                """);

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0),0000:00:02.0");
        assertThat(forest.device("00:00.0").description()).contains("A");
        assertThat(forest.notes())
                .containsExactly(
                        "taken for lines that were made one: line 1; if anything was lost there, devices are missing");
    }

    @Test
    void takesTheRestOfADescriptionAndTheLineAfterItApart() {
        PciForest forest = read("""
                -[0000:00]-+-00.0  A
                B           +-01.0-[01]----00.0  C
                           \\-02.0
                """);

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0),0000:00:02.0");
        assertThat(forest.device("00:00.0").description()).contains("A B");
    }

    @Test
    void takesALineBehindAnEmptyBridgeApart() {
        assertThat(read("-[0000:00]-+-01.0-[01]--           \\-02.0\n").notation())
                .isEqualTo("0000:00:01.0(),0000:00:02.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-[0000:00]-+-00.0  A +-01.0-[01]----00.0  C\n           \\-02.0\n",
                "-[0000:00]-+-00.0  A                 +-01.0\n           \\-02.0\n",
                "-[0000:00]-+-00.0  A    |       \\-01.0\n",
                "-[0000:00]---00.0  A            +-01.0\n",
                "-[0000:00]---00.0  A -[0000:01]---00.0\n",
                "-[0000:00]---00.0\nsee \\-01.0 as well\n",
            })
    void refusesABranchInATextWhereItsPlaceIsNotCertain(String text) {
        refused(text, "expected no piece of a drawing inside a text");
    }

    @Test
    void namesTheLineAndColumnOfABranchInAText() {
        refused("-[0000:00]-+-00.0  A\nB +-01.0\n           \\-02.0\n", "bug.txt:2:3: ");
    }

    // ---- lines left out ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[...]",
                "...",
                "           |   [...]",
                "(...)",
                "\u2026",
                "# snip",
                "<snip>",
                "[20 lines omitted]",
                "-- 8< --",
                "... and some more"
            })
    void saysWhereLinesAreLeftOutAndReadsTheRest(String mark) {
        PciForest forest = read("-[0000:00]-+-00.0  A\n" + mark + "\n           \\-02.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:02.0");
        assertThat(forest.device("00:00.0").description()).contains("A");
        assertThat(forest.notes())
                .containsExactly(
                        "lines are left out at line 2: devices on bus 0000:00, and what is below, may be missing");
    }

    @Test
    void saysThatATextInATreeMayStandForLines() {
        PciForest forest = read("-[0000:00]-+-00.0  A\nsome ports like this one\n           \\-02.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:02.0");
        assertThat(forest.notes()).singleElement().asString().contains("line 2", "devices are missing");
    }

    @Test
    void takesAMarkAndTheLineAfterItApart() {
        PciForest forest = read("-[0000:00]-+-00.0  A\n[...]            +-02.0\n           \\-03.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:02.0,0000:00:03.0");
        assertThat(forest.notes()).anySatisfy(note -> assertThat(note).contains("lines are left out at line 2"));
    }

    @Test
    void readsTheBeginningOfATreeWhoseEndIsLeftOut() {
        PciForest forest = read("-[0000:00]-+-00.0\n           +-1d.0-[01]--+-00.0\n[...]\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:1d.0(0000:01:00.0)");
        assertThat(forest.notes()).anySatisfy(note -> assertThat(note)
                .contains("left out at line 3", "devices on bus 0000:01", "devices on bus 0000:00"));
    }

    @Test
    void saysThatWhatIsBelowABridgeIsLeftOut() {
        PciForest forest = read("-[0000:00]---1d.0-[02-05]--  [...]\n");

        assertThat(forest.notation()).isEqualTo("0000:00:1d.0()");
        assertThat(forest.notes()).containsExactly("devices below 0000:00:1d.0 are left out in line 1 and missing");
    }

    @Test
    void refusesWhatComesAfterLeftOutLinesWhereABusMayHaveBegunInThem() {
        String text = """
                -[0000:00]-+-01.0-[01]--+-00.0
                [...]
                           |            \\-00.1
                           \\-02.0
                """;

        refused(text, "bug.txt:3:25: expected the next device of bus 0000:00", "left out at line 2");
    }

    @Test
    void refusesDevicesOutOfOrder() {
        refused("-[0000:00]-+-05.0\n           \\-04.0\n", "bug.txt:2:14: expected a device after 0000:00:05.0");
    }

    // ---- lines that may be missing ----

    @Test
    void namesBusNumbersThatNoBridgeLeadsTo() {
        PciForest forest = read("""
                -[0000:00]-+-01.0-[02-09]--+-00.0-[04]--
                           |               \\-01.0-[05]--
                           \\-02.0-[0c]--
                """);

        assertThat(forest.notes())
                .containsExactly(
                        "no bridge is shown that leads to bus 0000:01, 0000:0a-0b, 0000:03, 0000:06-09: the numbers"
                                + " are kept free for hot-plug, or a line of the tree is missing");
    }

    @Test
    void namesFunctionsWithoutAFunctionZero() {
        assertThat(read("-[0000:00]-+-1d.0\n           \\-1f.3\n").notes())
                .containsExactly(
                        "without a function 0 beside it is 0000:00:1f.3: it is a virtual function, or a line of the"
                                + " tree is missing");
    }

    // ---- shifted, quoted, partly shown ----

    @Test
    void readsSeveralRootBusesInAQuotation() {
        PciForest forest = read("> -+-[0000:00]---00.0\n>  \\-[0000:01]---00.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:01:00.0");
        assertThat(forest.notes()).isEmpty();
        assertThat(
                        read(">> -+-[0000:01]-+-00.0\n>>  |           \\-01.0\n>>  \\-[0000:00]-+-00.0\n>>              \\-01.0\n")
                                .notation())
                .isEqualTo("0000:00:00.0,0000:00:01.0,0000:01:00.0,0000:01:01.0");
    }

    @Test
    void undoesTheSameShiftInAllLinesButTheFirst() {
        PciForest forest = read("-[0000:00]-+-00.0\n            \\-01.0-[01]----00.0\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0)");
        assertThat(forest.notes())
                .containsExactly(
                        "the lines of the tree after line 1 are shifted by 1 column against it, which is undone");
        assertThat(read("-[0000:00]-+-00.0\n       +-01.0-[01]--+-00.0\n       |            \\-00.1\n       \\-02.0\n")
                        .notation())
                .isEqualTo("0000:00:00.0,0000:00:01.0(0000:01:00.0,0000:01:00.1),0000:00:02.0");
    }

    @Test
    void refusesAShiftThatNotAllLinesHaveAtTheFirstOne() {
        refused(
                "-[0000:00]-+-00.0\n            +-01.0\n           \\-02.0\n",
                "bug.txt:2:13: expected a device in column 12");
    }

    @Test
    void readsOneRootBusOfSeveral() {
        PciForest forest = read(" +-[0004:00]---00.0-[01]----00.0\n");

        assertThat(forest.notation()).isEqualTo("0004:00:00.0(0004:01:00.0)");
        assertThat(forest.notes())
                .containsExactly(
                        "the tree is shown from line 1 on only, without its beginning: root buses, and what is on them,"
                                + " may be missing");
        assertThat(read("log\n +-[0004:00]-+-00.0\n |           \\-01.0\n \\-[0000:00]---00.0\nend\n")
                        .notation())
                .isEqualTo("0000:00:00.0,0004:00:00.0,0004:00:01.0");
    }

    @Test
    void refusesABusOfABridgeWhoseBeginningIsNotShown() {
        refused("                    +-[0000:82]---00.0\n", "bug.txt:1:1: expected the root of a tree");
        refused("  |    \\-[0000:82]---00.0\n", "expected");
    }

    @Test
    void readsARemarkBehindAnEmptyBridge() {
        PciForest forest = read("-[0000:00]---00.0-[01]--   <-- gone\n");

        assertThat(forest.notation()).isEqualTo("0000:00:00.0()");
        assertThat(forest.notes()).containsExactly("taken for a remark, not for devices below 0000:00:00.0: <-- gone");
    }

    // ---- encoded ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=2D[0000:00]---00.0-[01]----00.0\n",
                "-[0000:00]---00.0-[01]-=\n---00.0  X\n",
                "-[0000:00]---00.0-[01]-=  \r\n---00.0  X=20\r\n",
                "> -[0000:00]---00.0-[01]-=\n---00.0\n",
                "-[0000:00]=2D-=2D00=2E0-[01]----00.0 =C2=A0Maker=E2=80=99s\n",
                "content-transfer-encoding: Quoted-Printable\nSubject: a = b\n\n-[0000:00]---00.0-[01]=\n----00.0\n",
            })
    void decodesQuotedPrintable(String text) {
        assertThat(read(text).notation()).isEqualTo("0000:00:00.0(0000:01:00.0)");
    }

    @Test
    void decodesDescriptionsAndLeavesPlainTextAlone() {
        assertThat(read("-[0000:00]---00.0  Maker=E2=80=99s =3D\n")
                        .device("00:00.0")
                        .description())
                .contains("Maker\u2019s =");
        assertThat(read("-[0000:00]---00.0  a [size=256M]\n").device("00:00.0").description())
                .contains("a [size=256M]");
        assertThat(read("x = y\n-[0000:00]---00.0  a=2Db\n").device("00:00.0").description())
                .contains("a=2Db");
    }

    @Test
    void namesLineAndColumnOfTheFileInAnEncodedText() {
        refused("-[0000:00]---00.0-[01]-=\n---=30z.0  X\n", "bug.txt:2:4: expected a device", "found \"0z.0  X\"");
        refused("Content-Transfer-Encoding: quoted-printable\n\n>=20-[0000:00]---20.0=1B\n", "bug.txt:3:18: ");
    }

    @Test
    void decodesLinksOfAListing() {
        assertThat(read("0000:00:00.0 -> ../../../devices/pci00=\n00:00/0000:00:00.0\n")
                        .notation())
                .isEqualTo("0000:00:00.0");
    }

    // ---- lspci -PP ----

    @Test
    void readsThePathsOfLspci() {
        PciForest forest = read("00:06.0 PCI bridge: X\n00:06.0/02:00.0 NVMe: Y\n");

        assertThat(forest.form()).isEqualTo(InputForm.BUS_PATHS);
        assertThat(forest.notation()).isEqualTo("0000:00:06.0(0000:02:00.0)");
        assertThat(forest.notes()).isEmpty();
    }

    @Test
    void readsPathsWithDomainsDetailsAndEmptyBridges() {
        PciForest forest = read("""
                Here it is:
                > 0000:00:1d.0 PCI bridge [0604]: Intel [8086:9d18]
                > \tFlags: bus master
                > 0000:00:1d.0/02:00.0 0604: 8086:15d3
                > 0000:00:1d.0/02:00.0/03:01.0 CardBus bridge: Y
                > 10000:e0:06.0/e1:00.0 Non-Volatile memory controller: Z
                """);

        assertThat(forest.notation())
                .isEqualTo("0000:00:1d.0(0000:02:00.0(0000:03:01.0())),10000:e0:06.0(10000:e1:00.0)");
        assertThat(forest.notes())
                .containsExactly(
                        "skipped as text around the list: line 1",
                        "10000:e0:06.0 has no line in the list, though devices are below: lines of the list are missing");
    }

    @Test
    void refusesTwoDevicesInOneLine() {
        refused(
                "00:06.0 PCI bridge: X\n00:06.0/02:00.0 NVMe: Y 00:1f.0 ISA bridge: Z\n",
                "bug.txt:2:25: expected one device a line, found \"00:1f.0\"");
    }

    // ---- what is lost for good ----

    /** "/" stands for a line break. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-[0000:00]-+-00.0/+-01.0/\\-02.0|bug.txt:2:1: |the blanks in front of it are lost",
                "-[0000:00]-+-00.0/           :/\\-02.0|bug.txt:2:12: |expected a device in column 12",
                "+-00:1c.0 port/  \\-01:00.0 disk|bug.txt:1:1: |found a drawing of another kind",
                "\u251c\u2500\u2500 00:1c.0 port|bug.txt:1:1: |found a drawing of another kind",
                "-[0000:00]---00.0//-[0000:00]---01.0|bug.txt:3:2: |give each of several machines a file of its own",
                "-[0000:00]---00.0//The other box://-[0001:00]---00.0|bug.txt:5:1: |give each of several machines a file of its own",
                "00:00.0 Host bridge: X/00:1c.0 PCI bridge: Y|bug.txt:1:1: |found a list of devices",
                "-[0000:00]---00.0/-[05]----00.0|bug.txt:2:1: |if this is the rest of the line before"
            })
    void refusesWhatIsLostForGoodWithTheReason(String text, String place, String reason) {
        refused(text.replace('/', '\n'), place.strip(), reason);
    }

    @Test
    void refusesPathsWithoutBuses() {
        refused(
                "00:06.0 PCI bridge: X\n00:06.0/00.0 NVMe: Y\n",
                "bug.txt:2:1: expected the buses of a path as well",
                "take the output of \"lspci -PP\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input: X as /devices/pci0000:00/0000:00:15.1/input5\npci 0000:00:1c.0: PCI bridge to bus 01\n",
                "[    0.5] pci 0000:00:1c.0: [8086:a110] type 01\n",
                "KERNEL[12.5] add /devices/pci0000:00/0000:00:14.0/usb1 (usb)\n"
            })
    void refusesALog(String log) {
        refused(log, "bug.txt:1:1: ", "found a log");
    }
}
