package pcilock.checks.jpf;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import pcilock.checks.engine.EngineException;

/** A built jpf-core on this machine. */
public final class JpfInstallation {
    /** System property that names the directory of jpf-core; it goes before the site properties. */
    public static final String HOME_PROPERTY = "jpf.home";

    private static final String SITE_KEY = "jpf-core";
    private static final String[] NEEDED = {"jpf.properties", "build/jpf.jar", "build/jpf-classes.jar"};
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Path home;
    private final String version;

    private JpfInstallation(Path home) {
        this.home = home;
        this.version = version(jar());
    }

    /**
     * Finds JPF as its users set it up: {@code -Djpf.home=DIR}, else the {@code jpf-core} line of {@code
     * ~/.jpf/site.properties}. Empty when neither is there, since nobody asked for JPF then.
     *
     * @throws EngineException when one of them points to a directory that holds no built jpf-core
     */
    public static Optional<JpfInstallation> find() {
        return find(
                System.getProperty(HOME_PROPERTY), Path.of(System.getProperty("user.home"), ".jpf", "site.properties"));
    }

    static Optional<JpfInstallation> find(String home, Path site) {
        if (home != null) {
            return Optional.of(at(Path.of(home).toAbsolutePath(), "-D" + HOME_PROPERTY));
        }
        if (!Files.isRegularFile(site)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(site, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineException(
                    site + " cannot be read: " + e.getMessage() + ". Repair it, or pass -D" + HOME_PROPERTY + "=DIR.",
                    e);
        }
        Path directory = site.toAbsolutePath().getParent();
        properties.setProperty("config_path", directory.toString());
        String value = properties.getProperty(SITE_KEY);
        if (value == null) {
            return Optional.empty();
        }
        Path named = directory.resolve(expand(value.trim(), properties, site, 0));
        return Optional.of(at(named.normalize(), "the line " + SITE_KEY + " of " + site));
    }

    private static String expand(String value, Properties properties, Path site, int depth) {
        if (depth > properties.size() + 1) {
            throw new EngineException(
                    "The line " + SITE_KEY + " of " + site + " refers to itself. Write the path there.");
        }
        Matcher matcher = VARIABLE.matcher(value);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String replacement = properties.getProperty(name, System.getProperty(name));
            if (replacement == null) {
                throw new EngineException("The line " + SITE_KEY + " of " + site + " refers to ${" + name
                        + "}, which is neither in that file nor a system property. Write the path there, or pass -D"
                        + HOME_PROPERTY + "=DIR.");
            }
            matcher.appendReplacement(
                    expanded, Matcher.quoteReplacement(expand(replacement, properties, site, depth + 1)));
        }
        return matcher.appendTail(expanded).toString();
    }

    private static JpfInstallation at(Path home, String source) {
        List<String> missing = new ArrayList<>();
        for (String file : NEEDED) {
            if (!Files.isRegularFile(home.resolve(file))) {
                missing.add(file);
            }
        }
        if (!missing.isEmpty()) {
            throw new EngineException("No built jpf-core in " + home + ", which " + source + " names: it lacks "
                    + String.join(", ", missing) + ". Build branch java-17 of jpf-core there with a JDK 17 (./gradlew"
                    + " buildJars), or name another directory with -D" + HOME_PROPERTY + "=DIR.");
        }
        return new JpfInstallation(home);
    }

    /** The revision that JPF was built from, abbreviated; {@code unknown} when its jar does not tell. */
    public String version() {
        return version;
    }

    Path home() {
        return home;
    }

    Path jar() {
        return home.resolve("build").resolve("jpf.jar");
    }

    private static String version(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Properties build = new Properties();
            build.load(new java.io.StringReader(text(file, "gov/nasa/jpf/build.properties")));
            String revision = build.getProperty("revision", text(file, "gov/nasa/jpf/.version"))
                    .trim();
            return revision.isEmpty() ? "unknown" : revision.substring(0, Math.min(7, revision.length()));
        } catch (IOException e) {
            throw new EngineException(jar + " is no readable jar: " + e.getMessage() + ". Build jpf-core again.", e);
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            return "";
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
