package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import pcilock.checks.engine.ClassFile;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Task;

class LincheckAgentTest {
    private static final String THREAD = Type.getInternalName(Thread.class);
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String MAP = Type.getInternalName(ConcurrentHashMap.class);
    private static final List<String> OF_OBJECTS = List.of("wait", "notify", "notifyAll");

    /** Lincheck would not see it, and the JVM would block in earnest. */
    @ParameterizedTest
    @MethodSource("leftAsCompiled")
    void nothingBlocksInAClassThatLincheckDoesNotSee(Class<?> type) {
        assertThat(whatBlocks(type)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blocking")
    void whatBlocksIsNoticed(Class<?> type) {
        assertThat(whatBlocks(type)).isNotEmpty();
    }

    static Stream<Class<?>> leftAsCompiled() {
        return LincheckAgent.allLeftAsCompiled(LincheckEngine.INSIDE_MONITORS).stream()
                .sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    static final class BlocksByItsMachine {
        private final StateMatchingKernel kernel;

        BlocksByItsMachine(StateMatchingKernel kernel) {
            this.kernel = kernel;
        }

        void lock(Task current, Mutex mutex) {
            kernel.mutexLock(current, mutex);
        }
    }

    static final class BlocksByASemaphore {
        void acquire(Semaphore semaphore) throws InterruptedException {
            semaphore.acquire();
        }
    }

    static final class BlocksByAMethodReference {
        BiConsumer<Task, Mutex> on(Kernel kernel) {
            return kernel::mutexLock;
        }
    }

    static Stream<Class<?>> blocking() {
        return Stream.of(
                MonitorKernel.class,
                StringBuffer.class,
                BlocksByItsMachine.class,
                BlocksByASemaphore.class,
                BlocksByAMethodReference.class);
    }

    private static List<String> whatBlocks(Class<?> type) {
        List<String> found = new ArrayList<>();
        new ClassReader(ClassFile.of(type).orElseThrow())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                                    found.add("synchronized " + name);
                                }
                                return new BlockingInstructions(name, found);
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return found;
    }

    private static final class BlockingInstructions extends MethodVisitor {
        private final String method;
        private final List<String> found;

        BlockingInstructions(String method, List<String> found) {
            super(Opcodes.ASM9);
            this.method = method;
            this.found = found;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                found.add("a monitor in " + method);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            look(owner, name);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Stream.of(arguments)
                    .filter(Handle.class::isInstance)
                    .map(Handle.class::cast)
                    .forEach(handle -> look(handle.getOwner(), handle.getName()));
        }

        private void look(String owner, String name) {
            boolean constructs = name.equals("<init>");
            boolean waits =
                    owner.equals(THREAD) || isKernel(owner) || (owner.startsWith(CONCURRENT) && !owner.equals(MAP));
            if ((waits && !constructs) || OF_OBJECTS.contains(name)) {
                found.add(owner + "." + name + " in " + method);
            }
        }

        private static boolean isKernel(String owner) {
            try {
                return owner.startsWith("pcilock/")
                        && Kernel.class.isAssignableFrom(Class.forName(owner.replace('/', '.')));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
