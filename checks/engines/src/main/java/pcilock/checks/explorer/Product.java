package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

/**
 * The machine with all its tasks, the product of their automata: packed states, and the steps that lead from one to the next. Whoever
 * explores uses this one transition relation; {@link NarrowProduct} is the same for states of one word, and faster.
 *
 * <p>A state is where each task is in its automaton, who is on the wait queue and, for contested locks only, who holds them. What a
 * step breaks is for the observer of the properties to say: see {@link Judge}. A filter tells which steps he need not be asked about:
 * see {@link #isSuspect}.
 *
 * <p>One instance is used by one thread: it holds the state that was unpacked last, and the steps that were found last.
 */
class Product {
    /** What becomes of going to sleep. */
    enum Sleep {
        /** It is a step. */
        STEP,

        /**
         * It is judged where it could be a step, and is none. A sleeper can do exactly what it could have done before it went to
         * sleep, and nothing else can be told from its being asleep.
         */
        JUDGED,

        /** It is a step where it breaks something, and left out where it does not. */
        STEP_IF_BROKEN
    }

    final ProgramTables[] programs;
    final int tasks;

    /** The length of a set of locks. */
    final int width;

    final LockBits bits;
    final ContestedLocks contested;

    /** Where a task is, in a packed state. */
    final Field[] place;

    /** The tasks on the wait queue; of no width where no task uses it. */
    final Field queue;

    /** Where each task is in the state at hand. */
    final int[] at;

    /** What each task holds, a set after the other. */
    final long[] held;

    /** All that is held. */
    final long[] all;

    /** The tasks on the wait queue, a bit each. */
    long queued;

    /** The bridges that somebody resets, a bit each. */
    long resets;

    /** What need not be judged any more, a bit for each property, by whose doing. */
    final long[] known;

    /** What need not be judged any more, whoever does it. */
    long knownOfAll;

    /**
     * The events of the steps of each task that were found up to now, a bit for each {@link Event#ordinal}; of a call into lockdep also
     * what it tells when nothing is wrong.
     */
    final long[] seenBy;

    /** The same of all tasks together, but of a call into lockdep only what it told; kept where somebody asks what that says. */
    private long seenWithLockdep;

    /** Null where no task is about a set of tasks. */
    private final TaskSets sets;

    /** How many steps were found last: see {@link #expand}. */
    int steps;

    /** For each step which one of its task it is, ... */
    final int[] arcOf;

    /** ... and for each task that was asked for the first of its steps. */
    final int[] firstStep;

    /** The states that the steps lead to, one after the other. */
    final long[] successors;

    /** The steps, in their order, that may break what is not known; so many of them. */
    final int[] suspect;

    int suspects;

    final Sleep sleep;
    final int words;
    private final int bitsOfLastWord;
    private final long[] state;
    private final LockdepStates lockdep;
    private final Field lockdepState;
    private final boolean history;
    private final Field[][][] endedBefore;
    private final Field[][] answers;
    private final Event[] eventOf;
    private final Judge judge;
    private final long[] scratch;

    /** How the bits of a state are used. */
    static final class Layout {
        final Field.Layout fields = new Field.Layout();
        final Field queue;
        final Field[] place;
        final ContestedLocks contested;
        final TaskSets sets;

        Layout(ProgramTables[] programs) {
            boolean usesQueue = false;
            for (ProgramTables program : programs) {
                usesQueue |= program.usesQueue;
            }
            queue = fields.field(usesQueue ? (1L << programs.length) - 1 : 0);
            place = new Field[programs.length];
            for (int task = 0; task < place.length; task++) {
                place[task] = fields.field(programs[task].places - 1L);
            }
            contested = new ContestedLocks(programs, fields);
            sets = programs[0].machineSets.isEmpty() ? null : new TaskSets(programs, fields);
        }
    }

    /**
     * The product of some tasks.
     *
     * @param judge for as many tasks
     * @param lockdep null where nobody asks what lockdep says
     * @param calls how many calls each task makes, where a history is kept; else null
     */
    static Product of(Judge judge, ProgramTables[] programs, LockdepStates lockdep, int[] calls, Sleep sleep) {
        Layout layout = new Layout(programs);
        boolean narrow = layout.fields.words() == 1
                && programs[0].width == 1
                && lockdep == null
                && calls == null
                && layout.sets == null;
        return narrow
                ? new NarrowProduct(judge, programs, layout, sleep)
                : new Product(judge, programs, layout, lockdep, calls, sleep);
    }

