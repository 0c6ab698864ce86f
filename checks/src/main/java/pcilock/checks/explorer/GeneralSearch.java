package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/** What {@link ScenarioSearch} does, for tasks that call lockdep or whose states do not fit into a word, on {@link Product}. */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class GeneralSearch {
    private record Found(Break broken, int state, Step last) {}

    private final Product product;
    private final StateSet states;
    private final Map<Property, List<Found>> found = new EnumMap<>(Property.class);
    private final long[] brokenBy;
    private final long[] seenBy;
    private final long[] current;
    private int depth;

    GeneralSearch(List<TaskProgram> tasks, PciTopology topology, boolean withLockdep, int maxStates) {
        long contested = TaskProgram.contested(tasks);
        Automaton[] automata =
                tasks.stream().map(task -> task.automaton(contested)).toArray(Automaton[]::new);
        // A product always needs a lockdep where one is called, even when nobody will ask what it said.
        boolean calls = TaskProgram.callLockdep(tasks);
        LockdepStates lockdep = withLockdep || calls ? new LockdepStates(tasks.size(), topology.devices.length) : null;
        product = new Product(topology, automata, contested, lockdep, null);
        states = new StateSet(product.words(), maxStates, Long.MAX_VALUE);
        brokenBy = new long[tasks.size()];
        seenBy = new long[tasks.size()];
        for (int task = 0; task < seenBy.length; task++) {
            seenBy[task] = Note.events(automata[task].leadingNotes());
        }
        current = new long[product.words()];
    }

    void run() {
        states.add(product.start(), StateSet.NO_PARENT);
        int levelEnd = 1;
        int[] number = new int[1];
        Product.Visitor visitor = (task, edge, event, successor, broken) -> {
            seenBy[task] |= edge.events() | 1L << event.ordinal();
            if (edge.label.lockdepCall() != null) {
                seenBy[task] |=
                        1L << TaskProgram.whenInOrder(edge.label.lockdepCall()).ordinal();
            }
            if (broken != 0) {
                judge(number[0], broken, new Step(task, event, edge.label.device()));
            }
            states.add(successor, number[0]);
        };
        for (number[0] = 0; number[0] < states.size(); number[0]++) {
            if (number[0] == levelEnd) {
                levelEnd = states.size();
                depth++;
            }
            states.get(number[0], current);
            product.unpack(current);
            if (product.expand(visitor) == 0 && !product.hasEnded()) {
                for (Property property : product.brokenByBeingStuck()) {
                    for (int whose : Stuck.culprits(product.holders())) {
                        add(new Break(property, whose, depth), number[0], null);
                    }
                }
            }
        }
    }

    private void judge(int number, long broken, Step step) {
        for (long left = broken; left != 0; left &= left - 1) {
            Property property = Property.values()[Long.numberOfTrailingZeros(left)];
            long whose = whose(property, step);
            for (long tasks = whose; tasks != 0; tasks &= tasks - 1) {
                add(new Break(property, Long.numberOfTrailingZeros(tasks), depth + 1), number, step);
            }
        }
    }

    private long whose(Property property, Step step) {
        long taker = 1L << step.task();
        boolean takes = step.event() == Event.MUTEX_LOCK || step.event() == Event.MUTEX_TRYLOCK;
        if (property == Property.NO_RESET_OF_HELD_DEVICE && takes) {
            return product.tasksThatReset(step.device(), true, false) & ~taker;
        }
        if (property == Property.NO_USER_ACCESS_DURING_RESET) {
            return product.tasksThatReset(step.device(), true, true);
        }
        if (property == Property.BRIDGE_HELD && step.event() != Event.RESET_BEGIN) {
            // Who releases what is its own does no wrong; who releases what the resetting task holds does.
            boolean own = product.holds(step.task(), step.event(), step.device());
            return own ? product.tasksThatReset(step.device(), false, true) : taker;
        }
        return taker;
    }

    private void add(Break broken, int state, Step last) {
        if ((brokenBy[broken.task()] & Product.bit(broken.property())) == 0) {
            brokenBy[broken.task()] |= Product.bit(broken.property());
            found.computeIfAbsent(broken.property(), unused -> new ArrayList<>())
                    .add(new Found(broken, state, last));
        }
    }

    /** The events of the steps that a task took in some run, a bit for each {@link Event#ordinal}. */
    long seen(int task) {
        return seenBy[task];
    }

    int states() {
        return states.size();
    }

    List<Break> breaks() {
        return found.values().stream()
                .flatMap(List::stream)
                .map(Found::broken)
                .sorted(Comparator.comparing(Break::property).thenComparing(Break::task))
                .toList();
    }

    List<Step> run(Break broken) {
        Found where = found.get(broken.property()).stream()
                .filter(candidate -> candidate.broken().equals(broken))
                .findFirst()
                .orElseThrow();
        List<Step> steps = new ArrayList<>();
        if (where.last() != null) {
            steps.add(where.last());
        }
        for (int to = where.state(); states.parent(to) != StateSet.NO_PARENT; to = states.parent(to)) {
            steps.add(step(states.parent(to), to));
        }
        Collections.reverse(steps);
        return steps;
    }

    private Step step(int from, int to) {
        states.get(from, current);
        product.unpack(current);
        Step[] step = new Step[1];
        product.expand((task, edge, event, successor, unused) -> {
            if (step[0] == null && states.find(successor) == to) {
                step[0] = new Step(task, event, edge.label.device());
            }
        });
        return step[0];
    }
}
