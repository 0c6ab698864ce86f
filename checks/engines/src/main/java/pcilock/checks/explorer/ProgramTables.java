package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.PciTopology;

/**
 * The automaton of a task as bits in arrays: what each of its steps asks and does, and what is to be known to judge it. A set of locks
 * is {@link LockBits#width} longs; that of step s, or of place p, begins at that times s, or p.
 *
 * <p>Immutable, and good for any search and any company in which the same devices are contested.
 */
final class ProgramTables {
    static final int NO_LOCK = LockBits.NO_LOCK;

    /** The wait queue, and what else steps of two tasks may tell each other through that is no lock: a bit each. */
    static final int QUEUE = 1;

    static final int HISTORY = 2;
    static final int LOCKDEP = 4;

    /** How many bits these are. */
    private static final int OTHERS = 3;

    final LockBits bits;
    final int width;
    final int places;

    /** The steps from place p are those from {@code first[p]} up to {@code first[p + 1]}. */
    final int[] first;

    /** The steps themselves, with their events. */
    final Location.Edge[] edge;

    final int[] target;

    /** A step can be taken when, of these locks, ... */
    final long[] asked;

    /** ... exactly these are held, ... */
    final long[] wanted;

    /** ... and when the task is on the wait queue, or is not; null where that does not matter. */
    final Guard[] queueGuard;

    /** The locks that a step takes, ... */
    final long[] taken;

    /** ... those that it gives back, ... */
    final long[] given;

    /** ... and what it does to the wait queue; null for nothing. */
    final Effect[] queueEffect;

    /** What a step asks of sets of tasks and does to them; null for nothing. */
    final SetStep[] sets;

    /** The length of a set of sets of tasks, in longs; 0 where the machine has none. */
    final int setWords;

    /** The sets of tasks that a step joins or leaves; that of step s begins at {@link #setWords} times s, likewise the others. */
    final long[] setChanges;

    /** Those that it asks about, of which it matters to its judgement that others are in them, or that are one bit which it changes. */
    final long[] setLooksAt;

    /** Those of them that have tasks and must have none. */
    final long[] setNeedsEmpty;

    /** Whether the task sleeps at a place until it may read a semaphore. */
    final boolean[] asleepToRead;

    /** Every set of tasks that the machine has. */
    final List<TaskSet> machineSets;

    /** Whether a step does nothing but go to sleep. */
    final boolean[] sleeps;

    /** Whether that breaks nothing: see {@link Product.Sleep#STEP_IF_BROKEN}. */
    final boolean[] sleepsInPeace;

    /** The events of a step and its notes, a bit each; of a call into lockdep the one that it tells when nothing is wrong. */
    final long[] events;

    /** The events of what the task notes before its first step. */
    final long leadingEvents;

    /** What a step breaks whatever others do, a bit for each property, where the task holds no contested lock but {@link #needed}. */
    final long[] brokenAlone;

    /** What a step may break because of what others hold or reset. */
    final long[] brokenTogether;

    /** The locks of which it matters to the judgement of a step that others hold them. */
    final long[] judgedLocks;

    /** The bridges of which it matters to the judgement of a step that others reset them. */
    final long[] judgedResets;

    /** The contested locks of which it matters to the judgement of a step that the task itself holds them. */
    final long[] judgedOwn;

    /** Those of them without which a step may break more than {@link #brokenAlone}. */
    final long[] needed;

    /** Those of them with which it may. */
    final long[] forbidden;

    /** What it may break then, or because of its notes where {@link #hasContestedNotes}. */
    final long[] brokenOtherwise;

    /** The contested lock that a step takes or gives back, {@link #NO_LOCK} where it does not. */
    final int[] contestedLock;

    /** Whether notes of a step are about what the task holds, or held when it entered a trylock, and contested locks may be in that. */
    final boolean[] hasContestedNotes;

    /** With which note of a step the task enters or leaves a trylock, the last one that counts; null for none. */
    final Event[] trylock;

    /**
     * What {@link NarrowProduct} is to look at first: 0 where a step is about no wait queue, is not going to sleep, and breaks nothing
     * by itself; negative where it may break something by itself.
     */
    final byte[] special;

    /** The bridges whose reset begins or ends with a step, a bit each. */
    final long[] resetsChanged;

