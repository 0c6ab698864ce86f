package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * Tells, without a search, which properties tasks may break when they run together; what is not told no run of them breaks. Lockdep is
 * not asked.
 *
 * <p>What a task breaks by what it holds and remembers itself is {@link TaskRisk}'s. Two properties are about two tasks, one of which
 * resets. A user's access that needs the flag of its device to be clear does not come while the task that resets holds it, and nobody takes
 * device_lock of a device while that task holds it; so these are kept where the task holds those during all of the reset. Whether some
 * are stuck is {@link CircularWait}'s; and as no automaton goes round, who is not stuck comes to its end.
 */
public final class AtRisk {
    private static final long STUCK = Judge.bit(Property.NO_DEADLOCK) | Judge.bit(Property.EVERY_TASK_ENDS);

    private static final List<Property> PROPERTIES = List.of(Property.values());
    private static final long ALL = (1L << PROPERTIES.size()) - 1;

    private final CircularWait circularWait;

    /**
     * What is known of one of some tasks that run together.
     *
     * @param mayBreak what it may break by its own doing
     * @param mayTest what it may put to the test
     */
    public record Risk(Set<Property> mayBreak, Set<Property> mayTest) {}

    /** For tasks on a machine. */
    public AtRisk(PciTopology machine) {
        circularWait = new CircularWait(machine);
    }

    /** What is known of each of these tasks when they run together. */
    public List<Risk> of(List<TaskProgram> programs) {
        long contested = TaskProgram.contested(programs);
        TaskRisk[] tasks = new TaskRisk[programs.size()];
        List<HoldAndWait> waits = new ArrayList<>(tasks.length);
        boolean besideUser = false;
        for (int task = 0; task < tasks.length; task++) {
            tasks[task] = programs.get(task).risk(contested);
            waits.add(programs.get(task).waits(contested));
            besideUser |= tasks[task].isUser();
        }
        long toBlame = circularWait.mayBeToBlame(waits, contested);
        List<Risk> risks = new ArrayList<>(tasks.length);
        for (int task = 0; task < tasks.length; task++) {
            long stuck = (toBlame >>> task & 1) != 0 ? STUCK : 0;
            risks.add(new Risk(properties(broken(tasks, task) | stuck), tasks[task].tested(besideUser)));
        }
        return risks;
    }

    private static long broken(TaskRisk[] tasks, int task) {
        long broken = tasks[task].broken();
        for (int other = 0; other < tasks.length; other++) {
            if (other != task && tasks[task].mayMeetUser(tasks[other])) {
                broken |= Judge.bit(Property.NO_USER_ACCESS_DURING_RESET);
            }
            if (other != task && tasks[task].mayResetWhatIsHeldBy(tasks[other])) {
                broken |= Judge.bit(Property.NO_RESET_OF_HELD_DEVICE);
            }
        }
        return broken;
    }

    private static Set<Property> properties(long bits) {
        Set<Property> properties = EnumSet.noneOf(Property.class);
        for (long left = bits & ALL; left != 0; left &= left - 1) {
            properties.add(PROPERTIES.get(Long.numberOfTrailingZeros(left)));
        }
        return properties;
    }
}
