package pcilock.checks.explorer;

/**
 * The states of one word that a search has visited, in about five bytes each where there are many for their width, else in about
 * ten.
 *
 * <p>Nothing is lost. The bits of a state are mixed by steps that each have an inverse, so two states stay two. Of the mixed bits the
 * upper ones say in which segment the state is. The others are a number; in a segment of m slots its remainder by m is the slot where
 * it is at home, and the slot that it gets holds the quotient and how far that is from home. Slot and content together give back all
 * bits.
 *
 * <p>A segment is an open-addressing hash table with linear probing, in which nobody is nearer to home than one that would rather be
 * in its slot (Robin Hood hashing): then distances are short, and a look for what is not there ends early. It grows by itself by a
 * quarter, so the set is never much larger than it has to be, and needs little room for growing.
 */
final class CompactStateSet implements VisitedStates {
    private static final int SEGMENT_BITS = 10;
    private static final int FIRST_SLOTS = 8;

    /** Slots are numbered by int: beyond this a segment cannot grow. */
    private static final int MOST_SLOTS = 1 << 30;

    /** An array has a header beside its elements. */
    private static final int ARRAY_HEADER = 16;

    /** For the distance from home plus one; a slot of zero is empty. Where that is not enough, which is rare, the segment grows. */
    private static final int DISTANCE_BITS = 5;

    private static final long DISTANCE = (1 << DISTANCE_BITS) - 1;
    private static final long AT_HOME = 1;

    /** Any odd numbers with ones and zeros all over them. */
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;

    private static final long SECOND_FACTOR = 0xBF58476D1CE4E5B9L;

    /** How many states until the next look whether the thread was interrupted. */
    private static final int PATIENCE = 1 << 14;

    private final SearchLimits limits;
    private final long mask;
    private final int half;
    private final int restBits;
    private final Segment[] segments;
    private long visited;

    /**
     * An empty set.
     *
     * @param bits how many bits of a state are used, from the lowest on; at most 64
     */
    CompactStateSet(int bits, SearchLimits limits) {
        this.limits = limits;
        mask = bits == Long.SIZE ? -1L : (1L << bits) - 1;
        half = (bits + 1) / 2;
        int segmentBits = Math.min(bits, SEGMENT_BITS);
        restBits = bits - segmentBits;
        segments = new Segment[1 << segmentBits];
    }

    @Override
    public boolean visit(long[] from, int at) {
        if ((from[at] & ~mask) != 0) {
            // It would be taken for another state.
            throw new IllegalArgumentException("a state has more bits than it was said to have: " + from[at]);
        }
        long mixed = mix(from[at]);
        int number = (int) (mixed >>> restBits);
        Segment segment = segments[number];
        if (segment == null) {
            segment = new Segment();
            segments[number] = segment;
        }
        if (!segment.put(mixed & ((1L << restBits) - 1))) {
            return false;
        }
        limits.checkStates(visited);
        visited++;
        if (visited % PATIENCE == 0) {
            LimitException.throwIfInterrupted(visited);
        }
        return true;
    }

    @Override
    public long visited() {
        return visited;
    }

    /** A bijection: a shift by at least half of the bits undoes itself, and an odd factor has an inverse. */
    private long mix(long state) {
        long mixed = state ^ state >>> half;
        mixed = mixed * FIRST_FACTOR & mask;
        mixed ^= mixed >>> half;
        mixed = mixed * SECOND_FACTOR & mask;
        return mixed ^ mixed >>> half;
    }

    /** A part of the set. */
    private final class Segment {
        /** The slots, where 32 bits suffice for each; else null. */
        private int[] narrow;

        /** The slots, where they do not; else null. */
        private long[] wide;

        private int slots;
        private int used;

        Segment() {
            limits.take(bytes(FIRST_SLOTS), visited);
            empty(FIRST_SLOTS);
        }

        private void empty(int size) {
            slots = size;
            used = 0;
            narrow = isNarrow(size) ? new int[size] : null;
            wide = narrow == null ? new long[size] : null;
        }

        private boolean isNarrow(int size) {
            long largestQuotient = ((1L << restBits) - 1) / size;
            return largestQuotient >>> (Integer.SIZE - DISTANCE_BITS) == 0;
        }

        private long bytes(int size) {
            return ARRAY_HEADER + (isNarrow(size) ? 4L : 8L) * size;
        }

        /** Puts in what is not there yet, and tells whether it was not. */
        boolean put(long rest) {
            long entry = ((rest / slots) << DISTANCE_BITS) | AT_HOME;
            int at = (int) (rest % slots);
            long there = get(at);
            while ((there & DISTANCE) >= (entry & DISTANCE)) {
                if (there == entry) {
                    return false;
                }
                if ((entry & DISTANCE) == DISTANCE) {
                    grow();
                    return put(rest);
                }
                entry++;
                at = next(at);
                there = get(at);
            }
            insert(entry, at);
            if (used > slots - slots / 8) {
                grow();
            }
            return true;
        }

        /** Everyone from here to the next empty slot goes on by one. */
        private void insert(long first, int from) {
            long entry = first;
            int at = from;
            for (long there = get(at); there != 0; there = get(at)) {
                set(at, entry);
                if ((there & DISTANCE) == DISTANCE) {
                    long rest = rest(there, at, slots);
                    grow();
                    put(rest);
                    return;
                }
                entry = there + 1;
                at = next(at);
            }
            set(at, entry);
            used++;
        }

        private int next(int at) {
            return at + 1 == slots ? 0 : at + 1;
        }

        private long rest(long entry, int at, int size) {
            int home = at - (int) ((entry & DISTANCE) - AT_HOME);
            return (entry >>> DISTANCE_BITS) * size + (home < 0 ? home + size : home);
        }

        private long get(int at) {
            return get(narrow, wide, at);
        }

        private static long get(int[] narrow, long[] wide, int at) {
            return narrow != null ? Integer.toUnsignedLong(narrow[at]) : wide[at];
        }

        private void set(int at, long entry) {
            if (narrow != null) {
                narrow[at] = (int) entry;
            } else {
                wide[at] = entry;
            }
        }

        private void grow() {
            if (slots > MOST_SLOTS) {
                throw new LimitException("the limit of " + visited + " states, the most that fit in, was reached");
            }
            int larger = slots + slots / 4;
            limits.replace(bytes(slots), bytes(larger), visited);
            int[] oldNarrow = narrow;
            long[] oldWide = wide;
            int size = slots;
            empty(larger);
            for (int at = 0; at < size; at++) {
                long entry = get(oldNarrow, oldWide, at);
                if (entry != 0) {
                    put(rest(entry, at, size));
                }
            }
        }
    }
}
