package pcilock.checks.command;

import static java.util.Map.entry;
import static org.objectweb.asm.Opcodes.ASM9;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import pcilock.model.kernel.LockdepCall;

/**
 * What locking code in a user's file may do. Every engine runs it again and again and takes it to do the same each time, so it may go
 * by its arguments and by what the primitives answer, and by nothing else: it has no fields but constants, makes no objects, looks at
 * no part of a lock, and calls nothing but itself, the model's locking code, and what is listed here. This is judged from the class
 * files, and it is a list of what is allowed: whatever is not thought of is refused.
 */
final class CodeRules {
    /**
     * Something that is refused.
     *
     * @param line from 1; 0 where there is none
     */
    record Refusal(int line, String found, String instead) {}

    /**
     * A mutex that the code adds.
     *
     * @param ofEachDevice whether each device has one
     */
    record NamedMutex(String name, boolean ofEachDevice) {}

    /** Where things are declared, which a class file does not tell. */
    interface Declarations {
        /**
         * The line of a class or of a field in it; 0 where it cannot be told.
         *
         * @param field null for the class
         */
        int line(String className, String field);
    }

    private static final String KERNEL = "pcilock/model/kernel/";
    private static final String PCI = "pcilock/model/pci/";
    private static final String LOOP =
            "kernel.loopHead(current, false); while (CONDITION) { ...; kernel.loopHead(current, true); }";
    private static final String CODE_ONLY =
            "something that follows from the arguments and from what the primitives answer";

    private static final Map<String, Set<String>> CALLED = Map.ofEntries(
            entry(
                    KERNEL + "Kernel",
                    Set.of("mutexLock", "mutexTrylock", "mutexUnlock", "step", "note", "lockdep", "loopHead")),
            entry(KERNEL + "LockdepMap", Set.of("<init>", "of")),
            entry(PCI + "PciDev", Set.of("upstreamBridge", "isBelow")),
            entry("java/lang/Object", Set.of("<init>", "equals")),
            entry("java/lang/String", Set.of("equals")),
            entry("java/lang/Math", Set.of("min", "max", "abs")),
            entry("java/util/Objects", Set.of("requireNonNull")),
            entry("java/util/List", Set.of("get", "size", "isEmpty", "iterator", "indexOf", "contains")),
            entry("java/util/Iterator", Set.of("hasNext", "next")));

    private static final Map<String, Set<String>> READ = Map.of(
            PCI + "PciDev",
            Set.of(
                    "index",
                    "name",
                    "bus",
                    "physfn",
                    "virtualFunctions",
                    "slot",
                    "multifunction",
                    "subordinate",
                    "mutex",
                    "blockCfgAccess"),
            PCI + "PciBus",
            Set.of("self", "slot", "devices"),
            PCI + "PciSlot",
            Set.of("bus"),
            KERNEL + "LockdepCall",
            Stream.of(LockdepCall.values()).map(LockdepCall::name).collect(Collectors.toSet()),
            KERNEL + "Event",
            Set.of(
                    "RESET_BEGIN",
                    "RESET_END",
                    "FUNCTION_RESET",
                    "WARN_UNLOCKED_RESET",
                    "TRYLOCK_BEGIN",
                    "TRYLOCK_TAKEN",
                    "TRYLOCK_FAILED"));

    private static final Set<String> OF_THE_BASE = Set.of("kernel", "current", "pciSlotMutex");

    private static final Set<String> THROWN = Set.of(
            "java/lang/IllegalStateException",
            "java/lang/IllegalArgumentException",
            "java/lang/UnsupportedOperationException",
            "java/lang/RuntimeException",
            "java/lang/AssertionError");

    private static final Set<String> CAUGHT = Set.of(
            "java/lang/IllegalStateException",
            "java/lang/IllegalArgumentException",
            "java/lang/UnsupportedOperationException",
            "java/lang/RuntimeException",
            "java/lang/Exception");

    private static final Set<String> CAST_TO = Set.of(PCI + "PciDev", PCI + "PciBus", PCI + "PciSlot");

