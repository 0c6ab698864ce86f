package pcilock.checks.sweep;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pcilock.checks.certificate.Certificate;
import pcilock.checks.certificate.Certifier;
import pcilock.checks.engine.Workers;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/** What is certified, for any number of tasks, on each tree of a sweep. */
public final class Certification {
    private Certification() {}

    /** The cells that hold by certificate on every tree within the bounds, whatever the bound on tasks is. */
    public static Set<Cell> of(SweepBounds bounds) {
        List<Tree> trees = bounds.trees();
        Set<Cell> certified = new TreeSet<>();
        for (Revision revision : bounds.revisions()) {
            List<Certificate> certificates = Workers.map(trees, tree -> certify(bounds, revision, tree));
            for (TaskFamily family : bounds.families()) {
                for (Property property : Property.values()) {
                    if (bounds.has(revision, family.entryPoint())
                            && certificates.stream()
                                    .allMatch(certificate -> certificate.answer(property, family) == Answer.PROVED)) {
                        certified.add(new Cell(revision, property, family));
                    }
                }
            }
        }
        return certified;
    }

    private static Certificate certify(SweepBounds bounds, Revision revision, Tree tree) {
        SweepBounds.OwnCode own = bounds.own().get(revision);
        if (own == null) {
            return Certifier.certify(revision, bounds.fault(), tree.notation, bounds.families());
        }
        List<TaskFamily> there = bounds.families().stream()
                .filter(family -> own.has().test(family.entryPoint()))
                .toList();
        return Certifier.certify(own.code(), tree.notation, there);
    }
}
