package pcilock.checks.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

class TreeTest {
    private static List<Tree> all() {
        List<Tree> trees = new ArrayList<>(Tree.all(6, true));
        Tree.all(5, true).forEach(tree -> trees.addAll(tree.withSlots()));
        return trees;
    }

    @Test
    void thereAreAsManyTreesAsOrderedTrees() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .map(devices -> Tree.all(devices, false).size()))
                .containsExactly(1, 1, 2, 5, 14, 42, 132, 429);
    }

    @Test
    void thePrototypesScenariosAreThreeTasksOnTwoToSevenDevices() {
        long scenarios = 0;
        for (int devices = 2; devices <= 7; devices++) {
            for (Tree tree : Tree.all(devices, false)) {
                long bridges = tree.notation.chars().filter(c -> c == '(').count();
                // Three entry points about a device, two about a bus.
                long tasks = 3L * devices + 2 * bridges;
                scenarios += tasks * (tasks + 1) * (tasks + 2) / 6;
            }
        }
        assertThat(scenarios).isEqualTo(679_494);
    }

    @Test
    void aBridgeWithAnEmptyBusIsNoEndpoint() {
        assertThat(Tree.all(3, true))
                .extracting(tree -> tree.notation)
                .containsExactly("P(U(E))", "P(U(V()))", "P(E,F)", "P(U(),E)", "P(E,U())", "P(U(),V())");
    }

    @Test
    void aSlotCoversAllDevicesOfABusOrTheFirstFew() {
        assertThat(Tree.all(4, false).stream().filter(tree -> tree.notation.equals("P(E,F,G)")))
                .singleElement()
                .satisfies(tree -> assertThat(tree.withSlots())
                        .extracting(slotted -> slotted.notation)
                        .containsExactly("P(E,F,G)", "P([E],F,G)", "P([E,F],G)", "P([E,F,G])"));
        assertThat(Tree.all(2, true))
                .flatExtracting(Tree::withSlots)
                .extracting(tree -> tree.notation)
                .containsExactly("P(E)", "P([E])", "P(U())", "P([U()])", "P(U([]))", "P([U([])])");
    }

    @Test
    void aVirtualFunctionStandsBehindEachEndpointInTurn() {
        assertThat(Tree.all(3, true))
                .flatExtracting(Tree::withVirtualFunction)
                .containsExactly("P(U(E{VF}))", "P(E{VF},F)", "P(E,F{VF})", "P(U(),E{VF})", "P(E{VF},U())");
        assertThat(Tree.all(2, false))
                .flatExtracting(Tree::withSlots)
                .flatExtracting(Tree::withVirtualFunction)
                .containsExactly("P(E{VF})", "P([E{VF}])");
    }

    @Test
    void theNotationNamesTheSameDevicesInTheSameOrder() {
        Set<String> notations = new HashSet<>();
        for (Tree tree : all()) {
            PciDev[] devices = PciTopology.parse(tree.notation).devices;
            List<String> names = new ArrayList<>();
            for (int i = 0; i < tree.devices(); i++) {
                names.add(tree.name(i));
            }
            assertThat(devices).extracting(dev -> dev.name).containsExactlyElementsOf(names);
            assertThat(notations.add(tree.notation)).isTrue();
        }
    }

    @Test
    void aSmallerTreeLeavesTheOthersAsTheyAreToEachOther() {
        for (Tree tree : all()) {
            PciDev[] before = PciTopology.parse(tree.notation).devices;
            for (Tree.Smaller smaller : tree.smaller()) {
                PciDev[] after = PciTopology.parse(smaller.tree.notation).devices;
                int[] indexes = smaller.indexes();
                for (PciDev dev : before) {
                    for (PciDev other : before) {
                        if (indexes[dev.index] >= 0 && indexes[other.index] >= 0) {
                            assertThat(after[indexes[dev.index]].isBelow(after[indexes[other.index]]))
                                    .isEqualTo(dev.isBelow(other));
                        }
                    }
                }
            }
        }
    }
}
