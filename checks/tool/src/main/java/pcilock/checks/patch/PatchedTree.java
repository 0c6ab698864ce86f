package pcilock.checks.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pcilock.checks.linux.SourceTree;

/** A kernel tree with patches applied to it, in memory. It does not change: applying another patch gives another tree. */
public final class PatchedTree implements SourceTree {
    private final SourceTree tree;
    private final List<Patch> patches;
    /** What patches have changed; nothing where they have deleted it. */
    private final Map<String, Optional<PatchedFile>> changed;
    /** Of the last patch, by the name of the file after it, or before it where it is deleted. */
    private final Map<String, List<AppliedHunk>> lastHunks;

    private final List<String> patchNotes;

    private PatchedTree(
            SourceTree tree,
            List<Patch> patches,
            Map<String, Optional<PatchedFile>> changed,
            Map<String, List<AppliedHunk>> lastHunks,
            List<String> patchNotes) {
        this.tree = tree;
        this.patches = patches;
        this.changed = changed;
        this.lastHunks = lastHunks;
        this.patchNotes = patchNotes;
    }

    /** A tree that no patch has changed yet. */
    public static PatchedTree of(SourceTree tree) {
        return new PatchedTree(tree, List.of(), Map.of(), Map.of(), List.of());
    }

    /**
     * Applies patches in order.
     *
     * @throws PatchException when one does not fit, or when none of them changes a file of the tree
     */
    public static PatchedTree of(SourceTree tree, List<PatchSeries> series) {
        PatchedTree patched = of(tree);
        for (PatchSeries one : series) {
            patched = new PatchedTree(
                    patched.tree,
                    patched.patches,
                    patched.changed,
                    patched.lastHunks,
                    concat(patched.patchNotes, one.notes()));
            for (Patch patch : one.patches()) {
                patched = patched.apply(patch);
            }
        }
        if (!patched.patches.isEmpty() && patched.changed.isEmpty()) {
            Patch first = patched.patches.get(0);
            throw new PatchException(
                    first.source(),
                    first.line(),
                    "changes no file of " + tree.origin() + "; expected files below its top, such as "
                            + first.files().get(0).path());
        }
        return patched;
    }

    /**
     * The tree with one more patch.
     *
     * @throws PatchException when it does not fit: names the patch, the file, the hunk and the line
     */
    public PatchedTree apply(Patch patch) {
        if (patches.size() == PatchLimits.MAX_PATCHES) {
            throw new PatchException(
                    patch.source(), patch.line(), "expected at most " + PatchLimits.MAX_PATCHES + " patches");
        }
        Application application = new Application(patch);
        patch.files().stream().filter(diff -> !diff.binary()).forEach(application::apply);
        return new PatchedTree(
                tree,
                concat(patches, List.of(patch)),
                Map.copyOf(application.after),
                application.hunks,
                concat(patchNotes, application.notes()));
    }

    @Override
    public Optional<String> read(String path) {
        Optional<PatchedFile> file = changed.get(path);
        return file == null ? tree.read(path) : file.map(PatchedFile::text);
    }

