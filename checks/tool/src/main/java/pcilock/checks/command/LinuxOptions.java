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
class LinuxOptions {
    static final String AROUND_DESCRIPTION =
            "Of the entry points that take the wider locks (hot-plug, AER, DPC, removal, rescan, SR-IOV, drivers) only the"
                    + " resets that they call are read from the C: what is around them is of this revision, if it is not to be"
                    + " that for the release in the Makefile of the tree.";

    /** For whoever learns that which one it is, is not known. */
    static final String AROUND_HINT =
            "--around REVISION says which revision stands around the C, such as --around 6.11";

    /** The same where tasks may take the wider locks. */
    static final class WithAround extends LinuxOptions {
        @Option(
                names = "--around",
                paramLabel = "REVISION",
                completionCandidates = CheckedOptions.RevisionIds.class,
                description = AROUND_DESCRIPTION)
        private String around;

        @Override
        LinuxKernel kernel() {
            SourceTree tree = tree();
            return kernel(tree).within(Releases.around(around, tree));
        }
    }

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
        return kernel(tree());
    }

    final LinuxKernel kernel(SourceTree tree) {
        return LinuxKernel.read(tree, strict);
    }

    final SourceTree tree() {
        SourceTree tree = new SourceDirectory(directory);
        return patches.isEmpty()
                ? tree
                : PatchedTree.of(tree, patches.stream().map(PatchSeries::read).toList());
    }
}
