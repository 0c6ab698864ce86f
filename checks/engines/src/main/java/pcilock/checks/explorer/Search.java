package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.History;

/**
 * A search of the states of a machine. It does not stop at the first broken property: every property that any run breaks is found,
 * for each task whose doing that is, each with one run that breaks it.
 */
abstract class Search {
    /** Makes the history of a run, to be filled in. */
    interface HistoryMaker {
        History make();
    }

    /** A run from the start to some state. */
    interface Path {
        /** The packed states of the run, the first and the last included. */
        List<long[]> states();
    }

    /**
     * A broken property.
     *
     * @param culprit the task whose doing it is
     * @param steps how many steps break it; going to sleep is counted where that is no step of the search
     * @param path the run to the state from which, or in which, it is broken
     * @param breaking the step that breaks it; null when that is the last state itself
     */
    private record Found(Property property, int culprit, int steps, Path path, Move breaking) {}

    private static final Property[] PROPERTIES = Property.values();

    final Product product;
    private final HistoryMaker histories;
    private final int devices;
    private final PersistentSets reduction;
    private final List<Found> found = new ArrayList<>();
    private long transitions;
    private int depth;
    private boolean foundCycle;

    /** The runs after which nobody can move although some have not ended; null where they are not kept. */
    private List<Path> stuck;

    /** Set once no state needs to be looked at any more. */
    private boolean isDone;

    private Set<Property> wanted;
    private boolean oneCulprit;

    /**
     * A search.
     *
     * @param devices how many the histories are about
     * @param histories null where no history is kept
     * @param reduction says which steps are taken of those that are possible; null to take all
     */
    Search(Product product, int devices, HistoryMaker histories, PersistentSets reduction) {
        this.product = product;
        this.devices = devices;
        this.histories = histories;
        this.reduction = reduction;
    }

    /** Asks for one run of each property only, whoever breaks it. */
    final Search withOneCulprit() {
        oneCulprit = true;
        return this;
    }

    /** Keeps every run after which tasks are stuck: see {@link #stuckRuns}. */
    final void keepStuck() {
        stuck = new ArrayList<>();
    }

    /** Ends the search as soon as a run of each of these properties is found. */
    final void endWith(Set<Property> properties) {
        wanted = properties;
    }

    /**
     * Visits the states.
     *
     * @throws LimitException when a limit was reached before
     */
    abstract void run();

    /** How many states were visited. */
    abstract long visited();

    /** The run to the state that is being expanded. */
    abstract Path pathToHere();

    /** How many steps that run has. */
    abstract int stepsToHere();

    /** Told of each successor of the state that is being expanded, at a place of an array; what it is told will be overwritten. */
    abstract void reached(long[] successors, int at);

    /** {@link #reached(long[], int)} for a state of one word. */
    abstract void reached(long successor);

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

    final boolean isDone() {
        return isDone;
    }

    /** Told how many steps away from the start the state is that comes next. */
    final void goesTo(int steps) {
        depth = Math.max(depth, steps);
    }

    /** Judges the state at a place of an array, and its steps, and tells of its successors. */
    final void expand(long[] states, int at) {
        product.unpack(states, at);
        product.expand(reduction == null ? product.everyTask() : reduction.tasks());
        for (int i = 0; i < product.suspects; i++) {
            judgeStep(product.suspect[i]);
        }
        int steps = product.steps;
        long[] successors = product.successors;
        int taken = 0;
        if (product.sleep == Product.Sleep.JUDGED || product.words > 1) {
            for (int step = 0; step < steps; step++) {
                if (!product.isOnlyJudged(step)) {
                    taken++;
                    reached(successors, step * product.words);
                }
            }
        } else {
            taken = steps;
            for (int step = 0; step < steps; step++) {
                reached(successors[step]);
            }
        }
        transitions += taken;
        if (taken == 0) {
            judgeEnd();
        }
    }

    private void judgeStep(int step) {
        if (product.isQuiet(step)) {
            return;
        }
        boolean isNew = false;
        long[] brokenBy = product.judge(step);
        for (int culprit = 0; culprit < brokenBy.length; culprit++) {
            for (long left = brokenBy[culprit] & ~product.known[culprit]; left != 0; left &= left - 1) {
                Property property = PROPERTIES[Long.numberOfTrailingZeros(left)];
                breaks(property, culprit, stepsToHere() + 1, product.move(step));
                isNew = true;
            }
        }
        if (!isNew) {
            product.isQuietNow(step);
        }
    }

