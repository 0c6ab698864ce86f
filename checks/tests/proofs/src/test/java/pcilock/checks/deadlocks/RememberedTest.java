package pcilock.checks.deadlocks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.explorer.RecordedInFull;
import pcilock.model.revision.Revision;

/** What tasks of the wider locks say that they remember: {@link pcilock.model.kernel.Kernel#remembersOnly}. */
class RememberedTest {
    @ParameterizedTest
    @FieldSource("pcilock.checks.deadlocks.DeadlockPairs#RELEASES")
    void everyTaskOnTwoDevicesGoesOnAsItDoesWhereAllOutcomesAreKeptApart(Revision revision) {
        everyTask(revision, 2);
    }

    static void everyTask(Revision revision, int devices) {
        Code code = Code.of(revision);
        new DeadlockPairs(List.of(code), Long.MAX_VALUE).onTrees(devices, trees -> {
            OnTree tree = trees.get(0);
            Set<List<String>> done = new HashSet<>();
            for (List<DeadlockPairs.Task> both : tree.twos()) {
                for (String machine : tree.machines(both)) {
                    String topology = tree.topology(machine, both);
                    for (DeadlockPairs.Task task : both) {
                        if (done.add(List.of(topology, task.text()))) {
                            RecordedInFull.isTheSame(code.scenarios().apply(topology, List.of(task.text())));
                        }
                    }
                }
            }
            return null;
        });
    }
}
