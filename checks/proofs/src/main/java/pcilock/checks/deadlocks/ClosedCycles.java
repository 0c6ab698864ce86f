package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.deadlocks.DeadlockPairs.Task;
import pcilock.checks.deadlocks.OrderOfLocks.Arrow;
import pcilock.checks.deadlocks.OrderOfLocks.Waits;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.LockUse;
import pcilock.checks.explorer.OwnWait;
import pcilock.checks.replay.Lock;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;

/**
 * Which cycles of an {@link OrderOfLocks} some run closes, so that its tasks wait for each other just so. First the known deadlocks are
 * looked at, of which there is one for some functions. For each other cycle every two tasks, and every three without what drivers do, are
 * searched for one, on every tree of the same bounds; but for those of which the places where they wait show that they cannot; where one may
 * take away what another holds, these show nothing.
 */
public final class ClosedCycles {
    /**
     * What closes a cycle.
     *
     * @param functions those of the known deadlock; null where none of these closes it
     * @param answer the run; that there is none, or why that is not known
     */
    public record Closing(Object functions, Answer answer) {}

    /**
     * A revision, and what is known of it.
     *
     * @param known the deadlocks of the revision, by their functions: pairs, and triples if they are known; cycles of those on larger trees
     *     than the order is of, which it may not have, are left out
     */
    public record KnownDeadlocks(Revision revision, OrderOfLocks order, List<Map<?, Answer>> known) {}

    private final OrderOfLocks order;
    private final SortedMap<LockCycle, Closing> cycles = new TreeMap<>();

    /**
     * Looks for a run that closes each cycle of each revision. What tasks do that does the same in several is searched once.
     *
     * @param devices the most devices of a tree, as in the orders
     * @param maxStates the most states of one scenario
     * @return in the order of the revisions
     */
    public static List<ClosedCycles> of(List<KnownDeadlocks> revisions, int devices, long maxStates) {
        if (revisions.isEmpty()) {
            return List.of(); // and do not go through trees for nothing
        }
        List<ClosedCycles> all = revisions.stream()
                .map(asked -> new ClosedCycles(asked, devices))
                .toList();
        DeadlockPairs machine = new DeadlockPairs(
                revisions.stream()
                        .map(asked -> DeadlockPairs.Code.of(asked.revision()))
                        .toList(),
                maxStates);
        for (int size = 1; size <= devices; size++) {
            List<Set<LockCycle>> open = all.stream().map(ClosedCycles::open).toList();
            List<List<Wanted>> found = machine.onTrees(size, trees -> on(trees, all, open));
            for (int code = 0; code < all.size(); code++) {
                for (List<Wanted> onTree : found) {
                    onTree.get(code).answers().forEach(all.get(code)::add);
                }
            }
        }
        for (int code = 0; code < all.size(); code++) {
            all.get(code).finish(revisions.get(code).revision());
        }
        return all;
    }

    /** What is found on one tree, from machine to machine: see {@link DeadlockPairs#onMachines}. */
    private static List<Wanted> on(List<OnTree> trees, List<ClosedCycles> all, List<Set<LockCycle>> open) {
        List<Wanted> wanted = new ArrayList<>();
        for (int code = 0; code < trees.size(); code++) {
            wanted.add(all.get(code).new Wanted(trees.get(code), open.get(code)));
        }
        List<List<List<Task>>> twos = wanted.stream().map(one -> one.twos).toList();
        DeadlockPairs.onMachines(
                trees, twos, (code, topology, way, both) -> wanted.get(code).searchTwo(topology, both));
        Map<String, List<Wanted>> byMachine = new LinkedHashMap<>();
        wanted.forEach(one -> one.tree.machines(one.withoutDrivers).forEach(machine -> byMachine
                .computeIfAbsent(machine, unused -> new ArrayList<>())
                .add(one)));
        byMachine.forEach((machine, those) -> those.forEach(one -> one.searchThrees(machine)));
        return wanted;
    }

    private ClosedCycles(KnownDeadlocks asked, int devices) {
        order = asked.order();
        asked.known().forEach(answers -> answers.forEach((functions, answer) -> look(functions, answer, devices)));
    }

    private Set<LockCycle> open() {
        Set<LockCycle> open = new TreeSet<>(order.cycles());
        open.removeAll(closed());
        return open;
    }

