package pcilock.checks.patch;

import java.util.List;
import java.util.Optional;

/**
 * What a patch does to one file.
 *
 * @param number of the line in the patch file where it begins
 * @param oldPath the file before, as the diff names it, without {@code a/} where git wrote that; empty for a new file
 * @param newPath the file after; empty where it is deleted
 * @param shorterOldPath the same without its first folder, where the diff does not say whether that belongs to it, as in a diff of
 *     two folders; empty where it does say so
 * @param shorterNewPath the same of the file after
 * @param copied whether the file before stays
 * @param binary whether it is no text: nothing is known of its change
 */
public record FileDiff(
        int number,
        Optional<String> oldPath,
        Optional<String> newPath,
        Optional<String> shorterOldPath,
        Optional<String> shorterNewPath,
        boolean copied,
        boolean binary,
        List<Hunk> hunks) {
    public FileDiff {
        hunks = List.copyOf(hunks);
    }

    /** The file's name for people: as it is after, or before if it is deleted. */
    public String path() {
        return newPath.or(() -> oldPath).orElseThrow();
    }
}
