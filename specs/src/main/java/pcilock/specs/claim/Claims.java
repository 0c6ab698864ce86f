package pcilock.specs.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the claims, so that a file put into this package is asked without being named anywhere else. */
public final class Claims {
    private static final String PACKAGE = Claims.class.getPackageName();

    private Claims() {}

    /** All claims, in the order of their names. */
    public static List<NamedClaim> all() {
        try {
            Path location = Path.of(Claims.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(location)) {
                return in(location);
            }
            URI jar = URI.create("jar:" + location.toUri());
            try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                return in(files.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the claims", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot list the claims", e);
        }
    }

    private static List<NamedClaim> in(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .flatMap(Claims::named)
                    .toList();
        }
    }

    private static Stream<NamedClaim> named(String name) {
        Claim claim = type(name).getAnnotation(Claim.class);
        return claim == null ? Stream.empty() : Stream.of(new NamedClaim(name, claim));
    }

    /** The interface that a claim of that name stands on. */
    public static Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("cannot load the claim " + name, e);
        }
    }
}
