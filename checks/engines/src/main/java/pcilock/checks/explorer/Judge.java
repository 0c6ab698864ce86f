package pcilock.checks.explorer;

import java.util.Arrays;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.property.PropertyObserver;

/**
 * Asks the observer of the properties about one step, without the run before it: he is told what he would remember of that.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class Judge {
    /** What was broken, a bit for each property, by whose doing. */
    final long[] brokenBy;

    private final PropertyObserver observer;
    private final Task[] tasks;

    Judge(PciTopology topology, int tasks) {
        brokenBy = new long[tasks];
        observer = new PropertyObserver(topology, tasks, new Journal() {
            @Override
            public void brokenBy(Property property, int culprit) {
                brokenBy[culprit] |= bit(property);
            }
        });
        this.tasks = new Task[tasks];
        for (int task = 0; task < tasks; task++) {
            this.tasks[task] = new Task(task, "T" + (task + 1));
        }
    }

    static long bit(Property property) {
        return 1L << property.ordinal();
    }

    /** To be followed by {@link #remember} for each task that holds or resets something, or remembers something. */
    void forget() {
        Arrays.fill(brokenBy, 0);
        observer.forget();
    }

    /**
     * See {@link PropertyObserver#remember}.
     *
     * @param memory what follows from where the task is, in whose sets of locks there are none but uncontested ones
     * @param held all that it holds, contested ones included
     * @param heldBefore of what it held when it entered the trylock that it is in, the contested ones
     */
    void remember(int task, Memory memory, LockSet held, LockSet heldBefore) {
        LockSet before = heldBefore.plus(memory.heldBefore());
        observer.remember(
                task,
                held.mutexes(),
                held.flags(),
                memory.resetting(),
                memory.warningSilent(),
                memory.insideTrylock(),
                before.mutexes(),
                before.flags());
    }

    /** See {@link PropertyObserver#rememberSets}. */
    void rememberSets(long[] members, boolean[] asleepToRead) {
        observer.rememberSets(members, asleepToRead);
    }

    /** What an event breaks of that which is about sets of tasks, a bit for each property; forgets all else. */
    long brokenOfSets(long[] members, boolean[] asleepToRead, int task, Event event, int number) {
        forget();
        observer.rememberSets(members, asleepToRead);
        observer.onSets(task, event, number);
        return brokenBy[task];
    }

    /** The same of a step with its notes. */
    long brokenOfSets(long[] members, boolean[] asleepToRead, int task, Location.Edge edge) {
        forget();
        observer.rememberSets(members, asleepToRead);
        if (edge.label.sets() != null) {
            observer.onSets(task, edge.label.event(), edge.label.device());
        }
        for (Note note : edge.notes) {
            observer.onSets(task, note.event(), note.device());
        }
        return brokenBy[task];
    }

    /** Lets a task take a step. */
    void step(int task, Event event, Location.Edge edge) {
        if (event != null) {
            on(task, event, edge.label.device());
        }
        for (Note note : edge.notes) {
            on(task, note.event(), note.device());
        }
    }

    void on(int task, Event event, int device) {
        observer.on(tasks[task], event, device);
    }
}
