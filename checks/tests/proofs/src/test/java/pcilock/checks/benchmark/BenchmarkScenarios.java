package pcilock.checks.benchmark;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** What the benchmark explores. */
final class BenchmarkScenarios {
    /** A bridge below a bridge below a bridge, with a device at the end: depth 4. */
    static final String DEEP = "P(U(V(E,F),G),H)";

    private static final List<String> TASKS = List.of(
            "pci_bus_error_reset:P",
            "pci_reset_bus:U",
            "pci_reset_function:E",
            "pci_user_read_config:E",
            "pci_user_read_config:F",
            "pci_user_read_config:G",
            "pci_user_read_config:H");

    private static final List<String> ENTRY_POINTS = List.of(
            "pci_bus_error_reset",
            "pci_reset_bus",
            "pci_reset_function",
            "pci_try_reset_function",
            "pci_user_read_config");

    /** Those of whom the time to the answer is measured. */
    private static final List<String> ASKED = List.of(
            "pci_bus_error_reset:P",
            "pci_reset_function:E",
            "pci_bus_error_reset:U",
            "pci_reset_function:F",
            "pci_user_read_config:E",
            "pci_reset_bus:G",
            "pci_reset_function:H",
            "pci_user_read_config:H",
            "pci_bus_error_reset:V",
            "pci_reset_function:G",
            "pci_user_read_config:F",
            "pci_user_read_config:G",
            "pci_user_read_config:P",
            "pci_reset_bus:E");

    private static final int FEW = 50;
    private static final int TASKS_OF_FEW = 3;

    /** The most that the deep tree is searched with: one more takes minutes, and more memory than the benchmark has. */
    static final int MOST_TASKS = TASKS.size();

    private BenchmarkScenarios() {}

    /** The large one, with so many tasks, on the fine-grained wait queue. */
    static Scenario deep(int tasks) {
        return scenario(Waiting.WAIT_QUEUE, DEEP, TASKS.subList(0, tasks));
    }

    /** So many tasks on the deep tree, on the atomic flag, which break nothing. */
    static Scenario asked(int tasks) {
        return new Scenario(Revision.LINUX_7_1, Fault.NONE, Waiting.ATOMIC_FLAG, DEEP, ASKED.subList(0, tasks), false);
    }

    /** So many devices on one bus, with three tasks. */
    static Scenario flat(int devices) {
        StringBuilder text = new StringBuilder("P(E0");
        for (int i = 1; i < devices; i++) {
            text.append(",E").append(i);
        }
        return scenario(
                Waiting.WAIT_QUEUE,
                text.append(')').toString(),
                List.of("pci_bus_error_reset:P", "pci_reset_function:E0", "pci_user_read_config:E0"));
    }

    /** So many bridges one below the other, and a device below the last, with three tasks. */
    static Scenario chain(int bridges) {
        StringBuilder text = new StringBuilder("B0");
        for (int i = 1; i < bridges; i++) {
            text.append("(B").append(i);
        }
        text.append("(E").append(")".repeat(bridges));
        return scenario(
                Waiting.WAIT_QUEUE,
                text.toString(),
                List.of("pci_bus_error_reset:B0", "pci_reset_function:E", "pci_user_read_config:E"));
    }

    /** A tree of so many devices, an even number: on each bus a device and, but on the last, a bridge. */
    static String caterpillar(int devices) {
        int bridges = devices / 2;
        StringBuilder text = new StringBuilder("B0");
        for (int i = 1; i < bridges; i++) {
            text.append("(E").append(i).append(",B").append(i);
        }
        return text.append("(E0").append(")".repeat(bridges)).toString();
    }

    /** Fifty as the sweep has them: trees of five devices, three tasks each, the atomic flag; every choice is by counting. */
    static List<Scenario> fifty() {
        List<Tree> trees = Tree.all(5, false);
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            Tree tree = trees.get(i % trees.size());
            List<String> tasks = new ArrayList<>();
            for (int task = 0; task < TASKS_OF_FEW; task++) {
                int choice = i * TASKS_OF_FEW + task;
                // The first two are no multiples of each other, so that all pairs come up.
                tasks.add(ENTRY_POINTS.get(choice % ENTRY_POINTS.size()) + ":"
                        + tree.name((choice * 3 + choice / 5) % tree.devices()));
            }
            scenarios.add(scenario(Waiting.ATOMIC_FLAG, tree.notation, tasks));
        }
        return scenarios;
    }

    private static Scenario scenario(Waiting waiting, String topology, List<String> tasks) {
        return new Scenario(Revision.LINUX_6_11, Fault.NONE, waiting, topology, tasks, false);
    }
}
