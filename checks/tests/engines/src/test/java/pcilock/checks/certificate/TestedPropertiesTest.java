package pcilock.checks.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Linux_7_1;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class TestedPropertiesTest {
    private static final Set<Property> CERTIFIABLE = EnumSet.copyOf(Stream.of(Property.values())
            .filter(property -> !Premise.of(property).isEmpty())
            .toList());

    private static Set<Property> tested(Revision.Code code, String tree, String... families) {
        return TestedProperties.of(
                code, tree, Stream.of(families).map(TaskFamily::of).toList(), 2, CERTIFIABLE);
    }

    private static String bus(int endpoints) {
        return "P(" + IntStream.rangeClosed(1, endpoints).mapToObj(i -> "E" + i).collect(Collectors.joining(",")) + ")";
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void everyPairOfTasksExploredPutsTheSameToTheTest(Revision revision) {
        List<TaskFamily> all = TaskFamily.all().stream()
                .filter(family -> revision.has(family.entryPoint()))
                .toList();
        List<List<TaskFamily>> choices = new ArrayList<>();
        choices.add(all);
        all.forEach(family -> choices.add(List.of(family)));
        for (int devices = 1; devices <= 3; devices++) {
            for (Tree shape : Tree.all(devices, true)) {
                for (Tree tree : devices < 3 ? shape.withSlots() : List.of(shape)) {
                    for (List<TaskFamily> families : devices < 3 ? choices : List.of(all)) {
                        assertThat(TestedProperties.of(revision.code, tree.notation, families, 2, CERTIFIABLE))
                                .as("%s, %s", tree.notation, families)
                                .isEqualTo(explored(revision, tree.notation, families));
                    }
                }
            }
        }
    }

    private static Set<Property> explored(Revision revision, String tree, List<TaskFamily> families) {
        PciTopology topology = PciTopology.parse(TaskFamily.topology(tree, families));
        List<TaskProgram> programs = new ArrayList<>();
        for (TaskFamily family : families) {
            for (PciDev device : PciTopology.parse(tree).devices) {
                programs.add(TaskProgram.record(new Scenario(
                        revision,
                        Fault.NONE,
                        Waiting.ATOMIC_FLAG,
                        topology.notation,
                        List.of(family.on(device.name)),
                        false)));
            }
        }
        Set<Property> tested = EnumSet.noneOf(Property.class);
        ScenarioSearch search = new ScenarioSearch(1_000_000);
        for (int one = 0; one < programs.size(); one++) {
            for (int other = one; other < programs.size(); other++) {
                search.breaks(List.of(programs.get(one), programs.get(other)), topology, false);
                Set<Event> seen = EnumSet.noneOf(Event.class);
                seen.addAll(search.seen(0));
                seen.addAll(search.seen(1));
                tested.addAll(Property.exercisedBy(seen, topology));
            }
        }
        tested.retainAll(CERTIFIABLE);
        return tested;
    }

    @Test
    void aTreeOfMoreThanSixtyFourDevicesIsNoOther() {
        for (String family : List.of("device_lock", "pci_reset_bus", "pci_bus_error_reset", "pci_user_read_config")) {
            assertThat(tested(Revision.LINUX_7_1.code, bus(70), family))
                    .as(family)
                    .isEqualTo(tested(Revision.LINUX_7_1.code, "P(E,F)", family));
        }
        assertThat(tested(Revision.LINUX_7_1.code, bus(70), "device_lock")).doesNotContain(Property.BRIDGE_HELD);
        assertThat(tested(Revision.LINUX_7_1.code, bus(70), "pci_reset_bus"))
                .contains(Property.BRIDGE_HELD, Property.FAILED_TRYLOCK_RESTORES);
    }

    @Test
    void aResetThatDoesNothingTestsNothing() {
        Revision.Code doesNothing = context -> new Linux_7_1(context) {
            @Override
            public void pciResetBus(PciDev dev) {}
        };

        assertThat(tested(doesNothing, bus(70), "pci_reset_bus")).isEmpty();
    }

    @Test
    void aBranchThatNoRunTakesTestsNothing() {
        // The try of the same device fails always, since this task holds it.
        Revision.Code neverResets = context -> new Linux_7_1(context) {
            @Override
            public void pciResetBus(PciDev dev) {
                if (dev.bus.self == null) {
                    return;
                }
                deviceLock(dev);
                if (deviceTrylock(dev)) {
                    pciBridgeSecondaryBusReset(dev.bus.self);
                }
                deviceUnlock(dev);
            }
        };

        assertThat(tested(neverResets, "P(E)", "pci_reset_bus"))
                .contains(Property.NO_DEADLOCK)
                .doesNotContain(Property.BRIDGE_HELD);
    }

    @Test
    void whatCodeDoesOnItsWayOutOfAWaitIsNoStep() {
        Revision.Code catches = context -> new Linux_7_1(context) {
            @Override
            public void pciResetBus(PciDev dev) {
                if (dev.bus.self == null) {
                    return;
                }
                try {
                    deviceLock(dev);
                    deviceLock(dev);
                } finally {
                    pciBridgeSecondaryBusReset(dev.bus.self);
                }
            }
        };

        assertThat(tested(catches, "P(E)", "pci_reset_bus")).doesNotContain(Property.BRIDGE_HELD);
    }
}
