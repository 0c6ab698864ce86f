package pcilock.checks.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.LockKind;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.TaskSet;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;

/**
 * A run of a scenario that goes on by one step of a chosen task at a time, on the JVM, with the real locking code and the real
 * observer of the properties. Not for use from several threads. Closing it ends the threads of the tasks that have not ended.
 */
public final class SteppingMachine implements AutoCloseable {
    private static final int NOBODY = -1;

    /** Each level of bridges takes a few Java frames; the memory is only reserved until it is used. */
    private static final long STACK_BYTES = 64L << 20;

    private final Machine machine;
    private final boolean keepStacks;
    private final Thread[] threads;
    private final boolean[] ended;
    private final Map<LockKind, int[]> holders = new EnumMap<>(LockKind.class);
    private final Step[] asleep;
    private final boolean[] gone;
    private final List<Step> events = new ArrayList<>();
    private final List<ReplayedStep> steps = new ArrayList<>();
    private final Map<Property, Integer> firstBroken = new EnumMap<>(Property.class);
    private SteppingKernel kernel;

    private Step current;
    private List<Frame> stack = List.of();
    private List<Step> notes = new ArrayList<>();
    private Set<Property> broken = EnumSet.noneOf(Property.class);
    private RuntimeException failure;

    /**
     * A run in which each task stands before its first step.
     *
     * @param keepStacks whether to look at the stack in every step, which takes time
     */
    public SteppingMachine(Scenario scenario, boolean keepStacks) {
        this.keepStacks = keepStacks;
        int tasks = scenario.tasks.size();
        machine = new Machine(scenario, new Recording(), (observer, lockdep) -> {
            kernel = new SteppingKernel(tasks, observer, lockdep);
            return kernel;
        });
        threads = new Thread[tasks];
        ended = new boolean[tasks];
        for (LockKind kind : LockKind.values()) {
            holders.put(kind, nobody());
        }
        asleep = new Step[tasks];
        gone = new boolean[tasks];
        for (int task = 0; task < tasks; task++) {
            int number = task;
            threads[task] = new Thread(null, () -> run(number), name(task), STACK_BYTES);
            threads[task].setDaemon(true);
            threads[task].start();
            kernel.grant(task);
        }
        // What tasks note before their first step accompanies no step; it is in the events only.
        notes = new ArrayList<>();
        broken = EnumSet.noneOf(Property.class);
        rethrow();
    }

    private int[] nobody() {
        int[] holders = new int[machine.topology.mutexes];
        java.util.Arrays.fill(holders, NOBODY);
        return holders;
    }

    private void run(int task) {
        try {
            kernel.begin(task);
            if (machine.history == null) {
                machine.run(task);
            } else {
                runWithHistory(task);
            }
        } catch (SteppingKernel.RunIsOver e) {
            // The run was closed; the task has not ended.
        } catch (RuntimeException | StackOverflowError e) {
            failure = new EngineException(name(task) + " failed in the locking code: " + e, e);
        } finally {
            gone[task] = true;
            kernel.leave();
        }
    }

    /** A call begins with its first step and not a moment earlier: the later it begins, the more calls ended before it. */
    private void runWithHistory(int task) {
        for (int call = 0; call < machine.code[task].calls.length; call++) {
            kernel.beginStepEarly(task);
            machine.call(task, call);
        }
        kernel.note(new Task(task, name(task)), Event.TASK_END, 0);
    }

    /**
     * Lets a task take one step.
     *
     * @return the step, or null when the task cannot move because it has ended or is asleep
     */
    public ReplayedStep step(int task) {
        if (ended[task]) {
            return null;
        }
        current = null;
        stack = List.of();
        kernel.grant(task);
        rethrow();
        if (current == null) {
            return null;
        }
        ReplayedStep step = new ReplayedStep(current, stack, List.copyOf(notes), Set.copyOf(broken));
        steps.add(step);
        notes = new ArrayList<>();
        broken = EnumSet.noneOf(Property.class);
        return step;
    }

    /** From here on this is the answer to every open condition; without this, that it holds. */
    public void answerConditions(boolean hold) {
        kernel.answerConditions(hold);
    }

    /** Whether a step of the task would be one. */
    public boolean canMove(int task) {
        return !ended[task] && kernel.canMove(task);
    }

    /** Whether the task is done. */
    public boolean hasEnded(int task) {
        return ended[task];
    }

    /** What the run did up to now and how things stand. */
    public ReplayedRun soFar() {
        List<String> endedNames = new ArrayList<>();
        List<String> moving = new ArrayList<>();
        List<WaitForEdge> waiting = new ArrayList<>();
        for (int task = 0; task < threads.length; task++) {
            if (ended[task]) {
                endedNames.add(name(task));
            } else if (canMove(task)) {
                moving.add(name(task));
            } else {
                waiting.add(waiting(task));
            }
        }
        boolean linearizable = machine.history == null
                || endedNames.size() < threads.length
                || machine.history.isLinearizable(machine.topology.devices.length);
        return new ReplayedRun(
                List.copyOf(steps),
                List.copyOf(events),
                List.copyOf(endedNames),
                List.copyOf(moving),
                held(),
                List.copyOf(waiting),
                cycle(),
                Map.copyOf(firstBroken),
                linearizable,
                false);
    }

