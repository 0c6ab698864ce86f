package pcilock.checks.lincheck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.lincheck.util.Logger;
import org.jetbrains.lincheck.util.LoggingLevel;
import pcilock.checks.engine.EngineException;

/**
 * Lincheck's log. It is the only place where Lincheck says that it failed to repeat the beginning of a run and dropped all that
 * would have followed; the exploration goes on and ends like a complete one.
 */
final class LincheckLog {
    static final String FILE_PROPERTY = "lincheck.logFile";
    private static final String DROPPED = "Cannot reproduce the interleaving";

    private final File file;
    private final long start;

    private LincheckLog(File file) {
        this.file = file;
        this.start = file.length();
    }

    /** From here on. Lincheck reads the file's name once, when it first wants to log, so this comes before any use of it. */
    static synchronized LincheckLog open() {
        try {
            if (System.getProperty(FILE_PROPERTY) == null) {
                Path made = Files.createTempFile("lincheck", ".log");
                made.toFile().deleteOnExit();
                System.setProperty(FILE_PROPERTY, made.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        File file = Logger.INSTANCE.getLogFile();
        if (file == null || Logger.INSTANCE.getLogLevel().compareTo(LoggingLevel.WARN) > 0) {
            throw new EngineException(
                    "Lincheck does not log its warnings to a file: leave lincheck.logLevel alone and set"
                            + " lincheck.logFile before Lincheck is first used");
        }
        return new LincheckLog(file);
    }

    /** Whether Lincheck dropped interleavings since then. */
    boolean tellsOfDroppedInterleavings() {
        try {
            byte[] bytes = Files.readAllBytes(file.toPath());
            String news = new String(bytes, (int) start, bytes.length - (int) start, Charset.defaultCharset());
            return news.contains(DROPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
