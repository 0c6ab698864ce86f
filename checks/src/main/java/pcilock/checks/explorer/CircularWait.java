package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import pcilock.checks.explorer.HoldAndWait.Wait;
import pcilock.model.pci.PciTopology;

/**
 * Tells of some tasks that they cannot get stuck, from where each of them may wait and what it holds there.
 *
 * <p>In a state in which no task can go on and some have not ended, each of these waits for something that is held, or set. Who holds it
 * is the task itself; or nobody, where it is set from the beginning; or a task that has ended; or one that waits at that moment too. Follow
 * these from one to the next: as there are finitely many, this comes to one of the first three, or goes round in a circle, in which each task
 * is at one place, where it waits for the next and holds what the one before it waits for, and no two have the same mutex, or flag. Where
 * neither can be, by what {@link TaskWaits} says of each task, there is no such state.
 */
public final class CircularWait {
    private final long[] heldAtFirst;

    /** For tasks on a machine. */
    public CircularWait(PciTopology machine) {
        heldAtFirst = HoldAndWait.heldAtFirst(machine);
    }

    /** Whether these tasks, which run together, may get stuck; where not, they never do. */
    public boolean mayBe(List<TaskWaits> tasks) {
        long contested = contested(tasks);
        List<HoldAndWait> waits = on(contested, tasks);
        if (!withoutACircle(waits, false).isEmpty()) {
            return true;
        }
        for (int first = 0; first < waits.size(); first++) {
            if (goesOn(waits, contested, new int[] {first}, new Wait[0])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Of tasks of which any number of each may run together some that may get stuck; none where they never do.
     *
     * @return their positions; where they are in a circle, in its order
     */
    public List<Integer> ofAnyNumber(List<TaskWaits> tasks) {
        List<TaskWaits> twice = new ArrayList<>(tasks);
        twice.addAll(tasks);
        long contested = contested(twice);
        List<HoldAndWait> waits = on(contested, tasks);
        List<Integer> stuck = withoutACircle(waits, true);
        return stuck.isEmpty() ? new AnyNumber(waits, contested).circle() : stuck;
    }

    /**
     * A task that may be stuck for itself, or that and one that may have ended before; none where there is no such.
     *
     * @param several whether the other one may be of the same task
     */
    private List<Integer> withoutACircle(List<HoldAndWait> waits, boolean several) {
        for (int task = 0; task < waits.size(); task++) {
            HoldAndWait its = waits.get(task);
            if (its.mayHinderItself() || its.mayWant(heldAtFirst)) {
                return List.of(task);
            }
            for (int other = 0; other < waits.size(); other++) {
                if ((several || other != task) && its.mayWantWhatIsLeftBy(waits.get(other))) {
                    return List.of(task, other);
                }
            }
        }
        return List.of();
    }

    /** Goes from each place where a task may wait to those of tasks that may hold what it waits for, until it comes round. */
    private static final class AnyNumber {
        private final List<HoldAndWait> tasks;
        private final long contested;

        /** The places that lead into no circle. */
        private final Set<Wait> done = Collections.newSetFromMap(new IdentityHashMap<>());

        private final List<Wait> way = new ArrayList<>();
        private final List<Integer> tasksOnWay = new ArrayList<>();

        AnyNumber(List<HoldAndWait> tasks, long contested) {
            this.tasks = tasks;
            this.contested = contested;
        }

        List<Integer> circle() {
            for (int task = 0; task < tasks.size(); task++) {
                for (Wait wait : tasks.get(task).waits()) {
                    if (leadsRound(task, wait)) {
                        return List.copyOf(tasksOnWay);
                    }
                }
            }
            return List.of();
        }

        private boolean leadsRound(int task, Wait wait) {
            int before = way.indexOf(wait);
            if (before >= 0) {
                tasksOnWay.subList(0, before).clear();
                return true;
            }
            if (done.contains(wait)) {
                return false;
            }
            way.add(wait);
            tasksOnWay.add(task);
            for (int next = 0; next < tasks.size(); next++) {
                if (tasks.get(task).mayWaitFor(tasks.get(next))) {
                    for (Wait other : tasks.get(next).waits()) {
                        if (HoldAndWait.meets(wait.wanted, other.held)
                                && !other.excludes(wait, contested)
                                && leadsRound(next, other)) {
                            return true;
                        }
                    }
                }
            }
            way.remove(way.size() - 1);
            tasksOnWay.remove(tasksOnWay.size() - 1);
            done.add(wait);
            return false;
        }
    }

    private static long contested(List<TaskWaits> tasks) {
        return InCompany.contested(tasks.stream().map(task -> task.recordings).toList());
    }

    private static List<HoldAndWait> on(long contested, List<TaskWaits> tasks) {
        List<HoldAndWait> waits = new ArrayList<>(tasks.size());
        for (TaskWaits task : tasks) {
            waits.add(task.recordings.on(contested));
        }
        return waits;
    }

    /**
     * Whether a way from one waiting task to the next can go on, and back to the first, which is the one with the lowest number.
     *
     * @param way the tasks on it
     * @param places where each of them waits, but for the last
     */
    private static boolean goesOn(List<HoldAndWait> tasks, long contested, int[] way, Wait[] places) {
        HoldAndWait first = tasks.get(way[0]);
        HoldAndWait last = tasks.get(way[places.length]);
        boolean mayClose = places.length > 0 && last.mayWaitFor(first);
        List<Integer> next = new ArrayList<>();
        for (int task = way[0] + 1; task < tasks.size(); task++) {
            if (!contains(way, task) && last.mayWaitFor(tasks.get(task))) {
                next.add(task);
            }
        }
        if (!mayClose && next.isEmpty()) {
            return false;
        }
        for (Wait wait : last.waits()) {
            if (!follows(wait, places, contested)) {
                continue;
            }
            if (mayClose && HoldAndWait.meets(wait.wanted, places[0].held)) {
                return true;
            }
            Wait[] further = Arrays.copyOf(places, places.length + 1);
            further[places.length] = wait;
            for (int task : next) {
                int[] longer = Arrays.copyOf(way, way.length + 1);
                longer[way.length] = task;
                if (goesOn(tasks, contested, longer, further)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(int[] way, int task) {
        for (int other : way) {
            if (other == task) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last task on a way waits for what is held at a place, and all can be at their places at once. */
    private static boolean follows(Wait wait, Wait[] places, long contested) {
        for (Wait place : places) {
            if (wait.excludes(place, contested)) {
                return false;
            }
        }
        return places.length == 0 || HoldAndWait.meets(places[places.length - 1].wanted, wait.held);
    }
}
