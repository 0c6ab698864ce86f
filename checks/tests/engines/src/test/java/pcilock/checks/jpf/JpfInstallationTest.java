package pcilock.checks.jpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.engine.EngineException;

class JpfInstallationTest {
    @TempDir
    Path directory;

    private Path site(String text) throws IOException {
        return Files.writeString(directory.resolve("site.properties"), text);
    }

    private void install(Path home, String revision) throws IOException {
        Files.createDirectories(home.resolve("build"));
        Files.createFile(home.resolve("jpf.properties"));
        Files.createFile(home.resolve("build/jpf-classes.jar"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(home.resolve("build/jpf.jar")))) {
            jar.putNextEntry(new ZipEntry("gov/nasa/jpf/build.properties"));
            jar.write(revision.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }

    @Test
    void nobodyWhoAskedForNoJpfGetsOne() throws IOException {
        assertThat(JpfInstallation.find(null, directory.resolve("absent"))).isEmpty();
        assertThat(JpfInstallation.find(null, site("extensions = somewhere\n"))).isEmpty();
    }

    @Test
    void theSitePropertiesMayUseVariablesAndRelativePaths() throws IOException {
        install(directory.resolve("jpf"), "revision=7ea25de");

        assertThat(JpfInstallation.find(null, site("jpf-core = jpf\n"))
                        .orElseThrow()
                        .version())
                .isEqualTo("7ea25de");
        assertThat(JpfInstallation.find(null, site("place = ${config_path}/jpf\njpf-core = ${place}\n")))
                .isPresent();
    }

    @Test
    void theSystemPropertyGoesBeforeTheSiteProperties() throws IOException {
        install(directory.resolve("given"), "");

        assertThat(JpfInstallation.find(directory.resolve("given").toString(), site("jpf-core = nowhere\n"))
                        .orElseThrow()
                        .version())
                .isEqualTo("unknown");
    }

    @Test
    void aDirectoryThatHoldsNoJpfIsAnErrorThatSaysWhatIsMissing() throws IOException {
        install(directory.resolve("jpf"), "");
        Files.delete(directory.resolve("jpf/build/jpf-classes.jar"));
        Path site = site("jpf-core = jpf\n");

        assertThatThrownBy(() -> JpfInstallation.find(null, site))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(directory.resolve("jpf").toString())
                .hasMessageContaining("site.properties")
                .hasMessageContaining("it lacks build/jpf-classes.jar.")
                .hasMessageContaining("-Djpf.home=DIR");
    }

    @Test
    void aVariableThatNobodySetIsAnError() throws IOException {
        Path site = site("jpf-core = ${no.such.thing}/jpf\n");

        assertThatThrownBy(() -> JpfInstallation.find(null, site))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("${no.such.thing}");
    }

    @Test
    void aLineThatRefersToItselfIsAnError() throws IOException {
        Path site = site("jpf-core = ${jpf-core}\n");

        assertThatThrownBy(() -> JpfInstallation.find(null, site))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("refers to itself");
    }

    @Test
    void aRunningJava17Serves() {
        assertThat(JpfJava.find(null, 17, directory.toString())).isEqualTo(directory);
    }

    @Test
    void anotherRunningJavaAsksForA17() {
        assertThatThrownBy(() -> JpfJava.find(null, 25, directory.toString()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("JPF needs a JDK 17 and this is 25")
                .hasMessageContaining("-Djpf.java.home=DIR");
    }

    @Test
    void theGivenJavaMustBeA17() throws IOException {
        Path home = directory.resolve("jdk");
        assertThatThrownBy(() -> JpfJava.find(home.toString(), 17, ""))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("has no bin/java");

        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21.0.2\"\n");
        assertThatThrownBy(() -> JpfJava.find(home.toString(), 17, ""))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is a 21.0.2");

        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        assertThat(JpfJava.find(home.toString(), 25, "")).isEqualTo(home);
    }
}
