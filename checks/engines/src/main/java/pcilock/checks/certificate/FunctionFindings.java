package pcilock.checks.certificate;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was found in a function and in those that it calls, for any of its callers: kept, to be told of each family of tasks. */
final class FunctionFindings implements PremiseKernel.Finder {
    private record Broken(Premise premise, int lock) {}

    private final Set<Broken> broken = new LinkedHashSet<>(2);
    private final Set<LockOrder.Edge> waits = new LinkedHashSet<>(2);
    private final Set<FunctionFindings> inside = new LinkedHashSet<>(4);
    private Object toldOf;

    @Override
    public void broken(Premise premise, int lock) {
        broken.add(new Broken(premise, lock));
    }

    @Override
    public void waits(int held, int wanted) {
        waits.add(new LockOrder.Edge(held, wanted));
    }

    /** Adds what was found in a function that this one calls. */
    void add(FunctionFindings called) {
        inside.add(called);
    }

    /** These have been told of this family already. */
    void areToldOf(Object family) {
        toldOf = family;
    }

    /** Tells them, unless they have been told of this family. */
    void tellOf(Object family, PremiseKernel.Finder finder) {
        if (family.equals(toldOf)) {
            return;
        }
        toldOf = family;
        broken.forEach(one -> finder.broken(one.premise(), one.lock()));
        waits.forEach(edge -> finder.waits(edge.held(), edge.wanted()));
        inside.forEach(called -> called.tellOf(family, finder));
    }
}
