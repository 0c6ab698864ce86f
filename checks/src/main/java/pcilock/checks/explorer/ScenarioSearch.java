package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * Searches all states of one scenario after the other, breadth first, and tells for each task which properties it breaks.
 *
 * <p>Whose doing a break is: for a reset that meets a user's access, a lock of a device below it, or a release of its bridge by
 * somebody else, it is the task that resets, because it should have held what would have kept the others out. For tasks that
 * are stuck, it is each task that waits in a circle, and each that ended with a lock that is waited for. For everything else it
 * is the task that takes the step.
 *
 * <p>Going to sleep on a lock that is held is no step of the search unless asked for. A sleeper can do exactly what it could have
 * done before it went to sleep, which is to take the lock when it is free, and nothing else can be told from its being asleep
 * except that it went to sleep inside a trylock, which is judged where it could. So the same properties are broken; a shortest run
 * needs a step of going to sleep only for each task that is stuck at its end, and there it is counted and told.
 *
 * <p>Which properties are broken, and by whom, can be told from fewer states than the shortest runs to them: see {@link
 * #breaks}.
 *
 * <p>A state is where each task is, and who holds those locks that one task may take away from another: see {@link
 * ContestedLocks}. What else a task holds follows from where it is. States are packed into one word and looked up in a table that
 * compares the whole word; the memory is kept from one scenario to the next. Where a word is too short, the general {@link Product}
 * is searched instead. What lockdep says depends on what it saw before, so it needs the general search too: see {@link #search}.
 *
 * <p>Not for use from several threads.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
public final class ScenarioSearch {
    static final int MOST_TASKS = 16;
    private static final int FIRST_SLOTS = 1 << 9;

    /** Interruption is looked for once in so many states. */
    private static final int INTERRUPTION_MASK = (1 << 14) - 1;

    private static final int PROPERTIES = Property.values().length;

    private final int maxStates;
    private final boolean sleeps;
    private final Found[] found = new Found[MOST_TASKS * PROPERTIES];
    private final long[] brokenBy = new long[MOST_TASKS];

    /** The events of the steps that a task took in some run, a bit for each {@link Event#ordinal}. */
    private final long[] seenBy = new long[MOST_TASKS];

    private final int[] at = new int[MOST_TASKS];
    private final int[] shift = new int[MOST_TASKS];
    private final int[] mask = new int[MOST_TASKS];
    private final List<Break> breaks = new ArrayList<>();

    private ProgramTables[] programs;

    /** Whether a step that no other task can notice is taken before all others. */
    private boolean unnoticedStepsFirst;

    /** Each set of {@link #seen} once. */
    private final Map<Long, Set<Event>> seenSets = new HashMap<>();

    private final ContestedLocks contested = new ContestedLocks();

    /** What each task holds in the state at hand. */
    private final long[] held = new long[MOST_TASKS];

    private PciTopology topology;
    private long[] below;
    private GeneralSearch general;

    /** Open addressing; a slot holds a state plus one, 0 when empty. Only the first {@link #slots} are in use. */
    private long[] table = new long[FIRST_SLOTS];

    private int slots;
    private long[] states = new long[FIRST_SLOTS];
    private int[] parents = new int[FIRST_SLOTS];
    private int size;
    private int depth;

    /** What the notes of the step that was taken last break because of contested locks, a bit for each property. */
    private long brokenByNotes;

    /** Where a break was found: the state, and the step from there; {@link #NO_STEP} when it is the state itself. */
    private record Found(int state, int task, int arc) {}

    private static final int NO_STEP = -1;
    private static final int NOBODY = -1;

    /**
     * A search with a limit.
     *
     * @param maxStates the most states of one scenario
     */
    public ScenarioSearch(int maxStates) {
        this(maxStates, false);
    }

    /**
     * For a test, that leaving out sleep changes nothing but the number of states.
     *
     * @param sleeps whether going to sleep is a step, as it is for {@link ExplorerEngine}
     */
    ScenarioSearch(int maxStates, boolean sleeps) {
        this.maxStates = maxStates;
        this.sleeps = sleeps;
    }

    /**
     * Searches a scenario. Properties of lockdep are judged only where {@code withLockdep} says so; nothing else depends on
     * lockdep, which only listens.
     *
     * @param tasks programs of one tree
     * @return what is broken, in the order of the properties and then of the tasks
     * @throws LimitException when there are too many states
     */
    public List<Break> search(List<TaskProgram> tasks, PciTopology topology, boolean withLockdep) {
        return search(tasks, topology, withLockdep, false);
    }

    /**
     * Tells what {@link #search} without lockdep tells, but for the number of steps, which may be more than the fewest.
     *
     * <p>Where a task stands before steps that no other task can notice from now on, these are taken at once and the others wait: a
     * lock that no other task will touch any more, a reset below which no other task will touch anything, a call into lockdep. Such
     * a step neither allows nor forbids a step that another task has left to take, nor does any property judge one of them by the
     * other. So in any run from here it may be moved to the front, past the steps of the others, and what is left is a run with the
     * same steps of each task and the same order of all steps that can notice each other: it ends in the same state, and it breaks
     * the same properties by the same tasks. What a task holds of contested locks only becomes less while the others move, so that a
     * step that breaks something because of what its task holds does so before them too; steps that compare it with what was held
     * before are not moved. No task goes round for ever, so no step is put off for ever. (These steps are a persistent set, of one
     * task.)
     */
    public List<Break> breaks(List<TaskProgram> tasks, PciTopology topology) {
        return search(tasks, topology, false, true);
    }

    private List<Break> search(
            List<TaskProgram> tasks, PciTopology topology, boolean withLockdep, boolean unnoticedStepsFirst) {
        breaks.clear();
        boolean lockdep = withLockdep && TaskProgram.callLockdep(tasks);
        if (lockdep || !prepare(tasks, topology)) {
            general = new GeneralSearch(tasks, topology, lockdep, maxStates);
            general.run();
            breaks.addAll(general.breaks());
            return List.copyOf(breaks);
        }
        general = null;
        this.unnoticedStepsFirst = unnoticedStepsFirst;
        run();
        if (breaks.isEmpty()) {
            return List.of();
        }
        breaks.sort(Comparator.comparing(Break::property).thenComparing(Break::task));
        return List.copyOf(breaks);
    }

    /** The number of states of the scenario that was searched last. */
    public int states() {
        return general == null ? size : general.states();
    }

    /**
     * What a task of the scenario that was searched last did in some run, as far as the search came; of a call into lockdep what it
     * tells when nothing is wrong. The same for {@link #search} and for {@link #breaks}: they go through the same steps of each task.
     */
    public Set<Event> seen(int task) {
        long seen = general == null ? seenBy[task] : general.seen(task);
        return seenSets.computeIfAbsent(seen, bits -> Collections.unmodifiableSet(events(bits)));
    }

    /** The events of which the bits are set. */
    static Set<Event> events(long bits) {
        Set<Event> events = EnumSet.noneOf(Event.class);
        for (long left = bits; left != 0; left &= left - 1) {
            events.add(Event.values()[Long.numberOfTrailingZeros(left)]);
        }
        return events;
    }

    /** The steps of a shortest run to a break that the last search found; notes are left out. */
    public List<Step> run(Break broken) {
        if (general != null) {
            return general.run(broken);
        }
        Found where = found[broken.task() * PROPERTIES + broken.property().ordinal()];
        List<Step> steps = new ArrayList<>();
        if (where.arc() != NO_STEP) {
            steps.add(step(where.task(), where.arc()));
        } else if (!sleeps) {
            goToSleep(states[where.state()], steps);
        }
        for (int to = where.state(); to != 0; to = parents[to]) {
            steps.add(step(states[parents[to]], states[to]));
        }
        Collections.reverse(steps);
        steps.removeIf(step -> step == null);
        return steps;
    }

    /** The steps with which the stuck tasks of a state go to sleep, the last one first. */
    private void goToSleep(long state, List<Step> steps) {
        unpack(state);
        for (int task = programs.length - 1; task >= 0; task--) {
            ProgramTables program = programs[task];
            for (int arc = program.first[at[task]]; arc < program.first[at[task] + 1]; arc++) {
                if (program.sleeps[arc]) {
                    steps.add(step(task, arc));
                }
            }
        }
    }

    private Step step(int task, int arc) {
        Event event = programs[task].edge[arc].label.event();
        return event == null ? null : new Step(task, event, programs[task].device[arc]);
    }

    private Step step(long from, long to) {
        long all = unpack(from);
        for (int task = 0; task < programs.length; task++) {
            ProgramTables program = programs[task];
            for (int arc = program.first[at[task]]; arc < program.first[at[task] + 1]; arc++) {
                if ((all & program.asked[arc]) == program.wanted[arc] && successor(from, task, arc) == to) {
                    return step(task, arc);
                }
            }
        }
        throw new IllegalStateException("no step leads from a state to the one found from it");
    }

    private boolean prepare(List<TaskProgram> tasks, PciTopology topology) {
        int count = tasks.size();
        if (count > MOST_TASKS || topology.mutexes > ProgramTables.MOST_DEVICES) {
            return false;
        }
        if (programs == null || programs.length != count) {
            programs = new ProgramTables[count];
        }
        long contestedDevices = TaskProgram.contested(tasks);
        int bits = 0;
        for (int task = 0; task < count; task++) {
            programs[task] = tasks.get(task).tables(contestedDevices);
            int width = 32 - Integer.numberOfLeadingZeros(programs[task].places - 1);
            shift[task] = bits;
            mask[task] = (1 << width) - 1;
            bits += width;
            brokenBy[task] = 0;
            seenBy[task] = programs[task].leadingEvents;
        }
        if (this.topology != topology) {
            this.topology = topology;
            below = Below.of(topology);
        }
        return contested.layOut(programs, bits) < Long.SIZE;
    }

    private void run() {
        slots = FIRST_SLOTS;
        Arrays.fill(table, 0, slots, 0);
        size = 0;
        depth = 0;
        int count = programs.length;
        add(0, 0);
        int levelEnd = 1;
        for (int number = 0; number < size; number++) {
            if (number == levelEnd) {
                levelEnd = size;
                depth++;
            }
            if ((number & INTERRUPTION_MASK) == 0) {
                LimitException.throwIfInterrupted(size + " states");
            }
            long state = states[number];
            long all = unpack(state);
            boolean anyoneResets = false;
            for (int task = 0; task < count; task++) {
                anyoneResets |= programs[task].resetting[at[task]] >= 0;
            }
            boolean moves = false;
            int first = unnoticedStepsFirst ? firstUnnoticed(all) : NOBODY;
            for (int task = Math.max(first, 0); task < (first < 0 ? count : first + 1); task++) {
                ProgramTables program = programs[task];
                int place = at[task];
                int end = program.first[place + 1];
                for (int arc = program.first[place]; arc < end; arc++) {
                    if ((all & program.asked[arc]) != program.wanted[arc]) {
                        continue;
                    }
                    seenBy[task] |= program.events[arc];
                    long next = state + ((long) (program.target[arc] - place) << shift[task]);
                    long broken = program.broken[arc];
                    if (program.isContested[arc]) {
                        if (program.mayBreak(arc, held[task], all, brokenBy[task])) {
                            broken |= program.brokenByEvent(place, arc, below[program.device[arc]], held[task], all);
                        }
                        next = afterContested(next, task, arc);
                        broken |= brokenByNotes;
                    }
                    if ((broken & ~brokenBy[task]) != 0) {
                        breaks(broken, task, number, task, arc);
                    }
                    if (program.sleeps[arc] && !sleeps) {
                        continue;
                    }
                    moves = true;
                    byte looksAt = program.looksAt[arc];
                    if (looksAt != ProgramTables.NOTHING && (anyoneResets || looksAt >= ProgramTables.RESET_BEGIN)) {
                        look(looksAt, all, number, task, arc);
                    }
                    add(next, number);
                }
            }
            if (!moves) {
                judgeEnd(number);
            }
        }
    }

    /** A task whose next steps nobody notices and of which it can take one; {@link #NOBODY} when there is none. */
    private int firstUnnoticed(long all) {
        for (int task = 0; task < programs.length; task++) {
            if (!isNoticed(task) && canMove(programs[task], at[task], all)) {
                return task;
            }
        }
        return NOBODY;
    }

    private boolean isNoticed(int task) {
        long notices = programs[task].notices[at[task]];
        long changes = programs[task].changes[at[task]];
        for (int other = 0; other < programs.length; other++) {
            if (other != task
                    && ((notices & programs[other].changesLater[at[other]]) != 0
                            || (changes & programs[other].noticesLater[at[other]]) != 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean canMove(ProgramTables program, int place, long all) {
        for (int arc = program.first[place]; arc < program.first[place + 1]; arc++) {
            if (!program.sleeps[arc] && (all & program.asked[arc]) == program.wanted[arc]) {
                return true;
            }
        }
        return false;
    }

    private long successor(long state, int task, int arc) {
        long successor = state + ((long) (programs[task].target[arc] - at[task]) << shift[task]);
        return programs[task].isContested[arc] ? afterContested(successor, task, arc) : successor;
    }

    /**
     * What a step makes of the contested locks. Sets {@link #brokenByNotes} too.
     *
     * @param successor the state after the step, but for contested locks
     */
    private long afterContested(long successor, int task, int arc) {
        ProgramTables program = programs[task];
        int lock = program.contestedLock[arc];
        long state = lock == ProgramTables.NO_LOCK
                ? successor
                : contested.withHolder(successor, lock, program.acquires(arc) ? task : NOBODY);
        brokenByNotes = 0;
        if (program.hasContestedNotes[arc]) {
            Memory memory = program.memory[at[task]];
            long before = contested.heldBeforeTrylock(state, task);
            OwnBreaks.Snapshot snapshot = new OwnBreaks.Snapshot(
                    memory.mutexesBefore() | ProgramTables.mutexes(before),
                    memory.flagsBefore() | ProgramTables.flags(before));
            long heldAfter = program.heldAfter(arc, held[task]);
            brokenByNotes = OwnBreaks.byNotes(
                    program.edge[arc], snapshot, ProgramTables.mutexes(heldAfter), ProgramTables.flags(heldAfter));
            state = contested.withHeldBeforeTrylock(state, task, ProgramTables.locks(snapshot.mutexes, snapshot.flags));
        }
        return state;
    }

    /** Finds where each task is in a state and what it holds; all that is held. */
    private long unpack(long state) {
        long all = 0;
        for (int task = 0; task < programs.length; task++) {
            at[task] = (int) (state >>> shift[task]) & mask[task];
            held[task] = programs[task].held[at[task]];
            all |= held[task];
        }
        return all | contested.unpack(state, held);
    }

    /** Judges a step by where the other tasks are, as the observer of the properties does. */
    private void look(byte looksAt, long all, int number, int task, int arc) {
        ProgramTables program = programs[task];
        int device = program.device[arc];
        long heldByOthers = all & ~held[task] & 0xFFFFFFFFL;
        switch (looksAt) {
            case ProgramTables.RESET_BEGIN -> {
                if ((heldByOthers & below[device]) != 0) {
                    breaks(Product.bit(Property.NO_RESET_OF_HELD_DEVICE), task, number, task, arc);
                }
            }
            case ProgramTables.FUNCTION_RESET -> {
                if ((heldByOthers >>> device & 1) != 0) {
                    breaks(Product.bit(Property.NO_RESET_OF_HELD_DEVICE), task, number, task, arc);
                }
            }
            default -> {
                for (int other = 0; other < programs.length; other++) {
                    int bridge = programs[other].resetting[at[other]];
                    if (bridge < 0) {
                        continue;
                    }
                    boolean isBelow = (below[bridge] >>> device & 1) != 0;
                    if (looksAt == ProgramTables.TAKES_MUTEX && isBelow && other != task) {
                        breaks(Product.bit(Property.NO_RESET_OF_HELD_DEVICE), other, number, task, arc);
                    } else if (looksAt == ProgramTables.USER_ACCESS && (isBelow || bridge == device)) {
                        breaks(Product.bit(Property.NO_USER_ACCESS_DURING_RESET), other, number, task, arc);
                    } else if (looksAt == ProgramTables.RELEASES && bridge == device) {
                        // Who releases what is its own does no wrong; who releases what the resetting task holds does.
                        int whose = releasesItsOwn(task, arc) ? other : task;
                        breaks(Product.bit(Property.BRIDGE_HELD), whose, number, task, arc);
                    }
                }
            }
        }
    }

    private boolean releasesItsOwn(int task, int arc) {
        int lock = programs[task].device[arc];
        boolean mutex = programs[task].edge[arc].label.event() == Event.MUTEX_UNLOCK;
        return (held[task] >>> (mutex ? lock : lock + ProgramTables.MOST_DEVICES) & 1) != 0;
    }

    private void breaks(long properties, int whose, int number, int task, int arc) {
        breaks(properties, whose, number, task, arc, depth + 1);
    }

    private void breaks(long properties, int whose, int number, int task, int arc, int steps) {
        for (long left = properties & ~brokenBy[whose]; left != 0; left &= left - 1) {
            int property = Long.numberOfTrailingZeros(left);
            brokenBy[whose] |= 1L << property;
            found[whose * PROPERTIES + property] = new Found(number, task, arc);
            breaks.add(new Break(Property.values()[property], whose, steps));
        }
    }

    private void judgeEnd(int number) {
        int stuck = 0;
        for (int task = 0; task < programs.length; task++) {
            if (!programs[task].end[at[task]]) {
                stuck |= 1 << task;
            }
        }
        if (stuck == 0) {
            return;
        }
        long broken = Product.bit(Property.NO_DEADLOCK) | Product.bit(Property.EVERY_TASK_ENDS);
        int[] holders = new int[programs.length];
        for (int task = 0; task < programs.length; task++) {
            holders[task] = (stuck >>> task & 1) != 0 ? holder(programs[task].awaited[at[task]]) : Stuck.ENDED;
        }
        int steps = sleeps ? depth : depth + Integer.bitCount(stuck);
        for (int whose : Stuck.culprits(holders)) {
            // A state that is found later, with fewer tasks that are stuck, may be fewer steps away.
            if (breaks.removeIf(known ->
                    known.task() == whose && known.steps() > steps && (broken & Product.bit(known.property())) != 0)) {
                brokenBy[whose] &= ~broken;
            }
            breaks(broken, whose, number, whose, NO_STEP, steps);
        }
    }

    private int holder(int lock) {
        for (int task = 0; task < programs.length; task++) {
            if (lock != ProgramTables.NO_LOCK && (held[task] >>> lock & 1) != 0) {
                return task;
            }
        }
        return Stuck.NOBODY;
    }

    private void add(long state, int parent) {
        int slotMask = slots - 1;
        int slot = slot(state, slotMask);
        while (table[slot] != 0) {
            if (table[slot] == state + 1) {
                return;
            }
            slot = (slot + 1) & slotMask;
        }
        if (size >= maxStates) {
            throw new LimitException("the limit of " + maxStates + " states was reached");
        }
        table[slot] = state + 1;
        if (size == states.length) {
            states = Arrays.copyOf(states, 2 * size);
            parents = Arrays.copyOf(parents, 2 * size);
        }
        states[size] = state;
        parents[size] = parent;
        size++;
        if (2 * size > slots) {
            grow();
        }
    }

    private void grow() {
        slots *= 4;
        if (table.length < slots) {
            table = new long[slots];
        } else {
            Arrays.fill(table, 0, slots, 0);
        }
        int slotMask = slots - 1;
        for (int number = 0; number < size; number++) {
            int slot = slot(states[number], slotMask);
            while (table[slot] != 0) {
                slot = (slot + 1) & slotMask;
            }
            table[slot] = states[number] + 1;
        }
    }

    private static int slot(long state, int slotMask) {
        long hash = state * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32 ^ hash >>> 45) & slotMask;
    }
}
