package pcilock.checks.explorer;

import java.util.concurrent.atomic.AtomicIntegerArray;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.PciTopology;

/**
 * Of which sets of a {@link GuardedObject} it matters to the judgement of an event about it that other tasks are in them: what {@link
 * JudgeScope} is for locks, and found likewise, by asking the observer with one task more and less in one set in all kinds of company.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
final class SetScope {
    private static final int ACTOR = 0;
    private static final int OTHER = 1;

    /** What was found, and {@link #FOUND}; 0 for what nobody has asked for. Who asks at the same time as another finds the same. */
    private static final AtomicIntegerArray OF_EVENTS = new AtomicIntegerArray(Event.values().length);

    private static final int FOUND = 1 << 30;

    private SetScope() {}

    /** The sets that matter, a bit for each place in {@link GuardedObject#sets}. */
    static int of(Event event, GuardedObject object, PciTopology topology) {
        int known = OF_EVENTS.get(event.ordinal());
        if (known == 0) {
            known = FOUND | find(event, object, topology);
            OF_EVENTS.set(event.ordinal(), known);
        }
        return known & ~FOUND;
    }

    private static int find(Event event, GuardedObject object, PciTopology topology) {
        Judge judge = new Judge(topology, 2);
        long[] members = new long[topology.wider.sets().size()];
        TaskSet[] sets = object.sets();
        int matters = 0;
        for (int company = 0; company < (1 << (2 * sets.length)); company++) {
            for (int set = 0; set < sets.length; set++) {
                members[sets[set].number] = (long) (company >>> (2 * set)) & (sets[set].bit ? 1 : 3);
            }
            for (boolean asleep : new boolean[] {false, true}) {
                long broken = judge.brokenOfSets(members, new boolean[] {asleep, false}, ACTOR, event, object.number);
                for (int set = 0; set < sets.length; set++) {
                    long others = sets[set].bit ? 1 : 1L << OTHER;
                    members[sets[set].number] ^= others;
                    if (judge.brokenOfSets(members, new boolean[] {asleep, false}, ACTOR, event, object.number)
                            != broken) {
                        matters |= 1 << set;
                    }
                    members[sets[set].number] ^= others;
                }
            }
        }
        return matters;
    }
}
