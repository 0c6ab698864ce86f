package pcilock.checks.lincheck;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedDeque;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.ForkedProcess;
import pcilock.specs.scenario.Scenario;

/**
 * {@link LincheckEngine} in JVMs of its own: in one JVM it explores one scenario at a time. There are as many JVMs as there are threads
 * that explore at once, each with the options of this one, and each is used again, since Lincheck takes seconds to begin. Only
 * scenarios of a revision or a seeded fault can be sent there.
 */
public final class ForkedLincheck implements Engine, AutoCloseable {
    private static final String NAME = "The forked Lincheck";

    /** Far beyond what any scenario takes that Lincheck is to explore: its limit of runs is none of time. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Timer ALARMS = new Timer("patience with Lincheck", true);

    private final List<String> command;
    private final Duration patience;
    private final Engine sameHere;
    private final ConcurrentLinkedDeque<Child> idle = new ConcurrentLinkedDeque<>();

    /** A JVM that answers questions. */
    private static final class Child {
        private final Process process;
        private final Path directory;
        private final Duration patience;
        private final ObjectOutputStream questions;
        private final ObjectInputStream answers;

        Child(List<String> command, Duration patience) throws IOException {
            this.patience = patience;
            directory = Files.createTempDirectory("pcilock-lincheck");
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("log").toFile())
                    .start();
            TimerTask alarm = alarm();
            try {
                questions = new ObjectOutputStream(process.getOutputStream());
                questions.flush();
                answers = new ObjectInputStream(process.getInputStream());
            } catch (IOException e) {
                throw died(e, alarm);
            } finally {
                alarm.cancel();
            }
        }

        /** Ends the JVM when the time is up, unless it is cancelled before. */
        private TimerTask alarm() {
            TimerTask alarm = new TimerTask() {
                @Override
                public void run() {
                    process.destroyForcibly();
                }
            };
            ALARMS.schedule(alarm, patience.toMillis());
            return alarm;
        }

        Object ask(LincheckChild.Question question) throws IOException, ClassNotFoundException {
            TimerTask alarm = alarm();
            try {
                questions.writeObject(question);
                questions.flush();
                return answers.readObject();
            } catch (IOException e) {
                throw died(e, alarm);
            } finally {
                alarm.cancel();
            }
        }

        private EngineException died(IOException cause, TimerTask alarm) throws IOException {
            boolean isLate = !alarm.cancel();
            int status = process.destroyForcibly().onExit().join().exitValue();
            List<String> log = Files.readAllLines(directory.resolve("log"));
            end();
            if (isLate) {
                return ForkedProcess.failed(
                        NAME,
                        "gave no answer in " + patience.toSeconds() + " s and was killed",
                        "A claim that it does not come to the end of says so by notForLincheck.",
                        log);
            }
            return ForkedProcess.failed(
                    NAME,
                    "gave no answer and ended with exit status " + status + " (" + cause + ")",
                    "The log's end tells why.",
                    log);
        }

        void end() throws IOException {
            process.destroyForcibly().onExit().join();
            ForkedProcess.delete(directory);
        }
    }

    /** An engine that gives up a scenario after so many runs. */
    public ForkedLincheck(int runLimit) {
        this(command(runLimit), PATIENCE);
    }

    /** An engine that asks what this command starts, and waits so long for each answer. */
    ForkedLincheck(List<String> command, Duration patience) {
        this.command = command;
        this.patience = patience;
        this.sameHere = new LincheckEngine(1);
    }

    private static List<String> command(int runLimit) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // In the child's own directory, which is deleted with the child.
        command.add("-D" + LincheckLog.FILE_PROPERTY + "=lincheck.log");
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(LincheckChild.class.getName());
        command.add(Integer.toString(runLimit));
        return command;
    }

    @Override
    public String name() {
        return sameHere.name();
    }

    @Override
    public String version() {
        return sameHere.version();
    }

    @Override
    public String unit() {
        return sameHere.unit();
    }

    @Override
    public Exploration explore(Scenario scenario) {
        try {
            Child child = idle.pollFirst();
            if (child == null) {
                child = new Child(command, patience);
            }
            Object answer = child.ask(LincheckChild.Question.of(scenario));
            idle.addFirst(child);
            if (answer instanceof Exploration exploration) {
                return exploration;
            }
            throw new EngineException((String) answer);
        } catch (IOException | ClassNotFoundException e) {
            throw new EngineException(NAME + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Ends the JVMs. */
    @Override
    public void close() throws IOException {
        for (Child child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            child.end();
        }
    }
}
