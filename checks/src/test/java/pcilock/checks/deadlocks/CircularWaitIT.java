package pcilock.checks.deadlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.model.revision.Revision;

/** What is concluded of tasks of the wider locks without a search: {@link pcilock.checks.explorer.CircularWait}. */
@Tag("comparison")
class CircularWaitIT {
    private static final int DEVICES = 3;

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
                    assertThat(tree.deadlocks(topology, tasks))
                            .as("%s %s", topology, both)
                            .isFalse();
                }
            }
        }
        return searched;
    }
}
