package pcilock.checks.lincheck;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.Task;

/**
 * A machine on which a task takes and releases pci_slot_mutex without a switch of tasks. Nearly every task takes it first, and where no
 * bus has a slot it lets go of it at once: switches there show nothing and multiply the runs, from 5,402 to 74,276 in the claim
 * FunctionReset_09.
 *
 * <p>That decides as long as nobody finds the mutex held. Both steps then commute with every step of another task (they are both
 * movers: R. Lipton, Reduction, CACM 18(12), 1975), so they may stand right behind what their task did before. Nor can it stay unseen
 * that somebody would find it held: of the runs in which somebody does, take one and its first such step. Each earlier step at the
 * mutex can be moved as above, up to one that then finds the mutex held itself, and the result is a run of this machine in which
 * somebody does. So it is enough to say it when it happens, and to explore the scenario once more without this.
 *
 * <p>That holds of who waits for the mutex, for whom it is the same whether he comes before, or during and has to wait. Who only tries it is
 * told the difference, also where it is held for a single step; so a scenario in which somebody tries it is explored without this, too.
 */
final class UncontendedSlotMutex extends MonitorKernel {
    /** The task cannot go on; what is thrown ends the run, and {@link Runs} knows why. */
    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The methods that Lincheck leaves alone. */
    static final String[] LEFT_ALONE = {"takeSlotMutex", "releaseSlotMutex"};

    private final Observer observer;
    private final int slotMutex;

    /**
     * A machine.
     *
     * @param slotMutex the number of pci_slot_mutex, see {@link Mutex#device}
     */
    UncontendedSlotMutex(Observer observer, Lockdep lockdep, int slotMutex) {
        super(observer, lockdep);
        this.observer = observer;
        this.slotMutex = slotMutex;
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        if (mutex.device == slotMutex) {
            takeSlotMutex(current, mutex);
        } else {
            super.mutexLock(current, mutex);
        }
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        if (mutex.device == slotMutex) {
            throw undecided();
        }
        return super.mutexTrylock(current, mutex);
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        if (mutex.device == slotMutex) {
            releaseSlotMutex(current, mutex);
        } else {
            super.mutexUnlock(current, mutex);
        }
    }

    private static Undecided undecided() {
        Runs.current().slotMutexMatters();
        return new Undecided();
    }

    // Lincheck leaves these two alone, so they must not block. It goes by their names, so nothing else here may be
    // called so.

    private void takeSlotMutex(Task current, Mutex mutex) {
        if (!mutex.acquire(current)) {
            throw undecided();
        }
        observer.on(current, Event.MUTEX_LOCK, mutex.device);
    }

    private void releaseSlotMutex(Task current, Mutex mutex) {
        mutex.release();
        observer.on(current, Event.MUTEX_UNLOCK, mutex.device);
    }
}
