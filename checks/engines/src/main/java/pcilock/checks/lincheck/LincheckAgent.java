package pcilock.checks.lincheck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckClassFileTransformer;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;
import pcilock.checks.engine.ClassFile;
import pcilock.checks.engine.EngineException;

/**
 * Lincheck's rewriting of classes. For each scenario Lincheck rewrites the classes that it meets and afterwards puts them back, which
 * takes longer than most scenarios do. An agent that was there when the JVM started it leaves as it is.
 */
final class LincheckAgent {
    /** Lincheck works with them, too: rewritten, they tell it of what it does itself, half of the time that a run takes. */
    private static final List<Class<?>> COLLECTIONS =
            List.of(ArrayList.class, HashSet.class, LinkedHashMap.class, LinkedHashSet.class, IdentityHashMap.class);

    private LincheckAgent() {}

    /** Leaves classes rewritten from now on: for a JVM that does nothing but to explore with Lincheck, and before it does. */
    static void keep() {
        LincheckInstrumentation.INSTANCE.attachJavaAgentStatically(ByteBuddyAgent.install());
        LincheckInstrumentation.INSTANCE.install(InstrumentationMode.MODEL_CHECKING);
    }

    /**
     * Has Lincheck take some classes, and the member classes that they declare, as they were compiled: it switches no tasks in them, and is
     * told of nothing that they do. Collections of the JDK are among them: a machine has none that changes once tasks run, which a test
     * looks for in the code and {@link MachineState} in runs.
     *
     * @param classes in which nothing blocks, and which touch only what cannot change, what one task knows, or what is touched with a
     *     monitor held
     */
    static void leaveAsCompiled(Set<Class<?>> classes) {
        // It keeps what it has rewritten for each mode, and asks there before it rewrites a class.
        LincheckInstrumentation.INSTANCE.setInstrumentationMode(InstrumentationMode.MODEL_CHECKING);
        Map<String, byte[]> rewritten = LincheckClassFileTransformer.INSTANCE.getTransformedClassesCache();
        allLeftAsCompiled(classes).forEach(type -> rewritten.put(type.getName(), compiled(type)));
    }

    static Set<Class<?>> allLeftAsCompiled(Set<Class<?>> classes) {
        Set<Class<?>> all = new HashSet<>();
        classes.forEach(type -> addWithDeclared(type, all));
        for (Class<?> collection : COLLECTIONS) {
            for (Class<?> type = collection; type != Object.class; type = type.getSuperclass()) {
                addWithDeclared(type, all);
            }
        }
        return all;
    }

    private static void addWithDeclared(Class<?> type, Set<Class<?>> all) {
        all.add(type);
        for (Class<?> declared : type.getDeclaredClasses()) {
            addWithDeclared(declared, all);
        }
    }

    private static byte[] compiled(Class<?> type) {
        return ClassFile.of(type)
                .orElseThrow(() -> new EngineException("cannot find the class file of " + type.getName()));
    }
}
