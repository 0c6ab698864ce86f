package pcilock.checks.patch;

/** Where a line of a patched file comes from. */
public sealed interface LineOrigin {
    /**
     * The tree.
     *
     * @param path of the file in the tree, which may have had another name there
     * @param line of that file, counted from 1
     */
    record FromTree(String path, int line) implements LineOrigin {
        /** As in a trace, such as {@code pci.c:5490}. */
        @Override
        public String toString() {
            return path.substring(path.lastIndexOf('/') + 1) + ":" + line;
        }
    }

    /** A line that a patch added. */
    record FromPatch(Patch patch, Hunk hunk, HunkLine line) implements LineOrigin {
        /** The line of the patch file. */
        @Override
        public String toString() {
            return patch.source() + ":" + line.number();
        }
    }
}
