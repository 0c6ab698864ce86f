package pcilock.checks.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether results were computed from today's model and specs. */
public final class Fingerprint {
    private static final List<String> SOURCES = List.of("model/src/main", "specs/src/main");

    /** What reads C, runs it, and compares it. */
    private static final List<String> FRONT_END = List.of(
            "checks/proofs/src/main/java/pcilock/checks/linux",
            "checks/proofs/src/main/resources/pcilock/checks/linux",
            "checks/engines/src/main/java/pcilock/checks/explorer/Behaviour.java",
            "checks/engines/src/main/java/pcilock/checks/explorer/RecordingKernel.java");

    private Fingerprint() {}

    /**
     * The SHA-256 of the sources of model and specs, names and contents, as hexadecimal digits.
     *
     * @param root the project's top folder
     */
    public static String of(Path root) {
        return of(root, SOURCES);
    }

    /**
     * The same, with the sources of what reads the kernel's C.
     *
     * @param root the project's top folder
     */
    static String withFrontEnd(Path root) {
        return of(root, Stream.concat(SOURCES.stream(), FRONT_END.stream()).toList());
    }

    private static String of(Path root, List<String> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String source : sources) {
                try (Stream<Path> files = Files.walk(root.resolve(source))) {
                    for (String name : files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .toList()) {
                        // Line ends are normalized, since a checkout may convert them.
                        String text = Files.readString(root.resolve(name)).replace("\r\n", "\n");
                        digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
