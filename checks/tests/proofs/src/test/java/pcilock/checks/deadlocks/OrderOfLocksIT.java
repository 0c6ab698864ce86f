package pcilock.checks.deadlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import pcilock.checks.deadlocks.ClosedCycles.Closing;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;
import pcilock.checks.deadlocks.OrderOfLocks.Edge;
import pcilock.checks.deadlocks.OrderOfLocks.Relation;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_7_1;
import pcilock.model.revision.Revision;

class OrderOfLocksIT {
    private static final int DEVICES = 2;
    private static final long MAX_STATES = 100_000;

    private static DeadlockPairs.Found found;
    private static ClosedCycles closed;

    @BeforeAll
    static void ask() {
        found = withOrder();
        closed = closed(found);
    }

    private static DeadlockPairs.Found withOrder() {
        return new DeadlockPairs(List.of(DeadlockPairs.Code.of(Revision.LINUX_7_1)), MAX_STATES)
                .withOrder(DEVICES, DEVICES, DEVICES)
                .get(0);
    }

    private static ClosedCycles closed(DeadlockPairs.Found of) {
        return closed(of.order(), List.of(of.pairs()), MAX_STATES);
    }

    private static ClosedCycles closed(OrderOfLocks order, List<Map<?, DeadlockPairs.Answer>> known, long maxStates) {
        ClosedCycles.KnownDeadlocks asked = new ClosedCycles.KnownDeadlocks(Revision.LINUX_7_1, order, known);
        return ClosedCycles.of(List.of(asked), DEVICES, maxStates).get(0);
    }

    @Test
    void anEdgeSaysWhoMakesItAndWhere() {
        Edge edge = edge("aer_isr", "pci_slot_mutex");

        assertThat(edge.by()).containsOnlyKeys(EntryPoint.AER_ISR);
        assertThat(edge.witness().tree()).isEqualTo("P()");
        assertThat(edge.witness().task()).isEqualTo("aer_isr:P");
        assertThat(edge.witness().alone()).isTrue();
    }

    /** Locks each device with the reset_lock of the port above held. */
    private static final class HoldsResetLock extends Linux_7_1 {
        HoldsResetLock(TaskContext context) {
            super(context);
        }

        @Override
        public void pciDevLock(PciDev dev) {
            PciDev port = dev.upstreamBridge();
            if (port != null && port.subordinate.slot != null) {
                downRead(wider.resetLock(port));
            }
            super.pciDevLock(dev);
            if (port != null && port.subordinate.slot != null) {
                upRead(wider.resetLock(port));
            }
        }
    }

    @Test
    void noDriverIsBoundOrUnboundWhileResetLockIsHeldWhereNothingTakesDeviceLockThen() {
        Revision.Code holds = HoldsResetLock::new;
        OrderOfLocks order = new DeadlockPairs(
                        List.of(DeadlockPairs.Code.of(holds, Revision.LINUX_7_1::has)), MAX_STATES)
                .withOrder(2, 2, 2)
                .get(0)
                .order();

        assertThat(found.order().resetLockOverBind()).isEqualTo("PROVED");
        assertThat(order.resetLockOverBind())
                .startsWith("UNKNOWN, since ")
                .endsWith(" takes device_lock while reset_lock is held");
    }

    @Test
    void aSemaphoreIsTakenToReadOrToWrite() {
        assertThat(edge("device_lock", "reset_lock").words()).isEqualTo("down_read; down_write");
        assertThat(edge("pci_bus_sem", "device_lock").words()).isEqualTo("down_read held");
    }

    @Test
    void whoDrainsWaitsForTheReference() {
        assertThat(edge("pci_rescan_remove_lock", "sysfs").by()).containsKey(EntryPoint.REMOVE_STORE);
        assertThat(edge("sysfs", "pci_rescan_remove_lock").by()).containsOnlyKeys(EntryPoint.DEV_RESCAN_STORE);
    }

    @Test
    void aTrylockIsTakenInNoOrder() {
        assertThat(edge("work", "device_lock").by()).containsOnlyKeys(EntryPoint.PDSC_PCI_RESET_THREAD);
    }

