package pcilock.model.kernel;

import java.util.Arrays;

/**
 * The part of the lock validator that 7e89efc6e9e4 leaned on: a stack of held locks for each task, a graph of classes taken
 * while others were held, and registered keys.
 *
 * <p>As in the kernel, lockdep switches itself off with its first report ({@code debug_locks}), so a run shows one report at
 * most. A failed assertion is no report of lockdep's but an ordinary warning, after which lockdep goes on; once it is off, no
 * assertion fails any more. No method here blocks or synchronizes; see {@link Mutex}.
 *
 * <p>The class of device_lock is not validated: it is in no order and is no recursion. But it is on the stack, so it counts among
 * the locks of a task, and its release needs an acquisition. Locks that are held for a moment only, such as pci_lock, are not
 * counted, nor is what a task holds outside this model; a kernel reaches {@link #MAX_LOCK_DEPTH} no later than this one.
 */
public final class Lockdep {
    /** {@code MAX_LOCK_DEPTH}: lockdep gives up when a task comes to hold so many locks. */
    public static final int MAX_LOCK_DEPTH = 48;

    private final int devices;

    /** Those of the devices' keys, in their subclasses, that of pci_slot_mutex, and at last {@link #notValidated}. */
    private final int classes;

    private final boolean[] registered;
    private final boolean[] follows;

    /** For each task the locks that it holds, as {@link #lock} numbers them, in the order in which it took them. */
    private final int[][] held;

    private final int[] depth;
    private boolean debugLocks = true;

    /** A validator for so many tasks and devices; the key of every device is registered when it is added. */
    public Lockdep(int tasks, int devices) {
        this.devices = devices;
        classes = (devices + 1) * LockdepMap.MAX_SUBCLASSES + 1;
        registered = new boolean[devices];
        for (int i = 0; i < devices; i++) {
            registered[i] = true;
        }
        follows = new boolean[classes * classes];
        // Who takes a lock twice is reported, or, where that is a device_lock, sleeps for ever with it twice on the
        // stack.
        held = new int[tasks][Math.min(MAX_LOCK_DEPTH, 2 * (devices + 1))];
        depth = new int[tasks];
    }

    private Lockdep(Lockdep other) {
        devices = other.devices;
        classes = other.classes;
        registered = other.registered.clone();
        follows = other.follows.clone();
        held = new int[other.held.length][];
        for (int i = 0; i < held.length; i++) {
            held[i] = other.held[i].clone();
        }
        depth = other.depth.clone();
        debugLocks = other.debugLocks;
    }

    /** A validator that has seen the same, for an engine that goes back to earlier states. */
    public Lockdep copy() {
        return new Lockdep(this);
    }

    /** Whether both will say the same of everything that follows; once switched off, lockdep looks at keys only. */
    public boolean isLike(Lockdep other) {
        return debugLocks == other.debugLocks
                && Arrays.equals(registered, other.registered)
                && (!debugLocks
                        || (Arrays.equals(follows, other.follows)
                                && Arrays.deepEquals(held, other.held)
                                && Arrays.equals(depth, other.depth)));
    }

    /** Equal for validators that are alike. */
    public int likeness() {
        return debugLocks
                ? 31 * (31 * Arrays.hashCode(follows) + Arrays.deepHashCode(held)) + Arrays.hashCode(depth)
                : 0;
    }

    /** Carries out a call and answers with the event that stands for it. */
    public Event call(Task current, LockdepCall call, LockdepMap map) {
        switch (call) {
            case ACQUIRE, MUTEX_ACQUIRE -> {
                return acquire(current.id, call, map);
            }
            case RELEASE, MUTEX_RELEASE -> {
                return release(current.id, call, map);
            }
            case ASSERT_HELD -> {
                boolean holds = !debugLocks || position(current.id, lock(call, map)) >= 0;
                return holds ? Event.LOCKDEP_HELD : Event.LOCKDEP_NOT_HELD;
            }
            case UNREGISTER_KEY -> {
                registered[map.key] = false;
                return Event.LOCKDEP_KEY_UNREGISTERED;
            }
            default -> {
                return registered[map.key] ? Event.LOCKDEP_STALE_KEY : Event.LOCKDEP_FREED;
            }
        }
    }

    private Event acquire(int task, LockdepCall call, LockdepMap map) {
        Event inOrder = call == LockdepCall.ACQUIRE ? Event.LOCKDEP_ACQUIRE : Event.LOCKDEP_MUTEX_ACQUIRE;
        if (!debugLocks) {
            return inOrder;
        }
        if (map.subclass >= LockdepMap.MAX_SUBCLASSES) {
            return report(Event.LOCKDEP_SUBCLASS);
        }
        int lock = lock(call, map);
        int next = lock % classes;
        if (next != notValidated()) {
            for (int i = 0; i < depth[task]; i++) {
                if (held[task][i] % classes == next) {
                    return report(Event.LOCKDEP_RECURSION);
                }
            }
            for (int i = 0; i < depth[task]; i++) {
                if (reaches(next, held[task][i] % classes, new boolean[classes])) {
                    return report(Event.LOCKDEP_CIRCULAR);
                }
            }
            for (int i = 0; i < depth[task]; i++) {
                if (held[task][i] % classes != notValidated()) {
                    follows[held[task][i] % classes * classes + next] = true;
                }
            }
        }
        held[task][depth[task]++] = lock;
        return depth[task] == MAX_LOCK_DEPTH ? report(Event.LOCKDEP_DEPTH) : inOrder;
    }

    private Event release(int task, LockdepCall call, LockdepMap map) {
        if (debugLocks) {
            int position = position(task, lock(call, map));
            if (position < 0) {
                return report(Event.LOCKDEP_UNBALANCED);
            }
            depth[task]--;
            for (int i = position; i < depth[task]; i++) {
                held[task][i] = held[task][i + 1];
            }
            held[task][depth[task]] = 0;
        }
        return call == LockdepCall.RELEASE ? Event.LOCKDEP_RELEASE : Event.LOCKDEP_MUTEX_RELEASE;
    }

    private int position(int task, int lock) {
        for (int i = 0; i < depth[task]; i++) {
            if (held[task][i] == lock) {
                return i;
            }
        }
        return -1;
    }

    private boolean reaches(int from, int to, boolean[] seen) {
        if (from == to) {
            return true;
        }
        seen[from] = true;
        for (int next = 0; next < classes; next++) {
            if (follows[from * classes + next] && !seen[next] && reaches(next, to, seen)) {
                return true;
            }
        }
        return false;
    }

    private Event report(Event report) {
        debugLocks = false;
        return report;
    }

    /** The number of a lock, of which the remainder by {@link #classes} is its class. */
    private int lock(LockdepCall call, LockdepMap map) {
        boolean mutex = call == LockdepCall.MUTEX_ACQUIRE || call == LockdepCall.MUTEX_RELEASE;
        boolean validated = !mutex || map.device == devices;
        int lockClass = validated ? map.key * LockdepMap.MAX_SUBCLASSES + map.subclass : notValidated();
        return (mutex ? devices + map.device : map.device) * classes + lockClass;
    }

    /** {@code lockdep_set_novalidate_class}: the class of device_lock. */
    private int notValidated() {
        return classes - 1;
    }
}