    /** What {@link Object} has; a call of one of them by way of a class of the file is still one. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("getClass", "hashCode", "equals", "toString", "clone", "finalize", "wait", "notify", "notifyAll");

    /** What code of the model tells of its own walks. It is believed, so no other code may say it. */
    private static final String OF_THE_MODEL = "remembersOnly";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            entry("BlockCfgAccess.isSet", "blockCfgAccess(dev), which reads the flag, or pciCfgAccessTrylock(dev)"),
            entry("BlockCfgAccess.set", "pciCfgAccessLock(dev), pciCfgAccessTrylock(dev) or pciCfgAccessUnlock(dev)"),
            entry("Mutex.acquire", "mutexLock(mutex) or mutexTrylock(mutex)"),
            entry("Mutex.release", "mutexUnlock(mutex)"),
            entry(
                    "new Mutex",
                    "mutex(\"my_mutex\"), one for the machine, or mutex(dev, \"my_mutex\"), one for each device; they are there"
                            + " by being named"),
            entry("Task.id", CODE_ONLY + ", as every task runs the same code"),
            entry("Task.name", CODE_ONLY + ", as every task runs the same code"),
            entry("Kernel.spinLocked", "pciCfgAccessLock(dev), pciCfgAccessTrylock(dev) or pciCfgAccessUnlock(dev)"),
            entry("Kernel.atomically", "pciCfgAccessLock(dev), pciCfgAccessTrylock(dev) or pciCfgAccessUnlock(dev)"),
            entry("Kernel.whenClear", "pciCfgAccessLock(dev) or pciUserReadConfig(dev)"));

    private final Set<String> own;
    private final Predicate<String> isLockingCode;
    private final Declarations declarations;
    private final SortedMap<Integer, Refusal> refused = new TreeMap<>();
    private final Set<NamedMutex> mutexes = new LinkedHashSet<>();

    /**
     * Rules for one file.
     *
     * @param own the classes of the file, by their internal names
     * @param isLockingCode whether a class, by its internal name, is PciCore or extends it
     */
    CodeRules(Set<String> own, Predicate<String> isLockingCode, Declarations declarations) {
        this.own = own;
        this.isLockingCode = isLockingCode;
        this.declarations = declarations;
    }

    /** Judges a class of the file. */
    void judge(byte[] classFile) {
        new ClassReader(classFile).accept(new ClassRules(), 0);
    }

    /** What is refused, in the order of lines. */
    List<Refusal> refused() {
        return List.copyOf(refused.values());
    }

    /** The mutexes that the code adds, in the order in which it names them. */
    List<NamedMutex> mutexes() {
        return List.copyOf(mutexes);
    }

    /** Of a line one thing is enough, the first. */
    private void refuse(int line, String found, String instead) {
        refused.putIfAbsent(line < 1 ? -refused.size() : line, new Refusal(line, found, instead));
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }

    private final class ClassRules extends ClassVisitor {
        private final Set<String> constants = new LinkedHashSet<>();
        private String name;

        ClassRules() {
            super(ASM9);
        }

        @Override
        public void visit(
                int version, int access, String className, String signature, String superName, String[] interfaces) {
            name = className;
            if (CALLED.containsKey(name) || READ.containsKey(name) || name.startsWith(KERNEL) || name.startsWith(PCI)) {
                refuse(
                        declarations.line(simple(name), null),
                        "a class with the name of one of the model's, " + name.replace('/', '.'),
                        "another name or package");
            }
            if (!superName.equals("java/lang/Object") && !isLockingCode.test(superName)) {
                refuse(
                        declarations.line(simple(name), null),
                        "the class " + simple(name) + ", which extends " + simple(superName),
                        "a class that extends PciCore or a revision, or one with nothing but static functions");
            }
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            if (value != null && (access & Opcodes.ACC_FINAL) != 0) {
                constants.add(field);
            } else if (field.startsWith("$assertions")) {
                refuse(
                        declarations.line(simple(name), null),
                        "an assert in " + simple(name),
                        "if (...) throw new IllegalStateException()");
            } else {
                int declared = declarations.line(simple(name), field);
                refuse(
                        declared > 0 ? declared : declarations.line(simple(name), null),
                        "the field " + field + " in " + simple(name),
                        "an argument, or a final field with a constant value: what the code keeps from one run to the next makes"
                                + " the answer wrong");
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new Function(method, (access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) != 0);
        }

        private final class Function extends MethodVisitor {
            private final String method;
            private final boolean hasMonitor;
            private int line;

            /** How many instructions there were up to now. */
            private int at;

            /** The constant that the instruction before this one has put on the stack. */
            private Object constant;

            private boolean wentRound;
            private final Map<Label, Integer> places = new HashMap<>();
            private final NavigableMap<Integer, Integer> lines = new TreeMap<>();
            private final Map<Label, String> caught = new HashMap<>();
            private final List<Integer> heads = new ArrayList<>();
            private final List<Round> rounds = new ArrayList<>();
            private final List<Store> stores = new ArrayList<>();
            private final List<Variable> variables = new ArrayList<>();

            /** A loop that waits goes round: from the instruction after its head, by this label, to this place. */
            private record Round(Label to, int from, int line) {}

            private record Store(int variable, int at, int line) {}

            private record Variable(int number, String name, Label from, Label to) {}

            Function(String method, boolean hasMonitor) {
                super(ASM9);
                this.method = method;
                this.hasMonitor = hasMonitor;
            }

            @Override
            public void visitCode() {
                if (method.equals("<clinit>")) {
                    refuse(declarations.line(simple(name), null), "a static initializer in " + simple(name), CODE_ONLY);
                }
            }

            @Override
            public void visitLineNumber(int number, Label start) {
                line = number;
                lines.put(places.get(start), number);
                if (hasMonitor) {
                    refuse(line, "synchronized or native", "mutex(\"my_mutex\") with mutexLock and mutexUnlock");
                }
            }

            @Override
            public void visitLabel(Label label) {
                places.put(label, at);
            }

            @Override
            public void visitFrame(int type, int locals, Object[] local, int stacked, Object[] stack) {
                // Ways meet here: on another one another constant may have come.
                constant = null;
            }

            private void next(Object pushed) {
                if (wentRound) {
                    refuseLoop(line);
                }
                wentRound = false;
                constant = pushed;
                at++;
            }

            private void refuseLoop(int where) {
                refuse(where, "another use of kernel.loopHead", LOOP);
            }

            @Override
            public void visitInsn(int opcode) {
                boolean small = opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_1;
                next(small ? (Object) (opcode - Opcodes.ICONST_0) : null);
                if (opcode == Opcodes.MONITORENTER) {
                    refuse(line, "synchronized", "mutex(\"my_mutex\") with mutexLock and mutexUnlock");
                }
                if (opcode == Opcodes.ARRAYLENGTH || (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)) {
                    refuse(line, "an array", "a loop over bus.devices");
                }
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                next(null);
                if (opcode == Opcodes.NEWARRAY) {
                    refuse(line, "an array", "a loop over bus.devices");
                }
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                next(null);
                refuse(line, "an array", "a loop over bus.devices");
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                next(null);
                if (opcode >= Opcodes.ISTORE) {
                    stores.add(new Store(variable, at, line));
                }
            }

            @Override
            public void visitIincInsn(int variable, int increment) {
                next(null);
                stores.add(new Store(variable, at, line));
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                if (wentRound && opcode == Opcodes.GOTO) {
                    rounds.add(new Round(label, at, line));
                    wentRound = false;
                }
                next(null);
            }

            @Override
            public void visitTableSwitchInsn(int from, int to, Label other, Label... labels) {
                next(null);
            }

            @Override
            public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
                next(null);
            }

            @Override
            public void visitLdcInsn(Object value) {
                next(value);
                if (!(value instanceof Number || value instanceof String)) {
                    refuse(line, "a class as a value", CODE_ONLY);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                next(null);
                refuse(
                        line,
                        bootstrap.getName().startsWith("makeConcat") ? "a text put together with +" : "a lambda",
                        "plain statements");
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                next(null);
                if (opcode == Opcodes.NEW) {
                    if (!THROWN.contains(type) && !type.equals(KERNEL + "LockdepMap")) {
                        String made = "new " + simple(type);
                        refuse(line, made, INSTEAD.getOrDefault(made, CODE_ONLY));
                    }
                } else if (opcode == Opcodes.ANEWARRAY) {
                    refuse(line, "an array", "a loop over bus.devices");
                } else if (!CAST_TO.contains(type) && !own.contains(type) && !isLockingCode.test(type)) {
                    refuse(line, "a look at whether something is a " + simple(type), CODE_ONLY);
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                next(null);
                boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
                boolean ofBase = OF_THE_BASE.contains(field) && (own.contains(owner) || isLockingCode.test(owner));
                boolean listed = READ.getOrDefault(owner, Set.of()).contains(field);
                boolean sets = opcode == Opcodes.PUTFIELD
                        && method.equals("<init>")
                        && owner.equals(name)
                        && constants.contains(field);
                if (!sets && !(reads && (ofBase || listed))) {
                    String what = simple(owner) + "." + field;
                    refuse(
                            line,
                            what,
                            owner.equals(KERNEL + "Event")
                                    ? "events that are not the primitives' own: "
                                            + String.join(", ", new TreeSet<>(READ.get(owner)))
                                    : INSTEAD.getOrDefault(what, CODE_ONLY));
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                Object before = constant;
                next(null);
                boolean ofCode = own.contains(owner) || isLockingCode.test(owner);
                boolean allowed = ofCode
                        ? !OF_EVERY_OBJECT.contains(called) && !called.equals(OF_THE_MODEL)
                        : CALLED.getOrDefault(owner, Set.of()).contains(called)
                                || (THROWN.contains(owner) && called.equals("<init>"));
                if (!allowed && called.equals("<init>")) {
                    return; // what is made was refused already
                }
                if (!allowed) {
                    String what = simple(owner) + "." + called;
                    refuse(
                            line,
                            what,
                            called.equals(OF_THE_MODEL)
                                    ? "nothing there, as what code remembers is found out by running it"
                                    : INSTEAD.getOrDefault(what, CODE_ONLY));
                } else if (method.equals("<init>") && !called.equals("<init>")) {
                    refuse(
                            line,
                            "a call of " + called + " while the object is made",
                            "it in a function that a task runs; a constructor passes its TaskContext on and does nothing else");
                }
                if (ofCode && called.equals("mutex") && type.endsWith(")L" + KERNEL + "Mutex;")) {
                    addsMutex(before, Type.getArgumentTypes(type).length == 2);
                }
                if (owner.equals(KERNEL + "Kernel") && called.equals("loopHead")) {
                    if (Integer.valueOf(0).equals(before)) {
                        heads.add(at);
                    } else if (Integer.valueOf(1).equals(before)) {
                        wentRound = true;
                    } else {
                        refuseLoop(line);
                    }
                }
            }

            private void addsMutex(Object mutex, boolean ofEachDevice) {
                if (mutex instanceof String text && text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    mutexes.add(new NamedMutex(text, ofEachDevice));
                } else {
                    refuse(
                            line,
                            "a mutex whose name is no literal",
                            "mutex(\"my_mutex\"), in letters, digits and underscores");
                }
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                if (type != null && !CAUGHT.contains(type)) {
                    caught.put(handler, type);
                }
            }

            @Override
            public void visitLocalVariable(
                    String variable, String descriptor, String signature, Label start, Label end, int number) {
                if (descriptor.equals("Ljava/util/Iterator;")) {
                    refuse(line, "the iterator " + variable, "for (PciDev dev : bus.devices)");
                }
                variables.add(new Variable(number, variable, start, end));
            }

            /** In each round a loop that waits must stand where it stood in the one before, with all its variables as they were. */
            @Override
            public void visitEnd() {
                caught.forEach((handler, type) -> refuse(
                        lines.floorEntry(places.get(handler)).getValue(),
                        "a catch of " + simple(type),
                        "catch (RuntimeException e), or finally"));
                for (Round round : rounds) {
                    int head = places.get(round.to());
                    if (!heads.contains(head)) {
                        refuseLoop(round.line());
                    }
                    for (Store store : stores) {
                        for (Variable variable : variables) {
                            boolean lives = places.get(variable.from()) <= head && places.get(variable.to()) > head;
                            if (variable.number() == store.variable()
                                    && lives
                                    && store.at() > head
                                    && store.at() <= round.from()) {
                                refuse(
                                        store.line(),
                                        "a change of " + variable.name() + " in a loop with kernel.loopHead",
                                        "a loop that does the same in every round");
                            }
                        }
                    }
                }
            }
        }
    }
}
