package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.EngineException;

class MachineStateTest {
    private static class Base {
        private boolean inherited;
    }

    private static final class Part extends Base {
        private Object owner;
        private int number;
    }

    private static final class Whole {
        private final Part first = new Part();
        private final List<Part> more = List.of(new Part());
        private final boolean[] bits = new boolean[20];
        private final long[] words = new long[2];
    }

    @Test
    void everyFieldThatIsNotFinalAndEveryElementOfAnArrayCounts() {
        assertThatStateChanges(whole -> whole.first.number = 1);
        assertThatStateChanges(whole -> whole.first.owner = whole.first);
        assertThatStateChanges(whole -> whole.more.get(0).number = 1);
        assertThatStateChanges(whole -> ((Base) whole.first).inherited = true);
        assertThatStateChanges(whole -> whole.bits[19] = true);
        assertThatStateChanges(whole -> whole.words[1] = 1);
    }

    @Test
    void machinesThatAreMadeAlikeAreInTheSameState() {
        Whole one = new Whole();
        Whole other = new Whole();
        one.first.owner = one.more.get(0);
        other.first.owner = other.more.get(0);

        assertThat(now(state(one))).isEqualTo(now(state(other)));
    }

    @Test
    void itDoesNotMatterWhatStateItWasMadeIn() {
        Whole one = new Whole();
        MachineState early = state(one);
        one.first.number = 7;

        assertThat(now(early)).isEqualTo(now(state(one)));
    }

    @Test
    void aCollectionThatHasChangedSinceIsRefused() {
        List<Object> shared = new ArrayList<>(List.of("first"));
        MachineState state = new MachineState(Set.of(), List.of(shared));
        now(state);
        shared.set(0, "second");

        assertThatThrownBy(() -> now(state))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("a run has changed a collection");
    }

    @Test
    void aCollectionThatHasGrownIsRefused() {
        List<Object> shared = new ArrayList<>();
        MachineState state = new MachineState(Set.of(), List.of(shared));
        shared.add("one");

        assertThatThrownBy(() -> now(state)).isInstanceOf(EngineException.class);
    }

    @Test
    void objectsOfAClassThatIsLeftOutDoNotCount() {
        Whole whole = new Whole();
        MachineState state = new MachineState(Set.of(Part.class), List.of(whole));
        String before = now(state);
        whole.first.number = 1;

        assertThat(now(state)).isEqualTo(before);
    }

    @Test
    void anObjectOfWhichItCannotKnowWhatChangesIsRefused() {
        Holder holder = new Holder(Optional.of(""));
        assertThat(holder.held()).isNotNull();

        assertThatThrownBy(() -> new MachineState(Set.of(), List.of(holder)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("java.util.Optional");
    }

    @Test
    void anObjectThatIsMadeLaterIsRefused() {
        Whole whole = new Whole();
        MachineState state = state(whole);
        whole.first.owner = new Part();

        assertThatThrownBy(() -> now(state))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("was made in a run");
    }

    private static final class Holder {
        private final Object held;

        private Holder(Object held) {
            this.held = held;
        }

        private Object held() {
            return held;
        }
    }

    private static void assertThatStateChanges(Consumer<Whole> change) {
        Whole whole = new Whole();
        MachineState state = state(whole);
        String before = now(state);
        change.accept(whole);

        assertThat(now(state)).isNotEqualTo(before);
    }

    private static MachineState state(Whole whole) {
        return new MachineState(Set.of(), List.of(whole));
    }

    private static String now(MachineState state) {
        StringBuilder now = new StringBuilder();
        state.appendTo(now);
        return now.toString();
    }
}
