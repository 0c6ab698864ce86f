package pcilock.checks.linux;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A kernel tree on disk, or a folder that holds just the files needed, at their places. */
public final class SourceDirectory implements SourceTree {
    /** Far above what a source file of the kernel has. */
    static final long MOST_BYTES = 4L << 20;

    private final Path top;

    /**
     * A tree.
     *
     * @throws SourceException when there is no such folder
     */
    public SourceDirectory(Path top) {
        if (!Files.isDirectory(top)) {
            throw new SourceException(top + ": expected the folder of a kernel tree, found "
                    + (Files.exists(top) ? "a file" : "nothing"));
        }
        this.top = top;
    }

    @Override
    public Optional<String> read(String path) {
        Path file = top.resolve(path);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new SourceException(file + ": expected at most " + MOST_BYTES + " bytes");
            }
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new SourceException(file + ": expected C source in UTF-8, found other bytes", e);
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String origin() {
        return top.toString();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
