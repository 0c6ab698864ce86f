package pcilock.checks.command;

import java.util.List;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * The locking code to be checked: a revision, or a file of the user's.
 *
 * @param name the revision's id, or the file as the user names it
 * @param source where it comes from
 * @param revision null for a file
 * @param file null for a revision
 */
record CheckedRevision(String name, String source, Revision.Code code, Revision revision, RevisionFile file) {
    /**
     * What the user names: an id, or a file that ends in {@code .java}.
     *
     * @throws InputException when there is neither
     */
    static CheckedRevision of(String named) {
        if (named.endsWith(".java")) {
            RevisionFile file = RevisionFile.compile(named);
            return new CheckedRevision(named, "the class " + file.className(), file.code(), null, file);
        }
        Revision revision = builtIn(named);
        return new CheckedRevision(revision.id, revision.source, revision.code, revision, null);
    }

    static Revision builtIn(String id) {
        return Names.find("revision", id, Revision.values(), revision -> revision.id);
    }

    /** The class with the revision's code. */
    static Class<?> type(Revision revision) {
        return revision.code.in(new TaskContext(null, null, null, null)).getClass();
    }

    boolean has(EntryPoint entryPoint) {
        return revision == null || revision.has(entryPoint);
    }

    Scenario scenario(String topology, List<String> tasks) {
        return revision == null
                ? Scenario.of(code, topology, tasks)
                : new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, topology, tasks, false);
    }
}
