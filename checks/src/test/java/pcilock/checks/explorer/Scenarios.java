package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** Short ways to write scenarios. */
final class Scenarios {
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