    /** The locks that a step takes or gives back, ... */
    final long[] changes;

    /** ... those that it asks about or of which it matters to its judgement that others hold them, ... */
    final long[] looksAt;

    /** ... and those that others may hold of what it takes or gives back. */
    final long[] deprives;

    /** What a step tells other tasks through the wait queue, the history or lockdep. */
    final int[] signals;

    /** What it is told so. */
    final int[] senses;

    /** What some step from a place, or a later one, changes: locks, resets and whatever else there is as bits of one word. */
    final long[] changesLater;

    /** What some step from a place, or a later one, changes or looks at: likewise. */
    final long[] touchesLater;

    /** What some step from a place changes. */
    final long[] changesNext;

    /** What some step from a place changes or looks at. */
    final long[] touchesNext;

    /** What the task remembers at a place. */
    final Memory[] memory;

    /** What the task holds at a place, without contested locks. */
    final long[] held;

    /** The bridge that the task resets at a place, as a bit; 0 for none. */
    final long[] resets;

    final boolean[] end;

    /** With which event a task went to sleep at a place, or would; null where it cannot. */
    final Event[] asleep;

    /** The lock that is or would be waited for at a place, {@link #NO_LOCK} where none is. */
    final int[] awaited;

    /** The contested locks that the task may take. */
    final long[] takes;

    /** Which locks are contested. */
    final long[] contested;

    /** Whether the task is ever inside a trylock. */
    final boolean entersTrylock;

    final boolean usesQueue;

    /** The most steps that are there to choose from at a place. */
    final int mostSteps;

    private ProgramTables(Automaton automaton, PciTopology topology, long contestedDevices) {
        List<Location> locations = automaton.locations();
        leadingEvents = Note.events(automaton.leadingNotes());
        bits = new LockBits(topology);
        width = bits.width;
        places = locations.size();
        int steps =
                locations.stream().mapToInt(location -> location.edges.size()).sum();
        first = new int[places + 1];
        edge = new Location.Edge[steps];
        target = new int[steps];
        asked = new long[steps * width];
        wanted = new long[steps * width];
        queueGuard = new Guard[steps];
        taken = new long[steps * width];
        given = new long[steps * width];
        queueEffect = new Effect[steps];
        sets = new SetStep[steps];
        machineSets = topology.wider == null ? List.of() : topology.wider.sets();
        setWords = (machineSets.size() + Long.SIZE - 1) / Long.SIZE;
        setChanges = new long[steps * setWords];
        setLooksAt = new long[steps * setWords];
        setNeedsEmpty = new long[steps * setWords];
        sleeps = new boolean[steps];
        sleepsInPeace = new boolean[steps];
        events = new long[steps];
        brokenAlone = new long[steps];
        brokenTogether = new long[steps];
        judgedLocks = new long[steps * width];
        judgedResets = new long[steps];
        judgedOwn = new long[steps * width];
        needed = new long[steps * width];
        forbidden = new long[steps * width];
        brokenOtherwise = new long[steps];
        contestedLock = new int[steps];
        hasContestedNotes = new boolean[steps];
        trylock = new Event[steps];
        special = new byte[steps];
        resetsChanged = new long[steps];
        changes = new long[steps * width];
        looksAt = new long[steps * width];
        deprives = new long[steps * width];
        signals = new int[steps];
        senses = new int[steps];
        changesLater = new long[places];
        touchesLater = new long[places];
        changesNext = new long[places];
        touchesNext = new long[places];
        memory = new Memory[places];
        held = new long[places * width];
        resets = new long[places];
        end = new boolean[places];
        asleep = new Event[places];
        asleepToRead = new boolean[places];
        awaited = new int[places];
        takes = new long[width];
        contested = new long[width];
        bits.add(LockSet.of(contestedDevices), contested, 0);
        boolean entersOne = false;
        boolean queue = false;
        int most = 0;
        int step = 0;
        for (Location location : locations) {
            first[location.number] = step;
            most = Math.max(most, location.edges.size());
            for (Location.Edge each : location.edges) {
                edge[step] = each;
                fill(step, each);
                for (Note note : each.notes) {
                    switch (note.event()) {
                        case TRYLOCK_BEGIN, TRYLOCK_TAKEN, TRYLOCK_FAILED -> trylock[step] = note.event();
                        default -> {}
                    }
                    entersOne |= note.event() == Event.TRYLOCK_BEGIN;
                }
                queue |= queueGuard[step] != null || queueEffect[step] != null;
                step++;
            }
        }
        first[places] = step;
        entersTrylock = entersOne;
        usesQueue = queue;
        mostSteps = most;
        for (Location location : locations) {
            fill(location);
        }
    }

