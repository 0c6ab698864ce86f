package pcilock.checks.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A bridge and what is below it, by shape: devices in the order of {@link pcilock.model.pci.PciTopology#devices}, a bridge before
 * what is below it. Two trees of the same shape have the same names and the same {@link #notation}.
 */
public final class Tree {
    private static final String[] BRIDGES = {"P", "U", "V", "W", "X", "Y", "Z"};
    private static final String[] ENDPOINTS = {"E", "F", "G", "H", "I", "J", "K", "L", "M"};

    /** As {@link pcilock.model.pci.PciTopology#parse} reads it. */
    public final String notation;

    private final int[] parents;
    private final boolean[] bridges;
    private final String[] names;

    /** A smaller tree, and the index there of each device that is left; -1 for the one that is gone. */
    public static final class Smaller {
        public final Tree tree;
        private final int[] indexes;

        private Smaller(Tree tree, int[] indexes) {
            this.tree = tree;
            this.indexes = indexes;
        }

        /** For each device of the larger tree its index in this one. */
        public int[] indexes() {
            return indexes.clone();
        }
    }

    private Tree(int[] parents, boolean[] bridges) {
        this.parents = parents;
        this.bridges = bridges;
        names = new String[parents.length];
        int bridge = 0;
        int endpoint = 0;
        for (int i = 0; i < parents.length; i++) {
            names[i] = bridges[i] ? name(BRIDGES, "B", bridge++) : name(ENDPOINTS, "D", endpoint++);
        }
        notation = write();
    }

    private static String name(String[] first, String then, int number) {
        return number < first.length ? first[number] : then + (number - first.length + 1);
    }

    private String write() {
        StringBuilder text = new StringBuilder();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < parents.length; i++) {
            boolean firstBelow = true;
            while (!open.isEmpty() && open.get(open.size() - 1) != parents[i]) {
                text.append(')');
                open.remove(open.size() - 1);
                firstBelow = false;
            }
            text.append(firstBelow ? "" : ",").append(names[i]);
            if (bridges[i]) {
                text.append('(');
                open.add(i);
            } else if (i + 1 < parents.length && parents[i + 1] == parents[i]) {
                text.append(',');
            }
        }
        return text.append(")".repeat(open.size())).toString();
    }

    /** The number of devices, the top bridge counted. */
    public int devices() {
        return parents.length;
    }

    /** The name of a device. */
    public String name(int device) {
        return names[device];
    }

    /**
     * Every tree with so many devices, in a fixed order. The order of the devices of a bus matters.
     *
     * @param emptyBuses whether a device that has none below it may be a bridge with an empty bus as well as an endpoint; the
     *     top device is always a bridge
     */
    public static List<Tree> all(int devices, boolean emptyBuses) {
        List<Tree> trees = new ArrayList<>();
        int[] parents = new int[devices];
        parents[0] = -1;
        grow(parents, 1, emptyBuses, trees);
        return trees;
    }

    /** The next device goes below the last one or below any bridge above that one. */
    private static void grow(int[] parents, int known, boolean emptyBuses, List<Tree> trees) {
        if (known == parents.length) {
            withLeaves(parents, emptyBuses, trees);
            return;
        }
        for (int parent = known - 1; parent >= 0; parent = parents[parent]) {
            parents[known] = parent;
            grow(parents, known + 1, emptyBuses, trees);
        }
    }

    private static void withLeaves(int[] parents, boolean emptyBuses, List<Tree> trees) {
        boolean[] inner = new boolean[parents.length];
        inner[0] = true;
        List<Integer> leaves = new ArrayList<>();
        for (int i = 1; i < parents.length; i++) {
            inner[parents[i]] = true;
        }
        for (int i = 0; i < parents.length; i++) {
            if (!inner[i]) {
                leaves.add(i);
            }
        }
        for (int chosen = 0; chosen < (emptyBuses ? 1 << leaves.size() : 1); chosen++) {
            boolean[] bridges = inner.clone();
            for (int i = 0; i < leaves.size(); i++) {
                bridges[leaves.get(i)] = (chosen >>> i & 1) != 0;
            }
            trees.add(new Tree(parents.clone(), bridges));
        }
    }

    /**
     * Every tree with one device fewer that leaves all others as they are to each other: without a device that has none below
     * it, or without the top when it has a single bridge below it. A bridge whose bus becomes empty is given both ways, as a
     * bridge and as an endpoint.
     */
    public List<Smaller> smaller() {
        List<Smaller> smaller = new ArrayList<>();
        for (int i = 1; i < parents.length; i++) {
            if (children(i) == 0) {
                smaller.add(without(i, true));
                if (children(parents[i]) == 1 && parents[i] != 0) {
                    smaller.add(without(i, false));
                }
            }
        }
        if (children(0) == 1 && bridges[1]) {
            smaller.add(without(0, true));
        }
        return smaller;
    }

    private int children(int device) {
        int children = 0;
        for (int parent : parents) {
            children += parent == device ? 1 : 0;
        }
        return children;
    }

    private Smaller without(int gone, boolean staysBridge) {
        int[] indexes = new int[parents.length];
        int[] left = new int[parents.length - 1];
        boolean[] leftBridges = new boolean[left.length];
        int next = 0;
        for (int i = 0; i < parents.length; i++) {
            indexes[i] = i == gone ? -1 : next;
            if (i != gone) {
                left[next] = parents[i] < 0 ? -1 : indexes[parents[i]];
                leftBridges[next] = bridges[i] && (staysBridge || i != parents[gone]);
                next++;
            }
        }
        return new Smaller(new Tree(left, leftBridges), indexes);
    }

    @Override
    public String toString() {
        return notation;
    }
}
