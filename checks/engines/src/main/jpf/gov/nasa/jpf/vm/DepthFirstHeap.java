package gov.nasa.jpf.vm;

import gov.nasa.jpf.Config;
import gov.nasa.jpf.util.IntTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JPF's heap for a depth-first search without garbage collection, which comes back to no state but those on its path: it remembers what
 * each step changed, and takes that back. JPF's own heaps look at every object before and after each step, which takes longer than all else.
 *
 * <p>It is in this package because JPF tells only there which threads wait for an object.
 */
public final class DepthFirstHeap extends OVHeap {
    /** An object that was put in another one's place, which is null where there was none. */
    private record Change(int reference, ElementInfo before) {}

    private final List<Change> changes = new ArrayList<>();

    /** So many changes are kept: see {@link #keep}. */
    private int kept;

    /** How many objects each allocation made. */
    private final Map<AllocationContext, int[]> made = new HashMap<>();

    /** What was counted, in order. */
    private final List<int[]> allocations = new ArrayList<>();

    /** Every object that was locked, or waited for, in some state to come back to. */
    private final BitSet locked = new BitSet();

    /** As JPF makes it. */
    public DepthFirstHeap(Config config, KernelState state) {
        super(config, state);
        if (config.getBoolean("vm.gc")) {
            throw new IllegalArgumentException("this heap is for vm.gc=false");
        }
    }

    @Override
    protected void set(int reference, ElementInfo object) {
        changes.add(new Change(reference, get(reference)));
        super.set(reference, object);
    }

    @Override
    public ElementInfo getModifiable(int reference) {
        ElementInfo before = get(reference);
        ElementInfo modifiable = super.getModifiable(reference);
        if (modifiable != before) {
            changes.add(new Change(reference, before));
        }
        return modifiable;
    }

    @Override
    protected void remove(int reference) {
        throw new IllegalStateException("an object was removed without garbage collection");
    }

    @Override
    protected int getNewElementInfoIndex(AllocationContext context) {
        int[] count = made.computeIfAbsent(context, unused -> new int[1]);
        count[0]++;
        allocations.add(count);
        Allocation allocation = new Allocation(context, count[0]);
        IntTable.Entry<Allocation> known = sgoids.get(allocation);
        if (known != null) {
            return known.val;
        }
        nextSgoid++;
        sgoids.put(allocation, nextSgoid);
        return nextSgoid;
    }

    @Override
    public Memento<Heap> getMemento() {
        return new State(this);
    }

    private static final class State extends GenericHeapMemento {
        private final int changes;
        private final int allocations;

        State(DepthFirstHeap heap) {
            super(heap);
            heap.keep();
            changes = heap.changes.size();
            allocations = heap.allocations.size();
        }

        @Override
        public Heap restore(Heap heap) {
            super.restore(heap);
            ((DepthFirstHeap) heap).goBack(changes, allocations);
            return heap;
        }
    }

    /** Sees to it that no object changes any more, but is put in another one's place: see {@link #getModifiable}. */
    private void keep() {
        for (Change change : changes.subList(kept, changes.size())) {
            ElementInfo object = get(change.reference);
            object.freeze();
            object.attributes &= ElementInfo.ATTR_STORE_MASK;
            if (object.getMonitor().getLockingThread() != null
                    || object.getMonitor().hasLockedThreads()) {
                locked.set(change.reference);
            }
        }
        kept = changes.size();
    }

    private void goBack(int changesThen, int allocationsThen) {
        for (int i = changes.size() - 1; i >= changesThen; i--) {
            Change change = changes.remove(i);
            super.set(change.reference, change.before);
        }
        kept = changesThen;
        for (int i = allocations.size() - 1; i >= allocationsThen; i--) {
            allocations.remove(i)[0]--;
        }
        // The threads were restored before, without what they lock.
        for (int reference = locked.nextSetBit(0); reference >= 0; reference = locked.nextSetBit(reference + 1)) {
            ElementInfo object = get(reference);
            if (object != null) {
                object.updateLockingInfo();
            }
        }
    }
}
