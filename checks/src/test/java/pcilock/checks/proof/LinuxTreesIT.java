package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the kernel trees of {@code -Dlinux.trees} with the revisions, and what was found with what is committed. */
class LinuxTreesIT {
    private static final Path ROOT =
            Path.of(System.getProperty("pcilock.root")).toAbsolutePath().normalize();
    private static final Path JSON = ROOT.resolve("results").resolve(KernelResults.JSON_FILE);
    private static final Path TEXT = ROOT.resolve("results").resolve(KernelResults.TEXT_FILE);

    private static KernelResults results;
    private static String fingerprint;
    private static final List<String> COMPARED = new ArrayList<>();

    @BeforeAll
    static void compare() throws IOException {
        fingerprint = Fingerprint.withFrontEnd(ROOT);
        results = Files.exists(JSON) ? KernelResults.read(Files.readString(JSON)) : new KernelResults();
        for (String tree : System.getProperty("linux.trees", "").split(",", -1)) {
            if (!tree.isBlank()) {
                KernelResults.Kernel kernel = KernelResults.of(Path.of(tree.strip()), fingerprint);
                results.put(kernel);
                COMPARED.add(kernel.version());
            }
        }
        Files.writeString(
                ROOT.resolve("checks/target/kernels-summary.txt"),
                (COMPARED.isEmpty()
                                ? "Kernel trees: none was given (-Dlinux.trees=DIR,DIR); what was found of others is kept."
                                : "Kernel trees: " + String.join(", ", COMPARED) + " compared.")
                        + System.lineSeparator());
        if (Boolean.getBoolean("results.update")) {
            Files.writeString(JSON, results.json());
            Files.writeString(TEXT, results.text(fingerprint));
        }
    }

    @Test
    void resultsAreTheCommittedOnes() throws IOException {
        String why = "results/kernels.* differs from what was found; read it, and accept it with -Dresults.update";
        assertThat(results.json()).as(why).isEqualTo(Files.readString(JSON));
        assertThat(results.text(fingerprint)).as(why).isEqualTo(Files.readString(TEXT));
    }

    @Test
    void everyTreeBehavesAsSomeRevision() {
        assertThat(results.kernels().values())
                .allSatisfy(
                        kernel -> assertThat(kernel.all()).as(kernel.version()).isNotEmpty());
    }
}
