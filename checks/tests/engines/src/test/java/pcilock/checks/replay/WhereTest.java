package pcilock.checks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WhereTest {
    /** What the code calls. */
    private static final class Called {
        static List<Object> now() {
            return Where.now(Called.class, Runner.class);
        }
    }

    private static final class Runner {
        static List<Object> run(Supplier<List<Object>> code) {
            return code.get();
        }
    }

    private static List<Object> here() {
        return Called.now();
    }

    private static List<Object> elsewhere() {
        return Called.now();
    }

    private static List<Object> where(boolean second) {
        Supplier<List<Object>> first = () -> Called.now();
        Supplier<List<Object>> other = () -> Called.now();
        return Runner.run(second ? other : first);
    }

    private static List<Object> behindReference(boolean second) {
        return Runner.run(second ? WhereTest::elsewhere : WhereTest::here);
    }

    @Test
    void thoseThatCameTheSameWayAreAtOnePlace() {
        List<List<Object>> rounds = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            rounds.add(Runner.run(WhereTest::here));
        }
        assertThat(rounds.get(1)).isEqualTo(rounds.get(0));
    }

    @Test
    void whatIsOutsideOfTheClassThatRunsTheCodeIsNoPartOfThePlace() {
        assertThat(deeper(3)).isEqualTo(deeper(0));
    }

    private static List<Object> deeper(int calls) {
        return calls == 0 ? where(false) : deeper(calls - 1);
    }

    @Test
    void twoCallsInOneFunctionAreTwoPlaces() {
        List<List<Object>> places = new ArrayList<>();
        Runner.run(() -> {
            places.add(here());
            places.add(here());
            return List.of();
        });
        assertThat(places.get(1)).isNotEqualTo(places.get(0));
    }

    @Test
    void functionsOfTheSameShapeInOneClassAreToldApart() {
        assertThat(behindReference(true)).isNotEqualTo(behindReference(false));
    }

    @Test
    void lambdasOfTheSameShapeInOneFunctionAreToldApart() {
        assertThat(where(true)).isNotEqualTo(where(false));
    }

    @Test
    void codeThatAnotherClassRunsIsRefused() {
        assertThatIllegalStateException().isThrownBy(WhereTest::here).withMessageContaining(Runner.class.getName());
    }
}
