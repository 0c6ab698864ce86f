package pcilock.checks.explorer;

import pcilock.model.pci.PciTopology;

/**
 * {@link Product} for states that fit into one word, on a machine whose locks do, without lockdep and without a history: the same
 * tables and the same judge, with loops that read no more than one word at a time.
 */
final class NarrowProduct extends Product {
    private final int[] shift;
    private final int[] mask;
    private final long[] word = new long[1];
    private final boolean hasContested;

    NarrowProduct(PciTopology topology, ProgramTables[] programs, Layout layout, Sleep sleep) {
        super(topology, programs, layout, null, null, sleep);
        shift = new int[tasks];
        mask = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            shift[task] = place[task].shift;
            mask[task] = (int) place[task].mask;
        }
        hasContested = !contested.isEmpty();
    }

    @Override
    long[] state() {
        return word;
    }

    @Override
    void unpack(long[] packed, int from) {
        long state = packed[from];
        word[0] = state;
        long allHeld = 0;
        long allResets = 0;
        for (int task = 0; task < tasks; task++) {
            int here = (int) (state >>> shift[task]) & mask[task];
            at[task] = here;
            long of = programs[task].held[here];
            held[task] = of;
            allHeld |= of;
            allResets |= programs[task].resets[here];
        }
        all[0] = allHeld;
        resets = allResets;
        queued = queue.get(packed, from);
        if (hasContested) {
            contested.unpack(word, held, all);
        }
    }

    @Override
    void expand(long members) {
        long state = word[0];
        long allHeld = all[0];
        long events = 0;
        steps = 0;
        for (int task = 0; task < tasks; task++) {
            if ((members >>> task & 1) == 0) {
                continue;
            }
            ProgramTables program = programs[task];
            long[] asked = program.asked;
            long[] wanted = program.wanted;
            int here = at[task];
            int last = program.first[here + 1];
            for (int arc = program.first[here]; arc < last; arc++) {
                if ((allHeld & asked[arc]) != wanted[arc]) {
                    continue;
                }
                Guard guard = program.queueGuard[arc];
                if ((guard != null && (queued >>> task & 1) != (guard == Guard.QUEUED ? 1 : 0))
                        || (program.sleeps[arc] && isLeftOut(program, arc))) {
                    continue;
                }
                events |= program.events[arc];
                int step = steps++;
                taskOf[step] = task;
                arcOf[step] = arc;
                successors[step] = state + ((long) (program.target[arc] - here) << shift[task]);
                Effect onQueue = program.queueEffect[arc];
                if (onQueue != null) {
                    queue.set(successors, step, queue(onQueue, queued, 1L << task));
                }
                if (hasContested) {
                    changeContested(task, arc, step);
                }
                suspect[step] = isSuspect(task, arc);
            }
        }
        seen |= events;
    }
}
