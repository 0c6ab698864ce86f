package pcilock.checks.command;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;

/**
 * A Java file with locking code in the shape of a revision, compiled in memory. Nothing of it is written anywhere. Its classes have
 * a loader of their own, which looks at them first, so that a printed revision may keep its package and its name.
 */
final class RevisionFile {
    /** Far above what a revision has. */
    private static final long MOST_BYTES = 1 << 20;

    private static final int MOST_REFUSALS = 10;

    private static final String SHAPE = "expected a class that extends PciCore or a revision, is not abstract and has a"
            + " constructor with one parameter, TaskContext; start from \"pcilock revisions --print patch-3\"";

    private final String name;
    private final String text;
    private final Constructor<? extends PciCore> constructor;
    private final List<CodeRules.NamedMutex> mutexes;

    private RevisionFile(
            String name, String text, Constructor<? extends PciCore> constructor, List<CodeRules.NamedMutex> mutexes) {
        this.name = name;
        this.text = text;
        this.constructor = constructor;
        this.mutexes = mutexes;
    }

    /** The revision that the code is, by the name of its class, or that it extends; nothing where it is and extends none. */
    Optional<Revision> base() {
        for (Class<?> type = constructor.getDeclaringClass(); type != PciCore.class; type = type.getSuperclass()) {
            String own = type.getSimpleName();
            Optional<Revision> named = Arrays.stream(Revision.values())
                    .filter(revision ->
                            CheckedRevision.type(revision).getSimpleName().equals(own))
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    /**
     * Compiles a file.
     *
     * @throws InputException when it cannot be read, does not compile, has no class of the expected shape, or has code that {@link
     *     CodeRules} refuse
     */
    static RevisionFile compile(String file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InputException(file + ": this Java has no compiler; run pcilock with a JDK, not a JRE");
        }
        String text = read(file);
        Classes classes = new Classes(compiler.getStandardFileManager(null, Locale.ROOT, null));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options =
                List.of("-classpath", classPath(), "-proc:none", "-implicit:none", "-Xlint:finally", "-g");
        boolean compiled = compiler.getTask(
                        null, classes, diagnostics, options, null, List.of(new SourceFile(file, text)))
                .call();
        if (!compiled) {
            throw new InputException(errors(file, text, diagnostics));
        }
        Loader loader = new Loader(classes.code);
        ParsedSource source = new ParsedSource(compiler, new SourceFile(file, text));
        CodeRules rules = new CodeRules(
                classes.code.keySet().stream().map(RevisionFile::internal).collect(Collectors.toSet()),
                type -> isLockingCode(type, loader),
                source::line);
        classes.code.values().forEach(code -> rules.judge(code.toByteArray()));
        List<CodeRules.Refusal> refused = new ArrayList<>(rules.refused());
        diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getCode().contains("finally"))
                .map(diagnostic -> new CodeRules.Refusal(
                        (int) diagnostic.getLineNumber(),
                        "a finally that keeps what was thrown to itself",
                        "one that does not return, break or throw"))
                .forEach(refused::add);
        if (source.suppression() > 0) {
            refused.add(new CodeRules.Refusal(
                    source.suppression(), "@SuppressWarnings", "none: a warning may be a refusal"));
        }
        if (!refused.isEmpty()) {
            throw new InputException(refusals(file, text, refused));
        }
        return new RevisionFile(file, text, constructor(file, classes, loader), rules.mutexes());
    }

    private static String internal(String className) {
        return className.replace('.', '/');
    }

