package pcilock.checks.sweep;

/**
 * A part of a sweep that can be done apart from the others.
 *
 * @param number from 0
 * @param of how many there are
 */
public record Shard(int number, int of) {
    /** The whole sweep. */
    public static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        if (of < 1 || number < 0 || number >= of) {
            throw new IllegalArgumentException("there is no shard " + number + " of " + of + "; the first one is 0");
        }
    }

    /** Every shard gets trees of every size, so that all take about as long. */
    boolean has(int order) {
        return order % of == number;
    }
}
