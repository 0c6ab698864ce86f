package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** Short ways to write scenarios. */
final class Scenarios {
    /** 1,036,988 states. */
    static final Scenario SIX_TASKS = fine(
            Revision.LINUX_6_11,
            "P(U(V(E,F),G),H)",
            "pci_bus_error_reset:P",
            "pci_reset_function:E",
            "pci_reset_bus:G",
            "pci_user_read_config:F",
            "pci_reset_function:H",
            "pci_user_read_config:P");

    private Scenarios() {}

    static Scenario fine(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.WAIT_QUEUE, topology, List.of(tasks), false);
    }

    static Scenario coarse(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, List.of(tasks), false);
    }

    static Scenario faulty(Fault fault, String topology, String... tasks) {
        Revision base =
                switch (fault) {
                    case DEPTH_SUBCLASS -> Revision.LINUX_6_10_RC1;
                    case SLOT_MUTEX_KEPT, SLOT_FILTER_PASSED_DOWN -> Revision.LINUX_7_1;
                    case SLOT_UNLOCKED_AS_BUS -> Revision.COMMIT_1F5E57C622B4;
                    default -> Revision.LINUX_6_11;
                };
        return new Scenario(base, fault, Waiting.WAIT_QUEUE, topology, List.of(tasks), false);
    }

    static Scenario history(Fault fault, String topology, String... tasks) {
        return new Scenario(Revision.LINUX_6_11, fault, Waiting.WAIT_QUEUE, topology, List.of(tasks), true);
    }
}
