package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pcilock.checks.engine.LockKind;
import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Scenario;

/**
 * What one task may hold where it may wait, and what it waits for there: the hold-and-wait condition of Coffman, Elphick and Shoshani
 * (System Deadlocks, 1971). {@link CircularWait} concludes from it, without a search, that some tasks are never stuck.
 *
 * <p>It is read off one recording in one pass, and is never less than what the task does: where ways of the code meet, the task is taken
 * to hold what it holds on any of them. To hold is to have taken a mutex, set a flag or joined a set of tasks, and not to have given it
 * back, cleared it or left since. Of mutexes and flags it is known exactly, but for those of contested devices, of which another task may
 * give back, or take away, what this one holds.
 *
 * <p>What is held is a set of bits: those of mutexes, of flags and of sets of tasks, in this order.
 */
final class HoldAndWait implements InCompany.Recording {
    private static final int SETS = LockKind.values().length * Long.SIZE;
    private static final int NOTHING = -1;

    /** A place where the task may wait. */
    static final class Wait {
        /** While it is kept there, one of these is held. */
        final long[] wanted;

        /** What the task may hold there; of mutexes and flags of devices that are not contested, what it does hold. */
        final long[] held;

        private Wait(long[] wanted, long[] held) {
            this.wanted = wanted;
            this.held = held;
        }

        /**
         * Whether no two tasks are at these places at once, since each would have a mutex, or a flag, that the other has.
         *
         * @param contested the contested devices, a bit each
         */
        boolean excludes(Wait other, long contested) {
            return (((held[0] & other.held[0]) | (held[1] & other.held[1])) & ~contested) != 0;
        }

        private boolean tellsAllOf(long[] othersWanted, long[] othersHeld) {
            return held[0] == othersHeld[0]
                    && held[1] == othersHeld[1]
                    && contains(wanted, othersWanted)
                    && contains(held, othersHeld);
        }
    }

    private final int width;
    private final long contested;

    /** Of two of which one tells all that the other does, only that one. */
    private final List<Wait> waits = new ArrayList<>();

    /** All that is wanted at some place, ... */
    private final long[] everWanted;

    /** ... held at some place where the task may wait, ... */
    private final long[] everHeld;

    /** ... and held at an end. */
    private final long[] leftHeld;

    private boolean mayHinderItself;
    private boolean hasLoops;
    private long strays;
    private long touched;

    /** What is free, at the place that is looked at, in a state in which none of the steps from there is possible. */
    private final long[] free;

    /** A place in the code, as a call is recorded or as a whole task is. */
    private record ControlPoint(boolean end, List<Transition> transitions) {
        static ControlPoint of(RecordedNode node) {
            List<Transition> transitions = new ArrayList<>(node.edges.size());
            for (RecordedNode.Edge edge : node.edges) {
                transitions.add(new Transition(edge.label, edge.target.number, edge.target.asleep != null));
            }
            return new ControlPoint(node.end, transitions);
        }

        static ControlPoint of(Location location) {
            List<Transition> transitions = new ArrayList<>(location.edges.size());
            for (Location.Edge edge : location.edges) {
                transitions.add(new Transition(edge.label, edge.target.number, edge.target.asleep != null));
            }
            return new ControlPoint(location.end, transitions);
        }
    }

    /**
     * A step to the place with that number.
     *
     * @param goesToSleep whether the task sleeps there
     */
    private record Transition(Label label, int target, boolean goesToSleep) {}

    private HoldAndWait(long contested, int width, long strays) {
        this.contested = contested;
        this.width = width;
        this.strays = strays;
        everWanted = new long[width];
        everHeld = new long[width];
        leftHeld = new long[width];
        free = new long[width];
    }

    /** Looks at a call, and at those after it for each that it may leave held. */
    private void call(CallRecorder recorder, int number, long[] heldBefore) {
        if (number == recorder.calls()) {
            addAll(leftHeld, heldBefore);
            return;
        }
        List<ControlPoint> places =
                recorder.record(number, new LockSet(heldBefore[0], heldBefore[1]).without(contested)).nodes().stream()
                        .map(ControlPoint::of)
                        .toList();
        lookAt(places, heldBefore).forEach(end -> call(recorder, number + 1, end));
    }

