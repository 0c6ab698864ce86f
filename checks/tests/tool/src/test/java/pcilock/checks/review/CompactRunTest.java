package pcilock.checks.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.replay.SteppingMachine;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class CompactRunTest {
    /** Two tasks on P(E), of which the second waits for what the first one holds, and the first one for E. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "down_read:E                             | down_write:E  | 2 | 1",
                "down_write:E                            | down_read:E   | 2 | 1",
                "down_write:E;up_write:E;down_read:E     | down_write:E  | 4 | 3",
                "down_read:E;up_read:E;down_write:E      | down_read:E   | 4 | 3",
                "device_lock:P;device_unlock:P;device_lock:P | device_lock:P | 4 | 3",
            })
    void aLockIsHeldSinceItWasTakenLast(String first, String second, int stepsOfFirst, int since) {
        List<String> tasks = List.of(first + ";device_lock:E", "device_lock:E;" + second);
        Scenario scenario = new Scenario(Revision.LINUX_7_1, Fault.NONE, Waiting.ATOMIC_FLAG, "P(E)", tasks, false);
        try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
            for (int step = 1; step < stepsOfFirst; step++) {
                machine.step(0);
            }
            machine.step(1);
            machine.step(1);
            machine.step(0);

            CompactRun run = new CompactRun(new CounterexampleRun(scenario, machine.soFar()), Property.NO_DEADLOCK);

            assertThat(run.words())
                    .contains("which T1 holds since step " + since)
                    .contains("which T2 holds since step " + stepsOfFirst);
        }
    }
}
