package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Exploration;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.model.pci.EntryPoint;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** What nothing is known of, and code without an end. */
class OpenConditionTest {
    private static Exploration explore(LinuxKernel kernel) {
        return new ExplorerEngine().explore(Scenario.of(kernel.code(), "P(E,F)", List.of("pci_bus_error_reset:P")));
    }

    private static LinuxKernel doing(String body) {
        return LinuxKernel.read(TestTree.asItIs().doing("", "\t" + body + "\n\treturn 0;"), false);
    }

    @Test
    void anUnknownConditionIsExploredBothWays() {
        LinuxKernel kernel = doing("if (pci_ask_somebody(bridge)) device_lock(&bridge->dev);");

        assertThat(explore(kernel).broken()).containsKey(Property.NOTHING_LEFT_HELD);
        assertThat(explore(doing("if (!pci_ask_somebody(bridge)) device_lock(&bridge->dev);"))
                        .broken())
                .containsKey(Property.NOTHING_LEFT_HELD);
        assertThat(kernel.notes()).anyMatch(note -> note.startsWith("explored both ways: pci_ask_somebody(bridge)"));
    }

    @Test
    void whatWasDecidedOfAVariableStaysDecided() {
        assertThat(explore(doing("int rc = pci_ask_somebody(bridge); if (rc) device_lock(&bridge->dev);"
                                + " if (rc) device_unlock(&bridge->dev);"))
                        .broken())
                .isEmpty();
        assertThat(explore(doing("int rc = pci_ask_somebody(bridge); if (rc < 0) device_lock(&bridge->dev);"
                                + " if (rc == 5 || rc > 0 || !rc) return 0; device_unlock(&bridge->dev);"))
                        .broken())
                .isEmpty();
    }

    @Test
    void aVariableOfTheTreeIsReadAnewEachTime() {
        assertThat(explore(
                                doing(
                                        "if (wait_time) device_lock(&bridge->dev); if (wait_time) device_unlock(&bridge->dev);"))
                        .broken())
                .containsKey(Property.NOTHING_LEFT_HELD);
    }

    @Test
    void aNameThatNobodyDefinesIsNotedAndRefusedWhenStrict() {
        TestTree tree = TestTree.asItIs().doing("", "\tpci_tell_somebody(bridge);\n\treturn pci_wait_time(bridge);");
        LinuxKernel kernel = LinuxKernel.read(tree, false);
        kernel.prepare(List.of(EntryPoint.PCI_BUS_ERROR_RESET));
        LinuxKernel strict = LinuxKernel.read(tree, true);

        assertThat(kernel.notes())
                .anyMatch(note ->
                        note.startsWith("defined nowhere, and taken to take none of these locks: pci_tell_somebody"
                                + " (drivers/pci/pci.c:"));
        assertThatThrownBy(() -> strict.prepare(List.of(EntryPoint.PCI_BUS_ERROR_RESET)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("--strict")
                .hasMessageContaining("pci_tell_somebody");
    }

    @Test
    void withoutTheHotPlugDriverTheSlotIsAssumedAndRefusedWhenStrict() {
        TestTree tree = TestTree.asItIs().without(TestTree.SLOT);
        LinuxKernel kernel = LinuxKernel.read(tree, false);
        kernel.prepare(List.of(EntryPoint.PCI_RESET_BUS));
        LinuxKernel strict = LinuxKernel.read(tree, true);

        assertThat(kernel.notes()).anyMatch(note -> note.startsWith("there is no " + TestTree.SLOT));
        assertThatThrownBy(() -> strict.prepare(List.of(EntryPoint.PCI_RESET_BUS)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("--strict");
    }

    @Test
    void whatThePreprocessorTookIsNoted() {
        LinuxKernel kernel = doing("device_lock(&bridge->dev);\n#ifdef CONFIG_SPARROW\n\te(bridge);\n#endif\n"
                + "\tdevice_unlock(&bridge->dev);");
        kernel.prepare(List.of(EntryPoint.PCI_BUS_ERROR_RESET));

        assertThat(kernel.notes())
                .anyMatch(note -> note.startsWith("for the preprocessor: #ifdef CONFIG_SPARROW does not hold"));
    }

    @Test
    void aLoopWithoutAStepReachesALimit() {
        Exploration exploration = explore(doing("for (;;) bridge = bridge; device_lock(&bridge->dev);"));

        assertThat(exploration.complete()).isFalse();
        assertThat(exploration.stopped()).contains("goes round without a step");
    }

    @Test
    void aLoopThatWaitsIsClosed() {
        Exploration exploration =
                explore(doing("while (!device_trylock(&bridge->dev)) msleep(1); device_unlock(&bridge->dev);"));

        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.broken()).isEmpty();
    }

    @Test
    void aFunctionThatCallsItselfWithoutEndReachesALimit() {
        LinuxKernel kernel = LinuxKernel.read(
                TestTree.asItIs()
                        .doing(
                                "static void on_and_on(struct pci_dev *dev) { on_and_on(dev); device_lock(&dev->dev); }\n",
                                "\ton_and_on(bridge);\n\treturn 0;"),
                false);

        assertThat(explore(kernel).stopped()).contains("calls itself without end");
    }
}
