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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.engine.Engine;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.replay.Where;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciCore;
import pcilock.specs.scenario.Scenario;

/** The code that runs, as far as the results of a sweep depend on it. */
final class RunningCode {
    /** What the results depend on, and a class that is where these packages are: each module has a place of its own. */
    private static final Map<String, Class<?>> PACKAGES = new TreeMap<>(Map.of(
            "pcilock/model", PciCore.class,
            "pcilock/specs", Scenario.class,
            "pcilock/checks/engine", Engine.class,
            "pcilock/checks/explorer", TaskProgram.class,
            "pcilock/checks/replay", Where.class,
            "pcilock/checks/sweep", Sweep.class,
            "pcilock/checks/tree", Tree.class));

    private static final Map<String, Class<?>> FRONT_END = Map.of("pcilock/checks/linux", LinuxKernel.class);

    /** What is done with a file. */
    private interface Visitor {
        void visit(Path file) throws IOException;
    }

    private RunningCode() {}

    /** The SHA-256 of the class files of the model, the specs and the search, as hexadecimal digits. */
    static String fingerprint() {
        return fingerprint(PACKAGES);
    }

    private static String fingerprint(Map<String, Class<?>> packages) {
        MessageDigest digest = sha256();
        visit(packages, file -> {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The files of which {@link #fingerprint()} is. */
    static List<String> files() {
        List<String> names = new ArrayList<>();
        visit(PACKAGES, file -> names.add(file.getFileName().toString()));
        return names;
    }

    private static void visit(Map<String, Class<?>> packages, Visitor visitor) {
        try {
            for (Map.Entry<String, Class<?>> one : packages.entrySet()) {
                Path place = Path.of(one.getValue()
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                if (Files.isDirectory(place)) {
                    visit(place.resolve(one.getKey()), visitor);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(place)) {
                        visit(jar.getPath("/", one.getKey()), visitor);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the classes of model, specs and checks", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void visit(Path folder, Visitor visitor) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(class|c)"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList()) {
                visitor.visit(file);
            }
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
            digest.update(fingerprint(FRONT_END).getBytes(StandardCharsets.UTF_8));
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
}
