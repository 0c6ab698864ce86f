package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.EngineException;
import pcilock.specs.property.Property;

class TlcTest {
    private static final String BROKEN = message(2110, "Invariant BridgeHeld is violated.");
    private static final String COUNTS =
            message(2199, "104 states generated, 64 distinct states found, 0 states left on queue.");
    private static final String FINISHED = message(2186, "Finished in 595ms at (2026-11-22 19:05:14)");

    private static String message(int code, String text) {
        return "@!@!@STARTMSG " + code + ":0 @!@!@\n" + text + "\n@!@!@ENDMSG " + code + " @!@!@\n";
    }

    private static List<String> all(String... messages) {
        return String.join("", messages).lines().toList();
    }

    private static void isNoAnswer(List<String> printed) {
        assertThatThrownBy(() -> Tlc.parse(printed)).isInstanceOf(EngineException.class);
    }

    @Test
    void aWholeReportIsRead() {
        assertThat(Tlc.parse(all(BROKEN, COUNTS, FINISHED)))
                .isEqualTo(new CheckedExport(64, Set.of(Property.BRIDGE_HELD)));
        assertThat(Tlc.parse(all(
                        message(2107, "Invariant TopDownOrder is violated by the initial state:\n/\\ pc = <<0>>"),
                        message(2116, "Temporal properties were violated."),
                        COUNTS,
                        FINISHED)))
                .isEqualTo(new CheckedExport(64, Set.of(Property.TOP_DOWN_ORDER, Property.EVERY_TASK_ENDS)));
    }

    @Test
    void halfAReportIsNoAnswer() {
        List<String> whole = all(BROKEN, COUNTS, FINISHED);
        for (int i = 0; i < whole.size(); i++) {
            isNoAnswer(whole.subList(0, i));
        }
    }

    @Test
    void aSearchThatLeftStatesIsNoAnswer() {
        isNoAnswer(all(
                message(2199, "104 states generated, 64 distinct states found, 3 states left on queue."), FINISHED));
    }

    @Test
    void aMessageOfAnotherKindIsNoAnswer() {
        isNoAnswer(all(message(2103, "TLC threw an unexpected exception."), COUNTS, FINISHED));
        isNoAnswer(all(message(2110, "Invariant TypeOK is violated."), COUNTS, FINISHED));
        isNoAnswer(all(message(3002, "Parsing or semantic analysis failed."), COUNTS, FINISHED));
    }
}
