package pcilock.checks.patch;

/** Bounds the time that a patch takes: hunks of many equal lines fit almost everywhere. */
final class Comparisons {
    private long left = PatchLimits.MAX_COMPARISONS;

    void count(Patch patch, int comparisons) {
        left -= comparisons;
        if (left < 0) {
            throw new PatchException(
                    patch.source(),
                    patch.line(),
                    patch.name() + ": its hunks cannot be placed within " + PatchLimits.MAX_COMPARISONS
                            + " comparisons of lines");
        }
    }
}
