package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/** The locking code of a kernel tree, read from its C. */
public final class LinuxKernel {
    private final CProgram program;

    private final boolean strict;

    private LinuxKernel(CProgram program, boolean strict) {
        this.program = program;
        this.strict = strict;
    }

    /**
     * Reads a tree.
     *
     * @param strict whether to refuse what would be assumed
     * @throws SourceException when the tree has not got the files that are needed
     */
    public static LinuxKernel read(SourceTree tree, boolean strict) {
        return new LinuxKernel(new CProgram(tree), strict);
    }

    /** The locking code; what it comes to is read when it is first run, unless it was prepared. */
    public Revision.Code code() {
        return context -> new LinuxCode(program, context);
    }

    /** Whether the tree has what is behind an entry point. */
    public boolean has(EntryPoint entryPoint) {
        return entryPoint != EntryPoint.RESET_SUBORDINATE || program.has("reset_subordinate_store");
    }

    /**
     * Reads all that these entry points come to.
     *
     * @throws SourceException naming file, line and column of what is not understood
     */
    public void prepare(List<EntryPoint> entryPoints) {
        program.slotCoversBus();
        for (EntryPoint entryPoint : entryPoints) {
            if (has(entryPoint)) {
                program.function(entryPoint.kernelName);
            }
        }
        Understanding understood = program.understanding();
        if (strict && !understood.assumptions().isEmpty()) {
            throw new SourceException("--strict: " + understood.assumptions().get(0));
        }
        if (strict && !understood.undefined().isEmpty()) {
            throw new SourceException(
                    "--strict: neither the table nor a file that was read defines " + places(understood.undefined()));
        }
    }

    private static String places(Map<String, ?> names) {
        return names.entrySet().stream()
                .map(name -> name.getKey() + " (" + name.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Where the source comes from. */
    public String origin() {
        return program.tree().origin();
    }

    /** The text of each file that was read, by its path below the top of the tree. */
    public Map<String, String> texts() {
        return program.texts();
    }

    /** What an answer from this code rests on, a sentence each. */
    public List<String> notes() {
        Understanding understood = program.understanding();
        List<String> notes = new ArrayList<>(program.tree().notes());
        notes.add("from C: " + understood.followed().size()
                + " functions are followed; skipped, since they come to no lock"
                + " and no reset, are " + understood.skipped().size()
                + "; \"pcilock revisions --print-linux\" names them all");
        notes.add("replaced by the model: "
                + String.join(", ", understood.replaced().keySet()));
        notes.addAll(understood.assumptions());
        if (!understood.leftOut().isEmpty()) {
            notes.add("left out: " + String.join(", ", understood.leftOut().keySet()));
        }
        if (!understood.undefined().isEmpty()) {
            notes.add("defined nowhere, and taken to take none of these locks: " + places(understood.undefined()));
        }
        if (!understood.open().isEmpty()) {
            notes.add("explored both ways: "
                    + understood.open().entrySet().stream()
                            .map(condition -> condition.getValue() + " (" + condition.getKey() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return notes;
    }
}