    Product(Judge judge, ProgramTables[] programs, Layout layout, LockdepStates lockdep, int[] calls, Sleep sleep) {
        this.programs = programs;
        this.lockdep = lockdep;
        this.sleep = sleep;
        tasks = programs.length;
        bits = programs[0].bits;
        width = programs[0].width;
        contested = layout.contested;
        sets = layout.sets;
        place = layout.place;
        queue = layout.queue;
        lockdepState = lockdep == null ? null : layout.fields.field(LockdepStates.MOST);
        history = calls != null;
        endedBefore = new Field[history ? tasks : 0][][];
        answers = new Field[history ? tasks : 0][];
        for (int task = 0; task < answers.length; task++) {
            answers[task] = new Field[calls[task]];
            endedBefore[task] = new Field[calls[task]][tasks];
            for (int call = 0; call < calls[task]; call++) {
                answers[task][call] = layout.fields.field(1);
                for (int other = 0; other < tasks; other++) {
                    endedBefore[task][call][other] = layout.fields.field(calls[other]);
                }
            }
        }
        words = layout.fields.words();
        bitsOfLastWord = layout.fields.bitsOfLastWord();
        state = new long[words];
        at = new int[tasks];
        held = new long[tasks * width];
        all = new long[width];
        known = new long[tasks];
        seenBy = new long[tasks];
        for (int task = 0; task < tasks; task++) {
            seenBy[task] = programs[task].leadingEvents;
            seenWithLockdep |= seenBy[task];
        }
        int most = 0;
        for (ProgramTables program : programs) {
            most += program.mostSteps;
        }
        firstStep = new int[tasks];
        arcOf = new int[most];
        suspect = new int[most];
        successors = new long[most * words];
        eventOf = new Event[lockdep == null ? 0 : most];
        this.judge = judge;
        scratch = new long[2 * width];
    }

    /** The length of a packed state, in longs. */
    final int words() {
        return words;
    }

    /** How many bits of the last word of a packed state are used, from the lowest on. */
    final int bitsOfLastWord() {
        return bitsOfLastWord;
    }

    /** Null where nobody asks what lockdep says. */
    final LockdepStates lockdep() {
        return lockdep;
    }

    /** Every task, as a bit. */
    final long everyTask() {
        return tasks == Long.SIZE ? -1L : (1L << tasks) - 1;
    }

    /** The events of the steps that were found up to now, and of what accompanies the start of each task. */
    final Set<Event> seen() {
        return ScenarioSearch.events(
                lockdep == null ? Arrays.stream(seenBy).reduce(0, (one, other) -> one | other) : seenWithLockdep);
    }

    /** Sees the tasks of a state in which nobody can move go to sleep, where that is no step that was taken. */
    final void sawGoingToSleep() {
        for (Move move : goingToSleep()) {
            seenBy[move.task()] |= move.edge().events();
            seenWithLockdep |= move.edge().events();
        }
    }

    /** The packed state in which every task is at its start, where every field is zero. */
    final long[] start() {
        return new long[words];
    }

    /** Unpacks a state, which begins at a place of an array; everything else here is about the state unpacked last. */
    void unpack(long[] packed, int from) {
        System.arraycopy(packed, from, state, 0, words);
        queued = queue.get(state, 0);
        resets = 0;
        Arrays.fill(all, 0);
        for (int task = 0; task < tasks; task++) {
            int here = (int) place[task].get(state, 0);
            at[task] = here;
            resets |= programs[task].resets[here];
            for (int i = 0; i < width; i++) {
                long of = programs[task].held[here * width + i];
                held[task * width + i] = of;
                all[i] |= of;
            }
        }
        contested.unpack(state, held, all);
        if (sets != null) {
            sets.unpack(state, programs, at);
        }
    }

    /** Finds every step that one of these tasks, a bit each, can take now. */
    void expand(long members) {
        steps = 0;
        suspects = 0;
        for (int task = 0; task < tasks; task++) {
            firstStep[task] = steps;
            if ((members >>> task & 1) != 0) {
                ProgramTables program = programs[task];
                for (int arc = program.first[at[task]]; arc < program.first[at[task] + 1]; arc++) {
                    if (isEnabled(task, arc) && !isLeftOut(program, arc)) {
                        take(task, arc);
                    }
                }
            }
        }
    }

    /** Whether the machine lets a task take a step now. */
    boolean isEnabled(int task, int arc) {
        ProgramTables program = programs[task];
        for (int i = 0; i < width; i++) {
            if ((all[i] & program.asked[arc * width + i]) != program.wanted[arc * width + i]) {
                return false;
            }
        }
        if (program.sets[arc] != null && !sets.isEnabled(program.sets[arc])) {
            return false;
        }
        Guard guard = program.queueGuard[arc];
        return guard == null || (queued >>> task & 1) == (guard == Guard.QUEUED ? 1 : 0);
    }

    /** The set of tasks that does not let a step be taken now; {@link SetStep#NONE} where it is none. */
    final int hindering(ProgramTables program, int arc) {
        return program.sets[arc] == null ? SetStep.NONE : sets.hindering(program.sets[arc]);
    }