    /**
     * Lays out an automaton.
     *
     * @param contested the devices that were contested when it was recorded, a bit each
     */
    static ProgramTables of(Automaton automaton, PciTopology topology, long contested) {
        ProgramTables tables = new ProgramTables(automaton, topology, contested);
        long[] below = Below.of(topology);
        Judge judge = new Judge(topology, 1);
        for (int place = 0; place < tables.places; place++) {
            for (int step = tables.first[place]; step < tables.first[place + 1]; step++) {
                tables.findScope(step, below);
                if (tables.sets[step] != null) {
                    tables.findSets(step, topology);
                }
                tables.judgeAlone(place, step, judge);
                tables.findSpecial(place, step);
                for (int i = step * tables.width; i < (step + 1) * tables.width; i++) {
                    tables.changes[i] = tables.taken[i] | tables.given[i];
                    tables.looksAt[i] = tables.asked[i] | tables.judgedLocks[i];
                    long free = tables.asked[i] & ~tables.wanted[i];
                    tables.deprives[i] = tables.changes[i] & ~free & tables.contested[i % tables.width];
                }
            }
        }
        if (tables.fitsOneWord()) {
            tables.findLater();
        }
        return tables;
    }

    /** Whether all that steps of two tasks may tell each other through are the bits of one word. */
    boolean fitsOneWord() {
        return width == 1 && setWords == 0 && bits.bits() + bits.locks + OTHERS <= Long.SIZE;
    }

