package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Whether the tree has what is behind an entry point, and it can be followed: what takes the wider locks is not, yet. */
    public boolean has(EntryPoint entryPoint) {
        return !entryPoint.isWider() && (entryPoint != EntryPoint.RESET_SUBORDINATE || program.has(RESET_SUBORDINATE));
    }

    /** Whether the tree defines a function that the model knows, or what is behind an entry point, by its name in the kernel. */
    public boolean defines(String function) {
        return program.has(
                function.equals(EntryPoint.RESET_SUBORDINATE.kernelName) ? RESET_SUBORDINATE : program.entry(function));
    }

    /**
     * Functions that another state of the tree has not got, or has otherwise, that come to a lock or a reset, and to which no entry
     * point comes that was read: nothing is known of what they do. Each with its place. To be asked last, since they are looked at for
     * it.
     */
    public List<String> changedOutOfReach(LinuxKernel before) {
        return program.changedOutOfReach(before.program);
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

    /**
     * All that a function of the model, or an entry point, comes to, written out without its places in the source: what is written
     * the same does the same.
     *
     * @throws SourceException naming file, line and column of what is not understood
     */
    String written(String function) {
        Set<String> functions = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder()
                .append(program.slotCoversBus())
                .append(program.callsLockdep())
                .append(program.configAccess());
        write(program.function(program.entry(function)), functions, text);
        return text.toString();
    }

    private void write(CFunction function, Set<String> functions, StringBuilder text) {
        if (!functions.add(function.name())) {
            return;
        }
        text.append('\n').append(function.written());
        for (Instruction instruction : function.code()) {
            if (instruction instanceof Instruction.Call call) {
                write(program.function(call.function()), functions, text);
            }
        }
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
