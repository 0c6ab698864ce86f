package pcilock.checks.lincheck;

import java.util.BitSet;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Journal;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;

/**
 * Which mutexes, flags, semaphores, references and bits a task need not share: no other task touches them, or all only read them. A step
 * with one of these commutes with every step of every other task, so that each run is one of those, in another order of independent
 * steps, in which such a step stands right behind what its task did before: no task needs to be interrupted there (A. Mazurkiewicz, Trace
 * Theory, 1987; P. Godefroid, Partial-Order Methods, 1996, on independent transitions).
 *
 * <p>Which these are is guessed, from runs of one task after the other, and checked: an exploration that took an object as not shared which
 * then is touched by two tasks shows nothing, and is to be repeated. That cannot stay unseen. Of the runs in which two tasks touch such an
 * object take a shortest beginning that has both, and change the order as above: it is a beginning of a run without these interruptions, or
 * its last step comes earlier in one, and both tasks touch the object in either.
 *
 * <p>A mutex and a flag of one device are taken as one object. What a property says of a reset is about the mutexes and flags of all that is
 * below, so a reset reads those of every device; so does an access. What a property says of a failed trylock is about all that its task
 * holds, which nobody but the task changes; where another releases it, everything is taken as shared.
 */
final class SharedObjects {
    private final int devices;
    private final long[] touching;
    private final long[] changing;
    private final BitSet takenAsShared = new BitSet();
    private final BitSet takenAsUnshared = new BitSet();
    private boolean isAllShared;

    /** The one task that runs would have to wait for another. */
    private static final class Sleeps extends RuntimeException {
        private static final long serialVersionUID = 1;

        Sleeps() {
            super("sleeps", null, false, false);
        }
    }

    private static final class OneTask extends MonitorKernel {
        OneTask(Observer observer, Lockdep lockdep) {
            super(observer, lockdep);
        }

        @Override
        protected void sleepOn(Task current, Object monitor) {
            throw new Sleeps();
        }
    }

    SharedObjects(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        devices = topology.devices.length;
        int objects = topology.mutexes
                + (topology.wider == null ? 0 : topology.wider.objects().size());
        touching = new long[objects];
        changing = new long[objects];
        int tasks = scenario.tasks.size();
        for (int first = 0; first < tasks; first++) {
            runOneAfterTheOther(scenario.withoutHistory(), first);
        }
    }

    private void runOneAfterTheOther(Scenario scenario, int first) {
        Machine machine = new Machine(
                scenario,
                new Journal() {
                    @Override
                    public void event(Task current, Event event, int device) {
                        touched(new Step(current.id, event, device));
                    }
                },
                OneTask::new);
        try {
            for (int i = 0; i < scenario.tasks.size(); i++) {
                machine.run((first + i) % scenario.tasks.size());
            }
        } catch (Sleeps e) {
            // The others cannot run, or not to their end: what they touch shows when they are explored.
        }
    }

    /** A task of a run took a step. */
    void touched(Step step) {
        long task = 1L << step.task();
        switch (step.event()) {
            case USER_ACCESS, KERNEL_ACCESS, RESET_BEGIN, RESET_END, FUNCTION_RESET -> {
                for (int device = 0; device < devices; device++) {
                    touching[device] |= task;
                }
            }
            case BIT_IS_SET, BIT_IS_CLEAR, SEM_READ, SEM_READ_RELEASE -> touching[step.device()] |= task;
            default -> {
                if (!step.event().note) {
                    touching[step.device()] |= task;
                    changing[step.device()] |= task;
                }
            }
        }
    }

    /** A task released what it did not hold. */
    void releasedForAnother() {
        isAllShared = true;
    }

    private boolean isShared(int object) {
        return isAllShared || (Long.bitCount(touching[object]) > 1 && changing[object] != 0);
    }

    /** An exploration begins, and goes by what is known by now to its end: Lincheck repeats the beginnings of its runs. */
    void begin() {
        for (int object = 0; object < touching.length; object++) {
            takenAsShared.set(object, isShared(object));
        }
        takenAsUnshared.clear();
    }

    /** Whether a step with an object has to be explored before and after steps of others. */
    boolean mayBeShared(int object) {
        boolean shared = takenAsShared.get(object);
        if (!shared) {
            takenAsUnshared.set(object);
        }
        return shared;
    }

    /** Whether one that was taken as not shared is shared, after which another exploration is due. */
    boolean wereMistaken() {
        return takenAsUnshared.stream().anyMatch(this::isShared);
    }
}
