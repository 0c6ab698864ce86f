package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/**
 * On what the judgement of an event depends, besides what follows from where the task is that acts: on which locks others hold, on
 * which bridges others reset, and on which locks the task itself holds. What is not in the scope of an event changes nothing of what
 * it breaks, or by whose doing.
 *
 * <p>That is the filter that tells when the observer of the properties need not be asked, and it says which steps of two tasks cannot
 * change places (see {@link PersistentSets}). It states no property: it is found by asking the observer about each event on one
 * bridge of a small tree, with one lock or one reset more and less in all kinds of company. What is found there holds for any tree,
 * because a property knows of a device only whether it is the one that the event is about, or above or below that; and for any
 * company, because what others hold and reset can only add to what is broken, each lock and each reset by itself. Tests compare it
 * with asking always.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class JudgeScope {
    /** Where a device is, as seen from the one that an event is about. */
    private enum Relation {
        SAME,
        BELOW,
        ABOVE,
        BESIDE
    }

    private static final PciTopology TREE = PciTopology.parse("A(B(C(D)),E)");
    private static final int ABOUT = 1;
    private static final long ALL = (1L << TREE.mutexes) - 1;
    private static final int ACTOR = 0;
    private static final int OTHER = 1;

    /** Found when first asked for; who asks at the same time as another finds the same. */
    private static final AtomicReferenceArray<JudgeScope> OF_EVENTS = new AtomicReferenceArray<>(Event.values().length);

    /** By the kind of lock. */
    private final boolean[][] othersLock = new boolean[LockKind.values().length][Relation.values().length];

    private final boolean[] othersReset = new boolean[Relation.values().length];

    /** Likewise. */
    private final boolean[][] ownLock = new boolean[LockKind.values().length][Relation.values().length];

    /** What the event may break because of what others hold or reset, a bit for each property. */
    final long brokenTogether;

    /** What the event may break at all. */
    final long broken;

    private JudgeScope(Event event, Judge judge, long[] below) {
        long together = 0;
        long any = 0;
        for (long own : new long[] {0, ALL}) {
            for (int context = 0; context < 4; context++) {
                boolean silent = (context & 1) != 0;
                int bridge = (context & 2) != 0 ? ABOUT : Memory.NOTHING;
                for (PciDev dev : TREE.devices) {
                    int relation = relation(below, ABOUT, dev.index).ordinal();
                    long bit = 1L << dev.index;
                    LockSet mine = LockSet.of(own & ~bit);
                    long[] without = judged(judge, event, mine, silent, bridge, LockSet.EMPTY, Memory.NOTHING);
                    long[] reset = judged(judge, event, mine, silent, bridge, LockSet.EMPTY, dev.index);
                    othersReset[relation] |= !Arrays.equals(reset, without);
                    together |= more(reset, without);
                    for (LockKind kind : LockKind.values()) {
                        LockSet lock = LockSet.of(kind, bit);
                        long[] with = judged(judge, event, mine, silent, bridge, lock, Memory.NOTHING);
                        othersLock[kind.ordinal()][relation] |= !Arrays.equals(with, without);
                        together |= more(with, without);
                        for (long held : new long[] {0, ALL}) {
                            ownLock[kind.ordinal()][relation] |=
                                    isToldApart(judge, event, mine, lock, silent, bridge, held & ~own & ~bit);
                        }
                    }
                    any |= together | without[ACTOR];
                    for (long held : new long[] {0, ALL}) {
                        any |= judged(
                                judge, event, LockSet.of(own & ~held), silent, bridge, LockSet.of(held), dev.index)[
                                ACTOR];
                    }
                }
            }
        }
        brokenTogether = together;
        broken = any;
    }

    private static boolean isToldApart(
            Judge judge, Event event, LockSet own, LockSet lock, boolean silent, int bridge, long othersDevices) {
        LockSet others = LockSet.of(othersDevices);
        long[] with = judged(judge, event, own.plus(lock), silent, bridge, others, Memory.NOTHING);
        long[] without = judged(judge, event, own, silent, bridge, others, Memory.NOTHING);
        return !Arrays.equals(with, without);
    }

    private static long more(long[] with, long[] without) {
        long more = 0;
        for (int i = 0; i < with.length; i++) {
            more |= with[i] & ~without[i];
        }
        return more;
    }

    private static long[] judged(
            Judge judge, Event event, LockSet own, boolean silent, int bridge, LockSet others, int othersBridge) {
        judge.forget();
        judge.remember(ACTOR, Memory.of(bridge, silent, true), own, LockSet.EMPTY);
        judge.remember(OTHER, Memory.of(othersBridge, false, false), others, LockSet.EMPTY);
        judge.on(ACTOR, event, ABOUT);
        return judge.brokenBy.clone();
    }

    private static Relation relation(long[] below, int device, int other) {
        if (device == other) {
            return Relation.SAME;
        }
        if ((below[device] >>> other & 1) != 0) {
            return Relation.BELOW;
        }
        return (below[other] >>> device & 1) != 0 ? Relation.ABOVE : Relation.BESIDE;
    }

    static JudgeScope of(Event event) {
        JudgeScope scope = OF_EVENTS.get(event.ordinal());
        if (scope == null) {
            scope = new JudgeScope(event, new Judge(TREE, 2), Below.of(TREE));
            OF_EVENTS.set(event.ordinal(), scope);
        }
        return scope;
    }

    /** Adds the locks of which it matters that others hold them, where the event is about this device. */
    void addOthersLocks(LockBits bits, long[] below, int device, long[] sets, int at) {
        add(othersLock, bits, below, device, sets, at);
    }

    /** Adds the locks of which it matters that the task itself holds them, where the event is about this device. */
    void addOwnLocks(LockBits bits, long[] below, int device, long[] sets, int at) {
        add(ownLock, bits, below, device, sets, at);
    }

    private static void add(boolean[][] relations, LockBits bits, long[] below, int device, long[] sets, int at) {
        for (LockKind kind : LockKind.values()) {
            bits.add(LockSet.of(kind, devices(relations[kind.ordinal()], below, device)), sets, at);
        }
    }

    /** The bridges of which it matters that others reset them, where the event is about this device. */
    long othersResets(long[] below, int device) {
        return devices(othersReset, below, device);
    }

    private static long devices(boolean[] relations, long[] below, int device) {
        long devices = 0;
        for (int other = 0; other < below.length; other++) {
            if (relations[relation(below, device, other).ordinal()]) {
                devices |= 1L << other;
            }
        }
        return devices;
    }
}
