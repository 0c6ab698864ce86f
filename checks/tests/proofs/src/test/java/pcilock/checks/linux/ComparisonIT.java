package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.explorer.Behaviour;
import pcilock.model.revision.Revision;

class ComparisonIT {
    private static List<Comparison.Function> compare(TestTree tree) {
        CProgram program = new CProgram(tree);
        return Comparison.of(program, 3);
    }

    private static Comparison.Function function(List<Comparison.Function> functions, String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTreeBehavesAs611InAllFunctions() {
        List<Comparison.Function> functions = compare(TestTree.asItIs());

        assertThat(functions).hasSize(ModelFunction.values().length).allMatch(Comparison.Function::isKnown);
        assertThat(Comparison.inAll(functions)).containsExactly(Revision.LINUX_6_11);
    }

    @Test
    void aFunctionThatNoRevisionHasIsShownWhereItParts() {
        TestTree tree = TestTree.asItIs()
                .with(
                        TestTree.PCI,
                        "\t\tunlock_all_of(dev);\n\tpci_dev_unlock(bus->self);\n}",
                        "\t\tunlock_all_of(dev);\n\tdevice_unlock(&bus->self->dev);\n}");
        List<Comparison.Function> functions = compare(tree);
        Comparison.Function unlock = function(functions, "pci_bus_unlock");

        assertThat(Comparison.inAll(functions)).isEmpty();
        assertThat(unlock.isKnown()).isFalse();
        assertThat(unlock.parting().nearest()).isEqualTo(Revision.LINUX_6_11);
        assertThat(unlock.parting().topology().notation).isEqualTo("P()");
        assertThat(unlock.parting().argument()).isEqualTo("the bus below P");
        Behaviour.Act mine = unlock.parting().runs().next().get(0);
        assertThat(mine.stack().get(0).file()).isEqualTo("pci.c");
        assertThat(mine.stack().get(0).line()).isEqualTo(tree.line(TestTree.PCI, "\tdevice_unlock(&bus->self->dev);"));
        Behaviour.Act other = unlock.parting().runs().othersNext().get(0);
        assertThat(other.stack().get(other.stack().size() - 1).file()).endsWith(".java");
        assertThat(function(functions, "pci_bus_lock").isKnown()).isTrue();
    }

    @Test
    void aFunctionIsComparedWithAllThatItCalls() {
        List<Comparison.Function> functions = compare(TestTree.asItIs()
                .with(
                        TestTree.PCI,
                        "\tdevice_lock(&dev->dev);\n\tpci_cfg_access_lock(dev);",
                        "\tdevice_lock(&dev->dev);"));

        for (String name : List.of("pci_dev_lock", "pci_bus_lock", "pci_slot_lock", "pci_reset_function")) {
            assertThat(function(functions, name).isKnown()).as(name).isFalse();
        }
        assertThat(function(functions, "pci_dev_trylock").isKnown()).isTrue();
    }

    @Test
    void theSlotOf71CoversItsBus() {
        TestTree tree = TestTree.asItIs().with(TestTree.SLOT, "subordinate, 0,", "subordinate, PCI_SLOT_ALL_DEVICES,");

        assertThat(function(compare(tree), "pci_slot_lock").equal())
                .as("of the devices outside a slot 6.11 locks none")
                .isEmpty();
    }

    @Test
    void aConfigAccessLockThatNoRevisionHasIsLookedAtStepByStep() {
        TestTree tree = TestTree.asItIs().with(TestTree.ACCESS, "\twake_up_all(&pci_cfg_wait);\n", "");
        LinuxKernel kernel = LinuxKernel.read(tree, false);

        assertThat(kernel.waiting()).isEqualTo(pcilock.specs.scenario.Waiting.WAIT_QUEUE);
        assertThat(kernel.notes()).anyMatch(note -> note.contains("step by step"));
        assertThat(LinuxKernel.read(TestTree.asItIs(), false).waiting())
                .isEqualTo(pcilock.specs.scenario.Waiting.ATOMIC_FLAG);
    }
}
