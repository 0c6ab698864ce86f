package pcilock.checks.explorer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.GuardedObserver;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;

/**
 * The machine with all its tasks: packed states, and the steps that lead from one to the next.
 *
 * <p>A state is where each task is in its automaton, who is on the wait queue and, for contested locks only, who holds
 * them. The properties are judged as {@link pcilock.specs.property.PropertyObserver} judges them; every counterexample is
 * replayed against that one, and a test compares the two on every step of small scenarios.
 *
 * <p>One instance is used by one thread: it holds the state that was unpacked last.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class Product {
    /** Told of each step that the state at hand allows. */
    interface Visitor {
        /**
         * Sees a step.
         *
         * @param successor the packed state after the step, overwritten by the next call
         * @param event the step's own event
         * @param broken the properties that the step breaks, a bit for each {@link Property#ordinal}
         */
        void step(int task, Location.Edge edge, Event event, long[] successor, long broken);
    }

    private final int tasks;
    private final int locks;
    private final Place[][] places;
    private final long contested;
    private final int[] contestedLocks;
    private final boolean history;
    private final LockdepStates lockdep;
    private final long[] below;

    private final int words;
    private final int bitsOfLastWord;
    private final Field[] place;
    private final Field queue;
    private final Field[] mutexHolder;
    private final Field[] flagHolder;
    private final Field[] mutexesBefore;
    private final Field[] flagsBefore;
    private final Field lockdepState;

    /** For each set of tasks of the machine, null where no step is about it. */
    private final Field[] sets;

    private final boolean[] isBit;
    private final long[] members;
    private final boolean[] asleepToRead;
    private final GuardedObserver guarded;
    private long guardedBroken;
    private final Field[][][] endedBefore;
    private final Field[][] answers;

    private final long[] state;
    private final long[] successor;
    private final Place[] at;
    private final long[] mutexes;
    private final long[] flags;
    private long allMutexes;
    private long allFlags;
    private long queued;
    private boolean anyoneResets;

    /** The events of the steps that {@link #expand} saw, a bit for each {@link Event#ordinal}. */
    private long seen;

    /**
     * A machine.
     *
     * @param contested the devices of which a task may take away what another one holds, a bit each
     * @param lockdep null where the code does not call lockdep
     * @param calls how many calls each task makes, where a history is kept; else null
     */
    Product(PciTopology topology, Automaton[] automata, long contested, LockdepStates lockdep, int[] calls) {
        tasks = automata.length;
        locks = topology.mutexes;
        this.contested = contested;
        contestedLocks = IntStream.range(0, locks)
                .filter(lock -> (contested >>> lock & 1) != 0)
                .toArray();
        this.history = calls != null;
        this.lockdep = lockdep;
        places = new Place[tasks][];
        below = Below.of(topology);

        Field.Layout layout = new Field.Layout();
        queue = layout.field((1L << tasks) - 1);
        place = new Field[tasks];
        for (int task = 0; task < tasks; task++) {
            place[task] = layout.field(automata[task].locations().size() - 1L);
            places[task] = places(automata[task], place[task]);
            for (Note note : automata[task].leadingNotes()) {
                seen |= 1L << note.event().ordinal();
            }
        }
        mutexHolder = new Field[locks];
        flagHolder = new Field[locks];
        for (int lock : contestedLocks) {
            mutexHolder[lock] = layout.field(tasks);
            flagHolder[lock] = layout.field(tasks);
        }
        mutexesBefore = fields(layout, contested == 0 ? 0 : tasks, contested);
        flagsBefore = fields(layout, contested == 0 ? 0 : tasks, contested);
        sets = sets(layout, topology, automata);
        members = new long[sets.length];
        isBit = new boolean[sets.length];
        for (int set = 0; set < sets.length; set++) {
            isBit[set] = topology.wider.sets().get(set).bit;
        }
        asleepToRead = new boolean[sets.length == 0 ? 0 : tasks];
        guarded = new GuardedObserver(topology, tasks, new Journal() {
            @Override
            public void broken(Property property) {
                guardedBroken |= bit(property);
            }
        });
        lockdepState = lockdep == null ? null : layout.field(LockdepStates.MOST);
        endedBefore = new Field[history ? tasks : 0][][];
        answers = new Field[history ? tasks : 0][];
        for (int task = 0; task < answers.length; task++) {
            answers[task] = fields(layout, calls[task], 1);
            endedBefore[task] = new Field[calls[task]][tasks];
            for (int call = 0; call < calls[task]; call++) {
                for (int other = 0; other < tasks; other++) {
                    endedBefore[task][call][other] = layout.field(calls[other]);
                }
            }
        }
        words = layout.words();
        bitsOfLastWord = layout.bitsOfLastWord();
        state = new long[words];
        successor = new long[words];
        at = new Place[tasks];
        mutexes = new long[tasks];
        flags = new long[tasks];
    }

    private Field[] sets(Field.Layout layout, PciTopology topology, Automaton[] automata) {
        if (topology.wider == null) {
            return new Field[0];
        }
        Field[] made = new Field[topology.wider.sets().size()];
        for (Automaton automaton : automata) {
            for (Location location : automaton.locations()) {
                for (Location.Edge edge : location.edges) {
                    SetStep step = edge.label.sets();
                    int joined = step == null ? SetStep.NONE : step.joined();
                    // One that nobody joins is empty for ever.
                    if (joined != SetStep.NONE && made[joined] == null) {
                        made[joined] = layout.field(topology.wider.sets().get(joined).bit ? 1 : (1L << tasks) - 1);
                    }
                }
            }
        }
        return made;
    }

    private Place[] places(Automaton automaton, Field field) {
        List<Location> locations = automaton.locations();
        Place[] made = new Place[locations.size()];
        for (int i = 0; i < made.length; i++) {
            Location location = locations.get(i);
            Place.Arc[] arcs = new Place.Arc[location.edges.size()];
            for (int j = 0; j < arcs.length; j++) {
                arcs[j] = arc(location, location.edges.get(j), field);
            }
            made[i] = new Place(location, arcs);
        }
        return made;
    }

    private Place.Arc arc(Location from, Location.Edge edge, Field field) {
        long broken = 0;
        if (contested == 0) {
            broken = OwnBreaks.byEvent(edge.label, from.memory, below[edge.label.device()])
                    | OwnBreaks.byNotes(edge, from.memory);
        }
        long change = (long) (from.number ^ edge.target.number) << field.shift;
        return new Place.Arc(edge, change, edge.events(), broken);
    }

    private static Field[] fields(Field.Layout layout, int count, long most) {
        Field[] fields = new Field[count];
        for (int i = 0; i < count; i++) {
            fields[i] = layout.field(most);
        }
        return fields;
    }

    /** The length of a packed state, in longs. */
    int words() {
        return words;
    }

    /** How many bits of the last word of a packed state are used, from the lowest on. */
    int bitsOfLastWord() {
        return bitsOfLastWord;
    }

    /**
     * Whether a state is one word that says where each task is and who is on the wait queue, and nothing else: {@link PlainSearch}
     * can then step from state to state without unpacking them.
     */
    boolean isPlain() {
        return words == 1
                && contested == 0
                && !history
                && lockdep == null
                && sets.length == 0
                && locks <= ProgramTables.MOST_DEVICES;
    }

    /** Where a task is, in a packed state. */
    Field place(int task) {
        return place[task];
    }

    /** The tasks on the wait queue, in a packed state. */
    Field queue() {
        return queue;
    }

    /** The devices below a lock, a bit each. */
    long below(int lock) {
        return below[lock];
    }

    /** Null where the code does not call lockdep. */
    LockdepStates lockdep() {
        return lockdep;
    }

    /** Adds to {@link #seen} what was seen elsewhere. */
    void saw(long events) {
        seen |= events;
    }

    /** The packed state in which every task is at its start, where every field is zero. */
    long[] start() {
        return new long[words];
    }

    /** Unpacks a state; everything else here is about the state unpacked last. */
    void unpack(long[] packed) {
        for (int i = 0; i < words; i++) {
            state[i] = packed[i];
        }
        queued = queue.get(state);
        allMutexes = 0;
        allFlags = 0;
        anyoneResets = false;
        for (int task = 0; task < tasks; task++) {
            Place here = places[task][(int) place[task].get(state)];
            at[task] = here;
            mutexes[task] = here.mutexes;
            flags[task] = here.flags;
            allMutexes |= here.mutexes;
            allFlags |= here.flags;
            anyoneResets |= here.resetting != Memory.NOTHING;
        }
        unpackHolders();
        for (int set = 0; set < sets.length; set++) {
            members[set] = sets[set] == null ? 0 : sets[set].get(state);
        }
    }

    private void unpackHolders() {
        for (int device : contestedLocks) {
            int mutexOf = (int) mutexHolder[device].get(state) - 1;
            if (mutexOf >= 0) {
                mutexes[mutexOf] |= 1L << device;
                allMutexes |= 1L << device;
            }
            int flagOf = (int) flagHolder[device].get(state) - 1;
            if (flagOf >= 0) {
                flags[flagOf] |= 1L << device;
                allFlags |= 1L << device;
            }
        }
    }

    boolean hasEnded() {
        for (Place here : at) {
            if (!here.location.end) {
                return false;
            }
        }
        return true;
    }

    /** What is broken when no task of this state can move although some have not ended: see {@code StuckRun}. */
    Set<Property> brokenByBeingStuck() {
        Set<Property> broken = EnumSet.of(Property.EVERY_TASK_ENDS);
        for (Place here : at) {
            Location location = here.location;
            if (!location.end) {
                boolean lost = location.asleep == Event.QUEUE_SLEEP && (allFlags >>> location.device & 1) == 0;
                broken.add(lost ? Property.NO_LOST_WAKE_UP : Property.NO_DEADLOCK);
            }
        }
        return broken;
    }

    /** The events seen since the beginning. */
    Set<Event> seen() {
        return ScenarioSearch.events(seen);
    }

    /** Visits every step that is possible now; how many there are. */
    int expand(Visitor visitor) {
        int steps = 0;
        for (int task = 0; task < tasks; task++) {
            for (Place.Arc arc : at[task].arcs) {
                if (isEnabled(task, arc)) {
                    steps++;
                    take(task, arc, visitor);
                }
            }
        }
        return steps;
    }

    private boolean isEnabled(int task, Place.Arc arc) {
        return switch (arc.guard) {
            case NONE -> true;
            case MUTEX_FREE -> (allMutexes & arc.bit) == 0;
            case MUTEX_HELD -> (allMutexes & arc.bit) != 0;
            case FLAG_CLEAR -> (allFlags & arc.bit) == 0;
            case FLAG_SET -> (allFlags & arc.bit) != 0;
            case QUEUED -> (queued >>> task & 1) != 0;
            case NOT_QUEUED -> (queued >>> task & 1) == 0;
            case SETS -> isEnabled(arc.edge.label.sets());
        };
    }

    private boolean isEnabled(SetStep step) {
        for (int set : step.empty()) {
            if (members[set] != 0) {
                return false;
            }
        }
        return step.occupied() == SetStep.NONE || members[step.occupied()] != 0;
    }

    private void change(SetStep step, int task) {
        if (step.left() != SetStep.NONE && sets[step.left()] != null) {
            sets[step.left()].set(successor, members[step.left()] & ~member(step.left(), task));
        }
        if (step.joined() != SetStep.NONE) {
            sets[step.joined()].set(successor, members[step.joined()] | member(step.joined(), task));
        }
    }

    private long member(int set, int task) {
        return isBit[set] ? 1 : 1L << task;
    }

    /** What a step breaks that the observer of semaphores and references judges. */
    private long brokenOfGuarded(int task, Event event, Location.Edge edge) {
        for (int other = 0; other < tasks; other++) {
            asleepToRead[other] = at[other].location.asleep == Event.SEM_READ_SLEEP;
        }
        guarded.remember(members, asleepToRead);
        guardedBroken = 0;
        guarded.on(task, event, edge.label.device());
        for (Note note : edge.notes) {
            guarded.on(task, note.event(), note.device());
        }
        return guardedBroken;
    }

    private void take(int task, Place.Arc arc, Visitor visitor) {
        for (int i = 0; i < words; i++) {
            successor[i] = state[i];
        }
        successor[place[task].word] ^= arc.placeChange;
        Location.Edge edge = arc.edge;
        Label label = edge.label;
        Event event = label.event();
        long mutexesAfter = mutexes[task];
        long flagsAfter = flags[task];
        switch (arc.effect) {
            case NONE -> {}
            case MUTEX_ACQUIRE -> {
                mutexesAfter |= arc.bit;
                hold(mutexHolder, label.device(), task + 1);
            }
            case MUTEX_RELEASE -> {
                mutexesAfter &= ~arc.bit;
                hold(mutexHolder, label.device(), 0);
            }
            case FLAG_SET -> {
                flagsAfter |= arc.bit;
                hold(flagHolder, label.device(), task + 1);
            }
            case FLAG_CLEAR -> {
                flagsAfter &= ~arc.bit;
                hold(flagHolder, label.device(), 0);
            }
            case ENQUEUE -> queue.set(successor, queued | 1L << task);
            case DEQUEUE -> queue.set(successor, queued & ~(1L << task));
            case WAKE_ALL -> queue.set(successor, 0);
            case WAKE_ONE -> queue.set(successor, queued & (queued - 1));
            case SETS -> change(edge.label.sets(), task);
            case LOCKDEP -> {
                LockdepStates.Result result = lockdep.call((int) lockdepState.get(state), task, label);
                lockdepState.set(successor, result.state());
                event = result.event();
                seen |= 1L << event.ordinal();
            }
        }
        seen |= arc.events;
        long broken = arc.brokenAlone | brokenTogether(task, event, label.device(), arc.bit);
        if (sets.length != 0) {
            broken |= brokenOfGuarded(task, event, edge);
        }
        if (contested != 0) {
            Memory memory = at[task].location.memory;
            broken |= OwnBreaks.byEvent(
                    label, memory, below[label.device()], (allFlags & arc.bit) != 0, mutexes[task], flags[task]);
            OwnBreaks.Snapshot snapshot = new OwnBreaks.Snapshot(
                    memory.mutexesBefore() | mutexesBefore[task].get(state),
                    memory.flagsBefore() | flagsBefore[task].get(state));
            broken |= OwnBreaks.byNotes(edge, snapshot, mutexesAfter, flagsAfter);
            mutexesBefore[task].set(successor, snapshot.mutexes & contested);
            flagsBefore[task].set(successor, snapshot.flags & contested);
        }
        if (history) {
            keepHistory(task, edge);
        }
        visitor.step(task, edge, event, successor, broken);
    }

    private void hold(Field[] holder, int device, int value) {
        if ((contested >>> device & 1) != 0) {
            holder[device].set(successor, value);
        }
    }

    private void keepHistory(int task, Location.Edge edge) {
        if (edge.callBegun != Location.Edge.NO_CALL) {
            for (int other = 0; other < tasks; other++) {
                endedBefore[task][edge.callBegun][other].set(successor, at[other].location.memory.callsEnded());
            }
        }
        if (edge.callEnded != Location.Edge.NO_CALL) {
            answers[task][edge.callEnded].set(successor, edge.answer ? 1 : 0);
        }
    }

    /** What a step's event breaks because of what others hold or reset, or of what lockdep saw. */
    private long brokenTogether(int task, Event event, int device, long bit) {
        long heldByOthers = allMutexes & ~mutexes[task];
        return switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK ->
                OwnBreaks.unless(!isResetByAnother(task, bit), Property.NO_RESET_OF_HELD_DEVICE);
            case MUTEX_UNLOCK, FLAG_CLEAR -> OwnBreaks.unless(!isBridgeOfReset(device), Property.BRIDGE_HELD);
            case USER_ACCESS ->
                OwnBreaks.unless(!isBridgeOfReset(device) && !isReset(bit), Property.NO_USER_ACCESS_DURING_RESET);
            case RESET_BEGIN -> OwnBreaks.unless((heldByOthers & below[device]) == 0, Property.NO_RESET_OF_HELD_DEVICE);
            case FUNCTION_RESET -> OwnBreaks.unless((heldByOthers & bit) == 0, Property.NO_RESET_OF_HELD_DEVICE);
            case LOCKDEP_RECURSION -> bit(Property.LOCKDEP_NO_RECURSION);
            case LOCKDEP_CIRCULAR -> bit(Property.LOCKDEP_NO_CIRCLE);
            case LOCKDEP_UNBALANCED -> bit(Property.LOCKDEP_BALANCED);
            case LOCKDEP_NOT_HELD -> bit(Property.LOCKDEP_ASSERTION_HOLDS);
            case LOCKDEP_SUBCLASS -> bit(Property.LOCKDEP_SUBCLASS_VALID);
            case LOCKDEP_DEPTH -> bit(Property.LOCKDEP_DEPTH_SUFFICES);
            case LOCKDEP_STALE_KEY -> bit(Property.LOCKDEP_NO_STALE_KEY);
            default -> 0;
        };
    }

    private boolean isBridgeOfReset(int device) {
        if (anyoneResets) {
            for (Place here : at) {
                if (here.resetting == device) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The tasks whose reset concerns a device, a bit each: what is below the bridge, the bridge itself, or both. */
    long tasksThatReset(int device, boolean below, boolean itself) {
        long tasksThatReset = 0;
        for (int task = 0; task < tasks; task++) {
            int bridge = at[task].resetting;
            if (bridge != Memory.NOTHING
                    && ((below && (this.below[bridge] >>> device & 1) != 0) || (itself && bridge == device))) {
                tasksThatReset |= 1L << task;
            }
        }
        return tasksThatReset;
    }

    /** Whether a task holds what an event of this kind is about. */
    boolean holds(int task, Event event, int device) {
        return ((event == Event.MUTEX_UNLOCK ? mutexes[task] : flags[task]) >>> device & 1) != 0;
    }

    /** For each task the one that holds what it waits for: see {@link Stuck#culprits}. */
    int[] holders() {
        int[] holders = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            Location location = at[task].location;
            holders[task] = location.end ? Stuck.ENDED : Stuck.NOBODY;
            if (location.asleep != null) {
                if (GuardedObserver.isSleep(location.asleep)) {
                    throw new IllegalStateException(
                            "whose doing a deadlock is on a machine with the wider locks is not known");
                }
                long[] held = location.asleep == Event.MUTEX_SLEEP ? mutexes : flags;
                for (int other = 0; other < tasks; other++) {
                    if ((held[other] >>> location.device & 1) != 0) {
                        holders[task] = other;
                    }
                }
            }
        }
        return holders;
    }

    /** Whether the device is below the bridge of a reset. */
    private boolean isReset(long bit) {
        return isResetByAnother(-1, bit);
    }

    private boolean isResetByAnother(int task, long bit) {
        if (anyoneResets) {
            for (int other = 0; other < tasks; other++) {
                int bridge = at[other].resetting;
                if (other != task && bridge != Memory.NOTHING && (below[bridge] & bit) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    static long bit(Property property) {
        return 1L << property.ordinal();
    }
}
