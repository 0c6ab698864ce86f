package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.kernel.TaskSet;

/**
 * Who is in which set of tasks: the part of a packed state that is about semaphores, references and bits of the kernel's state. Every
 * set that some step joins, or a bit that some step clears, has in the state who is in it now and was not at the beginning, or the other
 * way round, a bit each, so that the first state is 0; any other is for ever as it is at the beginning.
 */
final class TaskSets {
    private final Field[] field;
    private final boolean[] isBit;

    /** For each set its members at the beginning. */
    private final long[] first;

    /** For each set its members in the state at hand. */
    private final long[] members;

    private final boolean[] asleepToRead;

    TaskSets(ProgramTables[] programs, Field.Layout layout) {
        List<TaskSet> sets = programs[0].machineSets;
        field = new Field[sets.size()];
        isBit = new boolean[sets.size()];
        first = new long[sets.size()];
        members = new long[sets.size()];
        asleepToRead = new boolean[programs.length];
        for (TaskSet set : sets) {
            isBit[set.number] = set.bit;
            first[set.number] = set.setAtFirst ? 1 : 0;
        }
        for (ProgramTables program : programs) {
            for (SetStep step : program.sets) {
                if (step != null) {
                    if (step.joined() != SetStep.NONE && field[step.joined()] == null) {
                        field[step.joined()] = layout.field(isBit[step.joined()] ? 1 : (1L << programs.length) - 1);
                    }
                    if (step.left() != SetStep.NONE && first[step.left()] != 0 && field[step.left()] == null) {
                        field[step.left()] = layout.field(1);
                    }
                }
            }
        }
    }

    void unpack(long[] state, ProgramTables[] programs, int[] at) {
        for (int set = 0; set < members.length; set++) {
            members[set] = first[set] ^ (field[set] == null ? 0 : field[set].get(state, 0));
        }
        for (int task = 0; task < at.length; task++) {
            asleepToRead[task] = programs[task].asleepToRead[at[task]];
        }
    }

    boolean isEnabled(SetStep step) {
        return hindering(step) == SetStep.NONE;
    }

    /** A set that does not let a step be taken now; {@link SetStep#NONE} where none does. */
    int hindering(SetStep step) {
        for (int set : step.empty()) {
            if (members[set] != 0) {
                return set;
            }
        }
        return step.occupied() == SetStep.NONE || members[step.occupied()] != 0 ? SetStep.NONE : step.occupied();
    }

    /** The tasks in a set; none of a bit. */
    long tasksIn(int set) {
        return isBit[set] ? 0 : members[set];
    }

    /** Adds those that some of these tasks are in, from a place of an array on. */
    void addOccupied(long by, long[] occupied, int from) {
        for (int set = 0; set < members.length; set++) {
            if ((tasksIn(set) & by) != 0) {
                LockBits.add(occupied, from, set);
            }
        }
    }

    void change(SetStep step, int task, long[] successors, int to) {
        if (step.left() != SetStep.NONE && field[step.left()] != null) {
            put(step.left(), members[step.left()] & ~member(step.left(), task), successors, to);
        }
        if (step.joined() != SetStep.NONE) {
            put(step.joined(), members[step.joined()] | member(step.joined(), task), successors, to);
        }
    }

    private void put(int set, long to, long[] state, int at) {
        field[set].set(state, at, to ^ first[set]);
    }

    private long member(int set, int task) {
        return isBit[set] ? 1 : 1L << task;
    }

    /** Tells the judge who is in which set. */
    void remember(Judge judge) {
        judge.rememberSets(members, asleepToRead);
    }

    /** What a step of the state at hand breaks of that which is about sets, a bit for each property. */
    long broken(Judge judge, int task, Location.Edge edge) {
        return judge.brokenOfSets(members, asleepToRead, task, edge);
    }
}
