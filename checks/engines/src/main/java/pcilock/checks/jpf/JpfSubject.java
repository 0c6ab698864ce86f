package pcilock.checks.jpf;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.property.PropertyObserver;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * The program that JPF explores: one run of a scenario. The first task runs in the main thread, which saves JPF the states of one
 * thread.
 */
public final class JpfSubject {
    private static final int FIRST_TASK = 5;

    private JpfSubject() {}

    /** The scenario as {@link #main} reads it. */
    static List<String> arguments(Scenario scenario) {
        List<String> arguments = new ArrayList<>();
        arguments.add(scenario.revision.name());
        arguments.add(scenario.fault.name());
        arguments.add(scenario.waiting.name());
        arguments.add(scenario.history ? "true" : "false");
        arguments.add(scenario.topology);
        arguments.addAll(scenario.tasks);
        return arguments;
    }

    private static Scenario scenario(String[] arguments) {
        List<String> tasks = new ArrayList<>();
        for (int i = FIRST_TASK; i < arguments.length; i++) {
            tasks.add(arguments[i]);
        }
        return new Scenario(
                (Revision) named(Revision.values(), arguments[0]),
                (Fault) named(Fault.values(), arguments[1]),
                (Waiting) named(Waiting.values(), arguments[2]),
                arguments[4],
                tasks,
                arguments[3].equals("true"));
    }

    /** In place of Enum.valueOf, which reflects. */
    private static Enum<?> named(Enum<?>[] values, String name) {
        for (Enum<?> value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Runs all tasks of a scenario to their end. */
    public static void main(String[] arguments) throws InterruptedException {
        Scenario scenario = scenario(arguments);
        initializeClasses(scenario);
        Journal journal = new Journal();
        Machine machine = new Machine(scenario, journal);
        Thread[] others = new Thread[scenario.tasks.size() - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(new TaskRun(machine, i + 1));
        }
        for (Thread other : others) {
            other.start();
        }
        machine.run(0);
        for (Thread other : others) {
            other.join();
        }
        if (machine.history != null && !machine.history.isLinearizable(machine.topology.devices.length)) {
            journal.broken(Property.LINEARIZABLE);
        }
    }

    /**
     * Initializes, while there is one thread, the classes that otherwise the first event would: JPF takes the initialization of a
     * class for one more monitor to compete for.
     */
    private static void initializeClasses(Scenario scenario) {
        Task task = new Task(0, "");
        PciTopology topology = PciTopology.parse(scenario.topology);
        PropertyObserver observer = new PropertyObserver(topology, 1, new SilentJournal());
        observer.on(task, Event.QUEUE_ADD, 0);
        observer.on(task, Event.WARN_UNLOCKED_RESET, 0);
        new Lockdep(1, 1).call(task, LockdepCall.ASSERT_HELD, new LockdepMap(0, 0, 0));
    }

    /** What JPF's listener does not listen to. */
    private static final class SilentJournal extends Journal {
        @Override
        public void event(Task current, Event event, int device) {}

        @Override
        public void broken(Property property) {}
    }

    /** A class of its own, because JPF compares the fields of a Runnable but not those of a Thread. */
    private static final class TaskRun implements Runnable {
        private final Machine machine;
        private final int task;

        TaskRun(Machine machine, int task) {
            this.machine = machine;
            this.task = task;
        }

        @Override
        public void run() {
            machine.run(task);
        }
    }
}
