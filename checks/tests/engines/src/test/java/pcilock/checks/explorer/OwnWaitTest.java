package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class OwnWaitTest {
    @Test
    void aLockIsWaitedForWhileAnotherIsHeld() {
        assertThat(waits("P(E)", "device_lock:E;pci_cfg_access_lock:E", true))
                .containsExactly("DEVICE_LOCK E waits BLOCK_CFG_ACCESS E");
    }

    @Test
    void aTrylockWaitsForNothing() {
        assertThat(waits("P(E)", "device_lock:E;pci_cfg_access_trylock:E", true))
                .isEmpty();
        assertThat(waits("P(E)", "device_lock:E;down_write_trylock:E", false)).isEmpty();
    }

    @Test
    void whatATrylockTookIsHeld() {
        assertThat(waits("P(E)", "pci_cfg_access_trylock:E;device_lock:E", true))
                .containsExactly("BLOCK_CFG_ACCESS E waits DEVICE_LOCK E");
    }

    @Test
    void readingAndWritingASemaphoreAreToldApart() {
        assertThat(waits("P(E)", "down_read:E;device_lock:E", true))
                .containsExactly("DOWN_READ pci_bus_sem waits DEVICE_LOCK E");
        assertThat(waits("P(E)", "device_lock:E;down_write:E", true))
                .containsExactly("DEVICE_LOCK E waits DOWN_WRITE pci_bus_sem");
    }

    @Test
    void whatIsReleasedIsNotHeld() {
        assertThat(waits("P(E)", "device_lock:E;device_unlock:E;down_write:E;up_write:E;device_lock:P", true))
                .isEmpty();
    }

    @Test
    void aDrainWaitsForThoseInsideAndToEnterDoesNot() {
        assertThat(waits("P(E)", "device_lock:E;kernfs_deactivate:E;kernfs_drain:E", true))
                .containsExactly("DEVICE_LOCK E waits ACTIVE_REFERENCE sysfs(E)");
        assertThat(waits("P(E)", "device_lock:E;kernfs_get_active:E", false)).isEmpty();
        assertThat(waits("P(E)", "kernfs_get_active:E;device_lock:E", true))
                .containsExactly("ACTIVE_REFERENCE sysfs(E) waits DEVICE_LOCK E");
    }

    @Test
    void aLockThatTheTaskHoldsItselfIsWaitedForToo() {
        assertThat(waits("P(E)", "device_lock:E;device_lock:E", true))
                .containsExactly("DEVICE_LOCK E waits DEVICE_LOCK E");
    }

    @Test
    void whatATaskDoesOnlyWhereAnotherWasBeforeIsNotDoneAlone() {
        String machine = "P([E]);unbound:P";
        assertThat(waits(machine, "pciehp_ist:P", true)).isEmpty();
        assertThat(waits(machine, "pciehp_ist:P", false))
                .contains("ACTIVE_REFERENCE pciehp_ist(P) waits MUTEX pci_rescan_remove_lock");
    }

    private static Set<String> waits(String machine, String task, boolean alone) {
        Scenario scenario = new Scenario(
                Revision.LINUX_7_1,
                Fault.NONE,
                Waiting.ATOMIC_FLAG,
                PciTopology.withWiderLocks(machine),
                List.of(task),
                false);
        PciTopology topology = PciTopology.parse(scenario.topology);
        Set<String> words = new TreeSet<>();
        for (OwnWait wait : OwnWait.of(TaskProgram.record(scenario), topology, alone)) {
            for (LockUse held : wait.held()) {
                words.add(words(held, topology) + " waits " + words(wait.wanted(), topology));
            }
        }
        return words;
    }

    private static String words(LockUse use, PciTopology topology) {
        return use.lock() + " " + topology.nameOf(use.number());
    }
}
