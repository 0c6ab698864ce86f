package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LspciRoundTripTest {
    private static final int MACHINES = 2_000;

    @Test
    void readsBackEveryForestAsLspciDrawsIt() {
        Random random = new Random(20240628);
        for (int i = 0; i < MACHINES; i++) {
            boolean described = random.nextBoolean();
            LspciMachine machine = LspciMachine.random(random, described);

            String drawing = machine.drawing();
            PciForest forest = TopologyReader.read("made.txt", drawing);

            assertThat(forest.notation()).as(drawing).isEqualTo(machine.notation());
            assertThat(forest.notes()).as(drawing).isEmpty();
            assertThat(forest.devices().stream()
                            .allMatch(device -> device.description().isPresent()
                                    == (described && device.below().isEmpty())))
                    .isTrue();
            assertThat(LspciMachine.of(forest).drawing()).isEqualTo(drawing);
        }
    }
}
