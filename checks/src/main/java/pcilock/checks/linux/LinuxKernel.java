package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** The locking code of a kernel tree, read from its C. */
public final class LinuxKernel {
    static final String RESET_SUBORDINATE = "reset_subordinate_store";

    /** On trees of so many devices every way through the functions is taken. */
    private static final int DEVICES_TO_UNDERSTAND = 3;

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
        return entryPoint != EntryPoint.RESET_SUBORDINATE || program.has(RESET_SUBORDINATE);
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
                program.function(program.entry(entryPoint.kernelName));
            }
        }
        if (strict) {
            program.understanding().refuseAssumptions();
        }
    }

    /**
     * How finely the config access lock has to be looked at: one atomic flag stands in for it where it is that of a revision, for
     * which that is proved.
     */
    public Waiting waiting() {
        return program.configAccess().isPresent() ? Waiting.ATOMIC_FLAG : Waiting.WAIT_QUEUE;
    }

    /**
     * Which revisions its functions behave as.
     *
     * @throws SourceException naming file, line and column of what is not understood
     */
    public List<Comparison.Function> compare() {
        program.slotCoversBus();
        List<Comparison.Function> functions = Comparison.of(program, Comparison.DEVICES);
        if (strict) {
            program.understanding().refuseAssumptions();
        }
        return functions;
    }

    /** What was understood of all the functions of the model, as text. */
    public String understood() {
        program.slotCoversBus();
        // Which conditions stay open is seen when the code is run.
        Comparison.of(program, DEVICES_TO_UNDERSTAND);
        return program.understanding().text();
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
        List<String> notes = new ArrayList<>(program.tree().notes());
        notes.addAll(program.understanding().notes());
        if (program.configAccess().isEmpty()) {
            notes.add("the config access lock is that of no revision, so it is looked at step by step");
        }
        return notes;
    }
}
