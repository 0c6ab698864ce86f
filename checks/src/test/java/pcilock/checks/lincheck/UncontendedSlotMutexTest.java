package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import pcilock.model.kernel.Kernel;

class UncontendedSlotMutexTest {
    @Test
    void nothingThatATaskMaySleepInIsNamedLikeWhatLincheckLeavesAlone() {
        assertThat(Arrays.stream(Kernel.class.getMethods()).map(Method::getName))
                .doesNotContain(UncontendedSlotMutex.LEFT_ALONE);
    }
}
