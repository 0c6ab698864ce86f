package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;
import pcilock.checks.replay.Holding;
import pcilock.checks.replay.Lock;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.Waiting;

/**
 * Kinds of locks, each of which is taken while the one before it is held, and the first while the last one is. By itself no deadlock.
 *
 * @param kinds each once, the first in the alphabet first
 */
public record LockCycle(List<String> kinds) implements Comparable<LockCycle> {
    /**
     * The cycle that some kinds make, in that order. Neighbours of one kind count once: who waits for a device_lock behind one who waits for
     * another device_lock waits as if it were for that one.
     *
     * @return null where a kind comes twice, so that it is made of several
     */
    static LockCycle of(List<String> kinds) {
        List<String> once = new ArrayList<>();
        for (String kind : kinds) {
            if (once.isEmpty() || !once.get(once.size() - 1).equals(kind)) {
                once.add(kind);
            }
        }
        if (once.size() > 1 && once.get(0).equals(once.get(once.size() - 1))) {
            once.remove(once.size() - 1);
        }
        if (new HashSet<>(once).size() < once.size()) {
            return null;
        }
        Collections.rotate(once, -once.indexOf(Collections.min(once)));
        return new LockCycle(List.copyOf(once));
    }

    /** From each kind to the next, and from the last to the first. */
    public List<Arrow> arrows() {
        return IntStream.range(0, kinds.size())
                .mapToObj(at -> new Arrow(kinds.get(at), kinds.get((at + 1) % kinds.size())))
                .toList();
    }

    /** What tasks that wait for each other at the end of a run have closed: every cycle that some of them wait in. */
    public static SortedSet<LockCycle> closedBy(ReplayedRun run) {
        SortedSet<LockCycle> closed = new TreeSet<>();
        for (Waiting first : run.waiting()) {
            follow(run, new ArrayList<>(List.of(first)), closed);
        }
        return closed;
    }

    private static void follow(ReplayedRun run, List<Waiting> path, SortedSet<LockCycle> closed) {
        Waiting last = path.get(path.size() - 1);
        for (Waiting next : run.waiting()) {
            if (!waitsFor(run, last, next)) {
                continue;
            }
            if (next.equals(path.get(0))) {
                LockCycle cycle = of(path.stream()
                        .map(waiting -> OrderOfLocks.kind(waiting.lock(), waiting.device()))
                        .toList());
                if (cycle != null) {
                    closed.add(cycle);
                }
            } else if (!path.contains(next)) {
                path.add(next);
                follow(run, path, closed);
                path.remove(path.size() - 1);
            }
        }
    }

    private static boolean waitsFor(ReplayedRun run, Waiting waiting, Waiting other) {
        boolean isBehind = waiting.lock() == Lock.DOWN_READ_BEHIND_WRITER
                && other.lock() == Lock.DOWN_WRITE
                && other.device().equals(waiting.device())
                && !other.equals(waiting);
        return isBehind
                || run.held().stream()
                        .anyMatch(holding -> holding.holder().equals(other.task()) && isHeldUp(waiting, holding));
    }

    private static boolean isHeldUp(Waiting waiting, Holding holding) {
        return waiting.device().equals(holding.device()) && excludes(holding.lock(), waiting.lock());
    }

    /** Whether who holds something keeps another from taking it so. */
    static boolean excludes(Lock held, Lock wanted) {
        return switch (wanted) {
            case DOWN_READ -> held == Lock.DOWN_WRITE;
            case DOWN_READ_BEHIND_WRITER -> false;
            case DOWN_WRITE -> held == Lock.DOWN_READ || held == Lock.DOWN_WRITE;
            default -> held == wanted;
        };
    }

    @Override
    public int compareTo(LockCycle cycle) {
        int bySize = Integer.compare(kinds.size(), cycle.kinds.size());
        return bySize != 0 ? bySize : toString().compareTo(cycle.toString());
    }

    /** As in {@code device_lock → sysfs → device_lock}. */
    @Override
    public String toString() {
        return String.join(" → ", kinds) + " → " + kinds.get(0);
    }
}
