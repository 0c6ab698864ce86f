package pcilock.checks.linux;

import java.util.List;
import java.util.Optional;

/** Where the kernel's source is read from. Nothing is ever written to it. */
public interface SourceTree {
    /**
     * The text of a file.
     *
     * @param path below the top of the kernel tree, such as {@code drivers/pci/pci.c}
     * @return nothing when there is no such file
     * @throws SourceException when there is one and it cannot be read, or not as it was asked for
     */
    Optional<String> read(String path);

    /** What the tree is, for people, such as the folder or the folder and the patches that are applied to it. */
    String origin();

    /** What a user has to know of how files came to be as they are, a sentence each; of those that were read so far. */
    List<String> notes();
}
