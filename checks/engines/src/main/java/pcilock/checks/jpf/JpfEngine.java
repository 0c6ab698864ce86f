package pcilock.checks.jpf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pcilock.checks.engine.AnsweringProcesses;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.ForkedProcess;
import pcilock.checks.engine.ScenarioQuestion;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Scenario;

/**
 * Explores a scenario with Java PathFinder, in a JVM of its own for each thread that explores at once: JPF's machine is a static
 * singleton. Each JVM is used again, since JPF itself takes most of its time in being begun and compiled.
 */
public final class JpfEngine implements Engine {
    /**
     * JPF gives other threads a turn at every monitor entry, whoever used the monitor before, and where a thread waits, starts,
     * or ends. Nothing else is wanted: the model touches shared state inside monitors only and holds one monitor at a time, so
     * two runs with the same order of monitor sections are the same run.
     *
     * <p>A turn at a shared field or array, JPF's default, would not only be more of the same. The observer of the properties is
     * shared by sections of different monitors, and a turn in the middle of one would tear its state. {@code JpfChild} fails when
     * JPF takes such a turn all the same.
     */
    private static final List<String> REDUCTION = List.of(
            "+vm.shared.never_break_methods=pcilock.*.*", "+cg.break_lock_release=false", "+cg.break_notify=false");

    /** In place of JPF's default, which keeps a hash of each state: two states that hash alike would hide one of them. */
    private static final String EXACT_STATES = "gov.nasa.jpf.vm.FullStateSet";

    /**
     * JPF looks through its whole heap after each step: for garbage, of which a step makes next to nothing, for what it has to compare,
     * and for what it has to keep. All that takes ten times longer than the steps, and leads to the same states.
     */
    private static final List<String> STATES = List.of(
            "+vm.gc=false",
            "+vm.serializer.class=" + JpfChildCompiler.SERIALIZER,
            "+vm.heap.class=" + JpfChildCompiler.HEAP);

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final JpfInstallation jpf;
    private final Path javaHome;
    private final Duration limit;
    private final int megabytes;
    private final String storage;
    private final List<String> states;
    private final AnsweringProcesses children;

    /**
     * @param limit how long one run may search
     * @param megabytes how much memory one run may have
     * @throws EngineException when there is no Java 17 for it, or this JPF is not the expected one
     */
    public JpfEngine(JpfInstallation jpf, Duration limit, int megabytes) {
        this(jpf, limit, megabytes, EXACT_STATES, STATES);
    }

    private JpfEngine(JpfInstallation jpf, Duration limit, int megabytes, String storage, List<String> states) {
        this.jpf = jpf;
        this.javaHome = JpfJava.find();
        this.limit = limit;
        this.megabytes = megabytes;
        this.storage = storage;
        this.states = states;
        Map<String, byte[]> child = JpfChildCompiler.compile(hostClassPath());
        this.children =
                new AnsweringProcesses("The forked JPF", directory -> command(child, directory), limit.plus(GRACE));
    }

    /** The same engine, except that it explores what follows a state again whenever it comes to that state. */
    JpfEngine withoutStateMatching() {
        return new JpfEngine(jpf, limit, megabytes, "", states);
    }

    /** The same engine, except that JPF keeps and compares states as it does by itself. */
    JpfEngine withStatesOfJpf() {
        return new JpfEngine(jpf, limit, megabytes, storage, List.of());
    }

    @Override
    public String name() {
        return "jpf";
    }

    @Override
    public String version() {
        return jpf.version();
    }

    @Override
    public String unit() {
        return "states";
    }

    @Override
    public Exploration explore(Scenario scenario) {
        JpfReport report = report(scenario);
        if (report.failure() != null) {
            throw new EngineException("JPF's search is worthless: " + report.failure()
                    + ". The model must use nothing that JPF cannot run; see the test of that name.");
        }
        return new Exploration(
                report.stopped() == null,
                report.stopped(),
                report.states(),
                report.depth(),
                report.seen(),
                report.broken());
    }

    JpfReport report(Scenario scenario) {
        try {
            return (JpfReport) children.ask(ScenarioQuestion.of(scenario));
        } catch (AnsweringProcesses.NoAnswerException e) {
            if (e.isOutOfMemory()) {
                return JpfReport.stopped("the memory limit was reached");
            }
            throw e.failed(
                    e.isLate()
                            ? "That is past its own time limit; raise it if the machine is slow."
                            : "The log's end tells why; if the machine ran out of memory, run fewer at a time or lower the"
                                    + " memory limit.");
        }
    }

    /** Ends the JVMs. */
    @Override
    public void close() {
        children.close();
    }

    private List<String> command(Map<String, byte[]> child, Path directory) throws IOException {
        for (Map.Entry<String, byte[]> entry : child.entrySet()) {
            Path file = directory.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        // JPF reads it as properties, where a backslash would be an escape.
        String home = jpf.home().toString().replace('\\', '/');
        Path site = Files.writeString(
                directory.resolve("site.properties"), "jpf-core = " + home + "\nextensions = ${jpf-core}\n");
        List<String> command = new ArrayList<>();
        command.add(JpfJava.executable(javaHome).toString());
        // JPF's watch over its memory compares with the heap's present size, so the heap has its full size from the
        // beginning.
        command.add("-Xms" + megabytes + "m");
        command.add("-Xmx" + megabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.addAll(AnsweringProcesses.UNTIL_OUT_OF_MEMORY);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-classpath");
        command.add(directory + File.pathSeparator + hostClassPath());
        command.add(JpfChildCompiler.CHILD);
        command.add(Long.toString(limit.toSeconds()));
        command.add("+site=" + site);
        command.add("+classpath=" + projectClassPath());
        // The log tells which scenario; what broke, with all stacks, is told by the answer.
        command.add("+report.console.property_violation=");
        command.add("+vm.storage.class=" + storage);
        // A turn in the middle of a monitor section would be none of the model's.
        command.add("+vm.max_transition_length=" + Integer.MAX_VALUE);
        command.add("+search.multiple_errors=true");
        command.add("+search.min_free=8M");
        // Exceptions first: the first violated property hides the others.
        command.add("+search.properties=gov.nasa.jpf.vm.NoUncaughtExceptionsProperty,"
                + "gov.nasa.jpf.vm.NotDeadlockedProperty");
        command.addAll(REDUCTION);
        command.addAll(states);
        command.add(JpfSubject.class.getName());
        return command;
    }

    private String hostClassPath() {
        return jpf.jar() + File.pathSeparator + String.join(File.pathSeparator, project());
    }

    private static String projectClassPath() {
        return String.join(",", project());
    }

    private static List<String> project() {
        return Stream.of(JpfSubject.class, Scenario.class, Revision.class)
                .map(ForkedProcess::place)
                .toList();
    }
}
