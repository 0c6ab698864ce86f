package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.History;

/**
 * A search of all states of a machine. It does not stop at the first broken property: every property that any run breaks is found,
 * each with one run that breaks it.
 */
abstract class Search {
    /** Makes the history of a run, to be filled in. */
    interface HistoryMaker {
        History make();
    }

    /** A broken property: the states of the run, and the step after them that breaks it; null when it is the last state itself. */
    private record Pending(Property property, List<long[]> run, Move breaking) {}

    final Product product;
    private final HistoryMaker histories;
    private final int devices;
    private final PlainSearch plain;
    private final Map<Property, List<Move>> broken = new EnumMap<>(Property.class);
    private final List<Pending> pending = new ArrayList<>();
    private final Product.Visitor judging = (task, edge, event, successor, brokenNow) -> {
        judgeStep(task, edge, event, brokenNow);
    };
    private final Product.Visitor visiting = (task, edge, event, successor, brokenNow) -> {
        judgeStep(task, edge, event, brokenNow);
        reached(successor);
    };
    private long brokenBits;
    private long transitions;
    private int depth;
    private boolean foundCycle;

    /**
     * A search.
     *
     * @param histories null where no history is kept
     * @param programs the tables of the tasks, where the product is {@link Product#isPlain plain}; null to go without
     */
    Search(Product product, int devices, HistoryMaker histories, ProgramTables[] programs) {
        this.product = product;
        this.devices = devices;
        this.histories = histories;
        plain = programs == null ? null : new PlainSearch(product, programs);
    }

    /**
     * Visits every state.
     *
     * @throws LimitException when a limit was reached before
     */
    abstract void run();

    /** How many states were visited. */
    abstract long visited();

    /** The states of the run to the state that is being expanded, that one included. */
    abstract List<long[]> runToHere();

    /** Told of each successor of the state that is being expanded; what it is told will be overwritten. */
    abstract void reached(long[] successor);

    /** {@link #reached(long[])} for a state of one word. */
    abstract void reached(long successor);

    /** Each broken property with a run that breaks it. */
    final Map<Property, List<Move>> broken() {
        return broken;
    }

    final long transitions() {
        return transitions;
    }

    /** How many steps the search went away from the start, at most. */
    final int depth() {
        return depth;
    }

    /** Whether the states form a cycle, so that a run can go round for ever; false where that was not searched for. */
    final boolean foundCycle() {
        return foundCycle;
    }

    /** Told how many steps away from the start the state is that comes next. */
    final void goesTo(int steps) {
        depth = Math.max(depth, steps);
    }

    /** Judges a state and its steps, and tells of its successors. */
    final void expand(long[] state) {
        int steps = plain == null ? expandUnpacked(state) : expandPlain(state);
        transitions += steps;
        if (steps == 0) {
            product.unpack(state);
            judgeEnd();
        }
    }

    private int expandUnpacked(long[] state) {
        product.unpack(state);
        return product.expand(visiting);
    }

    private int expandPlain(long[] state) {
        if (plain.expand(state[0], brokenBits)) {
            product.unpack(state);
            product.expand(judging);
        }
        for (int step = 0; step < plain.steps(); step++) {
            reached(plain.successor(step));
        }
        return plain.steps();
    }

    private void judgeStep(int task, Location.Edge edge, Event event, long brokenNow) {
        long brokenFirst = brokenNow & ~brokenBits;
        if (brokenFirst == 0) {
            return;
        }
        Move breaking = new Move(new Step(task, event, edge.label.device()), edge);
        for (Property property : Property.values()) {
            if ((brokenFirst & Product.bit(property)) != 0) {
                breaks(property, runToHere(), breaking);
            }
        }
    }

    private void judgeEnd() {
        if (!product.hasEnded()) {
            for (Property property : product.brokenByBeingStuck()) {
                breaks(property, runToHere(), null);
            }
        } else if (histories != null && !isBroken(Property.LINEARIZABLE)) {
            List<long[]> run = runToHere();
            if (!history(moves(run)).isLinearizable(devices)) {
                breaks(Property.LINEARIZABLE, run, null);
            }
        }
    }

    /** A run that comes back to a state that it was in breaks {@link Property#EVERY_TASK_ENDS}. */
    final void judgeCycle(List<long[]> run) {
        foundCycle = true;
        breaks(Property.EVERY_TASK_ENDS, run, null);
    }

    private boolean isBroken(Property property) {
        return (brokenBits & Product.bit(property)) != 0;
    }

    private void breaks(Property property, List<long[]> run, Move breaking) {
        if (!isBroken(property)) {
            brokenBits |= Product.bit(property);
            // The steps between the states are looked up when the search is over: looking them up unpacks other states.
            pending.add(new Pending(property, run, breaking));
        }
    }

    private History history(List<Move> run) {
        History history = histories.make();
        for (Move move : run) {
            int task = move.step().task();
            if (move.edge().callBegun != Location.Edge.NO_CALL) {
                history.begin(task, move.edge().callBegun);
            }
            if (move.edge().callEnded != Location.Edge.NO_CALL) {
                history.end(task, move.edge().callEnded, move.edge().answer);
            }
        }
        return history;
    }

    /** Looks up the runs of what the search found, whether or not it came to its end. */
    final void lookUpRuns() {
        for (Pending found : pending) {
            List<Move> run = moves(found.run());
            if (found.breaking() != null) {
                run.add(found.breaking());
            }
            broken.put(found.property(), run);
        }
        pending.clear();
    }

    private List<Move> moves(List<long[]> states) {
        List<Move> moves = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            moves.add(move(states.get(i - 1), states.get(i)));
        }
        return moves;
    }

    private Move move(long[] from, long[] to) {
        product.unpack(from);
        Move[] found = new Move[1];
        product.expand((task, edge, event, successor, unused) -> {
            if (found[0] == null && Arrays.equals(successor, to)) {
                found[0] = new Move(new Step(task, event, edge.label.device()), edge);
            }
        });
        return found[0];
    }
}
