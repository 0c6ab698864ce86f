package pcilock.model.kernel;

/**
 * The machine on a JVM's own monitors, for engines that control the JVM's threads: one monitor per kernel object, held
 * for exactly one step, and {@code wait} where the kernel sleeps.
 *
 * <p>Every shared access is inside a monitor, which is what lets JPF break transitions at monitors only.
 */
public class MonitorKernel implements Kernel {
    private final Observer observer;
    private final Lockdep lockdep;
    private final Object hardware = new Object();

    /** A machine that tells the observer of every step. */
    public MonitorKernel(Observer observer, Lockdep lockdep) {
        this.observer = observer;
        this.lockdep = lockdep;
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        synchronized (mutex) {
            boolean acquired = mutex.acquire(current);
            if (!acquired) {
                observer.on(current, Event.MUTEX_SLEEP, mutex.device);
                while (!acquired) {
                    sleepOn(current, mutex);
                    acquired = mutex.acquire(current);
                }
            }
            observer.on(current, Event.MUTEX_LOCK, mutex.device);
        }
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        synchronized (mutex) {
            boolean acquired = mutex.acquire(current);
            observer.on(current, acquired ? Event.MUTEX_TRYLOCK : Event.MUTEX_TRYLOCK_FAILED, mutex.device);
            return acquired;
        }
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        synchronized (mutex) {
            mutex.release();
            observer.on(current, Event.MUTEX_UNLOCK, mutex.device);
            mutex.notifyAll();
        }
    }

    @Override
    public boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        synchronized (lock) {
            return section.run(this, current, flag);
        }
    }

    @Override
    public void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        synchronized (queue) {
            queue.add(current);
            observer.on(current, Event.QUEUE_ADD, flag.device);
        }
    }

    @Override
    public void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        synchronized (queue) {
            if (queue.contains(current)) {
                observer.on(current, Event.QUEUE_SLEEP, flag.device);
                while (queue.contains(current)) {
                    sleepOn(current, queue);
                }
            }
            observer.on(current, Event.QUEUE_AWAKE, flag.device);
        }
    }

    @Override
    public void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        synchronized (queue) {
            queue.remove(current);
            observer.on(current, Event.QUEUE_REMOVE, flag.device);
        }
    }

    @Override
    public void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        synchronized (queue) {
            queue.wakeAll();
            observer.on(current, Event.QUEUE_WAKE, flag.device);
            queue.notifyAll();
        }
    }

    @Override
    public void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        synchronized (queue) {
            queue.wakeOne();
            observer.on(current, Event.QUEUE_WAKE, flag.device);
            queue.notifyAll();
        }
    }

    @Override
    public void whenClear(Task current, SpinlockSection section, BlockCfgAccess flag) {
        synchronized (flag) {
            if (flag.isSet()) {
                observer.on(current, Event.FLAG_SLEEP, flag.device);
                while (flag.isSet()) {
                    sleepOn(current, flag);
                }
            }
            section.run(this, current, flag);
        }
    }

    @Override
    public boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag) {
        synchronized (flag) {
            boolean result = section.run(this, current, flag);
            if (!flag.isSet()) {
                flag.notifyAll();
            }
            return result;
        }
    }

    @Override
    public void take(Task current, GuardedStep step) {
        synchronized (step.object) {
            taken(current, step);
        }
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep otherwise) {
        synchronized (step.object) {
            boolean possible = step.isPossible();
            taken(current, possible ? step : otherwise);
            return possible;
        }
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep[] otherwise) {
        synchronized (step.object) {
            boolean possible = step.isPossible();
            taken(current, possible ? step : GuardedStep.possible(otherwise));
            return possible;
        }
    }

    @Override
    public boolean await(Task current, SleepingStep step) {
        synchronized (step.now.object) {
            GuardedStep goesOn = step.now;
            if (!goesOn.isPossible() && !step.isInstead()) {
                int way = step.wayToSleep();
                taken(current, step.sleep(way));
                goesOn = step.afterSleep(way);
                while (!goesOn.isPossible() && !step.isInstead()) {
                    sleepOn(current, step.now.object);
                }
            }
            boolean instead = step.isInstead();
            taken(current, instead ? step.instead : goesOn);
            return !instead;
        }
    }

    /** Called with the monitor of the object held. */
    private void taken(Task current, GuardedStep step) {
        step.take(current);
        observer.on(current, step.event, step.object.number);
        step.object.notifyAll();
    }

    @Override
    public void loopHead(Task current, boolean again) {
        // Nothing to do: these engines run the loop.
    }

    @Override
    public boolean choose(Task current) {
        // Whoever controls these threads has no hold on an answer, and one of the two would never be looked at.
        throw new UnsupportedOperationException(
                "an open condition has two answers, of which this machine can give one");
    }

    @Override
    public void revisits(Task current, Object state) {
        // Nothing to do: these engines run the loop.
    }

    @Override
    public void remembersOnly(Task current, int device, long found, long lookedFor, long wereThere) {
        // Nothing to do: these engines run on.
    }

    @Override
    public void step(Task current, Event event, int device) {
        event.mustBeStepOfCode();
        synchronized (hardware) {
            observer.on(current, event, device);
        }
    }

    @Override
    public void note(Task current, Event event, int device) {
        observer.on(current, event, device);
    }

    @Override
    public void lockdep(Task current, LockdepCall call, LockdepMap map) {
        synchronized (lockdep) {
            observer.on(current, lockdep.call(current, call, map), map.device);
        }
    }

    /** An uninterruptible sleep: an interrupt from outside the model would be an engine's error, so it is not swallowed. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops
    protected void sleepOn(Task current, Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the modelled sleep is uninterruptible", e);
        }
    }
}
