package pcilock.checks.lincheck;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;

/**
 * Lincheck's rewriting of classes. For each scenario Lincheck rewrites the classes that it meets and afterwards puts them back, which
 * takes longer than most scenarios do. An agent that was there when the JVM started it leaves as it is.
 */
final class LincheckAgent {
    private LincheckAgent() {}

    /** Leaves classes rewritten from now on: for a JVM that does nothing but to explore with Lincheck, and before it does. */
    static void keep() {
        LincheckInstrumentation.INSTANCE.attachJavaAgentStatically(ByteBuddyAgent.install());
        LincheckInstrumentation.INSTANCE.install(InstrumentationMode.MODEL_CHECKING);
    }
}
