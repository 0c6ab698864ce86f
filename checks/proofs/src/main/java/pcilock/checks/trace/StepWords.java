package pcilock.checks.trace;

import pcilock.checks.engine.Step;
import pcilock.model.pci.PciTopology;

/** A step in words. */
public final class StepWords {
    private StepWords() {}

    /** What the step does, such as {@code device_lock(U)}; of pci_slot_mutex, {@code mutex_lock(pci_slot_mutex)}. */
    public static String of(Step step, PciTopology topology) {
        String text = step.event().text;
        if (!topology.isDevice(step.device())) {
            text = text.replace("device_", "mutex_");
        }
        return text.replace("%s", topology.nameOf(step.device()));
    }
}
