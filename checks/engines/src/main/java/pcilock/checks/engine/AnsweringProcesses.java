package pcilock.checks.engine;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * JVMs that answer one question after the other, see {@link Questions}: an engine that takes seconds to begin, and more until it is
 * compiled, is begun once. There are as many as there are threads that ask at once, each for one question at a time.
 */
public final class AnsweringProcesses implements AutoCloseable {
    /** What starts a JVM that works in that directory, which is there and empty. */
    public interface Command {
        List<String> in(Path directory) throws IOException;
    }

    /** A JVM ended, or was ended, without an answer. */
    public static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final boolean late;
        private final int status;
        private final List<String> logged;

        private NoAnswerException(
                String name, String what, boolean late, int status, List<String> logged, Throwable cause) {
            super(what, cause);
            this.name = name;
            this.late = late;
            this.status = status;
            this.logged = List.copyOf(logged);
        }

        /** Whether it was given up. */
        public boolean isLate() {
            return late;
        }

        /** Whether it ran out of memory, where it was started with {@link #UNTIL_OUT_OF_MEMORY}. */
        public boolean isOutOfMemory() {
            return status == OUT_OF_MEMORY
                    && logged.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
        }

        /** The same for people, with the end of what it logged. */
        public EngineException failed(String advice) {
            return ForkedProcess.failed(name, getMessage(), advice, logged);
        }
    }

    /** With {@link #UNTIL_OUT_OF_MEMORY}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNAL = 128;
    private static final double MILLISECONDS = 1000;

    /** Options of a JVM that ends when it is out of memory, and says so where it does not disturb its answers. */
    public static final List<String> UNTIL_OUT_OF_MEMORY =
            List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr");

    private static final Timer ALARMS = new Timer("patience with answers", true);

    private final String name;
    private final Command command;
    private final Duration patience;
    private final ConcurrentLinkedDeque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Child> all = new ConcurrentLinkedQueue<>();

    /**
     * None is started yet.
     *
     * @param name what to call one in errors, as the subject of a sentence
     * @param patience when to give one up that owes an answer
     */
    public AnsweringProcesses(String name, Command command, Duration patience) {
        this.name = name;
        this.command = command;
        this.patience = patience;
    }

    private final class Child {
        private final Path directory;
        private final Process process;
        private ObjectOutputStream questions;
        private ObjectInputStream answers;
        private List<String> log = List.of();

        Child() throws IOException {
            directory = Files.createTempDirectory("pcilock-child");
            List<String> line = command.in(directory);
            try {
                process = new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectError(log().toFile())
                        .start();
            } catch (IOException e) {
                ForkedProcess.delete(directory);
                throw ForkedProcess.notStarted(name, line, e);
            }
        }

        private Path log() {
            return directory.resolve("log");
        }

        Object ask(Serializable question) throws IOException, NoAnswerException {
            TimerTask alarm = new TimerTask() {
                @Override
                public void run() {
                    process.destroyForcibly();
                }
            };
            ALARMS.schedule(alarm, patience.toMillis());
            try {
                if (questions == null) {
                    questions = new ObjectOutputStream(process.getOutputStream());
                    questions.flush();
                    answers = new ObjectInputStream(process.getInputStream());
                }
                questions.writeObject(question);
                questions.flush();
                return answers.readObject();
            } catch (IOException | ClassNotFoundException e) {
                boolean late = !alarm.cancel();
                int status = end();
                throw new NoAnswerException(name, what(late, status, e), late, status, log, e);
            } finally {
                alarm.cancel();
            }
        }

        private String what(boolean late, int status, Exception e) {
            if (late) {
                return "gave no answer in " + patience.toMillis() / MILLISECONDS + " s and was killed";
            }
            if (e instanceof ObjectStreamException || e instanceof ClassNotFoundException) {
                return "gave an answer that makes no sense (" + e + ")";
            }
            if (status > SIGNAL) {
                return "was killed by signal " + (status - SIGNAL);
            }
            return "gave no answer and ended with exit status " + status;
        }

        /** Ends it, unless it has ended; its exit status. Whoever asks it and whoever ends all may do so at once. */
        synchronized int end() throws IOException {
            process.destroyForcibly();
            int status = process.onExit().join().exitValue();
            if (Files.exists(directory)) {
                log = ForkedProcess.lines(log());
                ForkedProcess.delete(directory);
            }
            return status;
        }
    }

    /**
     * Asks one of them.
     *
     * @throws NoAnswerException when it ended without an answer; the next question is for another one
     * @throws EngineException when it cannot be started, or its directory cannot be used
     */
    public Object ask(Serializable question) throws NoAnswerException {
        try {
            Child child = idle.pollFirst();
            if (child == null) {
                child = new Child();
                all.add(child);
            }
            Object answer;
            try {
                answer = child.ask(question);
            } catch (NoAnswerException e) {
                all.remove(child);
                throw e;
            }
            idle.addFirst(child);
            return answer;
        } catch (IOException e) {
            throw new EngineException(
                    "The temporary directory of " + name + " cannot be used: " + e.getMessage() + ". Make room for it.",
                    e);
        }
    }

    /** Ends them, those that owe an answer as well. */
    @Override
    public void close() {
        idle.clear();
        try {
            for (Child child = all.poll(); child != null; child = all.poll()) {
                child.end();
            }
        } catch (IOException e) {
            throw new EngineException(
                    "The temporary directory of " + name + " cannot be deleted: " + e.getMessage() + ".", e);
        }
    }
}
