package pcilock.specs.property;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/**
 * Watches a run and says which properties it breaks and by whose doing; the run goes on. Being stuck is not an event, so {@link
 * Property#NO_DEADLOCK}, {@link Property#EVERY_TASK_ENDS} and {@link Property#NO_LOST_WAKE_UP} are judged by the engine that
 * finds no task able to move.
 *
 * <p>What it remembers is a function of what happened, kept small because JPF compares it: who took which lock, which bridge
 * a task is resetting, and what a task held when it entered a trylock. Who knows all of that can take up a run in its middle: see
 * {@link #forget} and {@link #remember}.
 *
 * <p>Whose doing a break is: for a reset that meets a user's access, a lock of a device below it, or a release of its bridge by
 * somebody who releases what is its own, it is the task that resets, because it should have held what would have kept the others
 * out. For everything else it is the task that acts.
 */
public final class PropertyObserver implements Observer {
    private static final int NOBODY = -1;

    private final Journal journal;
    private final int tasks;
    private final int locks;
    private final boolean[] below;
    private final int[] mutexHolder;
    private final int[] flagHolder;
    private final int[] resetting;
    private final boolean[] warningSilent;
    private final boolean[] insideTrylock;
    private final boolean[] heldBefore;
    private final GuardedObserver guarded;

    public PropertyObserver(PciTopology topology, int tasks, Journal journal) {
        this.journal = journal;
        this.tasks = tasks;
        this.locks = topology.mutexes;
        below = new boolean[locks * locks];
        for (PciDev dev : topology.devices) {
            for (PciDev other : topology.devices) {
                below[dev.index * locks + other.index] = dev.isBelow(other);
            }
        }
        mutexHolder = nobody(locks);
        flagHolder = nobody(locks);
        resetting = nobody(tasks);
        warningSilent = new boolean[tasks];
        insideTrylock = new boolean[tasks];
        heldBefore = new boolean[tasks * locks * 2];
        guarded = topology.wider == null ? null : new GuardedObserver(topology, tasks, journal);
    }

    private static int[] nobody(int length) {
        int[] holders = new int[length];
        for (int i = 0; i < length; i++) {
            holders[i] = NOBODY;
        }
        return holders;
    }

    /** Goes back to the beginning of a run, where nobody holds or resets anything. */
    public void forget() {
        for (int lock = 0; lock < locks; lock++) {
            mutexHolder[lock] = NOBODY;
            flagHolder[lock] = NOBODY;
        }
        for (int task = 0; task < tasks; task++) {
            resetting[task] = NOBODY;
            warningSilent[task] = false;
            trylockEnds(task);
        }
    }

    /** The same of the semaphores and references of a machine that has them: see {@link GuardedObserver#remember}. */
    public void rememberSets(long[] members, boolean[] asleepToRead) {
        guarded.remember(members, asleepToRead);
    }

    /** Takes note of what an event does to semaphores and references, and of nothing else. */
    public void onSets(int task, Event event, int number) {
        guarded.on(task, event, number);
    }

    /**
     * Takes over what a run has come to for one task; to be called after {@link #forget}, and once for each task. Sets of locks are a
     * bit for each {@link PciDev#index}, or {@link pcilock.model.kernel.Mutex#device}, of which there must not be more than 64.
     *
     * @param mutexes the mutexes that the task holds
     * @param flags the flags that it has set
     * @param bridge the bridge that it resets, negative for none
     * @param silent whether it tested the flag for the warning of patch 2, found it set, and began no reset since
     * @param inside whether it is inside an outermost trylock
     * @param mutexesBefore the mutexes that it held when it entered that
     * @param flagsBefore the flags that it had set then
     */
    public void remember(
            int task,
            long mutexes,
            long flags,
            int bridge,
            boolean silent,
            boolean inside,
            long mutexesBefore,
            long flagsBefore) {
        resetting[task] = bridge < 0 ? NOBODY : bridge;
        warningSilent[task] = silent;
        insideTrylock[task] = inside;
        for (int lock = 0; lock < locks; lock++) {
            if ((mutexes >>> lock & 1) != 0) {
                mutexHolder[lock] = task;
            }
            if ((flags >>> lock & 1) != 0) {
                flagHolder[lock] = task;
            }
            heldBefore[position(task, lock)] = (mutexesBefore >>> lock & 1) != 0;
            heldBefore[position(task, lock) + 1] = (flagsBefore >>> lock & 1) != 0;
        }
    }

