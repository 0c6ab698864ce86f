package pcilock.checks.certificate;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ASM9;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import pcilock.checks.engine.ClassFile;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.StateBit;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.BusLists;
import pcilock.model.pci.ConfigAccess;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.pci.WiderLocks;

/**
 * Locking code that asks at the beginning of each of its functions whether it is to run: the same class files, loaded once more,
 * with that question before each function whose arguments are devices, buses, slots and numbers. Functions of {@link PciCore}
 * itself are left as they are.
 *
 * <p>Only of code that can be seen to go by nothing but its arguments and the machine's answers: see {@link Purity}.
 */
final class ObservedCode {
    private static final String OBSERVER = Type.getInternalName(FunctionObserver.class);
    private static final String CORE = Type.getInternalName(PciCore.class);
    private static final String SUFFIX = "$code";
    private static final Set<Type> ARGUMENTS = Set.of(
            Type.getType(PciDev.class),
            Type.getType(PciBus.class),
            Type.getType(PciSlot.class),
            Type.INT_TYPE,
            Type.BOOLEAN_TYPE);

    /** Where a function's own code went. */
    private record Function(String className, String name, String descriptor) {}

    /** The code is not of the kind that can be observed. */
    private static final class CannotBeObserved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotBeObserved(String why) {
            super(why);
        }
    }

    /** The class that is observed, and where the code of its functions is. */
    private record Observed(Constructor<?> constructor, List<Method> functions) {}

    private static final ClassValue<Optional<Observed>> OBSERVED = new ClassValue<>() {
        @Override
        protected Optional<Observed> computeValue(Class<?> type) {
            try {
                return Optional.of(observed(type));
            } catch (CannotBeObserved e) {
                return Optional.empty();
            } catch (ReflectiveOperationException e) {
                throw new EngineException("locking code cannot be loaded again: " + e, e);
            }
        }
    };

    private final PciCore code;
    private final List<Method> functions;

    private ObservedCode(PciCore code, List<Method> functions) {
        this.code = code;
        this.functions = functions;
    }

    /**
     * The same code, observed.
     *
     * @param context whose kernel is a {@link FunctionObserver}
     * @return nothing when the code is not of the kind that can be
     */
    static Optional<ObservedCode> of(PciCore code, TaskContext context) {
        return OBSERVED.get(code.getClass()).map(observed -> {
            try {
                return new ObservedCode((PciCore) observed.constructor().newInstance(context), observed.functions());
            } catch (ReflectiveOperationException e) {
                throw new EngineException("locking code cannot be loaded again: " + e, e);
            }
        });
    }

    private static Observed observed(Class<?> type) throws ReflectiveOperationException {
        Map<String, byte[]> classes = new HashMap<>();
        List<Function> functions = new ArrayList<>();
        List<Class<?>> hierarchy = new ArrayList<>();
        for (Class<?> at = type; at != PciCore.class; at = at.getSuperclass()) {
            hierarchy.add(at);
        }
        Set<String> own = new HashSet<>(Set.of(CORE));
        hierarchy.forEach(at -> own.add(Type.getInternalName(at)));
        new ClassReader(read(PciCore.class)).accept(new Purity(own), ClassReader.SKIP_DEBUG);
        for (Class<?> at : hierarchy) {
            ClassReader reader = new ClassReader(read(at));
            reader.accept(new Purity(own), ClassReader.SKIP_DEBUG);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Asking(writer, functions), 0);
            classes.put(at.getName(), writer.toByteArray());
        }
        Class<?> loaded = new Loader(type.getClassLoader(), classes).loadClass(type.getName());
        Constructor<?> constructor = loaded.getDeclaredConstructor(TaskContext.class);
        constructor.setAccessible(true);
        return new Observed(constructor, methods(loaded, functions));
    }

    private static byte[] read(Class<?> type) {
        return ClassFile.of(type).orElseThrow(() -> new CannotBeObserved("no class file of " + type.getName()));
    }

    private static List<Method> methods(Class<?> type, List<Function> functions) {
        Map<Function, Method> all = new HashMap<>();
        for (Class<?> at = type; at != PciCore.class; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                method.setAccessible(true);
                all.put(new Function(at.getName(), method.getName(), Type.getMethodDescriptor(method)), method);
            }
        }
        return functions.stream().map(all::get).toList();
    }

    PciCore code() {
        return code;
    }

    /**
     * Runs a function, with no question before it.
     *
     * @return what it answers; false when it answers nothing
     */
    boolean run(int function, Object[] arguments) {
        try {
            return functions.get(function).invoke(code, arguments) instanceof Boolean answer && answer;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new EngineException("the locking code fails: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new EngineException("locking code cannot be run: " + e, e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(ClassLoader parent, Map<String, byte[]> classes) {
            super(parent);
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    /**
     * Refuses code that could go by anything else: fields of its own, arrays, objects that can change, calls to other classes than
     * those of the model that are known not to keep anything, and handlers of exceptions, which would see a run being given up.
     */
    private static final class Purity extends ClassVisitor {
        private static final Set<String> CREATED =
                Set.of(Type.getInternalName(LockdepMap.class), Type.getInternalName(SleepingStep.class));

        /** What a call of {@link GuardedStep#whenEmpty} makes an array of. */
        private static final String IN_ARRAYS = Type.getInternalName(TaskSet.class);

        private static final Set<String> CALLED = Set.of(
                Type.getInternalName(Kernel.class),
                Type.getInternalName(ConfigAccess.class),
                Type.getInternalName(PciDev.class),
                Type.getInternalName(PciTopology.class),
                Type.getInternalName(LockdepMap.class),
                // Asked of a machine that has them only, of which there are no certificates.
                Type.getInternalName(BusLists.class),
                Type.getInternalName(WiderLocks.class),
                Type.getInternalName(RwSemaphore.class),
                Type.getInternalName(ActiveReference.class),
                Type.getInternalName(StateBit.class),
                Type.getInternalName(GuardedStep.class),
                Type.getInternalName(SleepingStep.class),
                Type.getInternalName(Object.class) + ".<init>",
                Type.getInternalName(List.class) + ".get",
                Type.getInternalName(List.class) + ".size",
                Type.getInternalName(List.class) + ".isEmpty",
                Type.getInternalName(List.class) + ".iterator",
                Type.getInternalName(Iterator.class) + ".hasNext",
                Type.getInternalName(Iterator.class) + ".next");
        private static final Set<String> READ = Set.of(
                Type.getInternalName(PciDev.class),
                Type.getInternalName(PciBus.class),
                Type.getInternalName(PciSlot.class),
                Type.getInternalName(TaskContext.class),
                Type.getInternalName(BusLists.class),
                Type.getInternalName(WiderLocks.class),
                Type.getInternalName(RwSemaphore.class),
                Type.getInternalName(ActiveReference.class),
                Type.getInternalName(Event.class),
                Type.getInternalName(LockdepCall.class));

        private final Set<String> own;
        private String name;

        Purity(Set<String> own) {
            super(ASM9);
            this.own = own;
        }

        @Override
        public void visit(
                int version, int access, String className, String signature, String superName, String[] interfaces) {
            name = className;
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            if (!name.equals(CORE)) {
                throw new CannotBeObserved("the field " + field);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    boolean read = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
                    boolean initialized = name.equals(CORE) && method.equals("<init>");
                    if (!(read && (own.contains(owner) || READ.contains(owner))) && !initialized) {
                        throw new CannotBeObserved("the field " + owner + "." + field);
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    if (!own.contains(owner) && !CALLED.contains(owner) && !CALLED.contains(owner + "." + called)) {
                        throw new CannotBeObserved("the call of " + owner + "." + called);
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    boolean creates = opcode == Opcodes.NEW && !CREATED.contains(type);
                    if (creates || (opcode == Opcodes.ANEWARRAY && !type.equals(IN_ARRAYS))) {
                        throw new CannotBeObserved("a new " + type);
                    }
                }

                @Override
                public void visitIntInsn(int opcode, int operand) {
                    if (opcode == Opcodes.NEWARRAY) {
                        throw new CannotBeObserved("an array");
                    }
                }

                @Override
                public void visitMultiANewArrayInsn(String type, int dimensions) {
                    throw new CannotBeObserved("an array");
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    throw new CannotBeObserved("a lambda or the like");
                }

                @Override
                public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                    throw new CannotBeObserved("a handler of exceptions");
                }
            };
        }
    }

    /** Puts the question before each function, whose own code goes into another one beside it. */
    private static final class Asking extends ClassVisitor {
        private final List<Function> functions;
        private String name;

        Asking(ClassVisitor next, List<Function> functions) {
            super(ASM9, next);
            this.functions = functions;
        }

        @Override
        public void visit(
                int version, int access, String className, String signature, String superName, String[] interfaces) {
            name = className;
            super.visit(version, access, className, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            MethodVisitor visitor = super.visitMethod(access, method, descriptor, signature, exceptions);
            Type answer = Type.getReturnType(descriptor);
            boolean asks = (access & (ACC_STATIC | ACC_ABSTRACT)) == 0
                    && !method.equals("<init>")
                    && (answer.equals(Type.VOID_TYPE) || answer.equals(Type.BOOLEAN_TYPE))
                    && ARGUMENTS.containsAll(List.of(Type.getArgumentTypes(descriptor)));
            if (!asks) {
                return visitor;
            }
            ask(visitor, functions.size(), method, descriptor);
            functions.add(new Function(name.replace('/', '.'), method + SUFFIX, descriptor));
            return super.visitMethod(ACC_PRIVATE, method + SUFFIX, descriptor, signature, exceptions);
        }

        private void ask(MethodVisitor to, int function, String method, String descriptor) {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            Type answer = Type.getReturnType(descriptor);
            int leave = answer.getOpcode(Opcodes.IRETURN);
            Label runs = new Label();
            to.visitCode();
            observer(to);
            to.visitLdcInsn(function);
            to.visitLdcInsn(arguments.length);
            to.visitTypeInsn(Opcodes.ANEWARRAY, Type.getInternalName(Object.class));
            for (int i = 0; i < arguments.length; i++) {
                to.visitInsn(Opcodes.DUP);
                to.visitLdcInsn(i);
                to.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), i + 1);
                if (arguments[i].equals(Type.INT_TYPE)) {
                    box(to, Integer.class, arguments[i]);
                } else if (arguments[i].equals(Type.BOOLEAN_TYPE)) {
                    box(to, Boolean.class, arguments[i]);
                }
                to.visitInsn(Opcodes.AASTORE);
            }
            to.visitMethodInsn(Opcodes.INVOKEINTERFACE, OBSERVER, "standsInFor", "(I[Ljava/lang/Object;)Z", true);
            to.visitJumpInsn(Opcodes.IFEQ, runs);
            if (answer.equals(Type.BOOLEAN_TYPE)) {
                observer(to);
                to.visitMethodInsn(Opcodes.INVOKEINTERFACE, OBSERVER, "answer", "()Z", true);
            }
            to.visitInsn(leave);
            to.visitLabel(runs);
            to.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            to.visitVarInsn(Opcodes.ALOAD, 0);
            for (int i = 0; i < arguments.length; i++) {
                to.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), i + 1);
            }
            to.visitMethodInsn(Opcodes.INVOKESPECIAL, name, method + SUFFIX, descriptor, false);
            to.visitInsn(leave);
            to.visitMaxs(0, 0);
            to.visitEnd();
        }

        private void observer(MethodVisitor to) {
            to.visitVarInsn(Opcodes.ALOAD, 0);
            to.visitFieldInsn(Opcodes.GETFIELD, name, "kernel", Type.getDescriptor(Kernel.class));
            to.visitTypeInsn(Opcodes.CHECKCAST, OBSERVER);
        }

        private static void box(MethodVisitor to, Class<?> boxed, Type type) {
            String owner = Type.getInternalName(boxed);
            to.visitMethodInsn(
                    Opcodes.INVOKESTATIC, owner, "valueOf", "(" + type.getDescriptor() + ")L" + owner + ";", false);
        }
    }
}
