package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopologyReaderTest {
    private static void refused(ThrowingCallable reading, String... messageParts) {
        long begin = System.nanoTime();
        assertThatThrownBy(reading).isInstanceOf(TopologyInputException.class).hasMessageContainingAll(messageParts);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    private static void refused(String text, String... messageParts) {
        refused(() -> TopologyReader.read("in", text), messageParts);
    }

    @Test
    void readsTheShortNotation() {
        PciForest forest = TopologyReader.read("--topology", "P(E,U(F,G))\n");

        assertThat(forest.form()).isEqualTo(InputForm.NOTATION);
        assertThat(forest.notation()).isEqualTo("P(E,U(F,G))");
        assertThat(forest.below("U").notation()).isEqualTo("U(F,G)");
        assertThat(forest.text()).isEqualTo("""
                --topology: the short notation
                root bus
                  P bridge to bus
                    E
                    U bridge to bus
                      F
                      G
                5 devices, 2 bridges (0 with nothing below), 3 levels of buses, 1 root bus
                """);
    }

    @Test
    void readsVirtualFunctionsInBracesAndWritesThemSo() {
        PciForest forest = TopologyReader.read("--topology", "P([F{V,W}],G)");

        assertThat(forest.notation()).isEqualTo("P([F{V,W}],G)");
        assertThat(forest.below("F").notation()).isEqualTo("F{V,W}");
        assertThat(forest.device("V").physicalFunction()).contains("F");
        assertThat(forest.virtualFunctions(forest.device("F")))
                .extracting(ForestDevice::name)
                .containsExactly("V", "W");
        assertThat(forest.text()).isEqualTo("""
                --topology: the short notation
                root bus
                  P bridge to bus with a slot
                    F in the slot
                    V virtual function of F
                    W virtual function of F
                    G
                5 devices, 1 bridge (0 with nothing below), 2 levels of buses, 1 root bus
                """);
    }

    @Test
    void saysWhereANotationIsWrong() {
        refused("P(E){V}", "in:1:5: expected ',' or ')': a bridge has no virtual functions");
        refused("P(F{V", "in:1:6: expected '}'");
        refused("\n P(E,U(F,G)", "in:2:12: expected ')'");
        refused("P(E;U)", "in:1:4: expected ')'");
        refused("P(E);U", "in:1:5: expected the end of the tree, found ';'");
        refused("P(E,E)", "in:1:5: expected a device that was not named before");
    }

    @Test
    void namesNearNamesOfANotation() {
        assertThatThrownBy(() -> TopologyReader.read("in", "P(Eins,Zwei)").below("Zwo"))
                .hasMessageContaining("near it: Zwei,");
    }

    @Test
    void marksTheBusBelowAPortAsASlotsWithDeviceZeroInIt() {
        PciForest forest = TopologyReader.read("in", """
                -[0000:00]-+-1c.0-[01]--+-00.0
                           |            +-00.1
                           |            \\-01.0
                           \\-1d.0-[02]--
                """);
        PciForest withSlots = forest.withSlots(List.of("00:1d.0", "0000:00:1c.0"));

        assertThat(withSlots.notation())
                .isEqualTo("0000:00:1c.0([0000:01:00.0,0000:01:00.1],0000:01:01.0),0000:00:1d.0([])");
        assertThat(withSlots.text())
                .contains("0000:00:1c.0 bridge to bus 01 with a slot\n", "    0000:01:00.1 in the slot\n");
        assertThat(withSlots.hasSlots()).isTrue();
        assertThat(withSlots.tellsOfSlots()).isFalse();
        assertThat(withSlots.below("00:1c.0").notation())
                .isEqualTo("0000:00:1c.0([0000:01:00.0,0000:01:00.1],0000:01:01.0)");
        assertThat(forest.hasSlots()).isFalse();
        refused(
                () -> forest.withSlots(List.of("00:1e.0")),
                "expected the name of a device, found \"00:1e.0\"",
                "near it");
        refused(
                () -> forest.withSlots(List.of("01:00.0")),
                "expected a bridge",
                "0000:01:00.0, which has no bus below");
        refused(
                () -> forest.withSlots(List.of("00:1d.0", "0000:00:1d.0")),
                "expected a bridge without a slot below, found 0000:00:1d.0, which was given before");
        refused(() -> withSlots.withSlots(List.of("00:1d.0")), "0000:00:1d.0, which has one by this input");
        refused(() -> TopologyReader.read("in", "P(E)").withSlots(List.of("P")), "square brackets for a slot");
    }

    @Test
    void refusesWhatIsNoMachine() {
        refused("", "in: expected devices, found an empty text");
        refused(" \n\t\n", "found an empty text");
        refused("My machine hangs on reset.\n", "expected the output of \"lspci -t\"");
        refused("00:00.0 Host bridge: Intel\n00:02.0 VGA: Intel\n", "in:1:1", "found a list of devices", "lspci -t");
        refused("P(E, U)", "without blanks");
        refused("-[0000:00]---00.0\u0000", "in:1:18: expected text, found the control character 0x00");
        refused(() -> TopologyReader.read(Path.of("no-such-file")), "no-such-file: expected a file or directory");
    }

    @Test
    void refusesJunkInBoundedTime() {
        Random random = new Random(1);
        byte[] junk = new byte[1 << 20];
        random.nextBytes(junk);
        refused(() -> TopologyReader.read("in", new ByteArrayInputStream(junk)), "control character");
        refused(() -> TopologyReader.read("in", new Endless()), "expected at most " + TopologyLimits.MAX_BYTES);
        refused("\n".repeat(TopologyLimits.MAX_LINES + 1), "lines");
        refused("-[0000:00]---00.0  " + "x".repeat(1 << 20), "in:1:16385: expected a line of at most");
        refused("a(".repeat(5_000), "expected");
        for (String word :
                new String[] {"-[", "-[00]-", " -[00]-", " -[0000:00]-", "/pci", "/pci0000:00", "> ", ")", "\t"}) {
            refused(word.repeat((TopologyLimits.MAX_BYTES - 1) / word.length()) + "x(", "expected");
        }
        refused("|".repeat(16_000) + " \n", "expected");
        refused("-[0000:00]-+-00.0\n" + "           |\n".repeat(100_000), "the rest of the tree");
    }

    @Test
    void refusesTenThousandLevels() {
        StringBuilder notation = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            notation.append("b").append(i).append('(');
        }
        refused(notation.toString(), "in:1:5040: expected at most " + TopologyLimits.MAX_LEVELS + " levels");
        refused("n(".repeat(2 * TopologyLimits.MAX_DEVICES), TopologyLimits.MAX_DEVICES + " devices");
        StringBuilder tree = new StringBuilder("-[0000:00]---00.0");
        for (int i = 1; i < 1_000; i++) {
            tree.append(String.format("-[%02x]----00.0", i % 256));
        }
        refused(tree.toString(), "bus 0000:00 again");
    }

    @Test
    void readsADomainWithAllItsBuses() {
        StringBuilder tree = new StringBuilder("-[0000:00]---00.0");
        for (int i = 1; i < TopologyLimits.MAX_BUSES_PER_DOMAIN; i++) {
            tree.append(String.format("-[%02x-ff]----00.0", i));
        }

        PciForest forest = TopologyReader.read("in", tree.toString());

        assertThat(forest.levels()).isEqualTo(TopologyLimits.MAX_BUSES_PER_DOMAIN);
        assertThat(forest.toTopology().devices).hasSize(256);
        assertThat(forest.text()).contains("256 levels of buses");
    }

    @Test
    void refusesMoreDevicesThanTheLimit() {
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i <= TopologyLimits.MAX_DEVICES; i++) {
            paths.append(String.format("/sys/devices/pci%04x:00/%04x:00:00.0\n", i, i));
        }
        refused(paths.toString(), "in:8193:", "expected at most 8192 devices");
    }

    /** A stream that has no end, as /dev/zero would be if it had letters. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
