package pcilock.checks.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A class as it was compiled. */
public final class ClassFile {
    private ClassFile() {}

    /** Its class file, from where the class came from; empty where there is none, as for a class made at run time. */
    public static Optional<byte[]> of(Class<?> type) {
        String name = type.getName();
        try (InputStream file = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
