package pcilock.checks.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.engine.Exploration;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** Tasks that take the wider locks, of which the resets are C. */
class AroundIT {
    private static final long MAX_STATES = 1_000_000;
    private static final int DEVICES = 2;
    private static final String RESET = "\tpci_dev_lock(dev);\n\trc = __pci_reset_function_locked(dev);";
    private static final String CFG_LOCK = "void pci_cfg_access_lock(struct pci_dev *dev)\n{\n";
    private static final String FUNCTION = "int pci_reset_function(struct pci_dev *dev)\n";

    /** The resets of 6.11, and what is around them of another revision. */
    private static final class ResetsOf611 extends Linux_6_11 {
        private final PciCore around;

        ResetsOf611(TaskContext context, Revision around) {
            super(context);
            this.around = around.code.in(context);
        }

        @Override
        public boolean sriovNumvfsTakesRescanLock() {
            return around.sriovNumvfsTakesRescanLock();
        }

        @Override
        public boolean linkDownTakesRescanLock() {
            return around.linkDownTakesRescanLock();
        }

        @Override
        public boolean pciehpIgnoresLinkChange() {
            return around.pciehpIgnoresLinkChange();
        }

        @Override
        public boolean vfioLocksBridgeAtLastClose() {
            return around.vfioLocksBridgeAtLastClose();
        }

        @Override
        public boolean zpciRecoveryTakesDeviceLockAlone() {
            return around.zpciRecoveryTakesDeviceLockAlone();
        }

        @Override
        public boolean mlxswBlocksBridge() {
            return around.mlxswBlocksBridge();
        }
    }

    private static LinuxKernel kernel(SourceTree tree, Revision around) {
        return LinuxKernel.read(tree, false).within(new Around(around, "the test says so"));
    }

    private static Map<Pair, Answer> pairs(Revision.Code code, LinuxKernel kernel) {
        return new DeadlockPairs(List.of(DeadlockPairs.Code.of(code, kernel::has)), MAX_STATES)
                .upTo(DEVICES)
                .get(0);
    }

    /** Each pair with the tree, the tasks and the steps of its shortest deadlock, or what became of it instead. */
    private static Map<Pair, String> words(Map<Pair, Answer> answers) {
        Map<Pair, String> words = new TreeMap<>();
        answers.forEach((pair, answer) -> words.put(
                pair,
                answer.isRefuted()
                        ? answer.scenario().topology + " " + answer.scenario().tasks + " "
                                + answer.deadlock().steps().size()
                        : answer.isProved() ? "proved" : answer.stopped()));
        return words;
    }

    private static Set<Property> broken(LinuxKernel kernel, String topology, String... tasks) {
        return new ExplorerEngine()
                .explore(Scenario.of(kernel.code(), topology, List.of(tasks)))
                .broken()
                .keySet();
    }

    /** One of each that answers the questions of {@link PciCore} about what is around otherwise than another. */
    @ParameterizedTest
    @EnumSource(
            value = Revision.class,
            names = {"LINUX_6_9", "LINUX_6_11", "LINUX_6_18", "LINUX_7_1"})
    void everyPairWithResetsFromCEndsAsWithThoseOfTheModel(Revision around) {
        LinuxKernel kernel = kernel(TestTree.asItIs(), around);

        Map<Pair, Answer> ofC = pairs(kernel.code(), kernel);

        assertThat(ofC.values()).anyMatch(Answer::isRefuted).anyMatch(Answer::isProved);
        assertThat(words(ofC)).isEqualTo(words(pairs(context -> new ResetsOf611(context, around), kernel)));
    }

    @Test
    void whatIsAbsentAtFirstAndWhatAPortWithoutADriverHasNotIsTheSame() {
        LinuxKernel kernel = kernel(TestTree.asItIs(), Revision.LINUX_6_11);
        ExplorerEngine explorer = new ExplorerEngine();
        for (String machine : List.of(
                "P([E]);removed:E",
                "P([E,F]);removed:F",
                "P([E]);unbound:P",
                "P(F{V,W})",
                "P(F{V});removed:V",
                "P(U([E]));removed:E")) {
            for (String reset : List.of("pci_bus_error_reset:P", "pci_reset_function:", "pci_reset_bus:")) {
                String first = machine.contains("E") ? "E" : "F";
                String task = reset.endsWith(":") ? reset + first : reset;
                for (String other : List.of("dev_rescan_store:" + first, "bind_store:P", "unbind_store:P")) {
                    List<String> tasks = List.of(task, other);
                    Exploration ofC = explorer.explore(Scenario.of(kernel.code(), machine, tasks));
                    Exploration ofModel = explorer.explore(Scenario.of(Revision.LINUX_6_11.code, machine, tasks));

                    assertThat(ofC.broken().keySet())
                            .as(machine + tasks)
                            .isEqualTo(ofModel.broken().keySet());
                    assertThat(ofC.explored()).as(machine + tasks).isEqualTo(ofModel.explored());
                }
            }
        }
    }

