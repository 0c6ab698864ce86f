package pcilock.checks.command;

import java.util.Arrays;
import java.util.List;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.linux.LinuxKernel;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * The locking code to be checked: a revision, a file of the user's, or a kernel tree.
 *
 * @param name the revision's id, or the file as the user names it
 * @param source where it comes from
 * @param revision null for anything else
 * @param file null for anything else
 * @param linux null for anything else
 * @param standsFor why the revision stands for the release that the user named; null where that is no question
 */
record CheckedRevision(
        String name,
        String source,
        Revision.Code code,
        Revision revision,
        RevisionFile file,
        LinuxKernel linux,
        String standsFor) {
    /**
     * What the user names: an id, a release, or a file that ends in {@code .java}.
     *
     * @throws InputException when there is neither
     */
    static CheckedRevision of(String named) {
        if (named.endsWith(".java")) {
            RevisionFile file = RevisionFile.compile(named);
            return new CheckedRevision(named, "the class " + file.className(), file.code(), null, file, null, null);
        }
        Releases.Named found = Releases.find(named);
        Revision revision = found.revision();
        return new CheckedRevision(revision.id, revision.source, revision.code, revision, null, null, found.note());
    }

    /** A kernel tree. */
    static CheckedRevision of(LinuxKernel linux) {
        return new CheckedRevision(linux.origin(), "read from its C", linux.code(), null, null, linux, null);
    }

    /** The class with the revision's code. */
    static Class<?> type(Revision revision) {
        return revision.code.in(new TaskContext(null, null, null, null)).getClass();
    }

    /**
     * Refuses a revision that cannot run where the wider locks are.
     *
     * @param what cannot be asked
     */
    static void refuseLockdep(String what, Revision revision) {
        if (TaskProgram.callsLockdep(revision.code)) {
            throw new InputException(
                    what + ", since its config access lock calls lockdep, which knows nothing of the wider locks here");
        }
    }

    boolean has(EntryPoint entryPoint) {
        return linux != null ? linux.has(entryPoint) : revision == null || revision.has(entryPoint);
    }

    /** Whether it is read from C. */
    boolean isLinux() {
        return linux != null;
    }

    /** Whether it is code of the user's, whose failures are not those of this program. */
    boolean isOfUser() {
        return revision == null;
    }

    /** What an answer rests on, a sentence each; complete when the code was run. */
    List<String> notes() {
        return linux != null ? linux.notes() : standsFor != null ? List.of(standsFor) : List.of();
    }

    /** Reads all that these entry points come to, where code is still to be read. */
    void prepare(List<EntryPoint> entryPoints) {
        if (linux != null) {
            linux.prepare(entryPoints);
        }
    }

    /**
     * Refuses code whose config access lock has to be looked at step by step.
     *
     * @param what takes no such code
     */
    void refuseWaitQueue(String what) {
        if (linux != null && linux.waiting() == Waiting.WAIT_QUEUE) {
            throw new InputException(
                    what + ": the config access lock of " + name + " is that of no revision, for which one"
                            + " atomic flag is proved to stand in; \"pcilock compare\" shows where they part, and check --tasks"
                            + " looks at it step by step");
        }
    }

    Scenario scenario(String topology, List<String> tasks) {
        prepare(Arrays.stream(EntryPoint.values())
                .filter(entryPoint -> tasks.stream()
                        .flatMap(task -> Arrays.stream(task.split(";", -1)))
                        .anyMatch(call -> call.startsWith(entryPoint.kernelName + ":")))
                .toList());
        return revision == null
                ? Scenario.of(code, linux == null ? Waiting.ATOMIC_FLAG : linux.waiting(), topology, tasks)
                : new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, tasks, false);
    }
}
