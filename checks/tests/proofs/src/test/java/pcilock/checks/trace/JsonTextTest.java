package pcilock.checks.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void keysKeepTheirOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("b", 1);
        object.put("a", List.of(Map.of("c", 2)));

        assertThat(JsonText.compact(object)).isEqualTo("{\"b\":1,\"a\":[{\"c\":2}]}");
    }

    @Test
    void aMapWithoutOrderIsRefusedWhereverItStands() {
        assertThatThrownBy(() -> JsonText.compact(List.of(Map.of("a", 1, "b", 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no order");
    }

    @Test
    void aMapWithoutOrderIsRefusedAlsoWhereItIsSpreadOverLines() {
        assertThatThrownBy(() -> JsonText.of(Map.of("a", 1, "b", List.of(Map.of("c", 2)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no order");
    }

    @Test
    void aSetWithoutOrderIsRefused() {
        assertThatThrownBy(() -> JsonText.compact(Map.of("a", Set.of(1, 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no order");
    }
}
