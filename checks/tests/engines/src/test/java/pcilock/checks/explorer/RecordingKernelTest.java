package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.specs.scenario.Scenario;

/** Code that keeps to no rule: nothing that it does makes a recording that is wrong. */
class RecordingKernelTest {
    /** Gives the code access to what it has of its own. */
    private static final class Code extends Linux_6_11 {
        private final BiConsumer<Code, PciDev> does;

        Code(TaskContext context, BiConsumer<Code, PciDev> does) {
            super(context);
            this.does = does;
        }

        @Override
        public void pciBusErrorReset(PciDev dev) {
            does.accept(this, dev);
        }

        void step(Event event, int device) {
            kernel.step(current, event, device);
        }

        boolean choose() {
            return kernel.choose(current);
        }

        void note(Event event, int device) {
            kernel.note(current, event, device);
        }
    }

    private static void explore(BiConsumer<Code, PciDev> does) {
        new ExplorerEngine()
                .explore(Scenario.of(context -> new Code(context, does), "P(E)", List.of("pci_bus_error_reset:P")));
    }

    /** What the code does in the first run and in those after it; a trylock before it makes for a second run. */
    static Stream<BiConsumer<Code, Integer>> otherwise() {
        return Stream.of(
                (code, run) -> {
                    if (run == 1) {
                        code.step(Event.FUNCTION_RESET, 0);
                    }
                },
                (code, run) -> code.step(run == 1 ? Event.FUNCTION_RESET : Event.RESET_BEGIN, 0),
                (code, run) -> code.step(Event.FUNCTION_RESET, run == 1 ? 0 : 1));
    }

    @ParameterizedTest
    @MethodSource("otherwise")
    void codeThatTakesAnotherStepTheSecondTimeIsFoundOut(BiConsumer<Code, Integer> otherwise) {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> explore((code, dev) -> {
                    otherwise.accept(code, runs.incrementAndGet());
                    if (code.deviceTrylock(dev)) {
                        code.deviceUnlock(dev);
                    }
                }))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("run again with the same answers");
    }

    @Test
    void aLimitThatTheCodeKeepsToItselfIsThrownAgain() {
        assertThatThrownBy(() -> explore((code, dev) -> {
                    try {
                        code.step(Event.FLAG_SET, 0);
                    } catch (IllegalArgumentException e) {
                        return;
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kernel.step reports");
        assertThatThrownBy(() -> explore((code, dev) -> {
                    try {
                        code.note(Event.FLAG_SET, 0);
                    } finally {
                        code.deviceLock(dev);
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kernel.note reports");
    }

    private static Scenario alone(BiConsumer<Code, PciDev> does) {
        return Scenario.of(context -> new Code(context, does), "P(E)", List.of("pci_bus_error_reset:P"));
    }

    @Test
    void whatIsNotRememberedIsRecordedOnceWithAllThatFollows() {
        RecordedInFull.isTheSame(alone((code, dev) -> {
            code.choose();
            code.remembersOnly(dev, 0);
            code.note(Event.TRYLOCK_BEGIN, 0);
            boolean taken = code.deviceTrylock(dev);
            code.note(taken ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, 0);
            code.remembersOnly(dev, taken ? 1 : 0);
            code.remembersOnly(dev, taken ? 2 : 3);
            if (taken) {
                code.deviceUnlock(dev);
            }
        }));
    }

    @Test
    void codeThatRemembersMoreThanItTellsDiffersFromARecordingInFull() {
        assertThatThrownBy(() -> RecordedInFull.isTheSame(alone((code, dev) -> {
                    boolean found = code.choose();
                    code.remembersOnly(dev, 0);
                    code.step(Event.FUNCTION_RESET, found ? 0 : 1);
                })))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void codeThatComesBackToWhatItRemembersWithoutAStepGoesRoundForEver() {
        assertThatThrownBy(() -> TaskProgram.record(alone((code, dev) -> {
                    while (dev.subordinate != null) {
                        code.remembersOnly(dev, 0);
                    }
                })))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("goes round without a step");
    }
}
