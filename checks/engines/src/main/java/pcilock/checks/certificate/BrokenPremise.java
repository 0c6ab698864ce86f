package pcilock.checks.certificate;

import pcilock.checks.tree.TaskFamily;

/**
 * A premise that a task does not keep under some outcome of its trylocks. That is no finding about the kernel: whether tasks do
 * come into conflict is for the explorer to say.
 *
 * @param task the first task of the family that does not, as {@link pcilock.model.pci.TaskCode#parse} reads it
 * @param lock the first lock with which it happens
 */
public record BrokenPremise(Premise premise, TaskFamily family, String task, String lock) {
    @Override
    public String toString() {
        return task + " does not keep: " + premise.text + " (" + lock + ")";
    }
}
