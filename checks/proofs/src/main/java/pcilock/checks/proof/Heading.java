package pcilock.checks.proof;

import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;

/** What stands above a trace: what was run. */
final class Heading {
    private static final int WIDTH = 10;

    private final StringBuilder text = new StringBuilder();

    Heading line(String name, String value) {
        text.append(name)
                .append(" ".repeat(WIDTH - name.length()))
                .append(value)
                .append('\n');
        return this;
    }

    /** The revision, what is changed in it, the tree and the tasks. */
    Heading scenario(Scenario scenario) {
        line("Revision", scenario.revision.id + ", " + scenario.revision.source);
        if (scenario.fault != Fault.NONE) {
            line("Changed", scenario.fault.text);
        }
        line("Tree", scenario.topology);
        PciTopology topology = PciTopology.parse(scenario.topology);
        for (int task = 0; task < scenario.tasks.size(); task++) {
            line(
                    "Task T" + (task + 1),
                    TaskCode.parse(scenario.tasks.get(task), topology).toString());
        }
        return this;
    }

    /** How small a counterexample is. */
    static String size(int devices, int tasks, int steps) {
        return counted(devices, "device") + ", " + counted(tasks, "task") + ", " + counted(steps, "step");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