    /** The tasks in a set; none of a bit. */
    final long tasksIn(int set) {
        return sets.tasksIn(set);
    }

    /** Adds the sets of tasks that some of these tasks are in, from a place of an array on. */
    final void addOccupied(long by, long[] occupied, int from) {
        sets.addOccupied(by, occupied, from);
    }

    /** Whether a step is going to sleep that neither counts nor breaks anything. */
    final boolean isLeftOut(ProgramTables program, int arc) {
        return program.sleepsInPeace[arc] && sleep == Sleep.STEP_IF_BROKEN;
    }

    /** Whether a step is judged and leads nowhere. */
    final boolean isOnlyJudged(int step) {
        return sleep == Sleep.JUDGED && programs[taskOf(step)].sleeps[arcOf[step]];
    }

    private void take(int task, int arc) {
        int to = steps * words;
        System.arraycopy(state, 0, successors, to, words);
        ProgramTables program = programs[task];
        place[task].set(successors, to, program.target[arc]);
        Effect onQueue = program.queueEffect[arc];
        if (onQueue != null) {
            queue.set(successors, to, queue(onQueue, queued, 1L << task));
        }
        changeContested(task, arc, to);
        seenBy[task] |= program.events[arc];
        boolean isSuspect = isSuspect(task, arc);
        Location.Edge edge = program.edge[arc];
        if (sets != null) {
            if (program.sets[arc] != null) {
                sets.change(program.sets[arc], task, successors, to);
            }
            isSuspect |= (sets.broken(judge, task, edge) & ~known[task]) != 0;
        }
        if (lockdep != null) {
            seenWithLockdep |= edge.events();
            eventOf[steps] = edge.label.event();
            if (edge.label.effect() == Effect.LOCKDEP) {
                LockdepStates.Result result = lockdep.call((int) lockdepState.get(state, 0), task, edge.label);
                lockdepState.set(successors, to, result.state());
                eventOf[steps] = result.event();
                seenWithLockdep |= Note.bit(result.event());
                seenBy[task] |= Note.bit(result.event());
                isSuspect |= (JudgeScope.of(result.event()).broken & ~known[task]) != 0;
            }
        }
        if (history) {
            keepHistory(task, edge, to);
        }
        if (isSuspect) {
            suspect[suspects++] = steps;
        }
        arcOf[steps] = arc;
        steps++;
    }

    /** Who is on the wait queue after a step of a task. */
    static long queue(Effect effect, long queued, long self) {
        return switch (effect) {
            case ENQUEUE -> queued | self;
            case DEQUEUE -> queued & ~self;
            case WAKE_ALL -> 0;
            case WAKE_ONE -> queued & (queued - 1);
            default -> throw new IllegalArgumentException(effect + " is about no wait queue");
        };
    }

    /** Changes in a successor who holds contested locks, and what a task held of them when it entered a trylock. */
    final void changeContested(int task, int arc, int to) {
        ProgramTables program = programs[task];
        int lock = program.contestedLock[arc];
        if (lock != ProgramTables.NO_LOCK) {
            if (LockBits.has(program.taken, arc * width, lock)) {
                contested.take(successors, to, lock, task);
            } else {
                contested.giveBack(successors, to, lock);
            }
        }
        Event trylock = program.trylock[arc];
        if (trylock != null && program.hasContestedNotes[arc]) {
            contested.keepBefore(successors, to, task, trylock == Event.TRYLOCK_BEGIN ? heldAfter(task, arc) : null);
        }
    }

    private long[] heldAfter(int task, int arc) {
        long[] after = new long[width];
        for (int i = 0; i < width; i++) {
            after[i] = (held[task * width + i] | programs[task].taken[arc * width + i])
                    & ~programs[task].given[arc * width + i];
        }
        return after;
    }

    private void keepHistory(int task, Location.Edge edge, int to) {
        if (edge.callBegun != Location.Edge.NO_CALL) {
            for (int other = 0; other < tasks; other++) {
                int ended = programs[other].memory[at[other]].callsEnded();
                endedBefore[task][edge.callBegun][other].set(successors, to, ended);
            }
        }
        if (edge.callEnded != Location.Edge.NO_CALL) {
            answers[task][edge.callEnded].set(successors, to, edge.answer ? 1 : 0);
        }
    }

    /** Whether a step may break something that is not known; false means that it does not. */
    final boolean isSuspect(int task, int arc) {
        ProgramTables program = programs[task];
        if ((program.brokenAlone[arc] & ~known[task]) != 0) {
            return true;
        }
        if ((program.brokenTogether[arc] & ~knownOfAll) != 0 && meetsOthers(program, task, arc)) {
            return true;
        }
        return (program.brokenOtherwise[arc] & ~known[task]) != 0 && holdsOtherwise(program, task, arc);
    }

