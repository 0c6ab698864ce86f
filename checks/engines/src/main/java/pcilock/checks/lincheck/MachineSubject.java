package pcilock.checks.lincheck;

import pcilock.specs.scenario.Machine;

/** What Lincheck runs: a fresh machine for every run. Lincheck has to see the class and its operations. */
public final class MachineSubject {
    private final Machine machine = Runs.current().machine();

    /** A whole task. */
    public void run(int task) {
        machine.run(task);
    }

    /** One call of a task, with its answer. */
    public boolean call(int task, int call) {
        return machine.call(task, call);
    }
}
