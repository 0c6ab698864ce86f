package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.model.revision.Revision;

class OrderResultsIT {
    private static final int DEVICES = 2;
    private static final long MAX_STATES = 100_000;

    private static final Map<Revision, ClosedCycles> ORDERS = new LinkedHashMap<>();
    private static Results results;

    @BeforeAll
    static void ask() {
        Map<Revision, Map<Pair, Answer>> pairs = new LinkedHashMap<>();
        List<ClosedCycles.KnownDeadlocks> orders = new ArrayList<>();
        for (Revision revision : List.of(Revision.LINUX_6_13, Revision.LINUX_6_18)) {
            DeadlockPairs.Found found = new DeadlockPairs(List.of(DeadlockPairs.Code.of(revision)), MAX_STATES)
                    .withOrder(DEVICES, DEVICES, DEVICES)
                    .get(0);
            pairs.put(revision, found.pairs());
            orders.add(new ClosedCycles.KnownDeadlocks(revision, found.order(), List.of(found.pairs())));
        }
        List<ClosedCycles> closed = ClosedCycles.of(orders, DEVICES, MAX_STATES);
        for (int i = 0; i < closed.size(); i++) {
            ORDERS.put(orders.get(i).revision(), closed.get(i));
        }
        results = DeadlockResults.of(
                pairs,
                Map.of(Revision.LINUX_6_13, Map.of(), Revision.LINUX_6_18, Map.of()),
                ORDERS,
                new DeadlockResults.Bounds(DEVICES, DEVICES),
                "today");
    }

    @Test
    void figuresAreThoseThatWereFound() {
        ClosedCycles closed = ORDERS.get(Revision.LINUX_6_18);

        assertThat(readme())
                .contains("| [6.18](order-6.18.svg) | " + closed.order().kinds().size() + " | "
                        + closed.order().edges().size() + " | "
                        + closed.order().knot().size() + " | "
                        + closed.cycles().size() + " | " + closed.closed().size() + " |");
        assertThat(results.files()).containsKeys("order-6.13.svg", "order-6.18.svg");
    }

    @Test
    void aCycleLeadsToTheFileOfItsRunAndAnotherOneSaysThatThereIsNone() {
        assertThat(cells("aer_isr → device_lock → aer_isr")).contains("[REFUTED](aer_isr-unbind_store.txt) `P()` 11");
        assertThat(cells("device_lock → dpc_handler → device_lock")).isEqualTo(" *no run* | *no run* |");
        assertThat(readme().lines().filter(line -> line.contains("[REFUTED](cycle-")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(results.files())
                        .containsKey(line.substring(line.indexOf("cycle-"), line.indexOf(".txt") + 4)));
    }

    @Test
    void whatARevisionBringsIsToldWithWhoDoesIt() {
        assertThat(readme())
                .containsPattern("- 6.18 brings: .*pciehp_ist → PCI_LINK_CHANGING \\(pciehp_ist, pciehp_disable_slot")
                .contains("- 6.18 drops: none.");
    }

    @Test
    void anEdgeIsToldWithWhoMakesItAndAnExample() {
        assertThat(readme())
                .contains("| work | device_lock |  | pdsc_pci_reset_thread | `pdsc_pci_reset_thread:E` on `P(E)` |");
    }

    private static String readme() {
        return results.files().get("README.md");
    }

    private static String cells(String cycle) {
        String begin = "| " + cycle + " |";
        return readme().lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }
}
