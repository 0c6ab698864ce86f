package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import pcilock.model.kernel.Kernel;

class StateMatchingKernelTest {
    @Test
    void nothingThatATaskMaySleepInIsNamedLikeWhatLincheckLeavesAlone() {
        assertThat(Arrays.stream(Kernel.class.getMethods()).map(Method::getName))
                .doesNotContain(StateMatchingKernel.LEFT_ALONE);
    }
}
