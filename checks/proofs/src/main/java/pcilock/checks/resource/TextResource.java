package pcilock.checks.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text that comes with the classes. */
public final class TextResource {
    private TextResource() {}

    /**
     * Reads a text.
     *
     * @param name as {@link Class#getResourceAsStream} takes it
     * @throws IllegalStateException when there is none of that name
     */
    public static String read(Class<?> near, String name) {
        try (InputStream stream = near.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            // Line ends are normalized, since a checkout may convert them.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
