package pcilock.checks.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.replay.Frame;

/** The lines of the Java sources that a trace's stacks lead to. */
public final class SourceLines {
    private static final List<String> FOLDERS = List.of("model/src/main/java", "specs/src/main/java");

    private final Map<String, String> paths = new TreeMap<>();
    private final Map<String, List<String>> lines = new TreeMap<>();

    private SourceLines() {}

    /**
     * Some sources.
     *
     * @param texts by path
     */
    public static SourceLines of(Map<String, String> texts) {
        SourceLines sources = new SourceLines();
        texts.forEach((path, text) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            sources.paths.put(name, path);
            sources.lines.put(name, text.lines().toList());
        });
        return sources;
    }

    /**
     * The sources of model and specs.
     *
     * @param root the project's top folder
     */
    public static SourceLines under(Path root) {
        SourceLines sources = new SourceLines();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = file.getFileName().toString();
                    sources.paths.put(name, root.relativize(file).toString().replace('\\', '/'));
                    sources.lines.put(name, Files.readAllLines(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the sources in " + folder, e);
            }
        }
        return sources;
    }

    /** Where the source lies below the project's top folder; its bare name when that is unknown. */
    public String path(Frame frame) {
        return paths.getOrDefault(frame.file(), frame.file());
    }

    /** The line that the function is at, without its indentation; empty when it is unknown. */
    public String text(Frame frame) {
        List<String> text = lines.getOrDefault(frame.file(), List.of());
        return frame.line() >= 1 && frame.line() <= text.size()
                ? text.get(frame.line() - 1).strip()
                : "";
    }
}
