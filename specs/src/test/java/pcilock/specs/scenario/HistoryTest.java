package pcilock.specs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;

class HistoryTest {
    private static History history(String... tasks) {
        PciTopology topology = PciTopology.parse("E");
        TaskCode[] code = new TaskCode[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            code[i] = TaskCode.parse(tasks[i], topology);
        }
        return new History(code);
    }

    @Test
    void acceptsALockThatWaitsForAnUnlock() {
        History history = history("pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_cfg_access_lock:E");
        history.begin(0, 0);
        history.end(0, 0, true);
        history.begin(1, 0);
        history.begin(0, 1);
        history.end(0, 1, true);
        history.end(1, 0, true);

        assertThat(history.isLinearizable(1)).isTrue();
    }

    @Test
    void refusesTwoTasksThatHoldTheLockAtOnce() {
        History history = history("pci_cfg_access_lock:E", "pci_cfg_access_lock:E");
        history.begin(0, 0);
        history.begin(1, 0);
        history.end(0, 0, true);
        history.end(1, 0, true);

        assertThat(history.isLinearizable(1)).isFalse();
    }

    @Test
    void refusesATrylockThatFailsAfterTheUnlockEnded() {
        History history = history("pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_cfg_access_trylock:E");
        history.begin(0, 0);
        history.end(0, 0, true);
        history.begin(0, 1);
        history.end(0, 1, true);
        history.begin(1, 0);
        history.end(1, 0, false);

        assertThat(history.isLinearizable(1)).isFalse();
    }

    @Test
    void acceptsATrylockThatFailsWhileTheUnlockIsUnderWay() {
        History history = history("pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_cfg_access_trylock:E");
        history.begin(0, 0);
        history.end(0, 0, true);
        history.begin(0, 1);
        history.begin(1, 0);
        history.end(0, 1, true);
        history.end(1, 0, false);

        assertThat(history.isLinearizable(1)).isTrue();
    }
}
