package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;
import pcilock.checks.engine.LockKind;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.LockUse;
import pcilock.checks.replay.Lock;
import pcilock.model.pci.PciTopology;

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

    /**
     * What tasks have closed that are stuck at the end of a run: every cycle that some of them wait in.
     *
     * @param run its steps, without notes
     */
    public static SortedSet<LockCycle> closedBy(List<Step> run, PciTopology topology) {
        return new WaitingTasks(run, topology).closed;
    }

    /** What each task holds and waits for at the end of a run. */
    private static final class WaitingTasks {
        private final Map<Integer, Set<LockUse>> held = new TreeMap<>();
        private final Map<Integer, LockUse> wanted = new TreeMap<>();
        private final PciTopology topology;
        private final SortedSet<LockCycle> closed = new TreeSet<>();

        WaitingTasks(List<Step> run, PciTopology topology) {
            this.topology = topology;
            run.forEach(this::after);
            wanted.keySet().forEach(first -> follow(new ArrayList<>(List.of(first))));
        }

        private void after(Step step) {
            int number = step.device();
            LockUse waited = LockUse.waitedFor(step.event(), number, topology);
            wanted.remove(step.task());
            if (waited != null) {
                wanted.put(step.task(), waited);
            }
            held.computeIfAbsent(step.task(), unused -> new HashSet<>());
            LockUse taken = LockUse.takenBy(step.event(), number, topology);
            LockUse givenBack = LockUse.givenBackBy(step.event(), number, topology);
            if (LockKind.changedBy(step.event()) != null) {
                // A mutex or a flag is released whoever holds it, and who took it last has it.
                held.values().forEach(locks -> locks.remove(taken == null ? givenBack : taken));
            } else if (givenBack != null) {
                held.get(step.task()).remove(givenBack);
            }
            if (taken != null) {
                held.get(step.task()).add(taken);
            }
        }

        private void follow(List<Integer> path) {
            int last = path.get(path.size() - 1);
            for (int next : wanted.keySet()) {
                if (!isHeldUp(last, next)) {
                    continue;
                }
                if (next == path.get(0)) {
                    LockCycle cycle = of(path.stream()
                            .map(task -> OrderOfLocks.kind(wanted.get(task), topology))
                            .toList());
                    if (cycle != null) {
                        closed.add(cycle);
                    }
                } else if (!path.contains(next)) {
                    path.add(next);
                    follow(path);
                    path.remove(path.size() - 1);
                }
            }
        }

        private boolean isHeldUp(int task, int other) {
            LockUse lock = wanted.get(task);
            boolean isBehind = task != other
                    && lock.lock() == Lock.DOWN_READ
                    && wanted.get(other).equals(new LockUse(Lock.DOWN_WRITE, lock.number()));
            return isBehind || held.get(other).stream().anyMatch(use -> excludes(use, lock));
        }
    }

    /** Whether who holds one keeps another from taking the other. */
    static boolean excludes(LockUse held, LockUse wanted) {
        return held.number() == wanted.number() && held.lock().excludes(wanted.lock());
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
