package pcilock.checks.certificate;

import java.util.List;
import java.util.Set;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * What holds on one tree, in one revision, for any number of tasks of the families that were looked at.
 *
 * <p>Each premise is about one task, alone, under every outcome of its trylocks and of its tests of flags that it has not set. A
 * trylock that finds its lock taken tells the same whoever took it, and a lock that was waited for is free when it is got, so
 * what a task does next depends on other tasks only through those outcomes; unless some task releases what is not its own. So
 * {@link Premise#RELEASES_ITS_OWN} is asked of every task before anything else is concluded: then who holds a lock is who took
 * it last and has not released it, and what a task holds follows from its own code, whatever the others do.
 *
 * <p><b>No deadlock.</b> Suppose a state in which some tasks have not ended and none of them can move. Only a task that waits
 * for a lock cannot move; a trylock, a release and a reset always can be done. So each such task waits for a lock, and
 * that lock is held, by a task that has ended or by one that waits itself. Not by one that has ended, when all end with
 * nothing held. So follow from a waiting task to the one that holds what it waits for, and on: there are finitely many, so
 * this comes round to a task again. Going round, each task holds the lock that the one before it waits for, and waits for the
 * next: an edge of the lock order from each to the next, which is a circle of edges. When the lock order of all tasks has no
 * circle, that is, when there is an order in which all wait, there is no such state. It does not matter how a lock that
 * is held was taken: trylocks may be out of order, since nobody waits in them. And a task that waits for a flag and takes
 * nothing, as a user's read does, has an edge from what it holds, so one that holds nothing is in no circle. The code of a task
 * is finite and does not go round, so every run comes to an end, and that is a state in which all tasks have ended.
 *
 * <p>If there is a circle, or something is left held, a task that has no edge in a circle and leaves nothing held is still in no
 * deadlock, although it may wait for others that are: that is what is certified for its family.
 *
 * <p><b>No unlocked reset.</b> The task holds the bridge, mutex and flag, when its reset begins, and does not release them before
 * it ends; nobody else does. So it holds them throughout, and reads of the flag find it set: there is no warning. If it also
 * holds every device below the bridge, mutex and flag, nobody else holds one or gets one meanwhile, and a user's read of
 * the bridge or of one of them, which needs the flag clear, waits.
 *
 * <p>The other premises are properties of one task's own steps, given that nobody takes away what it holds.
 *
 * <p>The flag is the atomic one, as which the claims {@code ConfigAccess_*} prove the wait queue to behave. Lockdep and the order
 * from the top of the tree down are not certified.
 */
public final class Certificate {
    private final Revision revision;
    private final Fault fault;
    private final String topology;
    private final List<TaskFamily> families;
    private final List<BrokenPremise> broken;
    private final List<Candidate> candidates;
    private final Set<TaskFamily> unexplored;

    Certificate(
            Revision revision,
            Fault fault,
            String topology,
            List<TaskFamily> families,
            List<BrokenPremise> broken,
            List<Candidate> candidates,
            Set<TaskFamily> unexplored) {
        this.revision = revision;
        this.fault = fault;
        this.topology = topology;
        this.families = List.copyOf(families);
        this.broken = List.copyOf(broken);
        this.candidates = List.copyOf(candidates);
        this.unexplored = Set.copyOf(unexplored);
    }

    /** The premises that some task does not keep, by family and premise. */
    public List<BrokenPremise> broken() {
        return broken;
    }

    /** The circles in the lock order, for the explorer to decide. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** The tasks of a candidate as a scenario, for an engine to look for the deadlock. */
    public Scenario scenario(Candidate candidate) {
        List<String> tasks = candidate.tasks();
        List<TaskFamily> concerned = families.stream()
                .filter(family -> tasks.stream().anyMatch(task -> task.startsWith(family.id() + ":")))
                .toList();
        return new Scenario(
                revision, fault, Waiting.ATOMIC_FLAG, TaskFamily.topology(topology, concerned), tasks, false);
    }

    /** Families with a task that branches too often to be looked at; nothing is certified then. */
    public Set<TaskFamily> unexplored() {
        return unexplored;
    }

    /**
     * Whether no task of the family ever breaks the property, whatever tasks of the families run beside it, and however many.
     * Whether the tasks ever do what the property is about is not asked here: what does not reset resets with nothing open.
     *
     * @return PROVED or UNKNOWN; a premise that does not hold refutes nothing
     */
    public Answer answer(Property property, TaskFamily family) {
        Set<Premise> premises = Premise.of(property);
        boolean holds = !premises.isEmpty()
                && unexplored.isEmpty()
                && broken.stream()
                        .noneMatch(premise -> premise.premise() == Premise.RELEASES_ITS_OWN
                                || (premise.family().equals(family) && premises.contains(premise.premise())));
        return holds ? Answer.PROVED : Answer.UNKNOWN;
    }

    /** Whether no task of any family ever breaks the property. */
    public Answer answer(Property property) {
        return families.stream().allMatch(family -> answer(property, family) == Answer.PROVED)
                ? Answer.PROVED
                : Answer.UNKNOWN;
    }
}
