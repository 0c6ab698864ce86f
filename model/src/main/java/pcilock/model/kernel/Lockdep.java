package pcilock.model.kernel;

import java.util.Arrays;

/**
 * The part of the lock validator that 7e89efc6e9e4 leaned on: a stack of held locks for each task, a graph of classes taken
 * while others were held, and registered keys.
 *
 * <p>As in the kernel, lockdep switches itself off with its first report ({@code debug_locks}), so a run shows one report at
 * most. No method here blocks or synchronizes; see {@link Mutex}.
 */
public final class Lockdep {
    private final int classes;
    private final boolean[] registered;
    private final boolean[] follows;
    private final int[][] held;
    private final int[] depth;
    private boolean debugLocks = true;

    /** A validator for so many tasks and devices; the key of every device is registered when it is added. */
    public Lockdep(int tasks, int devices) {
        classes = devices * LockdepMap.MAX_SUBCLASSES;
        registered = new boolean[devices];
        for (int i = 0; i < devices; i++) {
            registered[i] = true;
        }
        follows = new boolean[classes * classes];
        held = new int[tasks][devices + 2];
        depth = new int[tasks];
    }

    private Lockdep(Lockdep other) {
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

    /** Whether both will say the same of everything that follows; once switched off, lockdep says nothing any more. */
    public boolean isLike(Lockdep other) {
        return debugLocks == other.debugLocks
                && (!debugLocks
                        || (Arrays.equals(registered, other.registered)
                                && Arrays.equals(follows, other.follows)
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
            case ACQUIRE -> {
                return debugLocks ? acquire(current.id, map) : Event.LOCKDEP_ACQUIRE;
            }
            case RELEASE -> {
                return debugLocks ? release(current.id, map) : Event.LOCKDEP_RELEASE;
            }
            case ASSERT_HELD -> {
                if (debugLocks && position(current.id, map) < 0) {
                    return report(Event.LOCKDEP_NOT_HELD);
                }
                return Event.LOCKDEP_HELD;
            }
            default -> {
                return debugLocks && registered[map.key] ? report(Event.LOCKDEP_STALE_KEY) : Event.LOCKDEP_FREED;
            }
        }
    }

    private Event acquire(int task, LockdepMap map) {
        if (map.subclass >= LockdepMap.MAX_SUBCLASSES) {
            return report(Event.LOCKDEP_SUBCLASS);
        }
        int next = lockClass(map);
        for (int i = 0; i < depth[task]; i++) {
            if (held[task][i] == next) {
                return report(Event.LOCKDEP_RECURSION);
            }
        }
        for (int i = 0; i < depth[task]; i++) {
            if (reaches(next, held[task][i], new boolean[classes])) {
                return report(Event.LOCKDEP_CIRCULAR);
            }
        }
        for (int i = 0; i < depth[task]; i++) {
            follows[held[task][i] * classes + next] = true;
        }
        held[task][depth[task]++] = next;
        return Event.LOCKDEP_ACQUIRE;
    }

    private Event release(int task, LockdepMap map) {
        int position = position(task, map);
        if (position < 0) {
            return report(Event.LOCKDEP_UNBALANCED);
        }
        depth[task]--;
        for (int i = position; i < depth[task]; i++) {
            held[task][i] = held[task][i + 1];
        }
        held[task][depth[task]] = 0;
        return Event.LOCKDEP_RELEASE;
    }

    private int position(int task, LockdepMap map) {
        for (int i = 0; i < depth[task]; i++) {
            if (held[task][i] == lockClass(map)) {
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

    private static int lockClass(LockdepMap map) {
        return map.key * LockdepMap.MAX_SUBCLASSES + map.subclass;
    }
}
