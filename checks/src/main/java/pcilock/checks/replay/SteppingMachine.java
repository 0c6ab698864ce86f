package pcilock.checks.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Task;
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
    private final int[] mutexHolder;
    private final int[] flagHolder;
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
        mutexHolder = nobody();
        flagHolder = nobody();
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
        List<Waiting> waiting = new ArrayList<>();
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
        for (int device = 0; device < mutexHolder.length; device++) {
            if (mutexHolder[device] != NOBODY) {
                held.add(new Holding(mutex(device), deviceName(device), name(mutexHolder[device])));
            }
            if (flagHolder[device] != NOBODY) {
                held.add(new Holding(Lock.BLOCK_CFG_ACCESS, deviceName(device), name(flagHolder[device])));
            }
        }
        return List.copyOf(held);
    }

    private Waiting waiting(int task) {
        Step sleep = asleep[task];
        int holder = holderWaitedFor(task);
        return new Waiting(
                name(task),
                sleep.event() == Event.MUTEX_SLEEP ? mutex(sleep.device()) : Lock.BLOCK_CFG_ACCESS,
                deviceName(sleep.device()),
                holder == NOBODY ? null : name(holder));
    }

    private int holderWaitedFor(int task) {
        Step sleep = asleep[task];
        return sleep.event() == Event.MUTEX_SLEEP ? mutexHolder[sleep.device()] : flagHolder[sleep.device()];
    }

    /** Each task waits for one lock and each lock has one holder, so following them from each task finds every cycle. */
    private List<Waiting> cycle() {
        for (int first = 0; first < threads.length; first++) {
            List<Waiting> path = new ArrayList<>();
            int task = first;
            while (task != NOBODY && asleep[task] != null && !canMove(task) && path.size() < threads.length) {
                path.add(waiting(task));
                task = holderWaitedFor(task);
                if (task == first) {
                    return List.copyOf(path);
                }
            }
        }
        return List.of();
    }

    private String name(int task) {
        return "T" + (task + 1);
    }

    private Lock mutex(int device) {
        return machine.topology.isDevice(device) ? Lock.DEVICE_LOCK : Lock.MUTEX;
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
                stack = KernelStack.current();
            }
            keepState(happened);
        }

        private void keepState(Step step) {
            asleep[step.task()] = null;
            switch (step.event()) {
                case MUTEX_LOCK, MUTEX_TRYLOCK -> mutexHolder[step.device()] = step.task();
                case MUTEX_UNLOCK -> mutexHolder[step.device()] = NOBODY;
                case FLAG_SET -> flagHolder[step.device()] = step.task();
                case FLAG_CLEAR -> flagHolder[step.device()] = NOBODY;
                case MUTEX_SLEEP, FLAG_SLEEP, QUEUE_SLEEP -> asleep[step.task()] = step;
                default -> {}
            }
        }

        @Override
        public void broken(Property property) {
            broken.add(property);
            firstBroken.putIfAbsent(property, events.size());
        }
    }
}
