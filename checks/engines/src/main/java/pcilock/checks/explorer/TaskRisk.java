package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * What one task may break in one company, from above, read off its automaton in one pass: {@link AtRisk} concludes from it, without a
 * search, what tasks never break.
 *
 * <p>Where no lock that the task takes is contested it is known at each place what it holds; what it breaks by itself the observer of
 * the properties has told of each step. Of contested locks each may have been taken away. So a step is judged as if the task had none
 * of them, and as if it had all those that it may have taken on some way to there and not given back: what a property asks of locks is
 * that each of some is held and each of others is not, so any other set of them breaks nothing more.
 */
final class TaskRisk {
    /**
     * What steps break because of what other tasks hold or reset, of which something else tells. The first: where no lock is contested, a
     * bridge that its task holds when it begins a reset nobody else releases, and where the task does not hold it the beginning breaks that
     * already. The second and third are {@link AtRisk}'s. The others: what somebody else holds is released by a release of what the task
     * does not hold, which breaks one of both by itself.
     */
    private static final long BY_OTHERS = bits(
            Property.BRIDGE_HELD,
            Property.NO_USER_ACCESS_DURING_RESET,
            Property.NO_RESET_OF_HELD_DEVICE,
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED);

    /** What a task may break by releasing a lock that was taken away from it, or is another one's. */
    private static final long BY_A_RELEASE = bits(Property.BRIDGE_HELD, Property.RELEASED_BY_HOLDER);

    /** What a task may break by a reset from which a lock was taken away. */
    private static final long BY_A_RESET = bits(
            Property.BRIDGE_HELD,
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.WARNING_NEVER_SILENT,
            Property.NO_USER_ACCESS_DURING_RESET,
            Property.NO_RESET_OF_HELD_DEVICE);

    private static final long ALL = -1;

    private final ProgramTables tables;
    private final Judge judge;
    private final long[] below;

    /** The contested locks that the task may hold at each place, ... */
    private final long[] mayHold;

    /** ... and those that it may have held when it entered the trylock in which it is. */
    private final long[] mayHaveHeldBefore;

    private final Set<Property> tested;
    private final Set<Property> testedBesideUser;
    private long broken;
    private long resets;
    private long openToUsers;
    private long resetUnheld;
    private long accesses;
    private long unguardedAccesses;
    private long locks;

    /** Looks at a task, as it was recorded in some company. */
    TaskRisk(ProgramTables tables, PciTopology topology) {
        this.tables = tables;
        judge = new Judge(topology, 1);
        below = Below.of(topology);
        mayHold = passOn((places, place, step, word) -> after(places[place * tables.width + word], step, word));
        mayHaveHeldBefore = passOn(this::heldAtItsTrylock);
        for (int place = 0; place < tables.places; place++) {
            lookAtReset(place);
            for (int step = tables.first[place]; step < tables.first[place + 1]; step++) {
                broken |= broken(place, step);
                lookAtEvents(place, step);
                locks |= tables.bits.locks(tables.taken, step * tables.width).mutexes();
            }
        }
        Set<Event> events = ScenarioSearch.events(tables.allEvents());
        tested = Property.exercisedBy(events, topology);
        testedBesideUser = EnumSet.copyOf(tested);
        if (events.contains(Event.RESET_BEGIN)) {
            testedBesideUser.add(Property.NO_USER_ACCESS_DURING_RESET);
        }
        if (isAbout(tables.contested)) {
            Set<LockKind> givenBack = events.stream()
                    .map(LockKind::givenBackBy)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            boolean doesReset = events.contains(Event.RESET_BEGIN) || events.contains(Event.FUNCTION_RESET);
            broken |= givenBack.contains(LockKind.FLAG) ? bits(Property.NO_CLEAR_FLAG_RELEASED) : 0;
            broken |= givenBack.isEmpty() ? 0 : BY_A_RELEASE;
            broken |= doesReset ? BY_A_RESET : 0;
        }
        if (tables.setWords > 0 || tables.usesQueue) {
            broken = ALL; // Of these nothing is known here.
        }
    }

    /** What the task may break by its own steps, a bit for each property. */
    long broken() {
        return broken;
    }

    /** All that its steps put to the test, reached or not. */
    Set<Property> tested(boolean besideUser) {
        return besideUser ? testedBesideUser : tested;
    }

    /** Whether a user's access by the other task may come while this one resets the device. */
    boolean mayMeetUser(TaskRisk other) {
        return ((openToUsers & other.accesses) | (resets & other.unguardedAccesses)) != 0;
    }

    /** Whether this task may reset a device of which the other one holds device_lock. */
    boolean mayResetWhatIsHeldBy(TaskRisk other) {
        return (resetUnheld & other.locks) != 0;
    }

