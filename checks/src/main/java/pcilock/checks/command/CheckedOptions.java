package pcilock.checks.command;

import java.io.InputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import pcilock.checks.topology.PciForest;
import pcilock.model.revision.Revision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which locking code, and on which machine. */
final class CheckedOptions {
    /** Names for completion. */
    static final class RevisionIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Revision.values()).map(revision -> revision.id).iterator();
        }
    }

    @Option(
            names = "--revision",
            required = true,
            paramLabel = "REVISION|FILE.java",
            completionCandidates = RevisionIds.class,
            description =
                    "A revision, such as 6.11, or a file of yours in the shape of one: see \"pcilock revisions\". A mutex that your"
                            + " patch or driver adds is mutex(\"my_mutex\") there, or mutex(dev, \"my_mutex\"), one for each"
                            + " device.")
    private String revision;

    @Option(
            names = "--topology",
            required = true,
            paramLabel = "TOPOLOGY",
            description =
                    "A file with the tree of lspci -t, also as mail left it, with lspci -PP or with links of sysfs; a directory of"
                            + " sysfs; a notation; or - for the input. See \"pcilock topology --help\".")
    private String topology;

    @Mixin
    private MachineOptions machine;

    /**
     * The locking code.
     *
     * @throws InputException when there is none such
     */
    CheckedRevision revision() {
        return CheckedRevision.of(revision);
    }

    /**
     * The machine, or the part of it that was chosen.
     *
     * @param input what {@code -} stands for
     * @throws InputException when it cannot be read
     */
    PciForest machine(InputStream input) {
        return machine.read(topology, input);
    }
}
