package pcilock.checks.explorer;

import java.util.List;

/**
 * A task of one call, as it was recorded. Where two are equal everything is that follows from them, and only from them: the automaton and
 * what is made of it.
 */
final class WholeTask {
    private final String machine;
    private final RecordedCall call;
    private final long contested;
    private final int hash;

    /**
     * Keeps a recording, which must not change any more.
     *
     * @param machine the topology
     * @param contested the devices that were contested, a bit each
     */
    WholeTask(String machine, RecordedCall call, long contested) {
        this.machine = machine;
        this.call = call;
        this.contested = contested;
        int mixed = Long.hashCode(contested * 31 + call.strays());
        for (RecordedNode node : call.nodes()) {
            for (RecordedNode.Edge edge : node.edges) {
                // Which lock a step is about and where it leads tells most tasks apart; the rest is for equals to find.
                mixed = (mixed * 31 + edge.label.device()) * 31 + edge.target.number;
            }
        }
        hash = mixed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WholeTask that
                && hash == that.hash
                && contested == that.contested
                && machine.equals(that.machine)
                && areEqual(call, that.call);
    }

    @SuppressWarnings("ReferenceEquality") // most are one object: see TaskRecordings
    private static boolean areEqual(RecordedCall one, RecordedCall other) {
        if (one == other) {
            return true;
        }
        List<RecordedNode> nodes = one.nodes();
        List<RecordedNode> others = other.nodes();
        if (nodes.size() != others.size()
                || one.strays() != other.strays()
                || one.root().number != other.root().number
                || !one.leadingNotes().equals(other.leadingNotes())) {
            return false;
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).isEqualTo(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
