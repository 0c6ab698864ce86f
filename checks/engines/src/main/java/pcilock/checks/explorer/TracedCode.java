package pcilock.checks.explorer;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Kernel;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;

/**
 * The locking code of a revision, of which it is known which of its functions are called: a class that extends it has each function that
 * some revision may have otherwise, tells the kernel of the call, and goes on to the revision's.
 *
 * <p>Two revisions that have all functions which a call has come to from the same classes do the same in that call, whatever else they have.
 * For a function of such a code goes by its arguments, by what the kernel answers, and by the functions that it calls; up to a first
 * difference both have called the same ones, by the same arguments, and got the same answers. Code that has something else to go by, fields
 * of its own or functions of an interface, is not traced. That the model's code has no static state and asks nowhere which revision it is run
 * for, is a test.
 */
final class TracedCode {
    /** A function, as a class may have it otherwise than the one that it extends. */
    private record Function(String name, String descriptor) {}

    /** Functions that were called, and the classes that have them. */
    static final class CalledFunctions {
        private final Map<Function, Class<?>> classes;

        private CalledFunctions(Map<Function, Class<?>> classes) {
            this.classes = classes;
        }
    }

    private static final String NAME = "Traced";
    private static final String LISTENER = Type.getInternalName(FunctionListener.class);

    private static final Map<Revision, Optional<TracedCode>> OF_REVISIONS = new ConcurrentHashMap<>();

    private final Constructor<?> constructor;
    private final List<Function> functions;
    private final Map<Function, Class<?>> classes = new LinkedHashMap<>();

    private TracedCode(Class<?> type) {
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (mayBeOtherwise(method, type)) {
                    classes.putIfAbsent(new Function(method.getName(), Type.getMethodDescriptor(method)), at);
                }
            }
        }
        functions = List.copyOf(classes.keySet());
        try {
            constructor = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .defineHiddenClass(classFile(type), false)
                    .lookupClass()
                    .getConstructor(TaskContext.class);
        } catch (ReflectiveOperationException e) {
            throw new EngineException(type.getName() + " cannot be traced: " + e, e);
        }
    }

    /** The code of a revision; nothing where it has something else to go by than its functions. */
    static Optional<TracedCode> of(Revision revision) {
        return OF_REVISIONS.computeIfAbsent(revision, unused -> ofCode(revision.code));
    }

    /** The same of any code of which an object is made by its context alone. */
    static Optional<TracedCode> ofCode(Revision.Code code) {
        Class<?> type = code.in(new TaskContext(null, null, null, null)).getClass();
        for (Class<?> at = type; at != PciCore.class; at = at.getSuperclass()) {
            if (!isNothingButFunctions(at)) {
                return Optional.empty();
            }
        }
        return Optional.of(new TracedCode(type));
    }

    /** Whether a class has neither fields of its objects, nor functions from elsewhere, nor any that cannot be told of when they are called. */
    private static boolean isNothingButFunctions(Class<?> type) {
        return Stream.of(type.getDeclaredFields()).noneMatch(field -> !Modifier.isStatic(field.getModifiers()))
                && Stream.of(type.getDeclaredMethods()).noneMatch(TracedCode::isFinalOverride)
                && type.getInterfaces().length == 0
                && !Modifier.isFinal(type.getModifiers());
    }

    /** Whether a function is another class's, too, and cannot be had otherwise by one that extends this. */
    private static boolean isFinalOverride(Method method) {
        if (!Modifier.isFinal(method.getModifiers())) {
            return false;
        }
        for (Class<?> at = method.getDeclaringClass().getSuperclass(); at != Object.class; at = at.getSuperclass()) {
            for (Method other : at.getDeclaredMethods()) {
                if (!Modifier.isPrivate(other.getModifiers())
                        && other.getName().equals(method.getName())
                        && Type.getMethodDescriptor(other).equals(Type.getMethodDescriptor(method))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a class may have a function otherwise than one that it extends. */
    private static boolean mayBeOtherwise(Method method, Class<?> type) {
        int modifiers = method.getModifiers();
        boolean reached = Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || method.getDeclaringClass().getPackage() == type.getPackage();
        return reached
                && !Modifier.isStatic(modifiers)
                && !Modifier.isFinal(modifiers)
                && !Modifier.isPrivate(modifiers);
    }

    /** The code in the name of a task, on a kernel that is a {@link FunctionListener}. */
    PciCore in(TaskContext context) {
        try {
            return (PciCore) constructor.newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new EngineException(constructor + " failed: " + e, e);
        }
    }

    /** What was called, by the numbers that the listener was told. */
    CalledFunctions calls(BitSet numbers) {
        Map<Function, Class<?>> called = new LinkedHashMap<>();
        numbers.stream().mapToObj(functions::get).forEach(function -> called.put(function, classes.get(function)));
        return new CalledFunctions(called);
    }

    /** Whether this code has all these functions from the same classes. */
    boolean hasAll(CalledFunctions calls) {
        return classes.entrySet().containsAll(calls.classes.entrySet());
    }

    private byte[] classFile(Class<?> type) {
        String parent = Type.getInternalName(type);
        // Beside the revision's, and none of the names by which revisions are mutated.
        int simple = parent.lastIndexOf('/') + 1;
        String name = parent.substring(0, simple) + NAME + parent.substring(simple);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, null, parent, null);
        String taskContext = Type.getMethodDescriptor(Type.VOID_TYPE, Type.getType(TaskContext.class));
        function(writer, "<init>", taskContext, parent, -1);
        for (int number = 0; number < functions.size(); number++) {
            Function function = functions.get(number);
            function(writer, function.name(), function.descriptor(), parent, number);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Goes on to the parent's function of that name, and before, where it has a number, tells the kernel. */
    private static void function(ClassWriter writer, String name, String descriptor, String parent, int number) {
        MethodVisitor body = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        body.visitCode();
        if (number >= 0) {
            body.visitVarInsn(Opcodes.ALOAD, 0);
            body.visitFieldInsn(Opcodes.GETFIELD, parent, "kernel", Type.getDescriptor(Kernel.class));
            body.visitTypeInsn(Opcodes.CHECKCAST, LISTENER);
            body.visitLdcInsn(number);
            body.visitMethodInsn(Opcodes.INVOKEINTERFACE, LISTENER, "called", "(I)V", true);
        }
        body.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            body.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        body.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, name, descriptor, false);
        body.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        body.visitMaxs(0, 0);
        body.visitEnd();
    }
}