    /** The test's tree with this done while pci_reset_function holds the device. */
    private static TestTree whileHeld(String declarations, String statements) {
        return TestTree.asItIs()
                .with(
                        TestTree.PCI,
                        RESET,
                        "\tpci_dev_lock(dev);\n" + statements + "\trc = __pci_reset_function_locked(dev);")
                .with(TestTree.PCI, FUNCTION, declarations + FUNCTION);
    }

    private static void assertDeadlocksOnlyWith(TestTree patched, String lock, String other) {
        LinuxKernel before = kernel(TestTree.asItIs(), Revision.LINUX_6_11);
        LinuxKernel after = kernel(patched, Revision.LINUX_6_11);

        assertThat(broken(before, "P(E)", "pci_reset_function:E", other)).doesNotContain(Property.NO_DEADLOCK);
        assertThat(broken(after, "P(E)", "pci_reset_function:E", other)).contains(Property.NO_DEADLOCK);
        assertThat(broken(after, "P(E)", "pci_reset_function:E", "pci_reset_bus:E"))
                .as("of resets alone it is left out")
                .isEqualTo(broken(before, "P(E)", "pci_reset_function:E", "pci_reset_bus:E"));
        assertThat(after.widerLocksTaken()).containsExactly(lock);
        assertThat(before.widerLocksTaken()).isEmpty();
        assertThat(after.writtenAround()).isNotEqualTo(before.writtenAround());
    }

    @Test
    void aResetThatTakesTheRescanLockWithADeviceHeldDeadlocksWithItsRemoval() {
        assertDeadlocksOnlyWith(
                whileHeld("", "\tpci_lock_rescan_remove();\n\tpci_unlock_rescan_remove();\n"),
                "pci_rescan_remove_lock",
                "remove_store:E");
        assertDeadlocksOnlyWith(
                whileHeld("", "\tguard(mutex)(&pci_rescan_remove_lock);\n"),
                "pci_rescan_remove_lock",
                "remove_store:E");
    }

    @Test
    void aResetThatWritesTheBusSemaphoreWithADeviceHeldDeadlocksWithAWalkOfRecovery() {
        assertDeadlocksOnlyWith(
                whileHeld(
                        "static void renumber(void)\n{\n\tdown_write(&pci_bus_sem);\n\tup_write(&pci_bus_sem);\n}\n\n",
                        "\trenumber();\n"),
                "pci_bus_sem",
                "aer_isr:P");
        assertDeadlocksOnlyWith(
                whileHeld("", "\tscoped_guard(rwsem_write, &pci_bus_sem)\n\t\tmight_sleep();\n"),
                "pci_bus_sem",
                "aer_isr:P");
    }

    @Test
    void aTrylockOfTheBusSemaphoreDoesNotWait() {
        TestTree patched = whileHeld("", "\tif (down_write_trylock(&pci_bus_sem))\n\t\tup_write(&pci_bus_sem);\n");

        assertThat(broken(kernel(patched, Revision.LINUX_6_11), "P(E)", "pci_reset_function:E", "aer_isr:P"))
                .isEqualTo(broken(
                        kernel(TestTree.asItIs(), Revision.LINUX_6_11), "P(E)", "pci_reset_function:E", "aer_isr:P"));
    }

    @Test
    void aSlotThatIsResetWithoutTheMutexOfSlotsNoLongerDeadlocksWithACardThatIsPutIn() {
        TestTree patched = TestTree.asItIs()
                .with(TestTree.PCI, "\tmutex_lock(&pci_slot_mutex);\n\tif (list_empty", "\tif (list_empty")
                .with(
                        TestTree.PCI,
                        "\t\tmutex_unlock(&pci_slot_mutex);\n\t\tpci_bus_lock(bus);",
                        "\t\tpci_bus_lock(bus);")
                .with(TestTree.PCI, "\t}\n\tmutex_unlock(&pci_slot_mutex);\n\treturn rc;", "\t}\n\treturn rc;");
        String[] tasks = {"pci_bus_error_reset:P", "pciehp_ist:P"};

        assertThat(broken(kernel(TestTree.asItIs(), Revision.LINUX_6_11), "P([E])", tasks))
                .contains(Property.NO_DEADLOCK);
        assertThat(broken(kernel(patched, Revision.LINUX_6_11), "P([E])", tasks))
                .doesNotContain(Property.NO_DEADLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"down_read_trylock(&pci_bus_sem);", "downgrade_write(&pci_bus_sem);"})
    void whatTheSemaphoresOfTheModelCannotDoIsRefusedWhereTheyAreThere(String operation) {
        TestTree patched = whileHeld("", "\t" + operation + "\n");
        LinuxKernel kernel = kernel(patched, Revision.LINUX_6_11);

        assertThat(broken(kernel, "P(E)", "pci_reset_function:E")).isNotNull();
        assertThatThrownBy(() -> broken(kernel, "P(E)", "pci_reset_function:E", "remove_store:E"))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageStartingWith(TestTree.PCI + ":" + patched.line(TestTree.PCI, "\t" + operation) + ":")
                .hasMessageContaining("an operation on pci_bus_sem that is not modelled");
    }

