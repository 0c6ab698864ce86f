package pcilock.checks.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import pcilock.checks.sweep.Sweep;
import pcilock.model.pci.PciCore;
import pcilock.specs.scenario.Scenario;

/** The code that runs, as far as the results of a sweep depend on it. */
final class RunningCode {
    private static final List<String> PACKAGES = List.of(
            "pcilock/model",
            "pcilock/specs",
            "pcilock/checks/engine",
            "pcilock/checks/explorer",
            "pcilock/checks/sweep",
            "pcilock/checks/tree");

    private RunningCode() {}

    /** The SHA-256 of the class files of the model, the specs and the search, as hexadecimal digits. */
    static String fingerprint() {
        return fingerprint(PACKAGES);
    }

    private static String fingerprint(List<String> packages) {
        try {
            MessageDigest digest = sha256();
            for (Class<?> one : List.of(PciCore.class, Scenario.class, Sweep.class)) {
                Path place = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI());
                if (Files.isDirectory(place)) {
                    add(digest, place, packages);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(place)) {
                        add(digest, jar.getPath("/"), packages);
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the classes of model, specs and checks", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SHA-256 of code of the user's: of its file, or of each file of the tree that was read, which revision is around it, and of what reads C. */
    static String fingerprint(CheckedRevision code) {
        MessageDigest digest = sha256();
        if (code.linux() != null) {
            code.linux()
                    .texts()
                    .forEach((path, text) -> digest.update((path + "\n" + text).getBytes(StandardCharsets.UTF_8)));
            digest.update(("around " + code.linux().around() + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(fingerprint(List.of("pcilock/checks/linux")).getBytes(StandardCharsets.UTF_8));
        }
        if (code.file() != null) {
            digest.update(code.file().text().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Path root, List<String> packages) throws IOException {
        for (String inPackage : packages) {
            Path folder = root.resolve(inPackage);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(class|c)"))
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .toList()) {
                    digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
    }
}