    @Override
    public void on(Task current, Event event, int device) {
        journal.event(current, event, device);
        int task = current.id;
        if (guarded != null) {
            guarded.on(task, event, device);
        }
        switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK -> {
                judgeOrder(task, device);
                if (flagHolder[device] == task) {
                    broken(Property.DEVICE_LOCK_BEFORE_FLAG, task);
                }
                mutexHolder[device] = task;
                for (int other = 0; other < tasks; other++) {
                    if (other != task && resetting[other] != NOBODY && isBelow(device, resetting[other])) {
                        broken(Property.NO_RESET_OF_HELD_DEVICE, other);
                    }
                }
            }
            case FLAG_SET -> {
                judgeOrder(task, device);
                flagHolder[device] = task;
            }
            case MUTEX_SLEEP,
                    FLAG_SLEEP,
                    QUEUE_SLEEP,
                    SEM_READ_SLEEP,
                    SEM_WRITE_SLEEP,
                    REFERENCE_ENTER_SLEEP,
                    REFERENCE_DRAIN_SLEEP -> {
                if (insideTrylock[task]) {
                    broken(Property.TRYLOCK_NEVER_SLEEPS, task);
                }
            }
            case MUTEX_UNLOCK -> {
                boolean own = mutexHolder[device] == task;
                if (!own) {
                    broken(Property.RELEASED_BY_HOLDER, task);
                }
                mutexHolder[device] = NOBODY;
                afterReleasing(task, device, own);
            }
            case FLAG_CLEAR -> {
                boolean own = flagHolder[device] == task;
                if (flagHolder[device] == NOBODY) {
                    broken(Property.NO_CLEAR_FLAG_RELEASED, task);
                } else if (!own) {
                    broken(Property.RELEASED_BY_HOLDER, task);
                }
                flagHolder[device] = NOBODY;
                afterReleasing(task, device, own);
            }
            case USER_ACCESS -> {
                for (int other = 0; other < tasks; other++) {
                    if (resetting[other] != NOBODY
                            && (resetting[other] == device || isBelow(device, resetting[other]))) {
                        broken(Property.NO_USER_ACCESS_DURING_RESET, other);
                    }
                }
            }
            case WARN_UNLOCKED_RESET -> broken(Property.NO_UNLOCKED_RESET_WARNING, task);
            case FLAG_TESTED_SET -> warningSilent[task] = true;
            case RESET_BEGIN -> resetBegins(task, device);
            case RESET_END -> resetting[task] = NOBODY;
            case FUNCTION_RESET -> {
                if (mutexHolder[device] != NOBODY && mutexHolder[device] != task) {
                    broken(Property.NO_RESET_OF_HELD_DEVICE, task);
                }
            }
            case TRYLOCK_BEGIN -> {
                insideTrylock[task] = true;
                for (int i = 0; i < locks; i++) {
                    heldBefore[position(task, i)] = mutexHolder[i] == task;
                    heldBefore[position(task, i) + 1] = flagHolder[i] == task;
                }
            }
            case TRYLOCK_TAKEN -> trylockEnds(task);
            case TRYLOCK_FAILED -> {
                for (int i = 0; i < locks; i++) {
                    if (heldBefore[position(task, i)] != (mutexHolder[i] == task)
                            || heldBefore[position(task, i) + 1] != (flagHolder[i] == task)) {
                        broken(Property.FAILED_TRYLOCK_RESTORES, task);
                        break;
                    }
                }
                trylockEnds(task);
            }
            case TASK_END -> {
                for (int i = 0; i < locks; i++) {
                    if (holds(task, i)) {
                        broken(Property.NOTHING_LEFT_HELD, task);
                        break;
                    }
                }
            }
            case LOCKDEP_RECURSION -> broken(Property.LOCKDEP_NO_RECURSION, task);
            case LOCKDEP_CIRCULAR -> broken(Property.LOCKDEP_NO_CIRCLE, task);
            case LOCKDEP_UNBALANCED -> broken(Property.LOCKDEP_BALANCED, task);
            case LOCKDEP_NOT_HELD -> broken(Property.LOCKDEP_ASSERTION_HOLDS, task);
            case LOCKDEP_SUBCLASS -> broken(Property.LOCKDEP_SUBCLASS_VALID, task);
            case LOCKDEP_DEPTH -> broken(Property.LOCKDEP_DEPTH_SUFFICES, task);
            case LOCKDEP_STALE_KEY -> broken(Property.LOCKDEP_NO_STALE_KEY, task);
            default -> {}
        }
    }

    private void resetBegins(int task, int bridge) {
        if (mutexHolder[bridge] != task || flagHolder[bridge] != task) {
            broken(Property.BRIDGE_HELD, task);
        }
        if (warningSilent[task] && flagHolder[bridge] != task) {
            broken(Property.WARNING_NEVER_SILENT, task);
        }
        warningSilent[task] = false;
        resetting[task] = bridge;
        for (int i = 0; i < locks; i++) {
            if (isBelow(i, bridge) && mutexHolder[i] != NOBODY && mutexHolder[i] != task) {
                broken(Property.NO_RESET_OF_HELD_DEVICE, task);
            }
        }
    }

    private void judgeOrder(int task, int device) {
        for (int i = 0; i < locks; i++) {
            if (isBelow(i, device) && holds(task, i)) {
                broken(Property.TOP_DOWN_ORDER, task);
            }
        }
    }

    /** Who releases what is its own does no wrong; who releases what the resetting task holds does. */
    private void afterReleasing(int task, int device, boolean own) {
        judgeOrder(task, device);
        for (int other = 0; other < tasks; other++) {
            if (resetting[other] == device) {
                broken(Property.BRIDGE_HELD, own ? other : task);
            }
        }
    }

    private void trylockEnds(int task) {
        insideTrylock[task] = false;
        for (int i = 0; i < 2 * locks; i++) {
            heldBefore[task * locks * 2 + i] = false;
        }
    }

    private boolean holds(int task, int device) {
        return mutexHolder[device] == task || flagHolder[device] == task;
    }

    private boolean isBelow(int device, int bridge) {
        return below[device * locks + bridge];
    }

    private int position(int task, int device) {
        return (task * locks + device) * 2;
    }

    private void broken(Property property, int culprit) {
        journal.brokenBy(property, culprit);
    }
}
