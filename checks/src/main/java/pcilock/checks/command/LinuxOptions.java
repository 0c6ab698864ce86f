package pcilock.checks.command;

import java.nio.file.Path;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.linux.SourceDirectory;
import picocli.CommandLine.Option;

/** A kernel tree, whose C is the locking code. */
final class LinuxOptions {
    @Option(
            names = "--linux",
            required = true,
            paramLabel = "DIRECTORY",
            description =
                    "A kernel tree, or a folder that holds just the files needed: the locking code is read from its C.")
    private Path directory;

    @Option(
            names = "--strict",
            description =
                    "With --linux: refuses what would otherwise be assumed and noted, such as a name that is defined"
                            + " nowhere.")
    private boolean strict;

    /**
     * The locking code of the tree.
     *
     * @throws pcilock.checks.linux.SourceException when it cannot be read
     */
    LinuxKernel kernel() {
        return LinuxKernel.read(new SourceDirectory(directory), strict);
    }
}
