package pcilock.checks.explorer;

import java.util.ArrayList;
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
        return mayGetStuck(on(contested, tasks), contested);
    }

    /** The same of tasks whose steps are recorded. */
    public boolean mayGetStuck(List<TaskProgram> tasks) {
        long contested = TaskProgram.contested(tasks);
        return mayGetStuck(tasks.stream().map(task -> task.waits(contested)).toList(), contested);
    }

    private boolean mayGetStuck(List<HoldAndWait> waits, long contested) {
        return toBlameWithoutACircle(waits) != 0 || new FixedNumber(waits, contested, true).toBlame(0) != 0;
    }

    /**
     * Which of these tasks may be to blame, by their positions, a bit each, for some being stuck: see {@link Stuck#culprits}.
     *
     * @param tasks what was looked at where these devices are contested, a bit each
     */
    long mayBeToBlame(List<HoldAndWait> tasks, long contested) {
        return new FixedNumber(tasks, contested, false).toBlame(toBlameWithoutACircle(tasks));
    }

    private long toBlameWithoutACircle(List<HoldAndWait> tasks) {
        long blame = 0;
        for (int task = 0; task < tasks.size(); task++) {
            HoldAndWait its = tasks.get(task);
            blame |= its.mayHinderItself() || its.mayWant(heldAtFirst) ? 1L << task : 0;
            for (int other = 0; other < tasks.size(); other++) {
                if (other != task && its.mayWantWhatIsLeftBy(tasks.get(other))) {
                    blame |= 1L << task | 1L << other;
                }
            }
        }
        return blame;
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
        List<Integer> stuck = withoutACircle(waits);
        return stuck.isEmpty() ? new AnyNumber(waits, contested).circle() : stuck;
    }

    /** A task that may be stuck for itself, or that and one that may have ended before; none where there is no such. */
    private List<Integer> withoutACircle(List<HoldAndWait> waits) {
        for (int task = 0; task < waits.size(); task++) {
            HoldAndWait its = waits.get(task);
            if (its.mayHinderItself() || its.mayWant(heldAtFirst)) {
                return List.of(task);
            }
            for (int other = 0; other < waits.size(); other++) {
                if (its.mayWantWhatIsLeftBy(waits.get(other))) {
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

    /** Goes each way from one waiting task to the next, and looks whether they can be at their places at once. */
    private static final class FixedNumber {
        private final List<HoldAndWait> tasks;
        private final long contested;

        /** The first on it is the one with the lowest number. */
        private final int[] way;

        /** Where the tasks on the way wait. */
        private final Wait[] places;

        /** Whether one circle is enough. */
        private final boolean anyWillDo;

        private long blame;

        FixedNumber(List<HoldAndWait> tasks, long contested, boolean anyWillDo) {
            this.tasks = tasks;
            this.contested = contested;
            this.anyWillDo = anyWillDo;
            way = new int[tasks.size()];
            places = new Wait[tasks.size()];
        }

        /** Adds to tasks that are to blame, a bit each, those that may be in a circle. */
        long toBlame(long known) {
            blame = known;
            for (int first = 0; first < tasks.size(); first++) {
                way[0] = first;
                goOn(1, 1L << first);
            }
            return blame;
        }

        private void goOn(int length, long onWay) {
            HoldAndWait last = tasks.get(way[length - 1]);
            if (length > 1 && (onWay & ~blame) != 0 && last.mayWaitFor(tasks.get(way[0])) && closes(length, 0)) {
                blame |= onWay;
            }
            for (int next = way[0] + 1; next < tasks.size() && !(anyWillDo && blame != 0); next++) {
                if ((onWay >>> next & 1) == 0 && last.mayWaitFor(tasks.get(next))) {
                    way[length] = next;
                    goOn(length + 1, onWay | 1L << next);
                }
            }
        }

        /** Whether the tasks on the way, of which so many have a place, can each wait for the next at once, and the last for the first. */
        private boolean closes(int length, int placed) {
            if (placed == length) {
                return HoldAndWait.meets(places[placed - 1].wanted, places[0].held);
            }
            for (Wait wait : tasks.get(way[placed]).waits()) {
                if (follows(wait, placed)) {
                    places[placed] = wait;
                    if (closes(length, placed + 1)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Whether the last task that has a place waits for what is held at another place, and all can be at their places at once. */
        private boolean follows(Wait wait, int placed) {
            for (int i = 0; i < placed; i++) {
                if (wait.excludes(places[i], contested)) {
                    return false;
                }
            }
            return placed == 0 || HoldAndWait.meets(places[placed - 1].wanted, wait.held);
        }
    }
}