    @Test
    void locksOfOneKindThatAreTakenDownTheTreeAreNoCycle() {
        Arrow flags = new Arrow("block_cfg_access", "block_cfg_access");

        assertThat(found.order().edges().get(flags).ways())
                .extracting(OrderOfLocks.Way::relation)
                .containsExactly(Relation.DOWN);
        assertThat(found.order().cycles()).extracting(LockCycle::arrows).doesNotContain(List.of(flags));
    }

    @Test
    void aCycleIsRefutedByARunThatEndsInIt() {
        Closing closing = closing("aer_isr", "device_lock");

        assertThat(closing.answer().isRefuted()).isTrue();
        assertThat(closing.functions()).hasToString("aer_isr + unbind_store");
        assertThat(closing.answer().closes()).containsExactly(cycle("aer_isr", "device_lock"));
    }

    @Test
    void aCycleIsRefutedByARunThatIsNoneOfTheKnownDeadlocks() {
        Closing closing = closing("aer_isr", "pci_slot_mutex", "device_lock");

        assertThat(closing.functions()).isNull();
        assertThat(closing.answer().deadlock().isStuck()).isTrue();
        assertThat(closing.answer().scenario().tasks).hasSize(3);
        assertThat(closing.answer().closes()).contains(cycle("aer_isr", "pci_slot_mutex", "device_lock"));
    }

    @Test
    void aCycleThatNoRunClosesIsNoDeadlock() {
        // Recovery of the devices below a port locks these, and only the removal of the port itself joins the handler.
        Closing closing = closing("device_lock", "dpc_handler");

        assertThat(closing.answer().isRefuted()).isFalse();
        assertThat(closing.answer().isProved()).isTrue();
    }

    @Test
    void aLimitOfStatesIsNotTakenForThatNoRunClosesACycle() {
        ClosedCycles hasty = closed(found.order(), List.of(), 2);

        assertThat(hasty.closed()).isEmpty();
        assertThat(hasty.cycles().get(cycle("aer_isr", "device_lock")).answer().stopped())
                .isNotNull();
    }

    @Test
    void neighboursOfOneKindInACycleCountOnce() {
        assertThat(LockCycle.of(List.of("b", "b", "a", "b"))).isEqualTo(cycle("a", "b"));
        assertThat(LockCycle.of(List.of("a", "a"))).isEqualTo(cycle("a"));
        assertThat(LockCycle.of(List.of("a", "b", "a", "c"))).isNull();
        assertThat(cycle("c", "b", "a")).hasToString("a → c → b → a").isNotEqualTo(cycle("a", "b", "c"));
    }

    @Test
    void theDrawingIsXmlWithEveryKindAndEdge() throws ParserConfigurationException, IOException, SAXException {
        String svg = closed.drawing().svg("The order of <locks>");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getElementsByTagName("g").getLength())
                .isEqualTo(found.order().edges().size());
        assertThat(document.getElementsByTagName("rect").getLength())
                .isEqualTo(found.order().kinds().size() + 1);
        assertThat(svg)
                .contains(">pci_rescan_remove_lock</text>", "<title>work → device_lock: pdsc_pci_reset_thread</title>")
                .hasSizeLessThan(60_000);
    }

    @Test
    void twoRunsDrawTheSame() {
        DeadlockPairs.Found again = withOrder();

        assertThat(closed(again).drawing().svg("")).isEqualTo(closed.drawing().svg(""));
    }

    @Test
    void onlyAnEdgeOfACycleThatARunClosesIsDrawnAsSuch() {
        assertThat(closed.drawing().arcs())
                .filteredOn(arc -> arc.state() == OrderDrawing.State.CLOSED)
                .allSatisfy(arc -> assertThat(closed.closed())
                        .anySatisfy(cycle -> assertThat(cycle.arrows()).contains(arc.arrow())))
                .extracting(OrderDrawing.Arc::arrow)
                .contains(new Arrow("aer_isr", "device_lock"))
                .doesNotContain(new Arrow("dpc_handler", "device_lock"), new Arrow("probe_count", "pci_bus_sem"));
    }

    private static Edge edge(String held, String wanted) {
        return found.order().edges().get(new Arrow(held, wanted));
    }

    private static LockCycle cycle(String... kinds) {
        return LockCycle.of(List.of(kinds));
    }

    private static Closing closing(String... kinds) {
        return closed.cycles().get(cycle(kinds));
    }
}
