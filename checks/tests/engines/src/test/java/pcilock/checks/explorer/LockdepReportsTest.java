package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pcilock.specs.property.Property;

class LockdepReportsTest {
    @Test
    void everyPropertyOfLockdepIsKnownAsOne() {
        assertThat(LockdepReports.PROPERTIES)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Property.values())
                        .filter(property -> property.id.startsWith("lockdep-"))
                        .toList());
    }
}
