package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.LeftCode;
import pcilock.checks.engine.LockKind;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Where;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;

/**
 * A machine that writes down what a call does instead of doing it: the call is run alone, again and again, until every outcome
 * of every branch was taken. The result is a finite automaton whose steps are the atomic steps of {@link Kernel}.
 *
 * <p>What a task holds follows from its own code, and outcomes that contradict it cannot happen and are left out; but not for the
 * locks of contested devices, those of which another task may release what this one holds. There every outcome is taken. Which
 * devices are contested is found out from recordings: see {@link RecordedCall#strays}.
 *
 * <p>What follows where the code tells what it remembers is recorded once, and it is believed in that: see {@link
 * Kernel#remembersOnly}. It trusts the code in nothing else. Code that takes another step when it is run again than it took before
 * goes by something else than the answers of this kernel, and is refused. What this kernel throws to leave the code is kept, so that it is thrown again at
 * every further step that a {@code finally} takes, and when the call comes back as if nothing had happened.
 */
final class RecordingKernel implements Kernel, FunctionListener {
    /** A call of the locking code, run in the name of the task that is recorded. */
    interface Call {
        boolean run();
    }

    /** Leaves the code where nothing new can be seen: at a closed loop or in an endless sleep. */
    private static final class NothingNew extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingNew() {
            super("nothing new", null, false, false);
        }
    }

    /** One outcome of a step: the edges that lead on from it, and what the code is told. */
    private static final class Outcome {
        final List<RecordedNode.Edge> edges = new ArrayList<>();
        final List<Note> notes = new ArrayList<>();
        final boolean result;
        final Event event;
        final int device;
        boolean visited;
        boolean endless;

        Outcome(boolean result, Event event, int device) {
            this.result = result;
            this.event = event;
            this.device = device;
        }
    }

    /** A place of the code where it takes a step, with the step that it takes there whenever it comes by. */
    private record Asked(String primitive, Event event, int device, int lockClass) {
        /** Looked at whenever the code comes by, which is why nothing is made for it. */
        private boolean is(String otherPrimitive, Event otherEvent, int otherDevice, int otherClass) {
            return event == otherEvent
                    && device == otherDevice
                    && lockClass == otherClass
                    && primitive.equals(otherPrimitive);
        }

        @Override
        public String toString() {
            String step = event == null ? primitive : primitive.isEmpty() ? event.name() : primitive + " " + event;
            return step + " of lock " + device;
        }
    }

    private static final class Choice {
        final RecordedNode node = RecordedNode.running();
        final Asked asked;
        final List<Outcome> outcomes = new ArrayList<>();
        int taken;

        Choice(Asked asked) {
            this.asked = asked;
        }

        /** Whether no outcome is known. */
        boolean isNew() {
            return outcomes.isEmpty();
        }

        Outcome add(boolean result, Event event, int device) {
            Outcome outcome = new Outcome(result, event, device);
            outcomes.add(outcome);
            return outcome;
        }

        void edge(Outcome outcome, RecordedNode from, Label label) {
            RecordedNode.Edge edge = new RecordedNode.Edge(label, outcome.notes);
            from.edges.add(edge);
            outcome.edges.add(edge);
        }

        /** The one outcome of a step that has no other. */
        void only(Label label) {
            edge(add(true, label.event(), label.device()), node, label);
        }

        void sleep(RecordedNode sleeper, Label label) {
            RecordedNode.Edge edge = new RecordedNode.Edge(label, List.of());
            edge.target = sleeper;
            node.edges.add(edge);
        }
    }

    private record Head(int position, int stackDepth, LockSet held) {}

    private record Visit(Object state, LockSet held) {}

    /** Where the code said what it remembers, what that was, and what it held. */
    private record Met(List<Object> where, int device, long found, long lookedFor, long wereThere, LockSet held) {}

    /** How it went on from there; not known before it takes a step or comes to an end. */
    private static final class Continuation {
        final int notesBefore;
        List<Note> notes;
        RecordedNode node;

        Continuation(int notesBefore) {
            this.notesBefore = notesBefore;
        }
    }

    /** What a section was seen to do. */
    private record Section(boolean result, Event event, List<Note> notes) {}

    private final PciTopology topology;
    private final long contested;
    private final int maxSteps;
    private Supplier<List<Frame>> stacks = List::of;
    private boolean nullIsAnEnd;
    private long strays;
    private BitSet functions = new BitSet();
    private final List<Choice> path = new ArrayList<>();
    private final Deque<Head> heads = new ArrayDeque<>();

    /** How many steps this run had taken when it came to each state. */
    private final Map<Visit, Integer> states = new HashMap<>();

    /** Of all runs of a call. */
    private final Map<Met, Continuation> continuations = new HashMap<>();

    /** Those that are not known yet. */
    private final List<Continuation> begun = new ArrayList<>();

    /** Those nodes of the call after which all is recorded, each after those that steps lead to. */
    private final List<RecordedNode> finished = new ArrayList<>();

    private final IdentityHashMap<GuardedStep, Label> labels = new IdentityHashMap<>();
    private int recordedSteps;
    private int position;
    private Outcome arrivedBy;

    private boolean recordsNotes;
    private List<Note> sectionNotes;
    private List<Note> leadingNotes;
    private RecordedNode root;
    private LockSet held = LockSet.EMPTY;
    private final LeftCode left = new LeftCode();

    /**
     * A recorder for any number of calls.
     *
     * @param contested the devices of which other tasks may take away what the recorded task holds, a bit each
     * @param maxSteps how many steps may be written down before {@link LimitException}
     */
    RecordingKernel(PciTopology topology, long contested, int maxSteps) {
        this.topology = topology;
        this.contested = contested;
        this.maxSteps = maxSteps;
    }

    /**
     * Records a call.
     *
     * @param heldBefore what the task holds when the call begins, but for contested locks
     */
    RecordedCall record(Call call, LockSet heldBefore) {
        path.clear();
        continuations.clear();
        begun.clear();
        finished.clear();
        functions = new BitSet();
        strays = 0;
        root = null;
        leadingNotes = new ArrayList<>();
        boolean first = true;
        do {
            position = 0;
            heads.clear();
            states.clear();
            arrivedBy = null;
            recordsNotes = first;
            first = false;
            held = heldBefore;
            left.enter();
            try {
                boolean answer = call.run();
                left.goOn();
                mustBeNew("comes to its end");
                arriveAtEnd(RecordedNode.end(answer));
            } catch (NothingNew e) {
                // The path ends here; another outcome may lead on.
            } catch (NullPointerException e) {
                if (!nullIsAnEnd) {
                    throw e;
                }
                mustBeNew("asks for what is not there");
                arriveAtEnd(RecordedNode.failed());
            }
        } while (goBack());
        List<RecordedNode> nodes = new ArrayList<>(finished);
        Collections.reverse(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).number = i;
        }
        return new RecordedCall(root, leadingNotes, nodes, strays);
    }

    /** From now on code that asks for what the tree has not got has come to an end, which is told from every other. */
    void takeNullForAnEnd() {
        nullIsAnEnd = true;
    }

    /** Writes down where the code is before each step, from now on. */
    void keepStacks(Supplier<List<Frame>> supplier) {
        stacks = supplier;
    }

    @Override
    public void called(int function) {
        functions.set(function);
    }

    /** Which functions the latest call came to, of those that tell so: see {@link TracedCode}. */
    BitSet functions() {
        return functions;
    }

    private boolean goBack() {
        while (!path.isEmpty()) {
            Choice last = path.get(path.size() - 1);
            if (last.taken + 1 < last.outcomes.size()) {
                last.taken++;
                return true;
            }
            path.remove(path.size() - 1);
            for (RecordedNode.Edge edge : last.node.edges) {
                if (edge.target.asleep != null) {
                    finished.add(edge.target);
                }
            }
            finished.add(last.node);
        }
        return false;
    }

    private void arriveAtEnd(RecordedNode end) {
        finished.add(end);
        arriveAt(end);
    }

    private void arriveAt(RecordedNode node) {
        for (Continuation continuation : begun) {
            continuation.notes = List.copyOf(notes().subList(continuation.notesBefore, notes().size()));
            continuation.node = node;
        }
        begun.clear();
        if (arrivedBy == null) {
            root = node;
            return;
        }
        for (RecordedNode.Edge edge : arrivedBy.edges) {
            edge.target = node;
        }
    }

    /** Where the code was before and took a step, it may not do anything else now. */
    private void mustBeNew(String what) {
        if (position < path.size()) {
            throw left.leave(otherwise(path.get(position).asked, what));
        }
    }

    private EngineException otherwise(Asked before, String now) {
        return new EngineException(
                "after " + position + " steps the code called " + before + " and, run again with the same answers, "
                        + now + " there: it must go by its arguments and these answers alone");
    }

    private Choice choice(String primitive, int device) {
        return choice(primitive, null, device, 0);
    }

    private Choice choice(Event event, int device) {
        return choice("", event, device, 0);
    }

    /** The choice at this place; one without outcomes, which are to be added, where the code was not here before. */
    private Choice choice(String primitive, Event event, int device, int lockClass) {
        left.goOn();
        if (position == path.size()) {
            return newChoice(new Asked(primitive, event, device, lockClass));
        }
        Choice choice = path.get(position);
        if (!choice.asked.is(primitive, event, device, lockClass)) {
            throw left.leave(otherwise(choice.asked, "calls " + new Asked(primitive, event, device, lockClass)));
        }
        return choice;
    }

    private Choice newChoice(Asked asked) {
        Choice choice = new Choice(asked);
        left.unless(
                () -> LimitException.throwIfInterrupted(() -> recordedSteps + " recorded steps of a task" + place()));
        if (++recordedSteps > maxSteps) {
            throw left.leave(
                    new LimitException("the code of a task has more than " + maxSteps + " recorded steps" + place()));
        }
        choice.node.stack = stacks.get();
        arriveAt(choice.node);
        path.add(choice);
        return choice;
    }

    /** Where the code is, since steps without an end have a loop without one. */
    private static String place() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> PciCore.class.isAssignableFrom(frame.getDeclaringClass())
                                && frame.getDeclaringClass() != PciCore.class
                                && !frame.getDeclaringClass().isSynthetic())
                        .findFirst())
                .map(at -> ", at " + at.getFileName() + ":" + at.getLineNumber() + " (" + at.getMethodName() + ")")
                .orElse("");
    }

    /** Goes on by the outcome that is due. */
    private boolean take(Choice choice) {
        Outcome outcome = choice.outcomes.get(choice.taken);
        arrivedBy = outcome;
        recordsNotes = !outcome.visited;
        outcome.visited = true;
        position++;
        if (outcome.endless) {
            throw left.leave(new NothingNew());
        }
        keepHoldings(outcome.event, outcome.device);
        return outcome.result;
    }

    private void keepHoldings(Event event, int device) {
        if (event != null) {
            held = held.after(event, device).without(contested);
        }
    }

    @Override
    public void mutexLock(Task current, Mutex mutex) {
        Choice choice = choice("mutexLock", mutex.device);
        if (choice.isNew()) {
            int device = mutex.device;
            RecordedNode sleeper = RecordedNode.asleep(Event.MUTEX_SLEEP, device);
            Outcome outcome = choice.add(true, Event.MUTEX_LOCK, device);
            if (held.has(LockKind.MUTEX, device)) {
                outcome.endless = true;
            } else {
                Label label = Label.of(Guard.FREE, LockKind.MUTEX, Event.MUTEX_LOCK, device);
                choice.edge(outcome, choice.node, label);
                choice.edge(outcome, sleeper, label);
            }
            choice.sleep(sleeper, Label.of(Guard.HELD, LockKind.MUTEX, Event.MUTEX_SLEEP, device));
        }
        take(choice);
    }

    @Override
    public boolean mutexTrylock(Task current, Mutex mutex) {
        Choice choice = choice("mutexTrylock", mutex.device);
        if (choice.isNew()) {
            int device = mutex.device;
            if (!held.has(LockKind.MUTEX, device)) {
                choice.edge(
                        choice.add(true, Event.MUTEX_TRYLOCK, device),
                        choice.node,
                        Label.of(Guard.FREE, LockKind.MUTEX, Event.MUTEX_TRYLOCK, device));
            }
            choice.edge(
                    choice.add(false, Event.MUTEX_TRYLOCK_FAILED, device),
                    choice.node,
                    Label.of(Guard.HELD, LockKind.MUTEX, Event.MUTEX_TRYLOCK_FAILED, device));
        }
        return take(choice);
    }

    @Override
    public void mutexUnlock(Task current, Mutex mutex) {
        if (!held.has(LockKind.MUTEX, mutex.device)) {
            strays |= 1L << mutex.device;
        }
        Choice choice = choice(Event.MUTEX_UNLOCK, mutex.device);
        if (choice.isNew()) {
            choice.only(Label.of(Guard.NONE, LockKind.MUTEX, Event.MUTEX_UNLOCK, mutex.device));
        }
        take(choice);
    }

    private void unconditional(Effect effect, Event event, int device) {
        Choice choice = choice(event, device);
        if (choice.isNew()) {
            choice.only(Label.of(Guard.NONE, effect, event, device));
        }
        take(choice);
    }

    @Override
    public boolean spinLocked(Task current, RawSpinlock lock, SpinlockSection section, BlockCfgAccess flag) {
        return section(current, section, flag);
    }

    @Override
    public boolean atomically(Task current, SpinlockSection section, BlockCfgAccess flag) {
        return section(current, section, flag);
    }

    private boolean section(Task current, SpinlockSection code, BlockCfgAccess flag) {
        Choice choice = choice("a section", flag.device);
        if (choice.isNew()) {
            if (!held.has(LockKind.FLAG, flag.device)) {
                section(choice, choice.node, Guard.FREE, run(current, code, flag, false), flag.device);
            }
            section(choice, choice.node, Guard.HELD, run(current, code, flag, true), flag.device);
        }
        return take(choice);
    }

    private static Outcome section(Choice choice, RecordedNode from, Guard guard, Section section, int device) {
        Outcome outcome = choice.add(section.result(), section.event(), device);
        outcome.notes.addAll(section.notes());
        choice.edge(outcome, from, Label.of(guard, LockKind.FLAG, section.event(), device));
        return outcome;
    }

    /** Runs a section with the flag as given, to see what it tells its caller, what it tells the observer, what it changes. */
    private Section run(Task current, SpinlockSection code, BlockCfgAccess flag, boolean set) {
        flag.set(set);
        List<Note> told = new ArrayList<>();
        sectionNotes = told;
        boolean result;
        try {
            result = code.run(this, current, flag);
        } finally {
            sectionNotes = null;
        }
        if (told.isEmpty() || told.get(0).event().note) {
            throw left.leave(new EngineException("a section under a spinlock must begin with the event of its step"));
        }
        Event event = told.get(0).event();
        boolean takes = LockKind.takenBy(event) == LockKind.FLAG;
        boolean givesBack = LockKind.givenBackBy(event) == LockKind.FLAG;
        boolean wanted = takes || (!givesBack && set);
        if (flag.isSet() != wanted) {
            throw left.leave(new EngineException(
                    "a section changes a flag without telling the observer, or the other way round"));
        }
        boolean takesAway = takes && set;
        boolean strayClear = givesBack && !held.has(LockKind.FLAG, flag.device);
        if (takesAway || strayClear) {
            strays |= 1L << flag.device;
        }
        return new Section(result, event, told.subList(1, told.size()));
    }

    @Override
    public void whenClear(Task current, SpinlockSection code, BlockCfgAccess flag) {
        Choice choice = choice("whenClear", flag.device);
        if (choice.isNew()) {
            RecordedNode sleeper = RecordedNode.asleep(Event.FLAG_SLEEP, flag.device);
            if (held.has(LockKind.FLAG, flag.device)) {
                choice.add(true, null, flag.device).endless = true;
            } else {
                Section section = run(current, code, flag, false);
                Outcome outcome = section(choice, choice.node, Guard.FREE, section, flag.device);
                choice.edge(outcome, sleeper, Label.of(Guard.FREE, LockKind.FLAG, section.event(), flag.device));
            }
            choice.sleep(sleeper, Label.of(Guard.HELD, LockKind.FLAG, Event.FLAG_SLEEP, flag.device));
        }
        take(choice);
    }

    @Override
    public void prepareToWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        unconditional(Effect.ENQUEUE, Event.QUEUE_ADD, flag.device);
    }

    @Override
    public void schedule(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        Choice choice = choice("schedule", flag.device);
        if (choice.isNew()) {
            RecordedNode sleeper = RecordedNode.asleep(Event.QUEUE_SLEEP, flag.device);
            Outcome outcome = choice.add(true, Event.QUEUE_AWAKE, flag.device);
            Label label = Label.of(Guard.NOT_QUEUED, Effect.NONE, Event.QUEUE_AWAKE, flag.device);
            choice.edge(outcome, choice.node, label);
            choice.edge(outcome, sleeper, label);
            choice.sleep(sleeper, Label.of(Guard.QUEUED, Effect.NONE, Event.QUEUE_SLEEP, flag.device));
        }
        take(choice);
    }

    @Override
    public void finishWait(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        unconditional(Effect.DEQUEUE, Event.QUEUE_REMOVE, flag.device);
    }

    @Override
    public void wakeUpAll(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        unconditional(Effect.WAKE_ALL, Event.QUEUE_WAKE, flag.device);
    }

    @Override
    public void wakeUpOne(Task current, WaitQueueHead queue, BlockCfgAccess flag) {
        unconditional(Effect.WAKE_ONE, Event.QUEUE_WAKE, flag.device);
    }

    @Override
    public void take(Task current, GuardedStep step) {
        attempt(current, step, (GuardedStep) null);
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep otherwise) {
        Choice choice = choice(step.event, step.object.number);
        if (choice.isNew()) {
            step(choice, choice.node, true, step);
            if (otherwise != null) {
                step(choice, choice.node, false, otherwise);
            }
        }
        return take(choice);
    }

    @Override
    public boolean attempt(Task current, GuardedStep step, GuardedStep[] otherwise) {
        Choice choice = choice(step.event, step.object.number);
        if (choice.isNew()) {
            step(choice, choice.node, true, step);
            Outcome refused = step(choice, choice.node, false, otherwise[0]);
            for (int i = 1; i < otherwise.length; i++) {
                choice.edge(refused, choice.node, label(otherwise[i]));
            }
        }
        return take(choice);
    }

    @Override
    public boolean await(Task current, SleepingStep step) {
        Choice choice = choice("await", step.now.event, step.now.object.number, 0);
        if (choice.isNew()) {
            Outcome taken = step(choice, choice.node, true, step.now);
            Outcome instead = step.instead == null ? null : step(choice, choice.node, false, step.instead);
            for (int way = 0; way < step.waysToSleep(); way++) {
                GuardedStep sleep = step.sleep(way);
                RecordedNode sleeper = RecordedNode.asleep(sleep.event, sleep.object.number);
                choice.sleep(sleeper, label(sleep));
                choice.edge(taken, sleeper, label(step.afterSleep(way)));
                if (instead != null) {
                    choice.edge(instead, sleeper, label(step.instead));
                }
            }
        }
        return take(choice);
    }

    private Outcome step(Choice choice, RecordedNode from, boolean result, GuardedStep step) {
        Outcome outcome = choice.add(result, step.event, step.object.number);
        choice.edge(outcome, from, label(step));
        return outcome;
    }

    private Label label(GuardedStep step) {
        return labels.computeIfAbsent(step, Label::of);
    }

    /**
     * A loop is told from the loops inside it and those after it by how deep the stack is at its head: the inner ones are in
     * functions called by the outer one.
     */
    @Override
    public void loopHead(Task current, boolean again) {
        left.goOn();
        int depth = StackWalker.getInstance().walk(frames -> (int) frames.count());
        while (!heads.isEmpty()
                && (heads.peek().stackDepth() > depth || (!again && heads.peek().stackDepth() == depth))) {
            heads.pop();
        }
        if (!again) {
            heads.push(new Head(position, depth, held));
            return;
        }
        Head head = heads.peek();
        if (head == null || head.stackDepth() != depth || head.position() == position) {
            throw left.leave(new EngineException("a waiting loop goes round without a step or has no head"));
        }
        if (!head.held().equals(held)) {
            throw left.leave(new EngineException("a waiting loop goes round with other locks held than before"));
        }
        mustBeNew("goes round a loop");
        arriveAt(path.get(head.position()).node);
        throw left.leave(new NothingNew());
    }

    @Override
    public boolean choose(Task current) {
        Choice choice = choice("choose", 0);
        if (choice.isNew()) {
            for (Event event : List.of(Event.CONDITION_HOLDS, Event.CONDITION_FAILS)) {
                choice.edge(
                        choice.add(event == Event.CONDITION_HOLDS, event, 0),
                        choice.node,
                        Label.of(Guard.NONE, Effect.NONE, event, 0));
            }
        }
        return take(choice);
    }

    @Override
    public void revisits(Task current, Object state) {
        left.goOn();
        Integer before = states.putIfAbsent(new Visit(state, held), position);
        if (before == null) {
            return;
        }
        if (before == position) {
            throw left.leave(new LimitException("the code of a task goes round without a step"));
        }
        mustBeNew("goes round a loop");
        arriveAt(path.get(before).node);
        throw left.leave(new NothingNew());
    }

    @Override
    public void remembersOnly(Task current, int device, long found, long lookedFor, long wereThere) {
        left.goOn();
        if (position < path.size()) {
            return; // on the way to what is not recorded yet
        }
        Met met = new Met(
                Where.now(RecordingKernel.class, RecordingKernel.class), device, found, lookedFor, wereThere, held);
        Continuation known = continuations.get(met);
        if (known == null) {
            Continuation next = new Continuation(notes().size());
            continuations.put(met, next);
            begun.add(next);
        } else if (known.node == null) {
            throw left.leave(new LimitException("the code of a task goes round without a step"));
        } else {
            notes().addAll(known.notes);
            arriveAt(known.node);
            throw left.leave(new NothingNew());
        }
    }

    @Override
    public void step(Task current, Event event, int device) {
        left.goOn();
        left.unless(event::mustBeStepOfCode);
        mustBeDevice(event, device);
        unconditional(Effect.NONE, event, device);
    }

    private void mustBeDevice(Event event, int device) {
        if (device < 0 || !topology.isDevice(device)) {
            throw left.leave(
                    new IllegalArgumentException(event + " of device " + device + ": there is none in " + topology));
        }
    }

    @Override
    public void note(Task current, Event event, int device) {
        if (sectionNotes != null) {
            sectionNotes.add(new Note(event, device));
            return;
        }
        left.goOn();
        left.unless(event::mustBeNoteOfCode);
        mustBeDevice(event, device);
        if (recordsNotes) {
            notes().add(new Note(event, device));
        }
    }

    /** What the code has noted since its last step. */
    private List<Note> notes() {
        return arrivedBy == null ? leadingNotes : arrivedBy.notes;
    }

    @Override
    public void lockdep(Task current, LockdepCall call, LockdepMap map) {
        // A device's, or pci_slot_mutex.
        if (map.key < 0
                || map.key > topology.devices.length
                || map.device < 0
                || map.device > topology.devices.length) {
            throw left.leave(new IllegalArgumentException("lockdep does not know of the key " + map.key + " of lock "
                    + map.device + " in " + topology
                    + "; a mutex that the code adds is not validated here: use kernel.mutexLock,"
                    + " kernel.mutexTrylock and kernel.mutexUnlock"));
        }
        Choice choice = choice(call.name(), null, map.device, map.key * LockdepMap.MAX_SUBCLASSES + map.subclass);
        if (choice.isNew()) {
            choice.edge(choice.add(true, null, map.device), choice.node, Label.of(call, map));
        }
        take(choice);
    }
}
