package pcilock.specs.property;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/**
 * Watches a run and says which properties it breaks; the run goes on. Being stuck is not an event, so {@link
 * Property#NO_DEADLOCK}, {@link Property#EVERY_TASK_ENDS} and {@link Property#NO_LOST_WAKE_UP} are judged by the engine that
 * finds no task able to move.
 *
 * <p>What it remembers is a function of what happened, kept small because JPF compares it: who took which lock, which bridge
 * a task is resetting, and what a task held when it entered a trylock.
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
                    broken(Property.DEVICE_LOCK_BEFORE_FLAG);
                }
                mutexHolder[device] = task;
                for (int other = 0; other < tasks; other++) {
                    if (other != task && resetting[other] != NOBODY && isBelow(device, resetting[other])) {
                        broken(Property.NO_RESET_OF_HELD_DEVICE);
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
                    broken(Property.TRYLOCK_NEVER_SLEEPS);
                }
            }
            case MUTEX_UNLOCK -> {
                if (mutexHolder[device] != task) {
                    broken(Property.RELEASED_BY_HOLDER);
                }
                mutexHolder[device] = NOBODY;
                afterReleasing(task, device);
            }
            case FLAG_CLEAR -> {
                if (flagHolder[device] == NOBODY) {
                    broken(Property.NO_CLEAR_FLAG_RELEASED);
                } else if (flagHolder[device] != task) {
                    broken(Property.RELEASED_BY_HOLDER);
                }
                flagHolder[device] = NOBODY;
                afterReleasing(task, device);
            }
            case USER_ACCESS -> {
                for (int other = 0; other < tasks; other++) {
                    if (resetting[other] != NOBODY
                            && (resetting[other] == device || isBelow(device, resetting[other]))) {
                        broken(Property.NO_USER_ACCESS_DURING_RESET);
                    }
                }
            }
            case WARN_UNLOCKED_RESET -> broken(Property.NO_UNLOCKED_RESET_WARNING);
            case FLAG_TESTED_SET -> warningSilent[task] = true;
            case RESET_BEGIN -> resetBegins(task, device);
            case RESET_END -> resetting[task] = NOBODY;
            case FUNCTION_RESET -> {
                if (mutexHolder[device] != NOBODY && mutexHolder[device] != task) {
                    broken(Property.NO_RESET_OF_HELD_DEVICE);
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
                        broken(Property.FAILED_TRYLOCK_RESTORES);
                        break;
                    }
                }
                trylockEnds(task);
            }
            case TASK_END -> {
                for (int i = 0; i < locks; i++) {
                    if (holds(task, i)) {
                        broken(Property.NOTHING_LEFT_HELD);
                        break;
                    }
                }
            }
            case LOCKDEP_RECURSION -> broken(Property.LOCKDEP_NO_RECURSION);
            case LOCKDEP_CIRCULAR -> broken(Property.LOCKDEP_NO_CIRCLE);
            case LOCKDEP_UNBALANCED -> broken(Property.LOCKDEP_BALANCED);
            case LOCKDEP_NOT_HELD -> broken(Property.LOCKDEP_ASSERTION_HOLDS);
            case LOCKDEP_SUBCLASS -> broken(Property.LOCKDEP_SUBCLASS_VALID);
            case LOCKDEP_DEPTH -> broken(Property.LOCKDEP_DEPTH_SUFFICES);
            case LOCKDEP_STALE_KEY -> broken(Property.LOCKDEP_NO_STALE_KEY);
            default -> {}
        }
    }

    private void resetBegins(int task, int bridge) {
        if (mutexHolder[bridge] != task || flagHolder[bridge] != task) {
            broken(Property.BRIDGE_HELD);
        }
        if (warningSilent[task] && flagHolder[bridge] != task) {
            broken(Property.WARNING_NEVER_SILENT);
        }
        warningSilent[task] = false;
        resetting[task] = bridge;
        for (int i = 0; i < locks; i++) {
            if (isBelow(i, bridge) && mutexHolder[i] != NOBODY && mutexHolder[i] != task) {
                broken(Property.NO_RESET_OF_HELD_DEVICE);
            }
        }
    }

    private void judgeOrder(int task, int device) {
        for (int i = 0; i < locks; i++) {
            if (isBelow(i, device) && holds(task, i)) {
                broken(Property.TOP_DOWN_ORDER);
            }
        }
    }

    private void afterReleasing(int task, int device) {
        judgeOrder(task, device);
        for (int other = 0; other < tasks; other++) {
            if (resetting[other] == device) {
                broken(Property.BRIDGE_HELD);
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

    private void broken(Property property) {
        journal.broken(property);
    }
}
