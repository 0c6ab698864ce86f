package pcilock.model.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.model.pci.driver.Driver;

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
    void readsVirtualFunctionsBehindTheirPhysicalOne() {
        PciTopology topology = PciTopology.parse("P(F{V,W},G)");
        PciDev physical = topology.device("F");
        PciDev virtual = topology.device("V");

        assertThat(topology.devices).extracting(dev -> dev.name).containsExactly("P", "F", "V", "W", "G");
        assertThat(physical.virtualFunctions).extracting(dev -> dev.name).containsExactly("V", "W");
        assertThat(physical.physfn).isNull();
        assertThat(virtual.physfn).isSameAs(physical);
        assertThat(virtual.virtualFunctions).isEmpty();
        assertThat(virtual.subordinate).isNull();
        assertThat(virtual.bus).isSameAs(physical.bus);
        assertThat(virtual.upstreamBridge()).isSameAs(topology.device("P"));
        assertThat(virtual.isBelow(topology.device("P"))).isTrue();
    }

    @Test
    void virtualFunctionsComeLastInTheListOfTheirBus() {
        assertThat(PciTopology.parse("P(F{V,W},G{X},H)").device("P").subordinate.devices)
                .extracting(dev -> dev.name)
                .containsExactly("F", "G", "H", "V", "W", "X");
        assertThat(PciTopology.parse("F{V},G").rootBus.devices)
                .extracting(dev -> dev.name)
                .containsExactly("F", "G", "V");
    }

    @Test
    void aVirtualFunctionIsOutsideOfTheSlotOfItsPhysicalOneAndLeavesThatOneAlone() {
        PciTopology topology = PciTopology.parse("P([F{V}],G)");

        assertThat(topology.device("F").slot).isNotNull();
        assertThat(topology.device("F").multifunction).isFalse();
        assertThat(topology.device("V").slot).isNull();
        assertThat(topology.device("V").multifunction).isFalse();
        assertThat(topology.device("G").slot).isNull();
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
    void mutexesThatTheCodeAddsComeAfterAllOthers() {
        PciTopology topology = PciTopology.parse("P([E]);mine;*.each;other");
        PciDev device = topology.device("E");

        assertThat(topology.mutexes).isEqualTo(7);
        assertThat(topology.mutex("mine").device).isEqualTo(3);
        assertThat(topology.mutex(topology.device("P"), "each").device).isEqualTo(4);
        assertThat(topology.mutex(device, "each").device).isEqualTo(5);
        assertThat(topology.mutex(device, "each")).isSameAs(topology.mutex(device, "each"));
        assertThat(topology.mutex("other").device).isEqualTo(6);
        assertThat(topology.nameOf(2)).isEqualTo("pci_slot_mutex");
        assertThat(topology.nameOf(3)).isEqualTo("mine");
        assertThat(topology.nameOf(5)).isEqualTo("each(E)");
        assertThat(topology.nameOf(6)).isEqualTo("other");
        assertThat(topology.isDevice(3)).isFalse();
        assertThatThrownBy(() -> topology.mutex("each")).hasMessageContaining("no mutex each");
        assertThatThrownBy(() -> topology.mutex(device, "mine")).hasMessageContaining("no mutex");
    }

    @Test
    void aMutexIsAddedOnce() {
        String one = PciTopology.withMutex("P(E)", "mine", false);

        assertThat(one).isEqualTo("P(E);mine");
        assertThat(PciTopology.withMutex(one, "mine", false)).isEqualTo(one);
        assertThat(PciTopology.withMutex(one, "min", false)).isEqualTo("P(E);mine;min");
        assertThat(PciTopology.withMutex(one, "mine", true)).isEqualTo("P(E);mine;*.mine");
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
                "P(F{V}|7|')'",
                "P(F{V)|6|',' or '}'",
                "P(F{V|6|'}'",
                "P(F{V,|7|the name of a virtual function",
                "P(F{})|5|the name of a virtual function",
                "P(F{V,})|7|the name of a virtual function",
                "P(F{V W})|6|',' or '}'",
                "P(F{V}W)|7|',' or ')'",
                "P(F{V}{W})|7|',' or ')'",
                "P(F{F})|5|a device that was not named before",
                "P({V})|3|a device name",
                "{V}|1|a device name",
                "P(E}|4|',' or ')'",
                "P(E){V}|5|',' or ')': a bridge has no virtual functions",
                "P(F{V}(E))|7|',' or ')': a device with virtual functions is no bridge",
                "P(F{V(E)})|6|',' or '}': a virtual function has no bus below it",
                "P(F{V{W}})|6|',' or '}': a virtual function has no virtual functions",
                "P(F{[V]})|5|the name of a virtual function: a virtual function has no slot of its own",
                "P([F{V]})|7|',' or '}'",
                "P([F{V})|8|',' or ']'",
                "P(E);|6|the name of a mutex, in letters, digits and underscores",
                "P(E);a-b|7|the name of a mutex, in letters, digits and underscores",
                "P(E);*.|8|the name of a mutex, in letters, digits and underscores",
                "P(E;a|4|')'",
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

    @Test
    void devicesBesideOneOfVfioAreVfiosUnlessTheyHaveAnotherDriver() {
        String machine = PciTopology.withDriver("P(E,F,G,U(H))", Driver.VFIO_PCI, "E");
        PciTopology topology = PciTopology.parse(PciTopology.withDriver(machine, Driver.PDS_CORE, "G"));

        assertThat(topology.driver(topology.device("E"))).isEqualTo(Driver.VFIO_PCI);
        assertThat(topology.driver(topology.device("F"))).isEqualTo(Driver.VFIO_PCI);
        assertThat(topology.driver(topology.device("G"))).isEqualTo(Driver.PDS_CORE);
        assertThat(topology.driver(topology.device("U"))).isNull();
        assertThat(topology.driver(topology.device("H"))).isNull();
    }

    @Test
    void onlyADriversDevicesHaveWhatItNeeds() {
        PciTopology topology = PciTopology.parse("P(E,F);pci_rescan_remove_lock;pds_core:E");

        assertThat(topology.wider.work(topology.device("E"))).isNotNull();
        assertThat(topology.wider.work(topology.device("F"))).isNull();
        assertThat(topology.wider.memoryLock(topology.device("E"))).isNull();
        assertThat(topology.wider.driverMutex(topology.device("E"))).isNull();
    }

    @Test
    void aDeviceWhoseNameHasColonsCanHaveADriver() {
        String machine = PciTopology.withDriver("0000:00:01.0(0000:01:00.0)", Driver.MLX5_CORE, "0000:01:00.0");
        PciTopology topology = PciTopology.parse(machine);

        assertThat(topology.driver(topology.device("0000:01:00.0"))).isEqualTo(Driver.MLX5_CORE);
        assertThat(topology.wider.driverMutex(topology.device("0000:01:00.0"))).isNotNull();
        assertThat(PciTopology.withDriver(machine, Driver.MLX5_CORE, "0000:01:00.0"))
                .isEqualTo(machine);
    }

    @ParameterizedTest
    @CsvSource({
        "P(E);vfio_pci:P, 'P is a bridge, which has the port driver, and not vfio_pci'",
        "P(E);pds_core:E;vfio_pci:E, E has one driver: not pds_core and vfio_pci",
        "P(E);e1000:E, 'no driver e1000 in P(E);e1000:E; before a device may stand removed, unbound or a driver''s name'",
        "P(E);vfio_pci:F, no device F in P(E);vfio_pci:F"
    })
    void aDriverThatADeviceCannotHaveIsRefused(String machine, String why) {
        assertThatThrownBy(() -> PciTopology.parse(machine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource({
        "P(E), '', ''",
        "P(E);removed:E, E, E",
        "P(E);unbound:E, '', E",
        "'P(U(E),F);removed:U', U E, U E",
        "'P(U(E),F);unbound:U', '', U",
        "'P(F{V,W});removed:W', V W, V W",
        "'P(F{V,W});unbound:F', V W, F V W",
        "'P(F{V,W});removed:F', F V W, F V W"
    })
    void whatIsNotThereAtFirstTakesAlongWhatCannotBeThereWithoutIt(String machine, String removed, String unbound) {
        PciTopology topology = PciTopology.parse(machine);

        assertThat(names(topology, topology::isRemovedAtFirst)).isEqualTo(removed);
        assertThat(names(topology, topology::isUnboundAtFirst)).isEqualTo(unbound);
    }

    private static String names(PciTopology topology, Predicate<PciDev> chosen) {
        return Arrays.stream(topology.devices)
                .filter(chosen)
                .map(dev -> dev.name)
                .collect(Collectors.joining(" "));
    }

    @Test
    void aMachineWithoutWhatIsAddedKeepsWhatIsThereAtFirst() {
        assertThat(PciTopology.withoutAdded("P([E]);pci_rescan_remove_lock;removed:E;vfio_pci:F;unbound:P"))
                .isEqualTo("P([E]);removed:E;unbound:P");
    }
}
