package pcilock.specs.property;

import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.pci.PciTopology;

/**
 * The part of {@link PropertyObserver} that is about semaphores and references. It keeps a book of its own of who is in which of their
 * sets, from the events alone, so that what a machine does wrong shows.
 */
public final class GuardedObserver {
    private final Journal journal;
    private final GuardedObject[] objects;
    private final RwSemaphore[] resetLocks;
    private final int firstNumber;

    /** For each set, by its number, the tasks in it, a bit each. */
    private final long[] members;

    /** For each task whether it sleeps to read: it may then be ahead of writers who came later. */
    private final boolean[] asleepToRead;

    public GuardedObserver(PciTopology topology, int tasks, Journal journal) {
        this.journal = journal;
        firstNumber = topology.mutexes;
        boolean wide = topology.wider != null;
        objects = wide ? topology.wider.objects().toArray(new GuardedObject[0]) : new GuardedObject[0];
        resetLocks = wide ? topology.wider.resetLocks().toArray(new RwSemaphore[0]) : new RwSemaphore[0];
        members = new long[wide ? topology.wider.sets().size() : 0];
        asleepToRead = new boolean[wide ? tasks : 0];
        for (int set = 0; set < members.length; set++) {
            members[set] = topology.wider.sets().get(set).setAtFirst ? 1 : 0;
        }
    }

    /** Sees a task in some sets, in place of the events that brought it there: for an engine that goes back to earlier states. */
    public void remember(long[] membersOfSets, boolean[] tasksAsleepToRead) {
        System.arraycopy(membersOfSets, 0, members, 0, members.length);
        System.arraycopy(tasksAsleepToRead, 0, asleepToRead, 0, asleepToRead.length);
    }

    /** Whether a task waits to read, write, enter or drain, with this event. */
    public static boolean isSleep(Event event) {
        return switch (event) {
            case SEM_READ_SLEEP, SEM_WRITE_SLEEP, REFERENCE_ENTER_SLEEP, REFERENCE_DRAIN_SLEEP -> true;
            default -> false;
        };
    }

    /** Takes note of an event; of those that are about nothing here too. */
    public void on(int task, Event event, int number) {
        long self = 1L << task;
        switch (event) {
            case SEM_READ -> {
                RwSemaphore semaphore = semaphore(number);
                boolean overtakes = !asleepToRead[task] && members[semaphore.waitingWriters.number] != 0;
                if (members[semaphore.writer.number] != 0 || overtakes) {
                    journal.brokenBy(Property.SEMAPHORE_EXCLUDES, task);
                }
                members[semaphore.readers.number] |= self;
                asleepToRead[task] = false;
            }
            case SEM_READ_SLEEP -> asleepToRead[task] = true;
            case SEM_READ_RELEASE -> leave(semaphore(number).readers.number, task);
            case SEM_WRITE, SEM_WRITE_TRYLOCK -> {
                RwSemaphore semaphore = semaphore(number);
                if ((members[semaphore.writer.number] | members[semaphore.readers.number]) != 0) {
                    journal.brokenBy(Property.SEMAPHORE_EXCLUDES, task);
                }
                members[semaphore.waitingWriters.number] &= ~self;
                members[semaphore.writer.number] |= self;
            }
            case SEM_WRITE_SLEEP -> members[semaphore(number).waitingWriters.number] |= self;
            case SEM_WRITE_RELEASE -> leave(semaphore(number).writer.number, task);
            case REFERENCE_ENTER -> {
                ActiveReference reference = reference(number);
                if (members[reference.gone.number] != 0) {
                    journal.brokenBy(Property.DRAIN_WAITS, task);
                }
                members[reference.inside.number] |= self;
            }
            case REFERENCE_LEAVE -> leave(reference(number).inside.number, task);
            case REFERENCE_DRAIN -> members[reference(number).gone.number] = 1;
            case REFERENCE_CREATE -> members[reference(number).gone.number] = 0;
            case REFERENCE_DRAINED -> {
                if (members[reference(number).inside.number] != 0) {
                    journal.brokenBy(Property.DRAIN_WAITS, task);
                }
            }
            case DRIVER_BOUND, DRIVER_UNBOUND -> {
                if (holdsResetLock(self)) {
                    journal.brokenBy(Property.RESET_LOCK_NOT_OVER_BIND, task);
                }
            }
            case TASK_END -> {
                if (isInside(self)) {
                    journal.brokenBy(Property.NOTHING_LEFT_HELD, task);
                }
            }
            default -> {}
        }
    }

    private boolean holdsResetLock(long self) {
        for (RwSemaphore resetLock : resetLocks) {
            if (((members[resetLock.readers.number] | members[resetLock.writer.number]) & self) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isInside(long self) {
        for (GuardedObject object : objects) {
            long inside = 0;
            if (object instanceof RwSemaphore semaphore) {
                inside = members[semaphore.readers.number] | members[semaphore.writer.number];
            } else if (object instanceof ActiveReference reference) {
                inside = members[reference.inside.number];
            }
            if ((inside & self) != 0) {
                return true;
            }
        }
        return false;
    }

    private void leave(int set, int task) {
        long self = 1L << task;
        if ((members[set] & self) == 0) {
            journal.brokenBy(Property.RELEASED_BY_HOLDER, task);
        }
        members[set] &= ~self;
    }

    private RwSemaphore semaphore(int number) {
        return (RwSemaphore) objects[number - firstNumber];
    }

    private ActiveReference reference(int number) {
        return (ActiveReference) objects[number - firstNumber];
    }
}
