package pcilock.checks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class TraceTextTest {
    @Test
    void showsStepsInColumnsAndWhoWaitsForWhom() {
        Scenario scenario = new Scenario(
                Revision.PATCH_3,
                Fault.NONE,
                Waiting.ATOMIC_FLAG,
                "P(U())",
                List.of("pci_bus_error_reset:P", "device_lock:U"),
                false);
        List<Step> steps = List.of(
                new Step(0, Event.MUTEX_LOCK, 2),
                new Step(0, Event.MUTEX_UNLOCK, 2),
                new Step(0, Event.MUTEX_LOCK, 0),
                new Step(0, Event.FLAG_SET, 0),
                new Step(0, Event.MUTEX_LOCK, 1),
                new Step(1, Event.MUTEX_SLEEP, 1),
                new Step(0, Event.FLAG_SET, 1),
                new Step(0, Event.MUTEX_SLEEP, 1));

        assertThat(TraceText.of(scenario, Replay.run(scenario, steps), EnumSet.allOf(Property.class)))
                .isEqualTo("""
                        step  T1: pci_bus_error_reset(P)    T2: device_lock(U)     in
                           1  mutex_lock(pci_slot_mutex)
                           2  mutex_unlock(pci_slot_mutex)
                           3  device_lock(P)                                       pci_bus_reset > pci_bus_lock > pci_dev_lock
                           4  block_cfg_access(P) = 1                              pci_bus_reset > pci_bus_lock > pci_dev_lock > pci_cfg_access_lock
                           5  device_lock(U)                                       pci_bus_reset > pci_bus_lock > pci_dev_lock
                           6                                device_lock(U) sleeps
                           7  block_cfg_access(U) = 1                              pci_bus_reset > pci_bus_lock > pci_dev_lock > pci_cfg_access_lock
                           8  device_lock(U) sleeps                                pci_bus_reset > pci_bus_lock > pci_bus_lock > pci_dev_lock

                        Nobody can move.
                          T1 holds device_lock(P)
                          T1 holds block_cfg_access(P)
                          T1 holds device_lock(U)
                          T1 holds block_cfg_access(U)
                          T1 waits for device_lock(U), held by T1 itself
                          T2 waits for device_lock(U), held by T1
                        Deadlock: T1 -> T1
                        Breaks: no-deadlock, every-task-ends
                        """);
    }
}
