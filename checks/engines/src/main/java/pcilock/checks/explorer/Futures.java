package pcilock.checks.explorer;

import java.util.Arrays;

/**
 * The futures of one task: for each place and each set of locks that will stay held, and of sets of tasks that will not become empty, behind
 * these. They are found when first asked for. Not for use
 * from several threads.
 */
final class Futures {
    private static final int FIRST_SLOTS = 64;

    private final ProgramTables program;
    /** The length of what stays held or occupied, in longs. */
    private final int width;

    /** Open addressing: the places plus one, 0 for an empty slot; the sets of locks; what was found. */
    private int[] places = new int[FIRST_SLOTS];

    private long[] locks;
    private Future[] futures = new Future[FIRST_SLOTS];
    private int size;

    /** The locks of which some step of the task needs that they are free, and sets that are to be empty: no others make a difference. */
    private final long[] needsFree;

    /** For each place what the task may do if nothing stays held. */
    private final Future[] unhindered;

    private final long[] nothing;
    private final int[] reached;
    private final int[] open;
    private int visit;

    Futures(ProgramTables program) {
        this.program = program;
        width = program.width + program.setWords;
        locks = new long[FIRST_SLOTS * width];
        needsFree = new long[width];
        for (int i = 0; i < program.asked.length; i++) {
            needsFree[i % program.width] |= program.asked[i] & ~program.wanted[i];
        }
        for (int i = 0; i < program.setNeedsEmpty.length; i++) {
            needsFree[program.width + i % program.setWords] |= program.setNeedsEmpty[i];
        }
        unhindered = new Future[program.places];
        nothing = new long[width];
        reached = new int[program.places];
        open = new int[program.places];
    }

    /** Whether something that the task may do from a place on, as long as some locks stay held, depends on a step of another task. */
    boolean depend(int place, long[] stayHeld, ProgramTables other, int arc, long[] held, int of) {
        // The answer is most often no, and then it is found fast.
        return unhindered(place).dependsOn(other, arc, held, of)
                && of(place, stayHeld).dependsOn(other, arc, held, of);
    }

    private Future unhindered(int place) {
        if (unhindered[place] == null) {
            unhindered[place] = find(place, nothing);
        }
        return unhindered[place];
    }

    /**
     * What the task may do from a place on as long as some locks stay held.
     *
     * @param stayHeld a set of locks
     */
    Future of(int place, long[] stayHeld) {
        int slot = slot(place, stayHeld);
        if (places[slot] == 0) {
            places[slot] = place + 1;
            for (int i = 0; i < width; i++) {
                locks[slot * width + i] = stayHeld[i] & needsFree[i];
            }
            futures[slot] = find(place, stayHeld);
            Future found = futures[slot];
            if (2 * ++size > places.length) {
                grow();
            }
            return found;
        }
        return futures[slot];
    }

    private int slot(int place, long[] stayHeld) {
        long hash = place;
        for (int i = 0; i < width; i++) {
            hash = (hash ^ (stayHeld[i] & needsFree[i])) * 0x9E3779B97F4A7C15L;
        }
        int mask = places.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (places[slot] != 0 && !isAt(slot, place, stayHeld)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, int place, long[] stayHeld) {
        if (places[slot] != place + 1) {
            return false;
        }
        for (int i = 0; i < width; i++) {
            if (locks[slot * width + i] != (stayHeld[i] & needsFree[i])) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        int[] oldPlaces = places;
        long[] oldLocks = locks;
        Future[] oldFutures = futures;
        places = new int[2 * oldPlaces.length];
        locks = new long[2 * oldLocks.length];
        futures = new Future[2 * oldFutures.length];
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != 0) {
                long[] set = Arrays.copyOfRange(oldLocks, i * width, (i + 1) * width);
                int slot = slot(oldPlaces[i] - 1, set);
                places[slot] = oldPlaces[i];
                System.arraycopy(set, 0, locks, slot * width, width);
                futures[slot] = oldFutures[i];
            }
        }
    }

    private Future find(int place, long[] stayHeld) {
        Future future = new Future(program.width, program.setWords);
        visit++;
        int count = 0;
        open[count++] = place;
        reached[place] = visit;
        while (count > 0) {
            int here = open[--count];
            for (int arc = program.first[here]; arc < program.first[here + 1]; arc++) {
                if (program.sleepsInPeace[arc] || isBlocked(arc, stayHeld)) {
                    continue;
                }
                future.add(program, arc);
                int next = program.target[arc];
                if (reached[next] != visit) {
                    reached[next] = visit;
                    open[count++] = next;
                }
            }
        }
        return future;
    }

    private boolean isBlocked(int arc, long[] stayHeld) {
        for (int i = 0; i < program.width; i++) {
            int at = arc * program.width + i;
            if ((program.asked[at] & ~program.wanted[at] & stayHeld[i]) != 0) {
                return true;
            }
        }
        for (int i = 0; i < program.setWords; i++) {
            if ((program.setNeedsEmpty[arc * program.setWords + i] & stayHeld[program.width + i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
