package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.explorer.Behaviour;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Waiting;

/** Each kind of C that is not understood: refused with its place, and never guessed. */
class RefusalTest {
    private static final String BODY = "int pci_bus_error_reset(struct pci_dev *bridge)";

    private static void refuses(TestTree tree, int line, String what) {
        assertThatThrownBy(() -> run(tree))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(TestTree.PCI + ":" + line + ":")
                .hasMessageContaining(what);
    }

    /** The body is on the second line after that of the function. */
    private static void refusesBody(String body, String what) {
        refusesBody("", body, what);
    }

    private static void refusesBody(String declarations, String body, String what) {
        TestTree tree = TestTree.asItIs().doing(declarations, "\t" + body + "\n\treturn 0;");
        refuses(tree, tree.line(TestTree.PCI, BODY) + 2, what);
    }

    private static void refusesDeclaration(String declaration, String body, String what) {
        TestTree tree = TestTree.asItIs().doing(declaration + "\n", "\t" + body + "\n\treturn 0;");
        refuses(tree, tree.line(TestTree.PCI, BODY) - 1, what);
    }

    private static void run(TestTree tree) {
        LinuxKernel kernel = LinuxKernel.read(tree, false);
        kernel.prepare(List.of(EntryPoint.PCI_BUS_ERROR_RESET));
        PciTopology topology = PciTopology.parse("P(E,F)");
        Behaviour.of(
                kernel.code(),
                topology,
                Waiting.ATOMIC_FLAG,
                pci -> {
                    pci.pciBusErrorReset(topology.device("P"));
                    return true;
                },
                false);
    }

    @Test
    void aFieldThatTheTableDoesNotKnow() {
        refusesBody("if (bridge->no_such_field) device_lock(&bridge->dev);", "a field of struct pci_dev");
    }

    @Test
    void aFieldThatIsAssignedTo() {
        refusesBody("device_lock(&bridge->dev); bridge->subordinate = NULL;", "does not change in the model");
    }

    @Test
    void aNameThatNobodyDefines() {
        refusesBody("if (no_such_name) device_lock(&bridge->dev);", "neither the table nor the files read define");
        refusesBody("device_lock(&bridge->dev); no_such_name = 1;", "neither the table nor the files read define");
    }

    @Test
    void aLockThatTheTableDoesNotKnow() {
        refusesBody("mutex_lock(&some_mutex);", "a lock that the table does not know, &some_mutex");
        refusesBody(
                "struct driver_data { struct mutex lock; };\n",
                "struct driver_data *data = NULL; mutex_lock(&data->lock);",
                "a lock that the table does not know, &data->lock");
        refusesBody("guard(mutex)(&some_mutex);", "a lock that the table does not know, &some_mutex");
        refusesBody("scoped_guard(mutex, &some_mutex) ;", "a lock that the table does not know");
    }

    @Test
    void aLockThatTheTableDoesNotKnowInAFunctionThatWouldBeSkipped() {
        refusesDeclaration(
                "static void helper(void) { spin_lock(&some_lock); }",
                "helper();",
                "a lock that the table does not know, &some_lock");
    }

    @Test
    void aFunctionThatIsALockByItsNameAndIsDefinedNowhere() {
        refusesBody("lock_everything();", "by its name has to do with a lock");
    }

    @Test
    void anOperationOnAModelledLockThatIsNotModelled() {
        refusesBody("wait_event_timeout(pci_cfg_wait, 1, 1);", "an operation that is not modelled");
    }

    @Test
    void aCallThroughAPointerThatTheTableDoesNotName() {
        refusesBody(
                "struct operations { int (*reset)(struct pci_dev *); };\n",
                "struct operations *ops = NULL; ops->reset(bridge);",
                "a call through a pointer that the table does not name, ops->reset");
        refusesBody("int (*reset)(struct pci_dev *) = NULL; reset(bridge);", "a call through a pointer");
    }

    @Test
    void aFunctionWithALockThatIsHandedOn() {
        refusesBody(
                "static void each(struct pci_dev *dev) { device_lock(&dev->dev); }\n",
                "pci_walk_them(bridge, each);",
                "is handed on to one that is skipped, each to pci_walk_them");
    }

    @Test
    void aGuardOfAKindThatIsNotKnown() {
        refusesBody("guard(sparrow)(&pci_slot_mutex);", "a guard of a kind that is not known, sparrow");
    }

    @Test
    void aGotoOverAGuard() {
        refusesBody("goto out; guard(mutex)(&pci_slot_mutex); out: ;", "a goto over a guard");
        refusesBody("again: ; guard(mutex)(&pci_slot_mutex); goto again;", "a goto over a guard");
    }