    /** Looks at places of which the first is the beginning, and tells what may be held at the ends. */
    private List<long[]> lookAt(List<ControlPoint> places, long[] heldBefore) {
        long[] held = new long[places.size() * width];
        System.arraycopy(heldBefore, 0, held, 0, width);
        boolean changed;
        do {
            changed = passOn(places, held);
        } while (changed && hasLoops);
        List<long[]> ends = new ArrayList<>();
        for (int number = 0; number < places.size(); number++) {
            long[] here = Arrays.copyOfRange(held, number * width, (number + 1) * width);
            if (!places.get(number).end()) {
                look(places.get(number), here);
            } else if (ends.stream().noneMatch(end -> Arrays.equals(end, here))) {
                ends.add(here);
            }
        }
        return ends;
    }

    /** Looks at a task that was recorded where these devices are contested, a bit each. */
    static HoldAndWait of(Automaton automaton, PciTopology machine, long contested) {
        HoldAndWait task = new HoldAndWait(contested, words(machine), automaton.strays());
        task.lookAt(automaton.locations().stream().map(ControlPoint::of).toList(), new long[task.width])
                .forEach(end -> addAll(task.leftHeld, end));
        return task;
    }

    /**
     * Records a task and looks at it.
     *
     * @param scenario a scenario of that one task, with the atomic flag and without a history
     * @param machine its topology
     * @param contested the contested devices, a bit each
     * @param known what was recorded before
     * @throws pcilock.checks.engine.EngineException when the code fails on this topology, or can go round for ever
     */
    static HoldAndWait of(Scenario scenario, PciTopology machine, long contested, TaskRecordings known) {
        CallRecorder recorder = new CallRecorder(scenario, 0, machine, contested, known);
        return known.waits(recorder.wholeTask(), () -> of(scenario, machine, contested, recorder));
    }

    private static HoldAndWait of(Scenario scenario, PciTopology machine, long contested, CallRecorder recorder) {
        HoldAndWait task = new HoldAndWait(contested, words(machine), 0);
        task.call(recorder, 0, new long[task.width]);
        task.strays = recorder.strays();
        if (task.hasLoops) {
            TaskProgram.record(scenario).automaton(contested); // which refuses code that can go round for ever
        }
        return task;
    }

    private static int words(PciTopology machine) {
        int sets = machine.wider == null ? 0 : machine.wider.sets().size();
        return (SETS + sets + Long.SIZE - 1) / Long.SIZE;
    }

    /** What is held on a machine from the beginning, by no task: the bits of the kernel's state that are set. */
    static long[] heldAtFirst(PciTopology machine) {
        long[] held = new long[words(machine)];
        if (machine.wider != null) {
            machine.wider.sets().stream().filter(set -> set.setAtFirst).forEach(set -> add(held, SETS + set.number));
        }
        return held;
    }

    /** Adds to what may be held at each place what may be held when a step leads there; whether there was something to add. */
    private boolean passOn(List<ControlPoint> places, long[] held) {
        boolean changed = false;
        long[] after = new long[width];
        for (int number = 0; number < places.size(); number++) {
            for (Transition transition : places.get(number).transitions()) {
                System.arraycopy(held, number * width, after, 0, width);
                take(transition.label(), after);
                touched |= 1L << transition.label().device();
                hasLoops |= transition.target() <= number;
                for (int i = 0, to = transition.target() * width; i < width; i++, to++) {
                    changed |= (after[i] & ~held[to]) != 0;
                    held[to] |= after[i];
                }
            }
        }
        return changed;
    }

    private static void take(Label step, long[] held) {
        switch (step.effect()) {
            case ACQUIRE -> add(held, step.numberOfLock());
            case RELEASE -> remove(held, step.numberOfLock());
            case SETS -> {
                if (step.sets().left() != SetStep.NONE) {
                    remove(held, SETS + step.sets().left());
                }
                if (step.sets().joined() != SetStep.NONE) {
                    add(held, SETS + step.sets().joined());
                }
            }
            case NONE, ENQUEUE, DEQUEUE, WAKE_ALL, WAKE_ONE, LOCKDEP -> {}
        }
    }

    /** Whether, and for what, the task may wait at a place that is no end. */
    private void look(ControlPoint place, long[] held) {
        if (isAlwaysPossible(place)) {
            return;
        }
        findFree(place);
        if ((((free[0] & held[0]) | (free[1] & held[1])) & ~contested) != 0) {
            return; // A recording knows of mutexes and flags which the task has itself, so that it may go on by a step
            // that needs one.
        }
        long[] wanted = null;
        for (Transition transition : place.transitions()) {
            if (isLookedAt(transition) && needsHeld(transition.label()) == NOTHING) {
                long[] byThis = wanted(transition.label());
                if (isEmpty(byThis)) {
                    return;
                }
                wanted = wanted == null || contains(wanted, byThis) ? byThis : wanted;
            }
        }
        if (wanted == null) {
            // It waits for ever, or for something else than that others give back what they hold.
            mayHinderItself = true;
        } else {
            mayHinderItself |= meets(wanted, held);
            add(wanted, held);
        }
    }