    private boolean meetsOthers(ProgramTables program, int task, int arc) {
        boolean meets = (resets & program.judgedResets[arc]) != 0;
        for (int i = 0; i < width; i++) {
            meets |= (all[i] & ~held[task * width + i] & program.judgedLocks[arc * width + i]) != 0;
        }
        return meets;
    }

    /** Whether the task holds other contested locks than those with which {@link ProgramTables#brokenAlone} says it all. */
    private boolean holdsOtherwise(ProgramTables program, int task, int arc) {
        boolean otherwise = program.hasContestedNotes[arc];
        for (int i = 0; i < width; i++) {
            long own = held[task * width + i];
            long needed = program.needed[arc * width + i];
            otherwise |= (own & program.forbidden[arc * width + i]) != 0 || (own & needed) != needed;
        }
        return otherwise;
    }

    /** Asks the observer of the properties what a step of the state at hand breaks: for each task, what it is the doing of. */
    final long[] judge(int step) {
        judge.forget();
        for (int task = 0; task < tasks; task++) {
            Arrays.fill(scratch, 0, width, 0);
            contested.addBefore(state(), task, scratch);
            judge.remember(
                    task, programs[task].memory[at[task]], bits.locks(held, task * width), bits.locks(scratch, 0));
        }
        if (sets != null) {
            sets.remember(judge);
        }
        judge.step(taskOf(step), event(step), edge(step));
        return judge.brokenBy;
    }

    /** Whether the judge need not be asked about a step, since he said of it that it breaks nothing new. */
    boolean isQuiet(int step) {
        return false;
    }

    /** Told that a step of the state at hand breaks nothing new. */
    void isQuietNow(int step) {}

    /** The state at hand, packed. */
    long[] state() {
        return state;
    }

    /** The task whose step that is. */
    final int taskOf(int step) {
        int task = tasks - 1;
        while (firstStep[task] > step) {
            task--;
        }
        return task;
    }

    final Location.Edge edge(int step) {
        return programs[taskOf(step)].edge[arcOf[step]];
    }

    /** What a step tells; null for a call into lockdep where nobody asks what that says. */
    final Event event(int step) {
        return eventOf.length == 0 ? edge(step).label.event() : eventOf[step];
    }

    final Move move(int step) {
        Location.Edge edge = edge(step);
        Event event = event(step);
        int task = taskOf(step);
        return new Move(task, event == null ? null : new Step(task, event, edge.label.device()), edge);
    }

    final boolean hasEnded() {
        for (int task = 0; task < tasks; task++) {
            if (!programs[task].end[at[task]]) {
                return false;
            }
        }
        return true;
    }

    /** What is broken when no task of this state can move although some have not ended. */
    final Set<Property> brokenByBeingStuck() {
        Set<Property> broken = EnumSet.of(Property.EVERY_TASK_ENDS);
        for (int task = 0; task < tasks; task++) {
            int here = at[task];
            if (!programs[task].end[here]) {
                int awaited = programs[task].awaited[here];
                boolean isHeld = awaited != ProgramTables.NO_LOCK && LockBits.has(all, 0, awaited);
                broken.add(StuckRun.broken(programs[task].asleep[here], isHeld));
            }
        }
        return broken;
    }

    /** For each task the one that holds what it waits for: see {@link Stuck#culprits}. */
    final int[] holders() {
        int[] holders = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            int here = at[task];
            int holder = programs[task].end[here] ? Stuck.ENDED : Stuck.NOBODY;
            if (programs[task].awaited[here] != ProgramTables.NO_LOCK) {
                int found = holder(programs[task].awaited[here]);
                holder = found == Stuck.NOBODY ? holder : found;
            }
            holders[task] = holder;
        }
        return holders;
    }

    /** The task that holds a lock, {@link Stuck#NOBODY} for none. */
    final int holder(int lock) {
        for (int task = 0; task < tasks; task++) {
            if (LockBits.has(held, task * width, lock)) {
                return task;
            }
        }
        return Stuck.NOBODY;
    }

    /** How many tasks of this state have not ended. */
    final int left() {
        int left = 0;
        for (int task = 0; task < tasks; task++) {
            left += programs[task].end[at[task]] ? 0 : 1;
        }
        return left;
    }

    /** The steps with which the tasks of this state that can go to sleep do so. */
    final List<Move> goingToSleep() {
        List<Move> moves = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            ProgramTables program = programs[task];
            for (int arc = program.first[at[task]]; arc < program.first[at[task] + 1]; arc++) {
                if (program.sleeps[arc] && isEnabled(task, arc)) {
                    Label label = program.edge[arc].label;
                    moves.add(new Move(task, new Step(task, label.event(), label.device()), program.edge[arc]));
                }
            }
        }
        return moves;
    }
}
