package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.model.revision.Revision;

class DeadlockHistoryIT {
    private static final long MAX_STATES = 100_000;

    private static List<String> lines(int devices, Revision... revisions) {
        List<Map<Pair, Answer>> found =
                new DeadlockPairs(List.of(revisions).stream().map(Code::of).toList(), MAX_STATES).upTo(devices);
        Map<Revision, Map<Pair, Answer>> pairs = new LinkedHashMap<>();
        for (int i = 0; i < revisions.length; i++) {
            pairs.put(revisions[i], found.get(i));
        }
        return DeadlockHistory.lines(pairs);
    }

    @Test
    void aPairThatIsProvedAfterItDeadlockedIsMendedWithTheRunItHad() {
        assertThat(lines(2, Revision.LINUX_6_13, Revision.LINUX_6_18))
                .contains(
                        "- 6.18, next to 6.13, mends: mlx5_crdump_collect + zpci_event_attempt_error_recovery (`P(E)`, 7 steps)");
    }

    @Test
    void aPairOfAFunctionThatWasNotThereIsBroughtAndNothingIsMended() {
        assertThat(lines(1, Revision.LINUX_7_1, Revision.LINUX_7_3))
                .anyMatch(line -> line.startsWith("- 7.3, next to 7.1, brings: ")
                        && line.contains("aer_isr + dw_pcie_host_deinit (`P()`, 12 steps)"))
                .noneMatch(line -> line.contains("mends: "));
    }

    @Test
    void thoseOfATaskThatWaitsForItselfAreToldByThatTask() {
        assertThat(lines(3, Revision.PATCH_2, Revision.PATCH_3))
                .anyMatch(line -> line.startsWith("| patch-2 | 367 | ") && line.contains(" | 0 | | | | |"))
                .anyMatch(line -> line.startsWith("- patch-3, next to patch-2, brings: ")
                        && line.contains("pci_reset_bus, which waits for itself, with ")
                        && !line.contains("pci_reset_bus + "));
    }
}
