package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** The locking code of a kernel tree, read from its C. */
public final class LinuxKernel {
    static final String RESET_SUBORDINATE = "reset_subordinate_store";

    /** On trees of so many devices every way through the functions is taken. */
    private static final int DEVICES_TO_UNDERSTAND = 3;

    /** What the entry points that take the wider locks call, beside reset_subordinate, which not every tree has. */
    private static final List<String> CALLED_FROM_AROUND = List.of(
            "pci_cfg_access_lock",
            "pci_cfg_access_unlock",
            "pci_dev_lock",
            "pci_dev_trylock",
            "pci_dev_unlock",
            "pci_reset_function_locked",
            "pci_reset_function",
            "pci_try_reset_function",
            "pci_reset_bus",
            "pci_bus_error_reset");

    /** Why code cannot be asked about the wider locks whose config access lock calls the lock validator. */
    public static final String CALLS_LOCKDEP =
            "its config access lock calls lockdep, which knows nothing of these locks here";

    private final CProgram program;
    private final boolean strict;
    private final Around around;

    private LinuxKernel(CProgram program, boolean strict, Around around) {
        this.program = program;
        this.strict = strict;
        this.around = around;
    }

    /**
     * Reads a tree.
     *
     * @param strict whether to refuse what would be assumed
     * @throws SourceException when the tree has not got the files that are needed
     */
    public static LinuxKernel read(SourceTree tree, boolean strict) {
        return new LinuxKernel(new CProgram(tree), strict, Around.NOTHING);
    }

    /** The same code, with what is around the resets from a revision. */
    public LinuxKernel within(Around revision) {
        return new LinuxKernel(program, strict, revision);
    }

    /** The revision around the resets; null where there is none. */
    public Revision around() {
        return around.revision();
    }

    /** The locking code; what it comes to is read when it is first run, unless it was prepared. */
    public Revision.Code code() {
        return context -> new LinuxCode(program, context, around);
    }

    /** Whether the tree has what is behind an entry point or, of one that takes the wider locks, what that calls. */
    public boolean has(EntryPoint entryPoint) {
        return switch (entryPoint) {
            case RESET_SUBORDINATE -> program.has(RESET_SUBORDINATE);
            case RESET_SUBORDINATE_STORE ->
                program.has(RESET_SUBORDINATE) && whyNothingAround().isEmpty();
            default ->
                !entryPoint.isWider()
                        || (whyNothingAround().isEmpty() && around.revision().has(entryPoint));
        };
    }

    /** Why no entry point that takes the wider locks can be asked about; nothing where they can. */
    public Optional<String> whyNothingAround() {
        if (around.revision() == null) {
            return Optional.of("which revision of the model stands around the C is not known: " + around.why());
        }
        if (program.callsLockdep()) {
            return Optional.of(CALLS_LOCKDEP);
        }
        return calledFromAround().stream()
                .filter(function -> !defines(function))
                .findFirst()
                .map(function -> "it has no function " + function + ", which they call");
    }

    private List<String> calledFromAround() {
        List<String> called = new ArrayList<>(CALLED_FROM_AROUND);
        if (program.has(RESET_SUBORDINATE)) {
            called.add(EntryPoint.RESET_SUBORDINATE.kernelName);
        }
        return called;
    }

    /**
     * All that the entry points which take the wider locks come to: what is the same does the same.
     *
     * @throws SourceException naming file, line and column of what is not understood
     */
    public List<Object> writtenAround() {
        List<Object> written = new ArrayList<>(Arrays.asList(around.revision()));
        calledFromAround().forEach(function -> written.add(written(function)));
        return written;
    }

    /** Whether the tree defines a function that the model knows, or what is behind an entry point, by its name in the kernel. */
    public boolean defines(String function) {
        return program.has(
                function.equals(EntryPoint.RESET_SUBORDINATE.kernelName) ? RESET_SUBORDINATE : program.entry(function));
    }

    /** Whether it defines what is behind an entry point; of one that takes the wider locks that is not read from it. */
    public boolean defines(EntryPoint entryPoint) {
        return entryPoint.isWider() || defines(entryPoint.kernelName);
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
            if (has(entryPoint) && !entryPoint.isWider()) {
                program.function(program.entry(entryPoint.kernelName));
            }
        }
        if (entryPoints.stream().anyMatch(entryPoint -> entryPoint.isWider() && has(entryPoint))) {
            calledFromAround().forEach(function -> program.function(program.entry(function)));
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

    /** Those of the wider locks that the code which was read takes itself; it does so only on a machine that has them. */
    public List<String> widerLocksTaken() {
        return program.understanding().leftOut().keySet().stream()
                .filter(CMachine.WIDER_LOCKS::contains)
                .toList();
    }

    /** What was understood of all the functions of the model, and what is around them, as text. */
    public String understood() {
        program.slotCoversBus();
        // Which conditions stay open is seen when the code is run.
        Comparison.of(program, DEVICES_TO_UNDERSTAND);
        StringBuilder text = new StringBuilder(program.understanding().text()).append("Around the C:\n  ");
        whyNothingAround()
                .ifPresentOrElse(
                        why -> text.append("nothing, so that no task can take the wider locks: ")
                                .append(why)
                                .append('\n'),
                        () -> {
                            text.append(around.note()).append('\n');
                            AroundFeature.contradictions(around, program.tree(), program.table.macros)
                                    .forEach(
                                            one -> text.append("  ").append(one).append('\n'));
                        });
        return text.toString();
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
        if (program.ranWithWiderLocks() && around.revision() != null) {
            notes.add(around.note());
            notes.addAll(AroundFeature.contradictions(around, program.tree(), program.table.macros));
        }
        return notes;
    }
}
