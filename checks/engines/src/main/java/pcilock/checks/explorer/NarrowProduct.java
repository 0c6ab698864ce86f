package pcilock.checks.explorer;

/**
 * {@link Product} for states that fit into one word, on a machine whose locks do, without lockdep and without a history: the same
 * tables and the same judge, with loops that read no more than one word at a time.
 */
final class NarrowProduct extends Product {
    private final int[] shift;
    private final int[] mask;
    private final long[] word = new long[1];
    private final boolean hasContested;

    /** Null as long as there are none. */
    private QuietSteps quiet;

    /** For each task where its steps lead, and their events: see {@link Shortcuts}. */
    private final int[][] targets;

    private final long[][] eventsOf;

    NarrowProduct(Judge judge, ProgramTables[] programs, Layout layout, Sleep sleep) {
        super(judge, programs, layout, null, null, sleep);
        targets = new int[tasks][];
        eventsOf = new long[tasks][];
        for (int task = 0; task < tasks; task++) {
            targets[task] = programs[task].target;
            eventsOf[task] = programs[task].events;
        }
        shift = new int[tasks];
        mask = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            shift[task] = place[task].shift;
            mask[task] = (int) place[task].mask;
        }
        hasContested = !contested.isEmpty();
    }

    /** From now on the steps of a task lead where its shortcuts do, which is for a search that no run is asked of. */
    void take(int task, Shortcuts shortcuts) {
        targets[task] = shortcuts.target;
        eventsOf[task] = shortcuts.events;
    }

    @Override
    long[] state() {
        return word;
    }

    @Override
    boolean isQuiet(int step) {
        return quiet != null && quiet.has(this, taskOf(step), arcOf[step]);
    }

    @Override
    void isQuietNow(int step) {
        quiet = quiet == null ? new QuietSteps(tasks) : quiet;
        quiet.add(this, taskOf(step), arcOf[step]);
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
        if (hasContested) {
            allHeld |= contested.unpackNarrow(state, held);
        }
        all[0] = allHeld;
        resets = allResets;
        queued = queue.get(packed, from);
    }

    @Override
    void expand(long members) {
        long state = word[0];
        long allHeld = all[0];
        long allResets = resets;
        int count = 0;
        suspects = 0;
        for (int task = 0; task < tasks; task++) {
            firstStep[task] = count;
            if ((members >>> task & 1) == 0) {
                continue;
            }
            long events = 0;
            ProgramTables program = programs[task];
            long[] asked = program.asked;
            long[] wanted = program.wanted;
            long[] judgedLocks = program.judgedLocks;
            long[] judgedResets = program.judgedResets;
            int[] target = targets[task];
            long[] eventOf = eventsOf[task];
            byte[] special = program.special;
            long own = held[task];
            int here = at[task];
            int last = program.first[here + 1];
            for (int arc = program.first[here]; arc < last; arc++) {
                if ((allHeld & asked[arc]) != wanted[arc]) {
                    continue;
                }
                byte isSpecial = special[arc];
                long next = state + ((long) (target[arc] - here) << shift[task]);
                if (isSpecial != 0) {
                    Guard guard = program.queueGuard[arc];
                    if ((guard != null && (queued >>> task & 1) != (guard == Guard.QUEUED ? 1 : 0))
                            || isLeftOut(program, arc)) {
                        continue;
                    }
                    Effect onQueue = program.queueEffect[arc];
                    if (onQueue != null) {
                        next = (next & ~(queue.mask << queue.shift))
                                | queue(onQueue, queued, 1L << task) << queue.shift;
                    }
                }
                events |= eventOf[arc];
                arcOf[count] = arc;
                successors[count] = next;
                if (hasContested) {
                    changeContested(task, arc, count);
                }
                boolean meets = ((allHeld & ~own & judgedLocks[arc]) | (allResets & judgedResets[arc])) != 0;
                if ((meets && (program.brokenTogether[arc] & ~knownOfAll) != 0)
                        || (isSpecial < 0 && isSuspectByItself(program, arc, own, known[task]))) {
                    suspect[suspects++] = count;
                }
                count++;
            }
            seenBy[task] |= events;
        }
        steps = count;
    }

    /** The part of {@link #isSuspect} that others have no part in. */
    private static boolean isSuspectByItself(ProgramTables program, int arc, long own, long knownOfTask) {
        if ((program.brokenAlone[arc] & ~knownOfTask) != 0) {
            return true;
        }
        long needed = program.needed[arc];
        return (program.brokenOtherwise[arc] & ~knownOfTask) != 0
                && (program.hasContestedNotes[arc] || (own & program.forbidden[arc]) != 0 || (own & needed) != needed);
    }

    @Override
    boolean isEnabled(int task, int arc) {
        ProgramTables program = programs[task];
        if ((all[0] & program.asked[arc]) != program.wanted[arc]) {
            return false;
        }
        Guard guard = program.queueGuard[arc];
        return guard == null || (queued >>> task & 1) == (guard == Guard.QUEUED ? 1 : 0);
    }
}
