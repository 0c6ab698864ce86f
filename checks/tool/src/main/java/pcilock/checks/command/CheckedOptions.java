package pcilock.checks.command;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import pcilock.checks.topology.PciForest;
import pcilock.model.revision.Revision;
import picocli.CommandLine.ArgGroup;
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

    /** A revision, a file, or a kernel tree. */
    static final class Code {
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

        @ArgGroup(exclusive = false)
        private LinuxOptions.WithAround linux;
    }

    @ArgGroup(multiplicity = "1")
    private Code code;

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
        return code.linux == null ? CheckedRevision.of(code.revision) : CheckedRevision.of(code.linux.kernel());
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

    /** The same, of a topology with a part about what is there at first, which is not read. */
    PciForest machine(InputStream input, AtFirst atFirst) {
        return machine.read(atFirst.tree(), input);
    }

    /** What is there at first, also as told behind the topology. */
    AtFirst atFirst(List<String> removed, List<String> unbound) {
        return AtFirst.of(topology, removed, unbound);
    }
}
