package pcilock.checks.deadlocks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.deadlocks.DeadlockPairs.Task;
import pcilock.checks.explorer.LockUse;
import pcilock.checks.explorer.OwnWait;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.replay.Lock;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * Which kind of lock a revision takes, or waits for, while it holds which: of every task that {@link DeadlockPairs} asks about, on every tree
 * and on every machine that it is asked about there. A kind is the locks of one name; an active reference is held by who is inside, and
 * waited for by who drains it, and by who may only be inside alone. What never waits, such as a trylock, is taken in no order.
 *
 * <p>An edge says what the code of one task does, whatever it finds, and says by itself nothing of deadlocks; nor does a cycle. Which of the
 * cycles a run closes is for {@link ClosedCycles} to say.
 */
public final class OrderOfLocks {
    /** The most kinds of a cycle that is listed: the most tasks of which it is known which deadlock, since each waits for one lock. */
    public static final int MOST_KINDS = 3;

    /**
     * From the kind that is held to the kind that is taken meanwhile.
     *
     * @param held the kind that is held
     * @param wanted the other kind, or the same one
     */
    public record Arrow(String held, String wanted) implements Comparable<Arrow> {
        @Override
        public int compareTo(Arrow arrow) {
            int byHeld = held.compareTo(arrow.held);
            return byHeld != 0 ? byHeld : wanted.compareTo(arrow.wanted);
        }

        @Override
        public String toString() {
            return held + " → " + wanted;
        }
    }

    /** How a lock is to one of the same kind that is held. */
    public enum Relation {
        /** They are of two kinds. */
        NONE(""),
        DOWN("down the tree"),
        /** Behind the other in the order in which walks over buses come to them, and not below it. */
        ONWARD("onward in the list of a bus"),
        UP("up the tree"),
        BACK("back in the list of a bus"),
        SAME("the same one");

        public final String words;

        Relation(String words) {
            this.words = words;
        }

        /** Whether locks that are only taken so can be in no cycle with others of their kind: all go the way of a walk over the tree. */
        boolean isInOrder() {
            return this == DOWN || this == ONWARD;
        }
    }

    /**
     * In what way both are taken.
     *
     * @param held whether a semaphore is held to read or to write; likewise what is wanted
     */
    public record Way(Lock held, Lock wanted, Relation relation) implements Comparable<Way> {
        @Override
        public int compareTo(Way way) {
            int byHeld = held.compareTo(way.held);
            int byWanted = wanted.compareTo(way.wanted);
            return byHeld != 0 ? byHeld : byWanted != 0 ? byWanted : relation.compareTo(way.relation);
        }

        @Override
        public String toString() {
            List<String> words = new ArrayList<>();
            if (isSemaphore(held)) {
                words.add(held.kernelName + " held");
            }
            if (isSemaphore(wanted)) {
                words.add(wanted.kernelName);
            }
            if (relation != Relation.NONE) {
                words.add(relation.words);
            }
            return String.join(", ", words);
        }

        private static boolean isSemaphore(Lock lock) {
            return lock == Lock.DOWN_READ || lock == Lock.DOWN_WRITE;
        }
    }

    /**
     * A task that makes an edge.
     *
     * @param tree with the fewest devices, with what is not there or not bound at first
     * @param alone whether it does so where no other task was there before; else it depends on what others left behind
     */
    public record Witness(String tree, String task, boolean alone) {
        private Witness orAlone(Witness other) {
            return !alone && other.alone ? other : this;
        }
    }

    /**
     * What takes one kind while another is held.
     *
     * @param by each entry point that does, with a task
     */
    public record Edge(SortedMap<EntryPoint, Witness> by, SortedSet<Way> ways) {
        /** The task on the tree with the fewest devices; of several, one that needs no other. */
        public Witness witness() {
            return by.values().stream()
                    .min(Comparator.comparing((Witness witness) -> !witness.alone())
                            .thenComparingInt(witness -> PciTopology.parse(witness.tree()).devices.length))
                    .orElseThrow();
        }

        /** The names of the entry points. */
        public String functions() {
            return by.keySet().stream().map(entryPoint -> entryPoint.kernelName).collect(Collectors.joining(", "));
        }

