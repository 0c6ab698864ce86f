package pcilock.checks.jpf;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import pcilock.checks.engine.EngineException;

/** The Java that JPF runs on: 17 and no other, since JPF brings its own version of some of the JDK's classes. */
final class JpfJava {
    /** System property that names the home directory of a JDK 17. */
    static final String HOME_PROPERTY = "jpf.java.home";

    private static final int FEATURE = 17;

    private JpfJava() {}

    /**
     * The home directory of the Java to run JPF with: {@code -Djpf.java.home=DIR}, else the running one if it is a 17.
     *
     * @throws EngineException when that is no Java 17
     */
    static Path find() {
        return find(System.getProperty(HOME_PROPERTY), Runtime.version().feature(), System.getProperty("java.home"));
    }

    static Path find(String given, int runningFeature, String runningHome) {
        if (given != null) {
            return check(Path.of(given).toAbsolutePath());
        }
        if (runningFeature != FEATURE) {
            throw new EngineException("JPF needs a JDK " + FEATURE + " and this is " + runningFeature + ". Pass -D"
                    + HOME_PROPERTY + "=DIR with the home of a JDK " + FEATURE + ", or run all of it on one.");
        }
        return Path.of(runningHome);
    }

    private static Path check(Path home) {
        if (!Files.isExecutable(executable(home))) {
            throw unfit(home, "has no bin/java");
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineException(message(home, "has no readable file named release"), e);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        if (!version.equals("" + FEATURE) && !version.startsWith(FEATURE + ".")) {
            throw unfit(home, version.isEmpty() ? "does not tell its version in the file release" : "is a " + version);
        }
        return home;
    }

    static Path executable(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static EngineException unfit(Path home, String why) {
        return new EngineException(message(home, why));
    }

    private static String message(Path home, String why) {
        return "-D" + HOME_PROPERTY + " names " + home + ", which " + why + ". Name the home of a JDK " + FEATURE + ".";
    }
}