    @Test
    void aGotoToNoLabel() {
        refusesBody("device_lock(&bridge->dev); goto nowhere;", "a goto to no label of the function, nowhere");
    }

    @Test
    void aStatementThatIsNotUnderstood() {
        refusesBody("device_lock(&bridge->dev); asm(\"nop\");", "C that is not understood");
    }

    @Test
    void aFlagThatIsChangedWithoutPciLock() {
        refusesBody("bridge->block_cfg_access = 1;", "block_cfg_access is changed while pci_lock is not held");
    }

    @Test
    void pciLockThatIsGivenBackAndNotHeld() {
        refusesBody(
                "raw_spin_unlock_irq(&pci_lock); device_lock(&bridge->dev);",
                "pci_lock is given back, and is not held");
    }

    @Test
    void aStepUnderPciLock() {
        refusesBody("raw_spin_lock_irq(&pci_lock); device_lock(&bridge->dev);", "a step while pci_lock is held");
    }

    @Test
    void anEndUnderPciLock() {
        TestTree tree = TestTree.asItIs()
                .doing("", "\tif (bridge->block_cfg_access) return 0;\n\traw_spin_lock_irq(&pci_lock);\n\treturn 0;");
        refuses(tree, tree.line(TestTree.PCI, BODY) + 4, "a way out while pci_lock is held");
    }

    @Test
    void theVariableOfAWalkThatHasEnded() {
        refusesBody(
                "struct pci_dev *dev; list_for_each_entry(dev, &bridge->subordinate->devices, bus_list) ;"
                        + " device_lock(&dev->dev);",
                "is used after the list has ended");
    }

    @Test
    void aDeviceOfWhichNothingIsKnown() {
        refusesBody("device_lock(&pci_find_one(bridge)->dev);", "something that nothing is known of");
    }

    @Test
    void aCallWithTooFewArguments() {
        refusesBody("pci_dev_lock();", "pci_dev_lock() takes 1 arguments, and is given 0");
    }

    @Test
    void aLockInWhatTheTableReplaces() {
        TestTree tree = TestTree.asItIs()
                .doing(
                        "int __pci_reset_function_locked(struct pci_dev *dev) { device_lock(&dev->dev); return 0; }\n",
                        "\treturn __pci_reset_function_locked(bridge);");
        refuses(
                tree,
                tree.line(TestTree.PCI, "int __pci_reset_function_locked"),
                "__pci_reset_function_locked() comes to device_lock here, and the table says");
    }

    @Test
    void aLockInWhatTheTableTakesToBeHarmless() {
        TestTree tree = TestTree.asItIs()
                .doing(
                        "void msleep(unsigned int n) { mutex_lock(&pci_slot_mutex); }\n",
                        "\tdevice_lock(&bridge->dev);\n\tmsleep(1);\n\treturn 0;");
        refuses(tree, tree.line(TestTree.PCI, "void msleep"), "msleep() comes to mutex_lock here");
    }

    @Test
    void aSlotThatCoversWhatTheModelDoesNotKnow() {
        TestTree tree = TestTree.asItIs().with(TestTree.SLOT, "subordinate, 0,", "subordinate, 7,");
        assertThatThrownBy(() -> run(tree))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(TestTree.SLOT + ":")
                .hasMessageContaining("expected 0 or PCI_SLOT_ALL_DEVICES as the number of the slot, found 7");
    }

    @Test
    void aFileThatIsCutOffInTheMiddle() {
        String text = TestTree.asItIs().read(TestTree.PCI).orElseThrow();
        TestTree tree = TestTree.asItIs()
                .withFile(TestTree.PCI, text.substring(0, text.indexOf("list_for_each_entry(slot, &bus->slots")));
        assertThatThrownBy(() -> run(tree))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(TestTree.PCI + ":");
    }

    @Test
    void aTreeWithoutTheFileThatEverythingBeginsWith() {
        TestTree tree = TestTree.asItIs().without(TestTree.PCI);
        assertThatThrownBy(() -> run(tree))
                .isInstanceOf(SourceException.class)
                .hasMessage("the test's tree: expected drivers/pci/pci.c in it, found none");
    }

    @Test
    void aTreeWithoutTheConfigAccessLock() {
        TestTree tree = TestTree.asItIs().without(TestTree.ACCESS);
        assertThatThrownBy(() -> run(tree))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("pci_cfg_access_lock() by its name has to do with a lock");
    }

    @Test
    void theTreeAsItIsIsNotRefused() {
        run(TestTree.asItIs());
        assertThat(Steps.of(TestTree.asItIs(), "P(E)", "pci_bus_error_reset:P")).hasSize(13);
    }
}
