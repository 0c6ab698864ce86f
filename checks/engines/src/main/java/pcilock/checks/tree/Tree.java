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

    /** The virtual function in {@link #withVirtualFunction}. */
    private static final String VIRTUAL = "VF";

    private static final int NONE = -1;

    /** As {@link pcilock.model.pci.PciTopology#parse} reads it. */
    public final String notation;

    private final int[] parents;
    private final boolean[] bridges;

    /** For each bridge whether the bus below it has a slot. */
    private final boolean[] slots;

    /** For each device whether it is in the slot of the bus it sits on. */
    private final boolean[] inSlot;

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

    private Tree(int[] parents, boolean[] bridges, boolean[] slots, boolean[] inSlot) {
        this.parents = parents;
        this.bridges = bridges;
        this.slots = slots;
        this.inSlot = inSlot;
        names = new String[parents.length];
        int bridge = 0;
        int endpoint = 0;
        for (int i = 0; i < parents.length; i++) {
            names[i] = bridges[i] ? name(BRIDGES, "B", bridge++) : name(ENDPOINTS, "D", endpoint++);
        }
        StringBuilder text = new StringBuilder();
        write(0, NONE, text);
        notation = text.toString();
    }

    private static String name(String[] first, String then, int number) {
        return number < first.length ? first[number] : then + (number - first.length + 1);
    }

    private void write(int device, int physical, StringBuilder text) {
        text.append(names[device]).append(device == physical ? "{" + VIRTUAL + "}" : "");
        if (!bridges[device]) {
            return;
        }
        text.append('(');
        boolean open = false;
        List<Integer> below = children(device);
        for (int i = 0; i < below.size(); i++) {
            int child = below.get(i);
            if (open && !inSlot[child]) {
                text.append(']');
            }
            text.append(i == 0 ? "" : ",").append(!open && inSlot[child] ? "[" : "");
            open = inSlot[child];
            write(child, physical, text);
        }
        text.append(open ? "]" : slots[device] && below.isEmpty() ? "[]" : "").append(')');
    }

    /** The number of devices, the top bridge counted. */
    public int devices() {
        return parents.length;
    }

    /** Whether a bridge other than the top has nothing below it. */
    public boolean hasEmptyBus() {
        for (int i = 1; i < parents.length; i++) {
            if (bridges[i] && children(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether some bus has a slot. */
    public boolean hasSlot() {
        return notation.indexOf('[') >= 0;
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
            trees.add(new Tree(parents.clone(), bridges, new boolean[parents.length], new boolean[parents.length]));
        }
    }

    /**
     * This tree, and every other that differs from it only in slots: on each bus none, one that covers all of its devices, or one
     * that covers the first few. On an empty bus a slot is empty too.
     *
     * <p>That the devices of a slot come first is an assumption: that the slot of a hot-plug port has device number 0, and that a
     * scan adds devices to the list in the order of their numbers.
     */
    public List<Tree> withSlots() {
        List<Tree> trees = new ArrayList<>(List.of(this));
        for (int bridge = 0; bridge < parents.length; bridge++) {
            if (bridges[bridge]) {
                List<Integer> below = children(bridge);
                for (Tree tree : List.copyOf(trees)) {
                    for (int covered = Math.min(1, below.size()); covered <= below.size(); covered++) {
                        trees.add(tree.withSlot(bridge, below.subList(0, covered)));
                    }
                }
            }
        }
        return trees;
    }

    /** The notations of this tree with a virtual function beside: once for each device that is no bridge, behind that one. */
    public List<String> withVirtualFunction() {
        List<String> notations = new ArrayList<>();
        for (int physical = 0; physical < parents.length; physical++) {
            if (!bridges[physical]) {
                StringBuilder text = new StringBuilder();
                write(0, physical, text);
                notations.add(text.toString());
            }
        }
        return notations;
    }

    private Tree withSlot(int bridge, List<Integer> devices) {
        boolean[] newSlots = slots.clone();
        boolean[] newInSlot = inSlot.clone();
        newSlots[bridge] = true;
        devices.forEach(device -> newInSlot[device] = true);
        return new Tree(parents, bridges, newSlots, newInSlot);
    }

    private Smaller withoutSlot(int bridge) {
        boolean[] newSlots = slots.clone();
        boolean[] newInSlot = inSlot.clone();
        int[] indexes = new int[parents.length];
        newSlots[bridge] = false;
        for (int i = 0; i < parents.length; i++) {
            indexes[i] = i;
            newInSlot[i] &= parents[i] != bridge;
        }
        return new Smaller(new Tree(parents, bridges, newSlots, newInSlot), indexes);
    }

    /**
     * Every tree with one device or one slot fewer that leaves all others as they are to each other: without a device that has none below
     * it, or without the top when it has a single bridge below it. A bridge whose bus becomes empty is given both ways, as a
     * bridge and as an endpoint. A slot goes with the last of its devices.
     */
    public List<Smaller> smaller() {
        List<Smaller> smaller = new ArrayList<>();
        for (int i = 1; i < parents.length; i++) {
            if (children(i).isEmpty()) {
                smaller.add(without(i, true));
                if (children(parents[i]).size() == 1 && parents[i] != 0) {
                    smaller.add(without(i, false));
                }
            }
        }
        if (children(0).size() == 1 && bridges[1]) {
            smaller.add(without(0, true));
        }
        for (int bridge = 0; bridge < parents.length; bridge++) {
            if (slots[bridge]) {
                smaller.add(withoutSlot(bridge));
            }
        }
        return smaller;
    }

    private List<Integer> children(int device) {
        List<Integer> children = new ArrayList<>();
        for (int i = device + 1; i < parents.length; i++) {
            if (parents[i] == device) {
                children.add(i);
            }
        }
        return children;
    }

    private Smaller without(int gone, boolean staysBridge) {
        int[] indexes = new int[parents.length];
        int[] left = new int[parents.length - 1];
        boolean[] leftBridges = new boolean[left.length];
        boolean[] leftSlots = new boolean[left.length];
        boolean[] leftInSlot = new boolean[left.length];
        int next = 0;
        for (int i = 0; i < parents.length; i++) {
            indexes[i] = i == gone ? -1 : next;
            if (i != gone) {
                left[next] = parents[i] < 0 ? -1 : indexes[parents[i]];
                leftBridges[next] = bridges[i] && (staysBridge || i != parents[gone]);
                // Above the root bus there is no bridge, so it has no slot.
                leftInSlot[next] = inSlot[i] && left[next] >= 0;
                if (leftInSlot[next]) {
                    leftSlots[left[next]] = true;
                }
                next++;
            }
        }
        for (int i = 0; i < parents.length; i++) {
            if (i != gone && slots[i] && children(i).isEmpty()) {
                leftSlots[indexes[i]] = true;
            }
        }
        return new Smaller(new Tree(left, leftBridges, leftSlots, leftInSlot), indexes);
    }

    @Override
    public String toString() {
        return notation;
    }
}
