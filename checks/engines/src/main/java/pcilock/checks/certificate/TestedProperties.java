package pcilock.checks.certificate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Task;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * What tasks put to the test, told from runs of the machine, on trees of any size: a certificate speaks of every outcome, also of
 * those that no run has, so it cannot tell that.
 *
 * <p>Each task runs alone, where every try succeeds. Then two run: one until it has the lock that another one tries to take, and stops
 * there while the other runs; and one after the other. Of the tasks of a family that see the same events alone one stands for all
 * of them there. What is not found is not said to be untestable, it is just not tested.
 */
public final class TestedProperties {
    /** How many steps runs of two tasks may take in all. */
    private static final int MOST_STEPS_OF_TWO = 5_000_000;

    private final Revision.Code code;
    private final PciTopology topology;
    private final int most;
    private final Set<Property> asked;
    private final Set<Property> tested = EnumSet.noneOf(Property.class);
    private final TasksInTurn machine = new TasksInTurn();

    /** A task, and the locks that it takes when it is alone. */
    private record Alone(TaskCode task, List<TasksInTurn.Taken> taken) {}

    /** Tasks of one family that see the same. */
    private record Kind(TaskFamily family, Set<Event> seen) {}

    /** A task that has a lock when it has taken so many. */
    private record Holder(TaskCode task, int taken) {}

    private TestedProperties(Revision.Code code, PciTopology topology, int most, Set<Property> asked) {
        this.code = code;
        this.topology = topology;
        this.most = most;
        this.asked = asked;
    }

    /**
     * Those of the properties asked for that some run of one or two tasks is found to exercise.
     *
     * @param tree as {@link PciTopology#parse} reads it, without what the functions need beside it
     * @param most how many tasks may run, one or more
     */
    public static Set<Property> of(
            Revision.Code code, String tree, List<TaskFamily> families, int most, Set<Property> asked) {
        PciTopology topology = PciTopology.parse(code.machine(TaskFamily.topology(tree, families)));
        TestedProperties runs = new TestedProperties(code, topology, most, asked);
        runs.find(families, PciTopology.parse(tree).devices);
        runs.tested.retainAll(asked);
        return runs.tested;
    }

    private void find(List<TaskFamily> families, PciDev[] devices) {
        Map<Kind, Alone> kinds = new LinkedHashMap<>();
        Map<Integer, Holder> holders = new HashMap<>();
        for (TaskFamily family : families) {
            for (PciDev device : devices) {
                TaskCode task = TaskCode.parse(family.on(device.name), topology);
                machine.startAgain();
                List<TasksInTurn.Taken> taken = run(task, 0);
                tell();
                if (!machine.seen().isEmpty()) {
                    kinds.putIfAbsent(new Kind(family, Set.copyOf(machine.seen())), new Alone(task, taken));
                }
                for (int i = 0; i < taken.size(); i++) {
                    // Who has taken few is likely to leave the way to the lock free.
                    holders.merge(
                            taken.get(i).lock(),
                            new Holder(task, i + 1),
                            (one, other) -> one.taken <= other.taken ? one : other);
                }
            }
        }
        if (most > 1) {
            meet(kinds.values(), holders);
        }
    }

    private void meet(Collection<Alone> kinds, Map<Integer, Holder> holders) {
        List<Runnable> meetings = new ArrayList<>();
        for (Alone one : kinds) {
            for (TasksInTurn.Taken lock : one.taken) {
                if (lock.byTrying()) {
                    Holder holder = holders.get(lock.lock());
                    meetings.add(() -> runBoth(holder.task, holder.taken, one.task));
                }
            }
            for (Alone first : kinds) {
                meetings.add(() -> runBoth(first.task, 0, one.task));
            }
        }
        long before = machine.steps();
        for (Runnable meeting : meetings) {
            if (tested.containsAll(asked) || machine.steps() - before > MOST_STEPS_OF_TWO) {
                return;
            }
            meeting.run();
        }
    }

    private void runBoth(TaskCode first, int takenByFirst, TaskCode second) {
        machine.startAgain();
        run(first, takenByFirst);
        run(second, 0);
        tell();
    }

    /** @param most how many locks the task may take, 0 for all */
    private List<TasksInTurn.Taken> run(TaskCode task, int most) {
        Task current = new Task(0, "T");
        PciCore pci = code.in(new TaskContext(machine, current, new AtomicConfigAccess(machine, current), topology));
        return machine.run(
                () -> {
                    for (TaskCode.Call call : task.calls) {
                        call.run(pci);
                    }
                    machine.note(current, Event.TASK_END, 0);
                },
                most);
    }

    private void tell() {
        tested.addAll(Property.exercisedBy(machine.seen(), topology));
    }
}
