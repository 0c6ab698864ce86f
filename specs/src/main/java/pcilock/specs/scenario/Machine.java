package pcilock.specs.scenario;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Observer;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.ConfigAccess;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.TaskContext;
import pcilock.model.pci.WaitQueueConfigAccess;
import pcilock.specs.property.Journal;
import pcilock.specs.property.PropertyObserver;

/** The state of one run of a scenario: a fresh machine whose tasks an engine runs, each in a thread of its own. */
public final class Machine {
    /** Makes the kernel of a machine. */
    public interface KernelMaker {
        Kernel make(Observer observer, Lockdep lockdep);
    }

    public final PciTopology topology;
    public final TaskCode[] code;

    /** Null unless the scenario asks for it. */
    public final History history;

    private final Task[] tasks;
    private final PciCore[] pci;
    private final Kernel kernel;

    /** A machine on the monitors of the JVM. */
    public Machine(Scenario scenario, Journal journal) {
        this(scenario, journal, MonitorKernel::new);
    }

    /** A machine on a kernel of the engine's own. */
    public Machine(Scenario scenario, Journal journal, KernelMaker maker) {
        int count = scenario.tasks.size();
        topology = PciTopology.parse(scenario.topology);
        kernel =
                maker.make(new PropertyObserver(topology, count, journal), new Lockdep(count, topology.devices.length));
        RawSpinlock pciLock = new RawSpinlock();
        WaitQueueHead pciCfgWait = new WaitQueueHead(count);
        tasks = new Task[count];
        code = new TaskCode[count];
        pci = new PciCore[count];
        for (int i = 0; i < count; i++) {
            tasks[i] = new Task(i, "T" + (i + 1));
            code[i] = TaskCode.parse(scenario.tasks.get(i), topology);
            pci[i] = scenario.code.in(
                    new TaskContext(kernel, tasks[i], access(scenario, tasks[i], pciLock, pciCfgWait), topology));
        }
        history = scenario.history ? new History(code) : null;
    }

    private ConfigAccess access(Scenario scenario, Task task, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
        if (scenario.waiting == Waiting.ATOMIC_FLAG) {
            return new AtomicConfigAccess(kernel, task);
        }
        return scenario.fault.access == null
                ? new WaitQueueConfigAccess(kernel, task, pciLock, pciCfgWait)
                : scenario.fault.access.make(kernel, task, pciLock, pciCfgWait);
    }

    /** Runs a task to its end, in the calling thread. */
    public void run(int task) {
        int calls = callsOf(task);
        for (int i = 0; i < calls; i++) {
            call(task, i);
        }
        kernel.note(taskOf(task), Event.TASK_END, 0);
    }

    /** Runs one call of a task, in the calling thread; what it answers. */
    public boolean call(int task, int call) {
        if (history == null) {
            return callOf(task, call).run(pciOf(task));
        }
        history.begin(task, call);
        boolean answer = callOf(task, call).run(pciOf(task));
        history.end(task, call, answer);
        return answer;
    }

    // Arrays are read here and nowhere else while tasks run. They never change, but an engine that stops threads before
    // every
    // read of an array cannot know that: it can leave these methods alone.

    private Task taskOf(int task) {
        return tasks[task];
    }

    private PciCore pciOf(int task) {
        return pci[task];
    }

    private int callsOf(int task) {
        return code[task].calls.length;
    }

    private TaskCode.Call callOf(int task, int call) {
        return code[task].calls[call];
    }
}
