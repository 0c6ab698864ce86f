package pcilock.checks.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.linux.SourceDirectory;
import pcilock.checks.linux.SourceTree;
import pcilock.checks.patch.PatchSeries;
import pcilock.checks.patch.PatchedTree;
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
            names = "--patch",
            paramLabel = "FILE",
            description =
                    "A diff, a mail or an mbox, applied in memory to what --linux reads; any number, in their order.")
    private List<Path> patches = new ArrayList<>();

    @Option(
            names = "--strict",
            description =
                    "Refuses what would otherwise be assumed of the tree and noted, such as that a function which is"
                            + " defined nowhere takes no lock.")
    private boolean strict;

    /**
     * The locking code of the tree.
     *
     * @throws pcilock.checks.linux.SourceException when it cannot be read, or a patch does not fit
     */
    LinuxKernel kernel() {
        SourceTree tree = new SourceDirectory(directory);
        if (!patches.isEmpty()) {
            tree = PatchedTree.of(tree, patches.stream().map(PatchSeries::read).toList());
        }
        return LinuxKernel.read(tree, strict);
    }
}
