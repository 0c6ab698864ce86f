package pcilock.checks.jpf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pcilock.checks.engine.ClassFile;

/**
 * What a class that runs inside JPF must not use: JPF may drop the path there without a word, or states are not compared whole.
 * Read from class files.
 */
final class JpfRules {
    private static final Set<String> BOOTSTRAPS =
            Set.of("java/lang/invoke/LambdaMetafactory", "java/lang/invoke/StringConcatFactory");
    private static final Set<String> STRING_METHODS =
            Set.of("strip", "stripLeading", "stripTrailing", "isBlank", "join");
    private static final Set<String> BOXES = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private JpfRules() {}

    /**
     * Every breach of the rules in the classes of a package and the packages below it, in words.
     *
     * @param type any class of the module, by which its directory or jar is found
     * @throws IllegalArgumentException when there are no such classes, so that nothing is checked in vain
     */
    static List<String> breachesBelow(Class<?> type, String packageName) {
        try {
            Path root = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            String directory = packageName.replace('.', '/');
            if (Files.isDirectory(root)) {
                return breachesBelow(root.resolve(directory));
            }
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                return breachesBelow(jar.getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> breachesBelow(Path directory) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(directory)) {
            classes = files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no classes in " + directory);
        }
        List<String> breaches = new ArrayList<>();
        for (Path file : classes) {
            breaches.addAll(breaches(Files.readAllBytes(file)));
        }
        return breaches;
    }

    /** Every breach of the rules in one class. */
    static List<String> breachesIn(Class<?> type) {
        return breaches(ClassFile.of(type).orElseThrow());
    }

    private static List<String> breaches(byte[] bytes) {
        Reader reader = new Reader();
        new ClassReader(bytes).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reader.breaches;
    }

    private static final class Reader extends ClassVisitor {
        final List<String> breaches = new ArrayList<>();
        private String type;
        private boolean isInterface;
        private boolean isEnum;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            type = name.replace('/', '.');
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            isEnum = (access & Opcodes.ACC_ENUM) != 0;
        }

        /** A constant of an enum is taken for the same in all states. */
        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if (isEnum && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) == 0) {
                breaches.add(type + "." + name + " is a field of an enum that can change");
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            String where = type + "." + name;
            boolean isPrivate = (access & Opcodes.ACC_PRIVATE) != 0;
            if (isInterface && isPrivate && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                breaches.add(where + " is a private interface method");
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String callDescriptor, boolean itf) {
                    if (isForbidden(owner, method)) {
                        breaches.add(where + " calls " + owner.replace('/', '.') + "." + method);
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String named) {
                    if (named.startsWith("java/util/concurrent/")) {
                        breaches.add(where + " uses " + named.replace('/', '.'));
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String method, String callDescriptor, Handle bootstrap, Object... arguments) {
                    if (!BOOTSTRAPS.contains(bootstrap.getOwner())) {
                        breaches.add(where + " has an invokedynamic of "
                                + bootstrap.getOwner().replace('/', '.'));
                    }
                    for (Object argument : arguments) {
                        // The usual method reference that boxes: Integer::valueOf, Integer::parseInt,
                        // Boolean::toString.
                        if (argument instanceof Handle handle
                                && (BOXES.contains(handle.getOwner())
                                        || isForbidden(handle.getOwner(), handle.getName()))) {
                            breaches.add(where + " refers to "
                                    + handle.getOwner().replace('/', '.') + "::" + handle.getName());
                        }
                    }
                }
            };
        }

        private static boolean isForbidden(String owner, String method) {
            return owner.startsWith("java/util/concurrent/")
                    || owner.startsWith("java/lang/invoke/")
                    || (owner.equals("java/lang/String") && STRING_METHODS.contains(method))
                    || (owner.startsWith("java/util/stream/") && method.equals("toList"));
        }
    }
}