    private List<Holding> held() {
        List<Holding> held = new ArrayList<>();
        for (int number = 0; number < machine.topology.mutexes; number++) {
            for (LockKind kind : LockKind.values()) {
                int holder = holders.get(kind)[number];
                if (holder != NOBODY) {
                    held.add(new Holding(Lock.of(kind, number, machine.topology), deviceName(number), name(holder)));
                }
            }
        }
        if (machine.topology.wider != null) {
            for (GuardedObject object : machine.topology.wider.objects()) {
                String name = deviceName(object.number);
                Lock.heldIn(object).forEach((set, lock) -> tasksIn(set)
                        .forEach(task -> held.add(new Holding(lock, name, name(task)))));
            }
        }
        return List.copyOf(held);
    }

    private List<Integer> tasksIn(TaskSet set) {
        return IntStream.range(0, threads.length)
                .filter(task -> set.contains(new Task(task, name(task))))
                .boxed()
                .toList();
    }

    private WaitForEdge waiting(int task) {
        List<Integer> blockers = blockers(task);
        return waiting(task, blockers.isEmpty() ? NOBODY : blockers.get(0));
    }

    private WaitForEdge waiting(int task, int blocker) {
        Step sleep = asleep[task];
        return new WaitForEdge(
                name(task), lockWaitedFor(sleep), deviceName(sleep.device()), blocker == NOBODY ? null : name(blocker));
    }

    private Lock lockWaitedFor(Step sleep) {
        Lock lock = Lock.waitedFor(sleep.event(), sleep.device(), machine.topology);
        boolean isBehind =
                lock == Lock.DOWN_READ && tasksIn(semaphore(sleep).writer).isEmpty();
        return isBehind ? Lock.DOWN_READ_BEHIND_WRITER : lock;
    }

    private GuardedObject object(Step sleep) {
        return machine.topology.wider.objects().get(sleep.device() - machine.topology.mutexes);
    }

    private RwSemaphore semaphore(Step sleep) {
        return (RwSemaphore) object(sleep);
    }

    /** The tasks for each of which a task that is asleep waits; none where a wake-up is all that is missing. */
    private List<Integer> blockers(int task) {
        Step sleep = asleep[task];
        LockKind kind = LockKind.awaitedAfter(sleep.event());
        if (kind != null) {
            int holder = holders.get(kind)[sleep.device()];
            return holder == NOBODY ? List.of() : List.of(holder);
        }
        return switch (sleep.event()) {
            case SEM_READ_SLEEP -> {
                List<Integer> writers = tasksIn(semaphore(sleep).writer);
                yield writers.isEmpty() ? tasksIn(semaphore(sleep).waitingWriters) : writers;
            }
            case SEM_WRITE_SLEEP -> {
                List<Integer> holders = new ArrayList<>(tasksIn(semaphore(sleep).readers));
                holders.addAll(tasksIn(semaphore(sleep).writer));
                yield holders;
            }
            default -> tasksIn(((ActiveReference) object(sleep)).inside);
        };
    }

    /** A shortest way from a task, over those that it waits for, back to itself; empty where there is none. */
    private List<WaitForEdge> cycle() {
        for (int length = 1; length <= threads.length; length++) {
            for (int first = 0; first < threads.length; first++) {
                List<Integer> path = new ArrayList<>(List.of(first));
                if (closes(path, length)) {
                    List<WaitForEdge> cycle = new ArrayList<>();
                    for (int i = 0; i < length; i++) {
                        cycle.add(waiting(path.get(i), path.get((i + 1) % length)));
                    }
                    return List.copyOf(cycle);
                }
            }
        }
        return List.of();
    }

    /** Extends a path to one of so many tasks, of which each waits for the next and the last for the first, where there is one. */
    private boolean closes(List<Integer> path, int length) {
        int last = path.get(path.size() - 1);
        if (ended[last] || asleep[last] == null || canMove(last)) {
            return false;
        }
        for (int next : blockers(last)) {
            if (path.size() == length) {
                if (next == path.get(0)) {
                    return true;
                }
            } else if (!path.contains(next)) {
                path.add(next);
                if (closes(path, length)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
        }
        return false;
    }

    private String name(int task) {
        return "T" + (task + 1);
    }

    private String deviceName(int device) {
        return machine.topology.nameOf(device);
    }

    private void rethrow() {
        if (failure != null) {
            RuntimeException thrown = failure;
            failure = null;
            close();
            throw thrown;
        }
    }

    @Override
    public void close() {
        kernel.end();
        boolean interrupted = false;
        for (int task = 0; task < threads.length; task++) {
            if (threads[task] == null) {
                continue;
            }
            if (!gone[task]) {
                kernel.grant(task);
            }
            interrupted |= join(threads[task]);
            threads[task] = null;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread that is about to end; whether the caller was interrupted meanwhile. */
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Writes down events in the step in which they happen; called with the baton, so by one thread at a time. */
    private final class Recording extends Journal {
        @Override
        public void event(Task task, Event event, int device) {
            Step happened = new Step(task.id, event, device);
            events.add(happened);
            if (event.note) {
                notes.add(happened);
                ended[task.id] |= event == Event.TASK_END;
                return;
            }
            if (current != null) {
                throw new EngineException("two events in one step: " + current + " and " + happened);
            }
            current = happened;
            if (keepStacks) {
                stack = KernelStack.of(machine.pciOf(task.id));
            }
            keepState(happened);
        }

        private void keepState(Step step) {
            asleep[step.task()] = StuckRun.isSleep(step.event()) ? step : null;
            LockKind taken = LockKind.takenBy(step.event());
            LockKind given = LockKind.givenBackBy(step.event());
            if (taken != null) {
                holders.get(taken)[step.device()] = step.task();
            } else if (given != null) {
                holders.get(given)[step.device()] = NOBODY;
            }
        }

        @Override
        public void broken(Property property) {
            broken.add(property);
            firstBroken.putIfAbsent(property, events.size());
        }
    }
}
