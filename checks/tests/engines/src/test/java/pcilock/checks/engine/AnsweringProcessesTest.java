package pcilock.checks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweringProcessesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    /** Answers a number with how many questions were asked before and the number; a word is an order. */
    static final class Counting {
        private static int asked;

        private Counting() {}

        public static void main(String[] arguments) throws IOException, ClassNotFoundException {
            Questions.answer(question -> {
                System.out.println("what is printed between answers");
                if (question.equals("fail")) {
                    throw new IllegalStateException("it went wrong");
                }
                if (question.equals("fill")) {
                    return new long[Integer.MAX_VALUE / 4].length;
                }
                return asked++ + " before " + question;
            });
        }
    }

    private static AnsweringProcesses counting() {
        return new AnsweringProcesses(
                "The counter",
                directory -> Stream.of(
                                Stream.of(JAVA, "-Xmx32m"),
                                AnsweringProcesses.UNTIL_OUT_OF_MEMORY.stream(),
                                Stream.of(
                                        "-classpath",
                                        ForkedProcess.place(AnsweringProcesses.class)
                                                + File.pathSeparator
                                                + ForkedProcess.place(Counting.class),
                                        Counting.class.getName()))
                        .flatMap(words -> words)
                        .toList(),
                MINUTE);
    }

    private static AnsweringProcesses script(String script, Duration patience) {
        return new AnsweringProcesses("The script", directory -> List.of("/bin/sh", "-c", script), patience);
    }

    private static AnsweringProcesses.NoAnswerException noAnswer(AnsweringProcesses asked, String question) {
        return catchThrowableOfType(AnsweringProcesses.NoAnswerException.class, () -> asked.ask(question));
    }

    @Test
    void oneProcessAnswersOneQuestionAfterTheOtherWhateverItPrintsBetweenThem() throws Exception {
        try (AnsweringProcesses asked = counting()) {
            assertThat(asked.ask("a")).isEqualTo("0 before a");
            assertThat(asked.ask("b")).isEqualTo("1 before b");
        }
    }

    @Test
    void threadsThatAskAtOnceGetTheirOwnAnswers() {
        try (AnsweringProcesses asked = counting()) {
            List<CompletableFuture<Object>> answers = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return asked.ask("question " + i);
                        } catch (AnsweringProcesses.NoAnswerException e) {
                            throw e.failed("");
                        }
                    }))
                    .toList();

            for (int i = 0; i < answers.size(); i++) {
                assertThat((String) answers.get(i).join()).endsWith("before question " + i);
            }
        }
    }

    @Test
    void anExceptionEndsTheProcessAndTheNextQuestionIsAnsweredByAnother() throws Exception {
        try (AnsweringProcesses asked = counting()) {
            assertThat(asked.ask("a")).isEqualTo("0 before a");

            assertThat(noAnswer(asked, "fail").failed("Look there."))
                    .hasMessageContaining("The counter gave no answer and ended with exit status 1. Look there.")
                    .hasMessageContaining("it went wrong");
            assertThat(asked.ask("b")).isEqualTo("0 before b");
        }
    }

    @Test
    void aProcessThatRunsOutOfMemoryIsToldFromAnyOther() throws Exception {
        try (AnsweringProcesses asked = counting()) {
            assertThat(noAnswer(asked, "fill").isOutOfMemory()).isTrue();
            assertThat(noAnswer(asked, "fail").isOutOfMemory()).isFalse();
        }
        try (AnsweringProcesses asked = script("exit 3", MINUTE)) {
            assertThat(noAnswer(asked, "a").isOutOfMemory()).isFalse();
        }
    }

    @Test
    void aProcessThatIsKilledIsAnError() {
        try (AnsweringProcesses asked = script("kill -9 $$", MINUTE)) {
            assertThat(noAnswer(asked, "a").failed("")).hasMessageContaining("was killed by signal 9");
        }
    }

    @Test
    void aProcessThatNeverAnswersIsKilledWhenTheTimeIsUp() {
        try (AnsweringProcesses asked = script("exec tail -f /dev/null", Duration.ofMillis(100))) {
            AnsweringProcesses.NoAnswerException late = noAnswer(asked, "a");

            assertThat(late.isLate()).isTrue();
            assertThat(late.failed("")).hasMessageContaining("gave no answer in 0.1 s and was killed");
        }
    }

    @Test
    void whatIsNoAnswerIsAnErrorAndTheProcessIsEnded() {
        try (AnsweringProcesses asked = script("echo no errors detected; exec tail -f /dev/null", MINUTE)) {
            assertThat(noAnswer(asked, "a").failed("")).hasMessageContaining("gave an answer that makes no sense");
        }
    }

    @Test
    void aCommandThatIsNoneIsAnError() {
        AnsweringProcesses asked = new AnsweringProcesses(
                "The engine", directory -> List.of(folder.resolve("no-java").toString()), MINUTE);

        assertThatThrownBy(() -> asked.ask("a"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The engine cannot be started")
                .hasMessageContaining("no-java");
    }

    @Test
    void afterTheEndNothingIsLeftOfTheirDirectories() throws Exception {
        Path[] used = new Path[1];
        try (AnsweringProcesses asked = new AnsweringProcesses(
                "The script",
                directory -> {
                    used[0] = directory;
                    return List.of("/bin/sh", "-c", "touch left; exit 1");
                },
                MINUTE)) {
            noAnswer(asked, "a");
        }
        assertThat(used[0]).doesNotExist();
    }
}