    private static boolean isAlwaysPossible(ControlPoint place) {
        for (Transition transition : place.transitions()) {
            if (transition.label().guard() == Guard.NONE) {
                return true;
            }
        }
        return false;
    }

    /** Whether a step is none of going to sleep, which leads nowhere by itself, and depends on nothing but what is held. */
    private static boolean isLookedAt(Transition transition) {
        Guard guard = transition.label().guard();
        return !transition.goesToSleep() && guard != Guard.QUEUED && guard != Guard.NOT_QUEUED;
    }

    /** Where no step is possible, what a step needs to be held is not, if all that it needs to be free is. */
    private void findFree(ControlPoint place) {
        Arrays.fill(free, 0);
        boolean more = true;
        while (more) {
            more = false;
            for (Transition transition : place.transitions()) {
                int needed = isLookedAt(transition) ? needsHeld(transition.label()) : NOTHING;
                if (needed != NOTHING && !has(free, needed) && isEmpty(wanted(transition.label()))) {
                    add(free, needed);
                    more = true;
                }
            }
        }
    }

    /** What must be held for a step. */
    private static int needsHeld(Label step) {
        return switch (step.guard()) {
            case HELD -> step.numberOfLock();
            case SETS ->
                step.sets().occupied() == SetStep.NONE
                        ? NOTHING
                        : SETS + step.sets().occupied();
            case NONE, FREE, QUEUED, NOT_QUEUED -> NOTHING;
        };
    }

    /** What must be free for a step and is not known to be. */
    private long[] wanted(Label step) {
        long[] wanted = new long[width];
        switch (step.guard()) {
            case FREE -> add(wanted, step.numberOfLock());
            case SETS -> step.sets().empty().forEach(set -> add(wanted, SETS + set));
            case NONE, HELD, QUEUED, NOT_QUEUED -> {}
        }
        for (int i = 0; i < width; i++) {
            wanted[i] &= ~free[i];
        }
        return wanted;
    }

    private void add(long[] wanted, long[] held) {
        for (Wait known : waits) {
            if (known.tellsAllOf(wanted, held)) {
                return;
            }
        }
        Wait wait = new Wait(wanted, held.clone());
        waits.removeIf(known -> wait.tellsAllOf(known.wanted, known.held));
        waits.add(wait);
        addAll(everWanted, wanted);
        addAll(everHeld, held);
    }

    /** Whether the task may wait for ever, or for what it holds itself. */
    boolean mayHinderItself() {
        return mayHinderItself;
    }

    /** The places where it may wait, but for those of which another tells all. */
    List<Wait> waits() {
        return waits;
    }

    /** Whether it may wait for some of this. */
    boolean mayWant(long[] some) {
        return meets(everWanted, some);
    }

    /** Whether it may wait for what another task holds at its end. */
    boolean mayWantWhatIsLeftBy(HoldAndWait other) {
        return meets(everWanted, other.leftHeld);
    }

    /** Whether it may wait for what another task holds where that one waits: a first look, before each place is looked at. */
    boolean mayWaitFor(HoldAndWait other) {
        return meets(everWanted, other.everHeld);
    }

    @Override
    public long strays() {
        return strays;
    }

    @Override
    public long touched() {
        return touched;
    }

    private static boolean has(long[] bits, int bit) {
        return (bits[bit / Long.SIZE] >>> bit & 1) != 0;
    }

    private static void add(long[] bits, int bit) {
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    private static void remove(long[] bits, int bit) {
        bits[bit / Long.SIZE] &= ~(1L << bit);
    }

    private static void addAll(long[] bits, long[] others) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] |= others[i];
        }
    }

    /** Whether some bit is in both. */
    static boolean meets(long[] bits, long[] others) {
        for (int i = 0; i < bits.length; i++) {
            if ((bits[i] & others[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(long[] bits, long[] others) {
        for (int i = 0; i < bits.length; i++) {
            if ((others[i] & ~bits[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
}
