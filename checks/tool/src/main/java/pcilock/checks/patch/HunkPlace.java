package pcilock.checks.patch;

import java.util.List;

/**
 * Where a hunk fits in a file.
 *
 * @param at for each old line of the hunk its index in the file; -1 for context that fuzz left out
 * @param offset from where the hunk says it belongs
 * @param others lines of the file, counted from 1, where it would fit as well but further away
 */
record HunkPlace(List<Integer> at, Offset offset, int fuzz, boolean withoutWhiteSpace, List<Integer> others) {}
