package pcilock.model.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PciTopologyTest {
    @Test
    void readsBridgesWithWhatIsBelowThemInListOrder() {
        PciTopology topology = PciTopology.parse("V,P(U(E),F)");

        assertThat(topology.devices).extracting(dev -> dev.name).containsExactly("V", "P", "U", "E", "F");
        assertThat(topology.device("P").subordinate.devices)
                .extracting(dev -> dev.name)
                .containsExactly("U", "F");
        assertThat(topology.device("E").upstreamBridge()).isSameAs(topology.device("U"));
        assertThat(topology.device("V").upstreamBridge()).isNull();
        assertThat(topology.device("F").subordinate).isNull();
    }

    @Test
    void aBridgeMayHaveAnEmptyBus() {
        assertThat(PciTopology.parse("P()").device("P").subordinate.devices).isEmpty();
    }

    @Test
    void readsTheSlotOfABusAtEveryLevel() {
        PciTopology topology = PciTopology.parse("P(E,[U([F,G],H),I])");
        PciSlot upper = topology.device("P").subordinate.slot;
        PciSlot lower = topology.device("U").subordinate.slot;

        assertThat(upper).isNotNull().isNotSameAs(lower);
        assertThat(upper.bus.self).isSameAs(topology.device("P"));
        assertThat(lower.bus.self).isSameAs(topology.device("U"));
        assertThat(topology.devices)
                .extracting(dev -> dev.slot)
                .containsExactly(null, null, upper, lower, lower, null, upper);
        assertThat(topology.rootBus.slot).isNull();
    }

    @Test
    void theDevicesOfASlotAreTheFunctionsOfOneDevice() {
        assertThat(PciTopology.parse("P(E,[F,G])").devices)
                .extracting(dev -> dev.multifunction)
                .containsExactly(false, false, true, true);
        assertThat(PciTopology.parse("P([E],F)").device("E").multifunction).isFalse();
    }

    @Test
    void aSlotMayBeEmpty() {
        PciBus bus = PciTopology.parse("P([])").device("P").subordinate;

        assertThat(bus.slot).isNotNull();
        assertThat(bus.devices).isEmpty();
    }

    @Test
    void hasOnePciSlotMutexWithSlotsAndWithout() {
        for (String notation : List.of("P([E]),Q([F])", "P(E),Q(F)")) {
            PciTopology topology = PciTopology.parse(notation);

            assertThat(topology.pciSlotMutex.device).isEqualTo(4);
            assertThat(topology.mutexes).isEqualTo(5);
            assertThat(topology.nameOf(4)).isEqualTo("pci_slot_mutex");
            assertThat(topology.isDevice(4)).isFalse();
        }
    }

    @Test
    void tellsWhatIsBelowWhat() {
        PciTopology topology = PciTopology.parse("P(U(E),F)");

        assertThat(topology.device("E").isBelow(topology.device("P"))).isTrue();
        assertThat(topology.device("E").isBelow(topology.device("F"))).isFalse();
        assertThat(topology.device("P").isBelow(topology.device("P"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "##|1|a device name",
                "P(|3|a device name",
                "P(E|4|')'",
                "P(E))|5|',' or ')'",
                "P(E F)|4|',' or ')'",
                "P,|3|a device name",
                ",P|1|a device name",
                "P()E|4|',' or ')'",
                "P(E,)|5|a device name",
                "P(P)|3|a device that was not named before",
                "P()()|4|',' or ')'",
                "(E)|1|a device name",
                "P-E|2|',' or ')'",
                "[P]|1|a device name",
                "P(E,F|6|')'",
                "P([E,F|7|']'",
                "P([E|5|']'",
                "P([E)|5|',' or ']'",
                "P([E F])|5|',' or ']'",
                "P([E,])|6|a device name",
                "P(E,])|5|a device name",
                "P(E])|4|',' or ')'",
                "P([)|4|a device name",
                "P([E],[F])|7|a device name",
                "P([[E]])|4|a device name",
                "P([E]F)|6|',' or ')'",
                "P([E](F))|6|',' or ')'",
                "P([],F)|5|')'",
                "P(F,[])|6|a device name",
                "P([U(E])|7|',' or ')'",
            })
    void saysWhereANotationIsWrongAndWhatWasExpected(String notation, int column, String expected) {
        assertThatThrownBy(() -> PciTopology.parse(notation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column " + column + ":")
                .hasMessageEndingWith("expected " + expected);
    }

    @Test
    void refusesAChainDeeperThanAnyMachineInPlaceOfRunningOutOfStack() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            chain.append("D").append(i).append('(');
        }

        assertThatThrownBy(() -> PciTopology.parse(chain.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most " + PciTopology.MAX_DEPTH + " levels");
    }

    @Test
    void readsAChainOfAThousandLevels() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            chain.append("D").append(i).append('(');
        }
        chain.append(")".repeat(1000));

        assertThat(PciTopology.parse(chain.toString()).devices).hasSize(1000);
    }

    @Test
    void namesTheDeviceThatIsMissing() {
        assertThatThrownBy(() -> PciTopology.parse("P(E)").device("X")).hasMessage("no device X in P(E)");
    }
}
