package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pcilock.checks.engine.LockKind;
import pcilock.checks.replay.Lock;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.PciTopology;

/**
 * A place in the code of a task where it waits for a lock as long as another task holds it, and what it holds there. What never waits,
 * such as a trylock, has no such place.
 *
 * @param wanted what it takes there, or waits to be left by all others
 * @param held what it holds
 */
public record OwnWait(LockUse wanted, Set<LockUse> held) {
    /** Where a task is, and what it has joined; bits that it found or made are among the sets. */
    private record OwnState(Location location, LockSet locks, BitSet sets) {}

    /**
     * Every such place of a task, whatever it finds.
     *
     * @param alone whether to leave out those that it comes to only where another task was there before or is there too
     */
    public static Set<OwnWait> of(TaskProgram task, PciTopology topology, boolean alone) {
        return new Walk(topology, alone).from(task.automaton(0).locations().get(0));
    }

    private static final class Walk {
        private final PciTopology topology;
        private final List<TaskSet> sets;

        /** By the number of the set; null for one that is no lock that is held by who is in it. */
        private final Map<Integer, LockUse> uses = new HashMap<>();

        private final boolean alone;
        private final Set<OwnWait> found = new LinkedHashSet<>();
        private final Set<OwnState> seen = new LinkedHashSet<>();
        private final Deque<OwnState> open = new ArrayDeque<>();

        Walk(PciTopology topology, boolean alone) {
            this.topology = topology;
            this.alone = alone;
            sets = topology.wider == null ? List.of() : topology.wider.sets();
            for (GuardedObject object : topology.wider == null ? List.<GuardedObject>of() : topology.wider.objects()) {
                Lock.heldIn(object).forEach((set, lock) -> uses.put(set.number, new LockUse(lock, object.number)));
            }
        }

        Set<OwnWait> from(Location start) {
            BitSet atFirst = new BitSet();
            sets.stream()
                    .filter(set -> set.setAtFirst && isFollowed(set.number))
                    .forEach(set -> atFirst.set(set.number));
            reach(new OwnState(start, LockSet.EMPTY, atFirst));
            while (!open.isEmpty()) {
                OwnState place = open.remove();
                for (Location.Edge edge : place.location().edges) {
                    Location target = edge.target;
                    if (target.asleep != null) {
                        found.add(new OwnWait(LockUse.waitedFor(target.asleep, target.device, topology), held(place)));
                        // What comes after sleep comes without it, too.
                    } else if (isPossible(edge.label, place)) {
                        reach(after(edge, place));
                    }
                }
            }
            return found;
        }

        private void reach(OwnState place) {
            if (seen.add(place)) {
                open.add(place);
            }
        }

        /** Where a step leads. What others join and leave is not followed in company. */
        private OwnState after(Location.Edge edge, OwnState from) {
            Label label = edge.label;
            LockSet locks = label.event() == null ? from.locks() : from.locks().after(label.event(), label.device());
            BitSet joined = from.sets();
            if (label.sets() != null) {
                joined = (BitSet) joined.clone();
                if (isFollowed(label.sets().left())) {
                    joined.clear(label.sets().left());
                }
                if (isFollowed(label.sets().joined())) {
                    joined.set(label.sets().joined());
                }
            }
            return new OwnState(edge.target, locks, joined);
        }

        private boolean isFollowed(int set) {
            return set != SetStep.NONE && (alone || uses.containsKey(set));
        }

        private boolean isPossible(Label label, OwnState place) {
            if (!alone) {
                return true;
            }
            return switch (label.guard()) {
                case FREE -> !place.locks().has(label.lock(), label.device());
                case HELD -> place.locks().has(label.lock(), label.device());
                case SETS ->
                    label.sets().empty().stream().noneMatch(place.sets()::get)
                            && (label.sets().occupied() == SetStep.NONE
                                    || place.sets().get(label.sets().occupied()));
                case NONE, QUEUED, NOT_QUEUED -> true;
            };
        }

        private Set<LockUse> held(OwnState place) {
            Set<LockUse> held = new LinkedHashSet<>();
            for (int number = 0; number < topology.mutexes; number++) {
                for (LockKind kind : LockKind.values()) {
                    if (place.locks().has(kind, number)) {
                        held.add(LockUse.of(kind, number, topology));
                    }
                }
            }
            place.sets().stream().mapToObj(uses::get).filter(Objects::nonNull).forEach(held::add);
            return held;
        }
    }
}