    private void findLater() {
        int resetBits = bits.bits();
        int otherBits = resetBits + bits.locks;
        for (int place = 0; place < places; place++) {
            for (int step = first[place]; step < first[place + 1]; step++) {
                if (!sleepsInPeace[step]) {
                    changesNext[place] |=
                            changes[step] | resetsChanged[step] << resetBits | (long) signals[step] << otherBits;
                    touchesNext[place] |= changes[step]
                            | looksAt[step]
                            | judgedOwn[step]
                            | judgedResets[step] << resetBits
                            | (long) senses[step] << otherBits;
                }
            }
            changesLater[place] = changesNext[place];
            touchesLater[place] = touchesNext[place];
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int place = places - 1; place >= 0; place--) {
                long changesBefore = changesLater[place];
                long touchesBefore = touchesLater[place];
                for (int step = first[place]; step < first[place + 1]; step++) {
                    if (!sleepsInPeace[step]) {
                        changesLater[place] |= changesLater[target[step]];
                        touchesLater[place] |= touchesLater[target[step]];
                    }
                }
                changed |= changesLater[place] != changesBefore || touchesLater[place] != touchesBefore;
            }
        }
    }

    private void fill(int step, Location.Edge from) {
        Label label = from.label;
        int at = step * width;
        target[step] = from.target.number;
        int lock = bits.asked(label);
        if (lock != NO_LOCK) {
            LockBits.add(asked, at, lock);
            if (label.guard() == Guard.HELD) {
                LockBits.add(wanted, at, lock);
            }
        }
        contestedLock[step] = NO_LOCK;
        int takenLock = bits.taken(label);
        if (takenLock != NO_LOCK) {
            LockBits.add(taken, at, takenLock);
            if (LockBits.has(contested, 0, takenLock)) {
                contestedLock[step] = takenLock;
                LockBits.add(takes, 0, takenLock);
            }
        }
        int givenLock = bits.given(label);
        if (givenLock != NO_LOCK) {
            LockBits.add(given, at, givenLock);
            if (LockBits.has(contested, 0, givenLock)) {
                contestedLock[step] = givenLock;
            }
        }
        switch (label.guard()) {
            case QUEUED, NOT_QUEUED -> {
                queueGuard[step] = label.guard();
                senses[step] |= QUEUE;
            }
            default -> {}
        }
        switch (label.effect()) {
            case ENQUEUE, DEQUEUE -> {
                queueEffect[step] = label.effect();
                senses[step] |= QUEUE;
            }
            case WAKE_ALL, WAKE_ONE -> {
                queueEffect[step] = label.effect();
                signals[step] |= QUEUE;
            }
            case LOCKDEP -> {
                senses[step] |= LOCKDEP;
                signals[step] |= LOCKDEP;
            }
            default -> {}
        }
        sets[step] = label.sets();
        if (from.callBegun != Location.Edge.NO_CALL) {
            senses[step] |= HISTORY;
        }
        if (from.callEnded != Location.Edge.NO_CALL) {
            signals[step] |= HISTORY;
        }
        sleeps[step] = from.target.asleep != null;
        events[step] = from.events()
                | (label.lockdepCall() == null ? 0 : Note.bit(LockdepReports.whenInOrder(label.lockdepCall())));
    }

    private void fill(Location location) {
        int place = location.number;
        memory[place] = location.memory;
        bits.add(location.memory.held(), held, place * width);
        resets[place] = resets(location);
        end[place] = location.end;
        Location sleeper = location.asleep != null ? location : null;
        for (int step = first[place]; step < first[place + 1]; step++) {
            resetsChanged[step] = resets(location) ^ resets(edge[step].target);
            sleeper = sleeps[step] ? edge[step].target : sleeper;
            hasContestedNotes[step] =
                    !isEmpty(takes) && edge[step].notes.stream().anyMatch(ProgramTables::isAboutWhatIsHeld);
        }
        asleepToRead[place] = location.asleep == Event.SEM_READ_SLEEP;
        asleep[place] = sleeper == null ? null : sleeper.asleep;
        awaited[place] = sleeper == null ? NO_LOCK : bits.awaited(sleeper.asleep, sleeper.device);
    }

    /** Whether some step is about a semaphore, a reference or a bit. */
    boolean haveSets() {
        return Arrays.stream(sets).anyMatch(Objects::nonNull);
    }

    /** The events of all steps, reached or not, and of what is noted before the first. */
    long allEvents() {
        return Arrays.stream(events).reduce(leadingEvents, (one, other) -> one | other);
    }

    /** What any step breaks where nobody else holds or resets anything, a bit for each property. */
    long allBrokenAlone() {
        return Arrays.stream(brokenAlone).reduce(0, (one, other) -> one | other);
    }

    private static boolean isEmpty(long[] set) {
        for (long word : set) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    private static long resets(Location location) {
        int bridge = location.memory.resetting();
        return bridge == Memory.NOTHING ? 0 : 1L << bridge;
    }

    /** What these are about is part of a state where locks are contested: see {@link ContestedLocks}. */
    private static boolean isAboutWhatIsHeld(Note note) {
        return switch (note.event()) {
            case TRYLOCK_BEGIN, TRYLOCK_TAKEN, TRYLOCK_FAILED, TASK_END -> true;
            default -> false;
        };
    }

    private void findScope(int step, long[] below) {
        // What is judged of sets of tasks is for Product to find: see TaskSets.
        if (edge[step].label.event() != null && sets[step] == null) {
            addScope(step, edge[step].label.event(), edge[step].label.device(), below);
        }
        for (Note note : edge[step].notes) {
            addScope(step, note.event(), note.device(), below);
        }
        for (int i = 0; i < width; i++) {
            judgedOwn[step * width + i] = hasContestedNotes[step] ? takes[i] : judgedOwn[step * width + i] & takes[i];
        }
    }

    private void addScope(int step, Event event, int device, long[] below) {
        JudgeScope scope = JudgeScope.of(event);
        scope.addOthersLocks(bits, below, device, judgedLocks, step * width);
        judgedResets[step] |= scope.othersResets(below, device);
        brokenTogether[step] |= scope.brokenTogether;
        brokenOtherwise[step] |= scope.broken;
        scope.addOwnLocks(bits, below, device, judgedOwn, step * width);
    }

    /** Asks the observer what a step breaks where there is nobody else. */
    private void judgeAlone(int place, int step, Judge judge) {
        long[] own = new long[width];
        System.arraycopy(judgedOwn, step * width, own, 0, width);
        if (isEmpty(own)) {
            brokenAlone[step] = judged(judge, place, step, own, own);
            brokenOtherwise[step] = 0;
            return;
        }
        long[] none = new long[width];
        long withAll = judged(judge, place, step, own, none);
        long[] clean = new long[width];
        for (int lock = 0; lock < bits.bits(); lock++) {
            if (LockBits.has(own, 0, lock) && (judged(judge, place, step, without(own, lock), none) & ~withAll) != 0) {
                LockBits.add(clean, 0, lock);
            }
        }
        System.arraycopy(clean, 0, needed, step * width, width);
        brokenAlone[step] = judged(judge, place, step, clean, none);
        for (int lock = 0; lock < bits.bits(); lock++) {
            if (LockBits.has(own, 0, lock) && !LockBits.has(clean, 0, lock)) {
                LockBits.add(clean, 0, lock);
                if ((judged(judge, place, step, clean, none) & ~brokenAlone[step]) != 0) {
                    LockBits.add(forbidden, step * width, lock);
                }
                clean = without(clean, lock);
            }
        }
    }

    private void findSets(int step, PciTopology topology) {
        SetStep asks = sets[step];
        int at = step * setWords;
        for (int set : asks.empty()) {
            LockBits.add(setLooksAt, at, set);
            if (!machineSets.get(set).bit) {
                LockBits.add(setNeedsEmpty, at, set);
            }
        }
        if (asks.occupied() != SetStep.NONE) {
            LockBits.add(setLooksAt, at, asks.occupied());
        }
        for (int set : new int[] {asks.joined(), asks.left()}) {
            if (set != SetStep.NONE) {
                LockBits.add(setChanges, at, set);
                if (machineSets.get(set).bit) {
                    LockBits.add(setLooksAt, at, set);
                }
            }
        }
        Label label = edge[step].label;
        GuardedObject object = topology.wider.objects().get(label.device() - topology.mutexes);
        int judged = SetScope.of(label.event(), object, topology);
        for (TaskSet set : object.sets()) {
            if ((judged & 1) != 0) {
                LockBits.add(setLooksAt, at, set.number);
            }
            judged >>>= 1;
        }
    }

    /**
     * Whether a task that sleeps can do what it could have done otherwise, and nothing else: then nobody can tell that it sleeps. Not so
     * where it is counted among those who wait to write, or is ahead of these.
     */
    private boolean makesNoDifference(int place, int step) {
        if (sets[step] == null) {
            return true;
        }
        if (sets[step].joined() != SetStep.NONE || sets[step].left() != SetStep.NONE) {
            return false;
        }
        return stepsAwake(place).equals(stepsAwake(target[step]));
    }

    /** What a task may do at a place but go to sleep. */
    private Set<List<Object>> stepsAwake(int place) {
        Set<List<Object>> awake = new HashSet<>();
        for (int step = first[place]; step < first[place + 1]; step++) {
            if (!sleeps[step]) {
                awake.add(List.of(edge[step].label, edge[step].notes, target[step]));
            }
        }
        return awake;
    }

    private void findSpecial(int place, int step) {
        boolean usesQueueOrSleeps = queueGuard[step] != null || queueEffect[step] != null || sleeps[step];
        sleepsInPeace[step] = sleeps[step] && brokenAlone[step] == 0 && makesNoDifference(place, step);
        boolean breaksByItself = (brokenAlone[step] | brokenOtherwise[step]) != 0;
        special[step] = (byte) (breaksByItself ? -1 : usesQueueOrSleeps ? 1 : 0);
    }

    private static long[] without(long[] set, int lock) {
        long[] without = set.clone();
        without[lock / Long.SIZE] &= ~(1L << lock % Long.SIZE);
        return without;
    }

    /**
     * What a step breaks, a bit for each property.
     *
     * @param own the contested locks that the task holds
     * @param before those that it held when it entered the trylock that it is in
     */
    long judged(Judge judge, int place, int step, long[] own, long[] before) {
        judge.forget();
        judge.remember(
                0, memory[place], bits.locks(held, place * width).plus(bits.locks(own, 0)), bits.locks(before, 0));
        boolean left = sets[step] != null && !sleeps[step];
        judge.step(0, left ? null : edge[step].label.event(), edge[step]);
        return judge.brokenBy[0];
    }
}