    private void finish(Revision revision) {
        order.cycles().forEach(cycle -> add(cycle, new Answer(null, null, 0)));
        if (!order.cycles().containsAll(cycles.keySet())) {
            throw new EngineException(
                    "a run of " + revision.id + " ends in a cycle that is none of its order of locks: "
                            + cycles.keySet().stream()
                                    .filter(cycle -> !order.cycles().contains(cycle))
                                    .toList());
        }
    }

    /** The order whose cycles these are. */
    public OrderOfLocks order() {
        return order;
    }

    /** Every cycle of the order, and what closes it. */
    public SortedMap<LockCycle, Closing> cycles() {
        return Collections.unmodifiableSortedMap(cycles);
    }

    /** Those that some run closes. */
    public SortedSet<LockCycle> closed() {
        SortedSet<LockCycle> closed = new TreeSet<>(cycles.keySet());
        closed.removeIf(cycle -> !cycles.get(cycle).answer().isRefuted());
        return closed;
    }

    /** The order to look at. */
    public OrderDrawing drawing() {
        return new OrderDrawing(order, closed());
    }

    private void look(Object functions, Answer answer, int devices) {
        if (answer.isRefuted()) {
            SortedSet<LockCycle> closes = answer.closes();
            if (answer.devices() > devices) {
                closes.retainAll(order.cycles());
            }
            for (LockCycle cycle : closes) {
                cycles.merge(
                        cycle,
                        new Closing(functions, answer),
                        (one, other) -> other.answer().steps() < one.answer().steps() ? other : one);
            }
        }
    }

    private void add(LockCycle cycle, Answer answer) {
        cycles.merge(
                cycle,
                new Closing(null, answer),
                (one, other) -> one.answer().isRefuted()
                        ? one
                        : new Closing(null, DeadlockPairs.better(one.answer(), other.answer())));
    }

    /** The cycles that are looked for on one tree, and what was found there. */
    private final class Wanted {
        private final OnTree tree;
        private final Set<LockCycle> open;
        private final List<List<Task>> twos;
        private final List<Task> withoutDrivers;
        private final Set<Arrow> arrows = new HashSet<>();

        /** By the notation of the machine, in the order of this code alone: of several shortest runs the first one is kept. */
        private final Map<String, Map<LockCycle, Answer>> ofTwos = new LinkedHashMap<>();

        /** Likewise. */
        private final Map<String, Map<LockCycle, Answer>> ofThrees = new LinkedHashMap<>();

        /** By the notation of the machine and then by the task. */
        private final Map<String, Map<Task, Set<Link>>> links = new HashMap<>();

        Wanted(OnTree tree, Set<LockCycle> open) {
            this.tree = tree;
            this.open = open;
            twos = tree.twos();
            withoutDrivers = tree.tasks().stream()
                    .filter(task -> task.entryPoint().driver == null)
                    .toList();
            open.forEach(cycle -> arrows.addAll(cycle.arrows()));
            for (List<Task> both : twos) {
                tree.machines(both).forEach(machine -> ofTwos.put(tree.topology(machine, both), new TreeMap<>()));
            }
            tree.machines(withoutDrivers)
                    .forEach(machine -> ofThrees.put(tree.topology(machine, List.of()), new TreeMap<>()));
        }

        Map<LockCycle, Answer> answers() {
            Map<LockCycle, Answer> answers = new TreeMap<>();
            Stream.concat(ofTwos.values().stream(), ofThrees.values().stream())
                    .forEach(found ->
                            found.forEach((cycle, answer) -> answers.merge(cycle, answer, DeadlockPairs::better)));
            return answers;
        }

        private void searchTwo(String topology, List<Task> both) {
            search(topology, both, ofTwos.get(topology));
        }

