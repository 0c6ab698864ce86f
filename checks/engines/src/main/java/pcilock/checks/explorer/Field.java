package pcilock.checks.explorer;

/** Some neighbouring bits of one word of a packed state. */
final class Field {
    /** Gives out the bits of a state, none twice; a field never straddles two words. */
    static final class Layout {
        private int words = 1;
        private int bits;

        /** A field for the values 0 to {@code most}. */
        Field field(long most) {
            int width = 64 - Long.numberOfLeadingZeros(most);
            if (bits + width > 64) {
                words++;
                bits = 0;
            }
            Field field = new Field(words - 1, bits, width);
            bits += width;
            return field;
        }

        int words() {
            return words;
        }

        /** How many bits of the last word are given out, from the lowest on. */
        int bitsOfLastWord() {
            return bits;
        }
    }

    final int word;
    final int shift;
    final long mask;

    private Field(int word, int shift, int width) {
        this.word = word;
        this.shift = width == 0 ? 0 : shift;
        this.mask = width == 64 ? -1L : (1L << width) - 1;
    }

    /** The value in a state that begins at a place of an array. */
    long get(long[] states, int at) {
        return states[at + word] >>> shift & mask;
    }

    void set(long[] states, int at, long value) {
        states[at + word] = (states[at + word] & ~(mask << shift)) | (value << shift);
    }
}