    private void judgeEnd() {
        if (!product.hasEnded()) {
            product.sawGoingToSleep();
            if (stuck != null) {
                stuck.add(pathToHere());
            }
            int steps = stepsToHere() + (product.sleep == Product.Sleep.STEP ? 0 : product.left());
            for (Property property : product.brokenByBeingStuck()) {
                for (int culprit : Stuck.culprits(product.holders())) {
                    forgetLonger(property, culprit, steps);
                    breaks(property, culprit, steps, null);
                }
            }
        } else if (histories != null && (product.known[0] & Judge.bit(Property.LINEARIZABLE)) == 0) {
            Path path = pathToHere();
            if (!history(moves(path.states())).isLinearizable(devices)) {
                // It is the doing of all together.
                breaks(Property.LINEARIZABLE, 0, stepsToHere(), null);
            }
        }
    }

    /** A state that is found later, with fewer tasks that have to go to sleep, may be fewer steps away. */
    private void forgetLonger(Property property, int culprit, int steps) {
        if (product.sleep == Product.Sleep.JUDGED
                && found.removeIf(
                        known -> known.property == property && known.culprit == culprit && known.steps > steps)) {
            product.known[culprit] &= ~Judge.bit(property);
        }
    }

    /** A run that comes back to a state that it was in breaks {@link Property#EVERY_TASK_ENDS}. */
    final void judgeCycle(List<long[]> run) {
        foundCycle = true;
        if ((product.known[0] & Judge.bit(Property.EVERY_TASK_ENDS)) == 0) {
            know(Property.EVERY_TASK_ENDS, 0);
            found.add(new Found(Property.EVERY_TASK_ENDS, 0, run.size() - 1, () -> run, null));
        }
    }

    private void breaks(Property property, int culprit, int steps, Move breaking) {
        if ((product.known[culprit] & Judge.bit(property)) != 0) {
            return;
        }
        know(property, culprit);
        // The steps between the states are looked up when the search is over: looking them up unpacks other states.
        found.add(new Found(property, culprit, steps, pathToHere(), breaking));
        if (wanted != null) {
            isDone = found.stream().map(Found::property).toList().containsAll(wanted);
        }
    }

    private void know(Property property, int culprit) {
        long all = -1;
        for (int task = 0; task < product.tasks; task++) {
            if (oneCulprit || task == culprit) {
                product.known[task] |= Judge.bit(property);
            }
            all &= product.known[task];
        }
        product.knownOfAll = all;
    }

    private History history(List<Move> run) {
        History history = histories.make();
        for (Move move : run) {
            int task = move.task();
            if (move.edge().callBegun != Location.Edge.NO_CALL) {
                history.begin(task, move.edge().callBegun);
            }
            if (move.edge().callEnded != Location.Edge.NO_CALL) {
                history.end(task, move.edge().callEnded, move.edge().answer);
            }
        }
        return history;
    }

    /** Each broken property with a run that breaks it, the first one that was found. To be asked when the search is over. */
    final Map<Property, List<Move>> broken() {
        Map<Property, List<Move>> broken = new EnumMap<>(Property.class);
        for (Found one : found) {
            if (!broken.containsKey(one.property)) {
                broken.put(one.property, run(one));
            }
        }
        return broken;
    }

    /** What is broken by which task, in the order of the properties and then of the tasks. */
    final List<Break> breaks() {
        List<Break> breaks = new ArrayList<>(found.size());
        for (Found one : found) {
            breaks.add(new Break(one.property, one.culprit, one.steps));
        }
        breaks.sort(Break.ORDER);
        return breaks;
    }

    /** The run of a break that was found. */
    final List<Move> run(Break broken) {
        return run(found.stream()
                .filter(one -> one.property == broken.property() && one.culprit == broken.task())
                .findFirst()
                .orElseThrow());
    }

    /** A run to each state in which tasks are stuck. To be asked when the search is over. */
    final List<List<Move>> stuckRuns() {
        return stuck.stream().map(path -> run(path, null, true)).toList();
    }

    private List<Move> run(Found one) {
        return run(one.path, one.breaking, one.property != Property.LINEARIZABLE);
    }

    private List<Move> run(Path path, Move breaking, boolean isStuck) {
        List<long[]> states = path.states();
        List<Move> run = moves(states);
        if (breaking != null) {
            run.add(breaking);
        } else if (product.sleep != Product.Sleep.STEP && isStuck) {
            product.unpack(states.get(states.size() - 1), 0);
            run.addAll(product.goingToSleep());
        }
        return run;
    }

    private List<Move> moves(List<long[]> states) {
        List<Move> moves = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            moves.add(move(states.get(i - 1), states.get(i)));
        }
        return moves;
    }

    private Move move(long[] from, long[] to) {
        product.unpack(from, 0);
        product.expand(product.everyTask());
        for (int step = 0; step < product.steps; step++) {
            int at = step * product.words;
            if (Arrays.equals(product.successors, at, at + product.words, to, 0, to.length)
                    && !product.isOnlyJudged(step)) {
                return product.move(step);
            }
        }
        throw new IllegalStateException("no step leads from a state to the one found from it");
    }
}
