package pcilock.checks.deadlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/** What is concluded of tasks of the wider locks without a search: {@link pcilock.checks.explorer.CircularWait}. */
@Tag("comparison")
class CircularWaitIT {
    private static final int DEVICES = 3;

    private static final Set<EntryPoint> RECOVERIES_AND_RESETS = EnumSet.of(
            EntryPoint.AER_ISR,
            EntryPoint.DPC_HANDLER,
            EntryPoint.RESET_STORE,
            EntryPoint.RESET_SUBORDINATE_STORE,
            EntryPoint.PCI_RESET_FUNCTION,
            EntryPoint.PCI_TRY_RESET_FUNCTION,
            EntryPoint.PCI_RESET_BUS,
            EntryPoint.PCI_BUS_ERROR_RESET);

    @ParameterizedTest
    @FieldSource("pcilock.checks.deadlocks.DeadlockPairs#RELEASES")
    void noTwoTasksThatAreInNoCircleAreStuckInASearch(Revision revision) {
        List<Boolean> searched = new DeadlockPairs(List.of(Code.of(revision)), Long.MAX_VALUE)
                .onTrees(DEVICES, trees -> everyTwo(trees.get(0)));

        assertThat(searched).contains(true);
    }

    private static boolean everyTwo(OnTree tree) {
        boolean searched = false;
        for (List<DeadlockPairs.Task> both : tree.twos()) {
            for (String machine : tree.machines(both)) {
                String topology = tree.topology(machine, both);
                if (!tree.circularWait(topology)
                        .mayBe(both.stream()
                                .map(task -> tree.waits(topology, task))
                                .toList())) {
                    searched = true;
                    List<String> tasks =
                            both.stream().map(DeadlockPairs.Task::text).toList();
                    assertThat(tree.deadlock(topology, tasks).isPresent())
                            .as("%s %s", topology, both)
                            .isFalse();
                }
            }
        }
        return searched;
    }

    /** README says so. */
    @ParameterizedTest
    @FieldSource("pcilock.checks.deadlocks.DeadlockPairs#RELEASES")
    void anyNumberOfRecoveriesAndOfResetsByFilesAreInNoCircleOnAnyTreeOfFourDevices(Revision revision) {
        DeadlockPairs pairs = new DeadlockPairs(List.of(Code.of(revision)), Long.MAX_VALUE);
        for (int devices = 2; devices <= 4; devices++) {
            List<Integer> asked = pairs.onTrees(devices, trees -> recoveriesAndResets(trees.get(0)));

            assertThat(asked).isNotEmpty().allSatisfy(tasks -> assertThat(tasks).isPositive());
        }
    }

    private static int recoveriesAndResets(OnTree tree) {
        List<DeadlockPairs.Task> tasks = tree.tasks().stream()
                .filter(task -> RECOVERIES_AND_RESETS.contains(task.entryPoint()))
                .toList();
        String topology = tree.topology(tree.machines(tasks).get(0), tasks);
        assertThat(tree.circularWait(topology)
                        .ofAnyNumber(tasks.stream()
                                .map(task -> tree.waits(topology, task))
                                .toList()))
                .as(topology)
                .isEmpty();
        return tasks.size();
    }
}
