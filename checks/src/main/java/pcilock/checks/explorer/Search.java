package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.History;

/**
 * Breadth-first search of all states of a machine. The first run that breaks a property is a shortest one; the search goes on,
 * so that every property that any run breaks is found.
 */
final class Search {
    /** Makes the history of a run, to be filled in. */
    interface HistoryMaker {
        History make();
    }

    private static final int NO_PARENT = -1;

    /** A broken property: the state, and the step from there that breaks it; null when it is the state itself. */
    private record Pending(Property property, int from, Move breaking) {}

    private final Product product;
    private final StateSet states;
    private final HistoryMaker histories;
    private final int devices;
    private final Map<Property, List<Move>> broken = new EnumMap<>(Property.class);
    private final List<Pending> pending = new ArrayList<>();
    private final long[] current;
    private final PlainSearch plain;
    private long brokenBits;
    private long transitions;
    private int depth;

    /**
     * A search.
     *
     * @param histories null where no history is kept
     * @param programs the tables of the tasks, where the product is {@link Product#isPlain plain}; null to go without
     */
    Search(Product product, StateSet states, int devices, HistoryMaker histories, ProgramTables[] programs) {
        this.product = product;
        this.states = states;
        this.devices = devices;
        this.histories = histories;
        current = new long[product.words()];
        plain = programs == null ? null : new PlainSearch(product, states, programs);
    }

    /** Each broken property with a shortest run that breaks it. */
    Map<Property, List<Move>> broken() {
        return broken;
    }

    long transitions() {
        return transitions;
    }

    /** The number of steps that lead to the state that is the most steps away. */
    int depth() {
        return depth;
    }

    /**
     * Visits every state.
     *
     * @throws LimitException when a limit was reached before
     */
    void run() {
        states.add(product.start(), NO_PARENT);
        int levelEnd = 1;
        for (int number = 0; number < states.size(); number++) {
            if (number == levelEnd) {
                levelEnd = states.size();
                depth++;
            }
            int steps = plain == null ? expand(number) : expandPlain(number);
            transitions += steps;
            if (steps == 0) {
                unpack(number);
                judgeEnd(number);
            }
        }
    }

    private void unpack(int number) {
        states.get(number, current);
        product.unpack(current);
    }

    private int expand(int number) {
        unpack(number);
        return product.expand((task, edge, event, successor, brokenNow) -> {
            judgeStep(number, task, edge, event, brokenNow);
            states.add(successor, number);
        });
    }

    private int expandPlain(int number) {
        if (plain.expand(number, brokenBits)) {
            unpack(number);
            product.expand((task, edge, event, unused, brokenNow) -> judgeStep(number, task, edge, event, brokenNow));
        }
        return plain.steps();
    }

    private void judgeStep(int number, int task, Location.Edge edge, Event event, long brokenNow) {
        if ((brokenNow & ~brokenBits) != 0) {
            Move breaking = new Move(new Step(task, event, edge.label.device()), edge);
            stepBreaks(brokenNow & ~brokenBits, number, breaking);
        }
    }

    private void stepBreaks(long properties, int from, Move breaking) {
        for (Property property : Property.values()) {
            if ((properties & Product.bit(property)) != 0) {
                brokenBits |= Product.bit(property);
                // The run up to here is looked up when the search is over: looking it up unpacks other states.
                pending.add(new Pending(property, from, breaking));
            }
        }
    }

    private void judgeEnd(int number) {
        if (!product.hasEnded()) {
            for (Property property : product.brokenByBeingStuck()) {
                if ((brokenBits & Product.bit(property)) == 0) {
                    brokenBits |= Product.bit(property);
                    pending.add(new Pending(property, number, null));
                }
            }
        } else if (histories != null && (brokenBits & Product.bit(Property.LINEARIZABLE)) == 0) {
            if (!history(path(number)).isLinearizable(devices)) {
                brokenBits |= Product.bit(Property.LINEARIZABLE);
                pending.add(new Pending(Property.LINEARIZABLE, number, null));
            }
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
    void lookUpRuns() {
        for (Pending found : pending) {
            List<Move> run = path(found.from());
            if (found.breaking() != null) {
                run.add(found.breaking());
            }
            broken.put(found.property(), run);
        }
        pending.clear();
    }

    /** The steps that lead to a state, none more than needed. */
    private List<Move> path(int number) {
        List<Move> path = new ArrayList<>();
        for (int to = number; states.parent(to) != NO_PARENT; to = states.parent(to)) {
            path.add(move(states.parent(to), to));
        }
        Collections.reverse(path);
        return path;
    }

    private Move move(int from, int to) {
        long[] wanted = new long[product.words()];
        states.get(to, wanted);
        states.get(from, current);
        product.unpack(current);
        Move[] found = new Move[1];
        product.expand((task, edge, event, successor, unused) -> {
            if (found[0] == null && Arrays.equals(successor, wanted)) {
                found[0] = new Move(new Step(task, event, edge.label.device()), edge);
            }
        });
        return found[0];
    }

    /**
     * Looks for a cycle of states, after the search came to its end, depth first. A run that can go round for ever breaks {@link
     * Property#EVERY_TASK_ENDS}.
     */
    boolean findCycle() {
        byte[] colour = new byte[states.size()];
        Deque<int[]> successors = new ArrayDeque<>();
        Deque<int[]> places = new ArrayDeque<>();
        colour[0] = 1;
        successors.push(successors(0));
        places.push(new int[] {0, 0});
        while (!places.isEmpty()) {
            int[] place = places.peek();
            int[] next = successors.peek();
            if (place[1] == next.length) {
                colour[place[0]] = 2;
                places.pop();
                successors.pop();
                continue;
            }
            int to = next[place[1]++];
            if (colour[to] == 1) {
                if (!broken.containsKey(Property.EVERY_TASK_ENDS)) {
                    broken.put(Property.EVERY_TASK_ENDS, cycle(places, to));
                }
                return true;
            }
            if (colour[to] == 0) {
                colour[to] = 1;
                successors.push(successors(to));
                places.push(new int[] {to, 0});
            }
        }
        return false;
    }

    private List<Move> cycle(Deque<int[]> places, int entry) {
        List<Move> run = path(entry);
        List<Integer> round = new ArrayList<>();
        for (int[] place : places) {
            round.add(0, place[0]);
            if (place[0] == entry) {
                break;
            }
        }
        round.add(entry);
        for (int i = 1; i < round.size(); i++) {
            run.add(move(round.get(i - 1), round.get(i)));
        }
        return run;
    }

    private int[] successors(int number) {
        states.get(number, current);
        product.unpack(current);
        List<Integer> numbers = new ArrayList<>();
        product.expand((task, edge, event, successor, unused) -> numbers.add(states.find(successor)));
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