    /** Whether it accesses a device for a user. */
    boolean isUser() {
        return accesses != 0;
    }

    private void lookAtReset(int place) {
        Memory memory = tables.memory[place];
        int bridge = memory.resetting();
        if (bridge != Memory.NOTHING) {
            long reset = 1L << bridge | below[bridge];
            resets |= reset;
            openToUsers |= reset & ~memory.held().flags();
            resetUnheld |= below[bridge] & ~memory.held().mutexes();
        }
    }

    private void lookAtEvents(int place, int step) {
        Label label = tables.edge[step].label;
        long mutexes = tables.memory[place].held().mutexes();
        if (label.event() != null) {
            lookAt(label.event(), label.device(), label, mutexes);
        }
        int at = step * tables.width;
        long mutexesAfter = (mutexes | tables.bits.locks(tables.taken, at).mutexes())
                & ~tables.bits.locks(tables.given, at).mutexes();
        for (Note note : tables.edge[step].notes) {
            lookAt(note.event(), note.device(), label, mutexesAfter);
        }
    }

    /**
     * Looks at an event.
     *
     * @param step the step that it is of
     * @param mutexes those that the task surely holds
     */
    private void lookAt(Event event, int device, Label step, long mutexes) {
        long bit = 1L << device;
        switch (event) {
            case RESET_BEGIN -> resetUnheld |= below[device] & ~mutexes;
            case FUNCTION_RESET -> resetUnheld |= bit & ~mutexes;
            case USER_ACCESS -> {
                accesses |= bit;
                boolean isGuarded =
                        step.guard() == Guard.FREE && step.lock() == LockKind.FLAG && step.device() == device;
                unguardedAccesses |= isGuarded ? 0 : bit;
            }
            default -> {}
        }
    }

    private static long bits(Property... properties) {
        long bits = 0;
        for (Property property : properties) {
            bits |= Judge.bit(property);
        }
        return bits;
    }

    /** Whether a step takes, gives back or asks about one of these locks. */
    private boolean isAbout(long[] locks) {
        for (int i = 0; i < tables.changes.length; i++) {
            if (((tables.changes[i] | tables.asked[i]) & locks[i % tables.width]) != 0) {
                return true;
            }
        }
        return false;
    }

    private long broken(int place, int step) {
        int width = tables.width;
        long found = tables.brokenAlone[step] | (tables.brokenTogether[step] & ~BY_OTHERS);
        long[] none = new long[width];
        long[] own = new long[width];
        boolean needs = false;
        boolean has = false;
        boolean had = false;
        for (int word = 0; word < width; word++) {
            long held = mayHold[place * width + word];
            own[word] = tables.judgedOwn[step * width + word] & held;
            needs |= tables.needed[step * width + word] != 0;
            has |= own[word] != 0;
            had |= (mayHaveHeldBefore[place * width + word] | after(held, step, word)) != 0;
        }
        if (needs) {
            found |= tables.judged(judge, place, step, none, none);
        }
        if (has) {
            found |= tables.judged(judge, place, step, own, none);
        }
        if (had && tables.trylock[step] == Event.TRYLOCK_FAILED) {
            found |= bits(Property.FAILED_TRYLOCK_RESTORES);
        }
        return found;
    }

    /** What is left of some contested locks after a step, with what it takes. */
    private long after(long held, int step, int word) {
        int at = step * tables.width + word;
        return ((held & ~tables.given[at]) | tables.taken[at]) & tables.contested[word];
    }

    private long heldAtItsTrylock(long[] places, int place, int step, int word) {
        int at = place * tables.width + word;
        return tables.trylock[step] == Event.TRYLOCK_BEGIN
                ? places[at] | mayHold[at] | after(mayHold[at], step, word)
                : places[at];
    }

    /** Tells what is there after a step of what is there at a place. */
    private interface PassingOn {
        long after(long[] places, int place, int step, int word);
    }

    /** For each place the contested locks that come there on some way. */
    private long[] passOn(PassingOn rule) {
        long[] places = new long[tables.places * tables.width];
        boolean changed = Arrays.stream(tables.contested).anyMatch(word -> word != 0);
        while (changed) {
            changed = false;
            for (int place = 0; place < tables.places; place++) {
                for (int step = tables.first[place]; step < tables.first[place + 1]; step++) {
                    for (int word = 0; word < tables.width; word++) {
                        long next = rule.after(places, place, step, word);
                        int to = tables.target[step] * tables.width + word;
                        changed |= (next & ~places[to]) != 0;
                        places[to] |= next;
                    }
                }
            }
        }
        return places;
    }
}
