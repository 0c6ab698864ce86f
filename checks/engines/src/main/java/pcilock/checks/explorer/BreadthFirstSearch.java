package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Visits the states breadth first: the first run that breaks a property is a shortest one. */
final class BreadthFirstSearch extends Search {
    private final StateSet states;
    private final boolean searchForCycles;
    private final long[] current;
    private int expanded;
    private int steps;

    /**
     * A search.
     *
     * @param states an empty set
     * @param histories null where no history is kept
     * @param reduction null to take every step
     */
    BreadthFirstSearch(
            Product product,
            StateSet states,
            int devices,
            HistoryMaker histories,
            PersistentSets reduction,
            boolean searchForCycles) {
        super(product, devices, histories, reduction);
        this.states = states;
        this.searchForCycles = searchForCycles;
        current = new long[product.words()];
    }

    @Override
    long visited() {
        return states.size();
    }

    @Override
    void run() {
        states.add(product.start(), 0, StateSet.NO_PARENT);
        int levelEnd = 1;
        for (expanded = 0; expanded < states.size() && !isDone(); expanded++) {
            if (expanded == levelEnd) {
                levelEnd = states.size();
                steps++;
                goesTo(steps);
            }
            states.get(expanded, current);
            expand(current, 0);
        }
        if (searchForCycles && !isDone()) {
            findCycle();
        }
    }

    @Override
    void reached(long[] successors, int at) {
        states.add(successors, at, expanded);
    }

    @Override
    void reached(long successor) {
        states.add(successor, expanded);
    }

    @Override
    Path pathToHere() {
        int here = expanded;
        return () -> runTo(here);
    }

    @Override
    int stepsToHere() {
        return steps;
    }

    /** The states on the way to a state, no more than needed. */
    private List<long[]> runTo(int number) {
        List<long[]> run = new ArrayList<>();
        for (int state = number; state != StateSet.NO_PARENT; state = states.parent(state)) {
            run.add(state(state));
        }
        Collections.reverse(run);
        return run;
    }

    private long[] state(int number) {
        long[] state = new long[product.words()];
        states.get(number, state);
        return state;
    }

    /** Looks for a cycle of states, after the search came to its end, depth first. */
    private void findCycle() {
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
                judgeCycle(cycle(places, to));
                return;
            }
            if (colour[to] == 0) {
                colour[to] = 1;
                successors.push(successors(to));
                places.push(new int[] {to, 0});
            }
        }
    }

    private List<long[]> cycle(Deque<int[]> places, int entry) {
        List<long[]> round = new ArrayList<>();
        round.add(state(entry));
        for (int[] place : places) {
            if (place[0] == entry) {
                break;
            }
            round.add(state(place[0]));
        }
        Collections.reverse(round);
        List<long[]> run = runTo(entry);
        run.addAll(round);
        return run;
    }

    private int[] successors(int number) {
        states.get(number, current);
        product.unpack(current, 0);
        product.expand(product.everyTask());
        int[] numbers = new int[product.steps];
        for (int step = 0; step < numbers.length; step++) {
            numbers[step] = states.find(product.successors, step * product.words());
        }
        return numbers;
    }
}