        private void searchThrees(String machine) {
            List<Task> tasks = withoutDrivers;
            String topology = tree.topology(machine, List.of());
            boolean[] takeAway = new boolean[tasks.size()];
            for (int task = 0; task < takeAway.length; task++) {
                takeAway[task] = waits(topology, tasks.get(task)).mayTakeAway();
            }
            boolean[][] heldUp = new boolean[tasks.size()][tasks.size()];
            for (int one = 0; one < heldUp.length; one++) {
                for (int other = 0; other < heldUp.length; other++) {
                    Set<Link> links = links(topology, tasks.get(other));
                    heldUp[one][other] = links(topology, tasks.get(one)).stream()
                            .anyMatch(link -> links.stream().anyMatch(link::isHeldUpBy));
                }
            }
            for (int one = 0; one < heldUp.length; one++) {
                for (int second = one; second < heldUp.length; second++) {
                    for (int third = second; third < heldUp.length; third++) {
                        boolean mayWait = (heldUp[one][second] && heldUp[second][one])
                                || (heldUp[one][third] && heldUp[third][one])
                                || (heldUp[second][third] && heldUp[third][second])
                                || (heldUp[one][second] && heldUp[second][third] && heldUp[third][one])
                                || (heldUp[one][third] && heldUp[third][second] && heldUp[second][one]);
                        List<Task> three = List.of(tasks.get(one), tasks.get(second), tasks.get(third));
                        if (mayWait && tree.asks(three) && tree.machines(three).contains(machine)) {
                            search(topology, three, ofThrees.get(topology));
                        }
                    }
                }
            }
        }

        private void search(String topology, List<Task> tasks, Map<LockCycle, Answer> answers) {
            List<Set<Link>> of =
                    tasks.stream().map(task -> links(topology, task)).toList();
            boolean mayTakeAway =
                    tasks.stream().anyMatch(task -> waits(topology, task).mayTakeAway());
            if (!mayTakeAway && !mayClose(of, PciTopology.parse(topology))) {
                return;
            }
            try {
                tree.closing(topology, tasks, open)
                        .forEach((cycle, answer) -> answers.merge(cycle, answer, DeadlockPairs::better));
            } catch (LimitException e) {
                Answer unknown = new Answer(null, e.getMessage(), 1);
                open.forEach(cycle -> answers.merge(cycle, unknown, DeadlockPairs::better));
            }
        }

        private Waits waits(String topology, Task task) {
            Waits known = order.waits(topology, task);
            return known != null ? known : Waits.of(tree.program(topology, task), PciTopology.parse(topology));
        }

        /** What a task may wait for while it holds what, as far as it may be part of one of the cycles. */
        private Set<Link> links(String topology, Task task) {
            return links.computeIfAbsent(topology, unused -> new HashMap<>()).computeIfAbsent(task, unused -> {
                PciTopology machine = PciTopology.parse(topology);
                Set<Link> found = new HashSet<>();
                for (OwnWait wait : waits(topology, task).places()) {
                    LockUse wanted = wait.wanted();
                    wait.held().forEach(held -> found.add(new Link(held, wanted)));
                    if (wanted.lock() == Lock.DOWN_WRITE) {
                        // Who waits to write keeps those who come to read from it.
                        found.add(new Link(wanted, wanted));
                    }
                }
                found.removeIf(link -> {
                    Arrow arrow = link.arrow(machine);
                    return !arrow.held().equals(arrow.wanted()) && !arrows.contains(arrow);
                });
                return found;
            });
        }

        /** Whether the tasks may wait in one of the cycles, by where each of them waits when it is looked at alone. */
        private boolean mayClose(List<Set<Link>> links, PciTopology topology) {
            for (int first = 0; first < links.size(); first++) {
                for (Link link : links.get(first)) {
                    if (mayClose(links, List.of(first), List.of(link), topology)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean mayClose(List<Set<Link>> links, List<Integer> tasks, List<Link> path, PciTopology topology) {
            Link last = path.get(path.size() - 1);
            if (last.isHeldUpBy(path.get(0))) {
                LockCycle cycle = LockCycle.of(
                        path.stream().map(link -> link.arrow(topology).wanted()).toList());
                if (cycle != null && open.contains(cycle)) {
                    return true;
                }
            }
            for (int next = tasks.get(0) + 1; next < links.size(); next++) {
                if (!tasks.contains(next)) {
                    for (Link link : links.get(next)) {
                        if (last.isHeldUpBy(link) && mayClose(links, with(tasks, next), with(path, link), topology)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static <T> List<T> with(List<T> list, T more) {
            List<T> longer = new ArrayList<>(list);
            longer.add(more);
            return longer;
        }
    }

    /** One lock that a task holds where it waits for another one. */
    private record Link(LockUse held, LockUse wanted) {
        boolean isHeldUpBy(Link other) {
            return LockCycle.excludes(other.held, wanted);
        }

        Arrow arrow(PciTopology topology) {
            return new Arrow(OrderOfLocks.kind(held, topology), OrderOfLocks.kind(wanted, topology));
        }
    }
}
