package pcilock.checks.review;

import java.util.Map;
import java.util.function.Predicate;
import pcilock.checks.linux.Comparison;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.patch.PatchedTree;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/**
 * Locking code as it is before a series, or after one of its patches.
 *
 * @param name for people
 * @param has whether it has what is behind an entry point
 * @param linux what it is read from; null where it is no C
 * @param tree the kernel tree with the patches up to here; null where it is no C
 * @param ownTexts the text of each file of the user's, by name, where it is no C
 */
public record ReviewedCode(
        String name,
        Revision.Code code,
        Predicate<EntryPoint> has,
        LinuxKernel linux,
        PatchedTree tree,
        Map<String, String> ownTexts) {
    public ReviewedCode {
        ownTexts = Map.copyOf(ownTexts);
    }

    /** The text of each file that was read, by path; none of those that are built in. */
    public Map<String, String> texts() {
        return linux == null ? ownTexts : linux.texts();
    }

    Comparison.Version version() {
        return new Comparison.Version(code, has, linux);
    }
}
