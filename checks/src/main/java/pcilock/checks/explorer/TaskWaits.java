package pcilock.checks.explorer;

import java.util.HashMap;
import java.util.Map;
import pcilock.specs.scenario.Scenario;

/** Where one task on one machine may wait, and what it holds there, in any company. Not for use from several threads. */
public final class TaskWaits {
    private final Scenario alone;

    /** By the contested devices that the task touches. */
    private final Map<Long, HoldAndWait> known = new HashMap<>();

    /**
     * Records a task.
     *
     * @param alone a scenario of that one task, with the atomic flag and without a history
     * @throws pcilock.checks.engine.EngineException when the code fails on this topology, or can go round for ever
     */
    public TaskWaits(Scenario alone) {
        this.alone = alone;
        known.put(0L, HoldAndWait.of(alone, 0));
    }

    /** The same where some devices are contested, a bit each: see {@link TaskProgram#contested}. */
    HoldAndWait on(long contested) {
        HoldAndWait waits = known.get(0L);
        for (long mine = 0; (contested & waits.touched()) != mine; ) {
            mine = contested & waits.touched();
            waits = known.computeIfAbsent(mine, devices -> HoldAndWait.of(alone, devices));
        }
        return waits;
    }
}