    @Override
    public String origin() {
        return patches.isEmpty()
                ? tree.origin()
                : tree.origin() + " with " + patches.stream().map(Patch::name).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> notes() {
        return concat(tree.notes(), patchNotes);
    }

    /** The patches that are applied, in order. */
    public List<Patch> patches() {
        return patches;
    }

    /** The files that differ from the tree's or are not there any more, in the order of their names. */
    public Set<String> changedPaths() {
        return new TreeSet<>(changed.keySet());
    }

    /** A file that patches have changed and not deleted; nothing for any other. */
    public Optional<PatchedFile> changedFile(String path) {
        return changed.getOrDefault(path, Optional.empty());
    }

    /**
     * Where a line of a file comes from.
     *
     * @param line of the file as it is now, counted from 1
     */
    public LineOrigin origin(String path, int line) {
        return changedFile(path).map(file -> file.origin(line)).orElseGet(() -> new LineOrigin.FromTree(path, line));
    }

    /** Where the last patch changed a file: by its name after that patch, or before it where it is deleted. */
    public List<AppliedHunk> lastHunks(String path) {
        return lastHunks.getOrDefault(path, List.of());
    }

    /** Where the last patch changed files, by the same names, in the order of the patch. */
    public Map<String, List<AppliedHunk>> lastHunks() {
        return Collections.unmodifiableMap(lastHunks);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }

    /** One patch being applied. */
    private final class Application {
        final Patch patch;
        final Map<String, Optional<PatchedFile>> after = new HashMap<>(changed);
        final Map<String, List<AppliedHunk>> hunks = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final Comparisons comparisons = new Comparisons();
        private int linesLeft = PatchLimits.MAX_CHANGED_LINES;

        Application(Patch patch) {
            this.patch = patch;
        }

        void apply(FileDiff diff) {
            boolean asNamed = diff.shorterOldPath().isEmpty()
                    || file(diff.oldPath().orElseThrow()).isPresent()
                    || file(diff.shorterOldPath().orElseThrow()).isEmpty();
            Optional<String> oldPath = asNamed ? diff.oldPath() : diff.shorterOldPath();
            Optional<String> newPath = asNamed ? diff.newPath() : diff.shorterNewPath();
            Optional<PatchedFile> before = oldPath.flatMap(this::file);
            boolean begins = diff.hunks().size() == 1
                    && diff.hunks().get(0).oldStart() == 0
                    && diff.hunks().get(0).oldCount() == 0;
            if (oldPath.isPresent() && before.isEmpty() && !begins) {
                missing(diff, oldPath.get());
                return;
            }
            if (newPath.isPresent()
                    && !newPath.equals(oldPath)
                    && file(newPath.get()).isPresent()) {
                throw error(diff, "expected no file " + newPath.get() + ", and the tree has one");
            }
            FilePatcher patcher =
                    new FilePatcher(patch, diff, before.map(PatchedFile::lines).orElse(List.of()), comparisons);
            List<PatchedLine> lines = patcher.apply();
            linesLeft -= lines.size();
            if (linesLeft < 0) {
                throw error(
                        diff,
                        "expected at most " + PatchLimits.MAX_CHANGED_LINES
                                + " lines in all files that patches change");
            }
            if (newPath.isEmpty() && !lines.isEmpty()) {
                throw error(
                        diff,
                        "deletes " + oldPath.orElseThrow() + ", and does not remove all its lines; left is "
                                + DiffReader.shortened(lines.get(0).text()));
            }
            if (!diff.copied()) {
                oldPath.ifPresent(path -> after.put(path, Optional.empty()));
            }
            newPath.ifPresent(path -> after.put(path, Optional.of(new PatchedFile(path, lines))));
            String path = newPath.or(() -> oldPath).orElseThrow();
            hunks.merge(path, List.copyOf(patcher.applied()), PatchedTree::concat);
            note(path, patcher.applied());
        }

        private Optional<PatchedFile> file(String path) {
            Optional<PatchedFile> file = after.get(path);
            return file == null ? tree.read(path).map(text -> PatchedFile.fromTree(path, text)) : file;
        }

        /** A folder with just the files needed lacks what else a patch changes; in a whole kernel tree that is an error. */
        private void missing(FileDiff diff, String path) {
            if (tree.read("Kbuild").isPresent() || after.containsKey(path)) {
                throw error(diff, "expected the file " + path + ", and the tree has none");
            }
            notes.add(patch.name() + ": skipped, its change of " + path + ", which is not in " + tree.origin());
        }

        private void note(String path, List<AppliedHunk> applied) {
            String remarks = applied.stream()
                    .map(AppliedHunk::remark)
                    .filter(remark -> !remark.isEmpty())
                    .collect(Collectors.joining(", "));
            if (!remarks.isEmpty()) {
                notes.add(patch.name() + ": " + path + ": not at the lines that are named: " + remarks);
            }
        }

        /** The notes, with one on white space that the patch has lost anywhere. */
        List<String> notes() {
            List<AppliedHunk> damaged = hunks.values().stream()
                    .flatMap(List::stream)
                    .filter(AppliedHunk::withoutWhiteSpace)
                    .toList();
            if (damaged.isEmpty()) {
                return notes;
            }
            int lost = damaged.stream()
                    .mapToInt(hunk -> hunk.hunk().lostBlankLines())
                    .sum();
            return concat(
                    List.of(patch.name()
                            + ": its white space is not the tree's, as in a copy from a web archive; lines are"
                            + " compared without it"
                            + (lost > 0
                                    ? ", blank lines of context that are missing are taken from the tree: " + lost
                                    : "")),
                    notes);
        }

        private PatchException error(FileDiff diff, String problem) {
            return new PatchException(patch.source(), diff.number(), patch.name() + ": " + problem);
        }
    }
}
