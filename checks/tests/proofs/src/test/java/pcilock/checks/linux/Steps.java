package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.replay.SteppingMachine;
import pcilock.checks.trace.StepWords;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Scenario;

/** What one task does when it runs alone, in words. */
final class Steps {
    private static final int MOST = 1000;

    private Steps() {}

    /** With every open condition taken to hold. */
    static List<String> of(TestTree tree, String topology, String task) {
        return of(tree, topology, task, true);
    }

    static List<String> of(TestTree tree, String topology, String task, boolean conditionsHold) {
        Revision.Code code = LinuxKernel.read(tree, false).code();
        List<String> words = new ArrayList<>();
        PciTopology machine = PciTopology.parse(topology);
        try (SteppingMachine run = new SteppingMachine(Scenario.of(code, topology, List.of(task)), false)) {
            run.answerConditions(conditionsHold);
            for (ReplayedStep step = run.step(0); step != null && words.size() < MOST; step = run.step(0)) {
                Step done = step.step();
                words.add(StepWords.of(done, machine));
            }
        }
        return words;
    }

    /** Of pci_bus_error_reset(P) with this body, on a bridge P with the devices E and F, and F in a slot of its own. */
    static List<String> ofBody(String declarations, String body) {
        return of(TestTree.asItIs().doing(declarations, body), "P(E,F)", "pci_bus_error_reset:P");
    }
}