    @Test
    void whatTheTableReplacesMayReadTheBusSemaphoreWithinAResetAndNotElsewhere() {
        TestTree within = TestTree.asItIs()
                .with(TestTree.PCI, FUNCTION, """
                        int pci_bridge_wait_for_secondary_bus(struct pci_dev *dev, char *type)
                        {
                        \tdown_read(&pci_bus_sem);
                        \tup_read(&pci_bus_sem);
                        \treturn 0;
                        }
                        """ + FUNCTION)
                .with(
                        TestTree.PCI,
                        "\tpcibios_reset_secondary_bus(dev);\n\treturn 0;",
                        "\tpcibios_reset_secondary_bus(dev);\n\treturn pci_bridge_wait_for_secondary_bus(dev, NULL);");
        TestTree elsewhere = whileHeld("""
                int pci_save_state(struct pci_dev *dev)
                {
                \tdown_read(&pci_bus_sem);
                \tup_read(&pci_bus_sem);
                \treturn 0;
                }
                """, "\tpci_save_state(dev);\n");

        assertThat(broken(kernel(within, Revision.LINUX_6_11), "P(E)", "pci_reset_function:E"))
                .isNotNull();
        assertThatThrownBy(() -> broken(kernel(elsewhere, Revision.LINUX_6_11), "P(E)", "pci_reset_function:E"))
                .hasMessageContaining("pci_save_state() comes to down_read here");
    }

    @Test
    void whyNothingCanBeAskedAroundIsSaid() {
        assertThat(LinuxKernel.read(TestTree.asItIs(), false).whyNothingAround())
                .hasValueSatisfying(why -> assertThat(why).contains("which revision of the model stands around the C"));
        assertThat(kernel(TestTree.asItIs(), Revision.LINUX_6_11).whyNothingAround())
                .isEmpty();
        assertThat(kernel(
                                TestTree.asItIs().with(TestTree.PCI, "int pci_try_reset_function(", "int other_name("),
                                Revision.LINUX_6_11)
                        .whyNothingAround())
                .contains("it has no function pci_try_reset_function, which they call");
        assertThat(kernel(
                                TestTree.asItIs()
                                        .with(
                                                TestTree.ACCESS,
                                                CFG_LOCK,
                                                CFG_LOCK + "\tlock_map_acquire(&dev->cfg_access_lock);\n"),
                                Revision.LINUX_6_11)
                        .whyNothingAround())
                .hasValueSatisfying(why -> assertThat(why).contains("calls lockdep"));
    }

    @Test
    void whereTheTreeShowsSomethingElseThanTheRevisionAroundItANoteSaysSo() {
        String store = """
                static int sriov_numvfs_store(struct device *dev)
                {
                \tpci_lock_rescan_remove();
                \treturn 0;
                }
                """;
        TestTree tree = TestTree.asItIs().withFile("drivers/pci/iov.c", store);
        LinuxKernel older = kernel(tree, Revision.LINUX_6_11);
        LinuxKernel newer = kernel(tree, Revision.LINUX_7_1);
        broken(older, "P(E)", "remove_store:E");
        broken(newer, "P(E)", "remove_store:E");

        assertThat(older.notes())
                .anyMatch(note -> note.startsWith("of tasks that take the wider locks only the resets are from C"))
                .anyMatch(note -> note.startsWith("drivers/pci/iov.c calls pci_lock_rescan_remove() in"
                        + " sriov_numvfs_store(), and the model's 6.11, which stands around the C, does not"));
        assertThat(newer.notes()).noneMatch(note -> note.contains("iov.c"));
    }

    @Test
    void ofResetsAloneNoNoteSpeaksOfWhatIsAroundThem() {
        LinuxKernel kernel = kernel(TestTree.asItIs(), Revision.LINUX_6_11);
        broken(kernel, "P(E)", "pci_reset_function:E");

        assertThat(kernel.notes()).noneMatch(note -> note.contains("wider locks"));
    }
}