    private static boolean isLockingCode(String internalName, ClassLoader loader) {
        try {
            return PciCore.class.isAssignableFrom(Class.forName(internalName.replace('/', '.'), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String refusals(String file, String text, List<CodeRules.Refusal> refused) {
        List<String> lines = text.lines().toList();
        String more = refused.size() > MOST_REFUSALS ? "\nand " + (refused.size() - MOST_REFUSALS) + " more" : "";
        return refused.stream()
                .limit(MOST_REFUSALS)
                .map(refusal -> file
                        + (refusal.line() < 1 ? "" : ":" + refusal.line())
                        + ": found " + refusal.found() + "; expected " + refusal.instead()
                        + (refusal.line() < 1 || refusal.line() > lines.size()
                                ? ""
                                : "\n  " + lines.get(refusal.line() - 1)))
                .collect(Collectors.joining(
                        "\n",
                        "this code cannot be checked: it is run many times, and the answer is right only if it goes by its"
                                + " arguments and by what the primitives answer alone\n",
                        more));
    }

    private static String read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                throw new InputException(file + ": expected a Java file, found none");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new InputException(file + ": expected at most " + MOST_BYTES + " bytes");
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new InputException(file + ": expected Java source in UTF-8, found other bytes", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String classPath() {
        try {
            return Path.of(PciCore.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path of the model is no path", e);
        }
    }

    private static String errors(String file, String text, DiagnosticCollector<JavaFileObject> diagnostics) {
        List<String> lines = text.lines().toList();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> error(file, lines, diagnostic))
                .collect(Collectors.joining("\n", "the file does not compile\n", ""));
    }

    private static String error(String file, List<String> lines, Diagnostic<?> diagnostic) {
        int line = (int) diagnostic.getLineNumber();
        int column = (int) diagnostic.getColumnNumber();
        String message = diagnostic.getMessage(Locale.ROOT);
        if (line < 1 || line > lines.size() || column < 1) {
            return file + ": " + message;
        }
        String source = lines.get(line - 1);
        String indentation = source.substring(0, Math.min(column - 1, source.length()))
                .chars()
                .mapToObj(c -> c == '\t' ? "\t" : " ")
                .collect(Collectors.joining());
        return file + ":" + line + ":" + column + ": " + message + "\n  " + source + "\n  " + indentation + "^";
    }

    private static Constructor<? extends PciCore> constructor(String file, Classes classes, Loader loader) {
        List<Constructor<? extends PciCore>> found = new ArrayList<>();
        for (String name : classes.code.keySet()) {
            try {
                Class<?> type = Class.forName(name, false, loader);
                if (PciCore.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    found.add(type.asSubclass(PciCore.class).getDeclaredConstructor(TaskContext.class));
                }
            } catch (NoSuchMethodException e) {
                // Another class of the file may have it.
            } catch (ClassNotFoundException | LinkageError e) {
                throw new InputException(file + ": the class " + name + " cannot be loaded: " + e.getMessage(), e);
            }
        }
        // A class that another one of the file extends is its base, and not what is to be checked.
        List<Constructor<? extends PciCore>> last = found.stream()
                .filter(one -> found.stream()
                        .noneMatch(other -> !other.equals(one)
                                && one.getDeclaringClass().isAssignableFrom(other.getDeclaringClass())))
                .toList();
        if (last.size() != 1) {
            String names = (last.isEmpty()
                            ? classes.code.keySet().stream()
                            : last.stream().map(one -> one.getDeclaringClass().getName()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new InputException(file + ": " + (last.isEmpty() ? SHAPE : "expected one such class")
                    + (names.isEmpty() ? ", found no class" : ", found " + names));
        }
        last.get(0).setAccessible(true);
        return last.get(0);
    }

    String className() {
        return constructor.getDeclaringClass().getSimpleName();
    }

    /** The file's name without its folder, as stacks show it. */
    String simpleName() {
        return simpleName(name);
    }

    private static String simpleName(String file) {
        return Path.of(file).getFileName().toString();
    }

    String text() {
        return text;
    }

    /** The locking code of the file. */
    Revision.Code code() {
        return new Revision.Code() {
            @Override
            public PciCore in(TaskContext context) {
                try {
                    return constructor.newInstance(context);
                } catch (InvocationTargetException e) {
                    throw asUnchecked(e.getCause());
                } catch (ReflectiveOperationException e) {
                    throw new InputException(name + ": cannot be run: " + e, e);
                }
            }

            @Override
            public String machine(String tree) {
                String machine = tree;
                for (CodeRules.NamedMutex mutex : mutexes) {
                    machine = PciTopology.withMutex(machine, mutex.name(), mutex.ofEachDevice());
                }
                return machine;
            }
        };
    }

    private static RuntimeException asUnchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    /** The innermost of these places that is in the file, as {@code FILE:LINE (function)}. */
    Optional<String> place(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(element -> simpleName().equals(element.getFileName()))
                .findFirst()
                .map(element -> name + ":" + element.getLineNumber() + " (" + element.getMethodName() + ")");
    }

    /** Where the file declares its classes and their fields. */
    private static final class ParsedSource {
        private final JavaCompiler compiler;
        private final SourceFile source;

        ParsedSource(JavaCompiler compiler, SourceFile source) {
            this.compiler = compiler;
            this.source = source;
        }

        /** See {@link CodeRules.Declarations#line}. */
        int line(String className, String field) {
            return line(tree -> {
                if (!(tree instanceof ClassTree type)
                        || !className.endsWith(type.getSimpleName().toString())) {
                    return null;
                }
                return field == null
                        ? type
                        : type.getMembers().stream()
                                .filter(member -> member instanceof VariableTree variable
                                        && variable.getName().contentEquals(field))
                                .findFirst()
                                .orElse(null);
            });
        }

        /** The line of an annotation that suppresses warnings, 0 where there is none. */
        int suppression() {
            return line(tree -> tree instanceof AnnotationTree annotation
                            && annotation.getAnnotationType().toString().endsWith("SuppressWarnings")
                    ? tree
                    : null);
        }

        /** The line of the last tree that is found from a tree of the source. */
        private int line(UnaryOperator<Tree> found) {
            int[] line = new int[1];
            JavacTask task =
                    (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(source));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            try {
                for (CompilationUnitTree unit : task.parse()) {
                    new TreeScanner<Void, Void>() {
                        @Override
                        public Void scan(Tree tree, Void unused) {
                            Tree wanted = found.apply(tree);
                            if (wanted != null) {
                                long position = positions.getStartPosition(unit, wanted);
                                line[0] = (int) unit.getLineMap().getLineNumber(position);
                            }
                            return super.scan(tree, null);
                        }
                    }.scan(unit, null);
                }
                return line[0];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(String file, String text) {
            super(uri(file), Kind.SOURCE);
            this.text = text;
        }

        private static URI uri(String file) {
            try {
                return new URI("memory", null, "/" + simpleName(file), null);
            } catch (URISyntaxException e) {
                throw new InputException(file + ": expected a name that a URI can hold", e);
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /** The class need not be called as the file is. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> code = new LinkedHashMap<>();

        Classes(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            code.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private static final String CLASS_FILE = ".class";

        private final Map<String, ByteArrayOutputStream> code;

        Loader(Map<String, ByteArrayOutputStream> code) {
            super(PciCore.class.getClassLoader());
            this.code = code;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = code.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes.toByteArray(), 0, bytes.size());
            }
        }

        /** Class files as well: a certificate reads them, and must not find those of the revision that was printed. */
        @Override
        public InputStream getResourceAsStream(String name) {
            ByteArrayOutputStream bytes = name.endsWith(CLASS_FILE)
                    ? code.get(name.substring(0, name.length() - CLASS_FILE.length())
                            .replace('/', '.'))
                    : null;
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
