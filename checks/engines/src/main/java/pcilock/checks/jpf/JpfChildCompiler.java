package pcilock.checks.jpf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import pcilock.checks.engine.EngineException;

/**
 * Compiles the classes that speak to JPF's API, in memory, against the JPF that was found.
 *
 * <p>JPF is on no repository, so Maven cannot compile them, and its binaries are not ours to ship. The classes are shipped as
 * source instead, formatted and reviewed like the rest. Reflection would do too, but JPF's listeners are interfaces with some
 * forty methods, and errors would show at run time only.
 */
final class JpfChildCompiler {
    static final String CHILD = "pcilock.checks.jpf.JpfChild";

    static final String SERIALIZER = "pcilock.checks.jpf.ComparedState";
    static final String HEAP = "gov.nasa.jpf.vm.DepthFirstHeap";

    private JpfChildCompiler() {}

    /**
     * The class files by class name.
     *
     * @param classPath JPF and this project
     * @throws EngineException when there is no compiler or this JPF's API is another
     */
    static Map<String, byte[]> compile(String classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new EngineException("This Java has no compiler, which JPF's listener needs. Run on a JDK.");
        }
        StringWriter messages = new StringWriter();
        try (MemoryFiles memory =
                new MemoryFiles(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
            // Without -proc:none the annotation processors of the class path would run.
            List<String> options = List.of("-classpath", classPath, "--release", "17", "-proc:none", "-Xlint:-options");
            List<JavaFileObject> sources = new ArrayList<>();
            for (String type : List.of(CHILD, SERIALIZER, HEAP)) {
                sources.add(source("/" + type.replace('.', '/') + ".java"));
            }
            boolean compiled = compiler.getTask(messages, memory, null, options, null, sources)
                    .call();
            if (!compiled) {
                throw new EngineException(
                        "This JPF's API is not that of branch java-17. Build that branch. The compiler says:\n"
                                + messages);
            }
            return memory.classes();
        } catch (IOException e) {
            throw new EngineException("JPF's listener cannot be compiled: " + e.getMessage() + ".", e);
        }
    }

    private static JavaFileObject source(String name) throws IOException {
        try (InputStream in = JpfChildCompiler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new EngineException("The resource " + name + " is missing. Build the project again with Maven.");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SimpleJavaFileObject(URI.create("memory://" + name), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

        MemoryFiles(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream output = new ByteArrayOutputStream();
                    outputs.put(className, output);
                    return output;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            outputs.forEach((name, output) -> classes.put(name, output.toByteArray()));
            return classes;
        }
    }
}
