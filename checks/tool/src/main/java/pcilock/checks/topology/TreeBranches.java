package pcilock.checks.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import pcilock.checks.topology.ForestBuilder.BusDraft;
import pcilock.checks.topology.ForestBuilder.DeviceDraft;

/**
 * The columns of a drawing in which more is to come, innermost first. A drawing goes down before it goes on, so whatever comes next
 * comes at the innermost: the columns of a line only confirm that no line was lost.
 */
final class TreeBranches {
    /** A column in which the devices of a bus, or several buses, begin. */
    static final class Branch {
        final int column;
        final int line;
        /** Null where buses begin. */
        final BusDraft bus;
        /** Below which the buses are, null for root buses. */
        final DeviceDraft bridge;
        /** True where the drawing may end before it is complete, as it did not begin at its beginning. */
        final boolean part;

        Branch(int column, int line, BusDraft bus, DeviceDraft bridge, boolean part) {
            this.column = column;
            this.line = line;
            this.bus = bus;
            this.bridge = bridge;
            this.part = part;
        }

        /** What may be missing when not all of it is there. */
        String contents() {
            if (bus != null) {
                return "devices on " + bus;
            }
            return bridge == null ? "root buses" : "buses below " + bridge.name;
        }

        @Override
        public String toString() {
            return (bus == null ? "the buses" : bus.toString()) + " begun in line " + line;
        }
    }

    private final Deque<Branch> open = new ArrayDeque<>();

    void clear() {
        open.clear();
    }

    void begin(Branch branch) {
        open.push(branch);
    }

    /** Nothing more comes there. */
    void complete(Branch branch) {
        open.remove(branch);
    }

    /** Null when there is none. */
    Branch innermost() {
        return open.peekFirst();
    }

    /** Null when there is none. */
    Branch outermost() {
        return open.peekLast();
    }

    /** Innermost first. */
    List<Branch> all() {
        return new ArrayList<>(open);
    }

    Optional<Branch> inColumn(int column) {
        return open.stream().filter(branch -> branch.column == column).findFirst();
    }

    /** True when the text may end here. */
    boolean mayEnd() {
        return open.stream().allMatch(branch -> branch.part);
    }

    /** What is left of a branch's column: bars where more is to come in columns further out, otherwise blanks. */
    String indentation(Branch branch) {
        StringBuilder text = new StringBuilder(" ".repeat(branch.column));
        Iterator<Branch> outermostFirst = open.descendingIterator();
        for (Branch outer = outermostFirst.next(); outer != branch; outer = outermostFirst.next()) {
            text.setCharAt(outer.column, '|');
        }
        return text.toString();
    }
}