        /** In which ways it is taken, where that is to be told. */
        public String words() {
            return ways.stream()
                    .map(Way::toString)
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("; "));
        }

        private Edge and(Edge other) {
            other.by.forEach((entryPoint, witness) -> by.merge(entryPoint, witness, Witness::orAlone));
            ways.addAll(other.ways);
            return this;
        }
    }

    private static final Arrow RESET_LOCK_TO_DEVICE_LOCK = new Arrow("reset_lock", Lock.DEVICE_LOCK.kernelName);

    private final SortedMap<Arrow, Edge> edges = new TreeMap<>();

    /**
     * Where a task waits.
     *
     * @param places whatever it finds
     * @param mayTakeAway whether it may release, or take away, what it does not hold; who runs with it may wait elsewhere, too
     */
    record Waits(Set<OwnWait> places, boolean mayTakeAway) {
        static Waits of(TaskProgram program, PciTopology topology) {
            return new Waits(OwnWait.of(program, topology, false), TaskProgram.mayTakeAway(List.of(program)));
        }
    }

    /** By the notation of the machine and then by the task. */
    private final Map<String, Map<String, Waits>> waits = new HashMap<>();

    /** Before any tree was looked at. */
    OrderOfLocks() {}

    /** Adds what tasks do on a machine. It depends on the drivers there, and so on the other task that each is asked with. */
    void add(OnTree tree, List<Task> tasks, String machine) {
        tasks.forEach(task -> waits.computeIfAbsent(machine, unused -> new HashMap<>())
                .computeIfAbsent(task.text(), unused -> add(tree, task, machine)));
    }

    /** Adds what was found on a tree that is no smaller. */
    void add(OrderOfLocks other) {
        other.edges.forEach((arrow, edge) -> edges.merge(arrow, edge, Edge::and));
        waits.putAll(other.waits);
    }

    /** What is taken while something is held, by both. */
    public SortedMap<Arrow, Edge> edges() {
        return Collections.unmodifiableSortedMap(edges);
    }

    /**
     * Whether reset_lock of a hot-plug port is held over a driver's bind or unbind, which it must not be: {@link
     * Property#RESET_LOCK_NOT_OVER_BIND}, of all tasks at once and without a run. Both take device_lock, so it is not where nothing takes
     * that while reset_lock is held.
     *
     * @return PROVED, of these trees and tasks, or UNKNOWN and what takes it
     */
    public String resetLockOverBind() {
        Edge edge = edges.get(RESET_LOCK_TO_DEVICE_LOCK);
        return edge == null
                ? "PROVED"
                : "UNKNOWN, since " + edge.witness().task() + " on "
                        + edge.witness().tree() + " takes device_lock while reset_lock is held";
    }

    /** Where a task on a machine waits; null where no such machine was looked at. */
    Waits waits(String machine, Task task) {
        return waits.getOrDefault(machine, Map.of()).get(task.text());
    }

    private Waits add(OnTree tree, Task task, String machine) {
        PciTopology topology = PciTopology.parse(machine);
        TaskProgram program = tree.program(machine, task);
        Waits its = Waits.of(program, topology);
        for (boolean alone : new boolean[] {true, false}) {
            Witness witness = new Witness(PciTopology.withoutAdded(machine), task.text(), alone);
            SortedMap<EntryPoint, Witness> by = new TreeMap<>(Map.of(task.entryPoint(), witness));
            for (OwnWait wait : alone ? OwnWait.of(program, topology, true) : its.places()) {
                for (LockUse held : wait.held()) {
                    SortedSet<Way> ways = new TreeSet<>(Set.of(way(held, wait.wanted(), topology)));
                    edges.merge(
                            new Arrow(kind(held, topology), kind(wait.wanted(), topology)),
                            new Edge(new TreeMap<>(by), ways),
                            Edge::and);
                }
            }
        }
        return its;
    }

    /** The kind of a lock. */
    static String kind(LockUse use, PciTopology topology) {
        return kind(use.lock(), topology.nameOf(use.number()));
    }

    /** The kind of a lock, from what its name is for people. */
    static String kind(Lock lock, String name) {
        return lock == Lock.DEVICE_LOCK || lock == Lock.BLOCK_CFG_ACCESS
                ? lock.kernelName
                : name.replaceFirst("\\(.*", "");
    }

    private static Way way(LockUse held, LockUse wanted, PciTopology topology) {
        boolean ofOneKind = kind(held, topology).equals(kind(wanted, topology));
        return new Way(
                held.lock(),
                wanted.lock(),
                ofOneKind ? relation(held.number(), wanted.number(), topology) : Relation.NONE);
    }

    private static Relation relation(int held, int wanted, PciTopology topology) {
        if (held == wanted) {
            return Relation.SAME;
        }
        PciDev from = device(held, topology);
        PciDev to = device(wanted, topology);
        if (to.isBelow(from) || to.physfn == from) {
            return Relation.DOWN;
        }
        if (from.isBelow(to) || from.physfn == to) {
            return Relation.UP;
        }
        List<PciDev> walked = new ArrayList<>();
        walk(topology.rootBus, walked);
        return walked.indexOf(from) < walked.indexOf(to) ? Relation.ONWARD : Relation.BACK;
    }

    private static PciDev device(int number, PciTopology topology) {
        if (topology.isDevice(number)) {
            return topology.devices[number];
        }
        String name = topology.nameOf(number);
        return topology.device(name.substring(name.indexOf('(') + 1, name.length() - 1));
    }

    private static void walk(PciBus bus, List<PciDev> walked) {
        for (PciDev dev : bus.devices) {
            walked.add(dev);
            if (dev.subordinate != null) {
                walk(dev.subordinate, walked);
            }
        }
    }

    /** Every kind that is held while another is taken, or taken. */
    public SortedSet<String> kinds() {
        SortedSet<String> kinds = new TreeSet<>();
        edges.keySet().forEach(arrow -> kinds.addAll(List.of(arrow.held(), arrow.wanted())));
        return kinds;
    }

    /** The most kinds from each of which edges lead to each other one of them, over others or not; of several as many, the first in the alphabet. */
    public SortedSet<String> knot() {
        Map<String, SortedSet<String>> reached = new TreeMap<>();
        for (String kind : kinds()) {
            SortedSet<String> from = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(after(kind));
            while (!open.isEmpty()) {
                String next = open.remove();
                if (from.add(next)) {
                    open.addAll(after(next));
                }
            }
            reached.put(kind, from);
        }
        SortedSet<String> largest = new TreeSet<>();
        for (String kind : reached.keySet()) {
            SortedSet<String> knot = new TreeSet<>(reached.get(kind));
            knot.removeIf(other -> !reached.get(other).contains(kind));
            if (knot.size() > largest.size()) {
                largest = knot;
            }
        }
        return largest;
    }

    /** Every cycle of no more than {@link #MOST_KINDS} kinds. */
    public SortedSet<LockCycle> cycles() {
        SortedSet<LockCycle> cycles = new TreeSet<>();
        for (String kind : kinds()) {
            follow(new ArrayList<>(List.of(kind)), cycles);
        }
        return cycles;
    }

    private void follow(List<String> path, SortedSet<LockCycle> cycles) {
        for (String next : after(path.get(path.size() - 1))) {
            if (next.equals(path.get(0))) {
                cycles.add(LockCycle.of(path));
            } else if (next.compareTo(path.get(0)) > 0 && !path.contains(next) && path.size() < MOST_KINDS) {
                path.add(next);
                follow(path, cycles);
                path.remove(path.size() - 1);
            }
        }
    }

    /** What is taken while a kind is held, so that it can be part of a cycle. */
    private List<String> after(String kind) {
        return edges.entrySet().stream()
                .filter(entry -> entry.getKey().held().equals(kind))
                .filter(entry -> !entry.getKey().wanted().equals(kind)
                        || entry.getValue().ways().stream()
                                .anyMatch(way -> !way.relation().isInOrder()))
                .map(entry -> entry.getKey().wanted())
                .toList();
    }
}
