package pcilock.checks.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.page.DeadlocksEntry;
import pcilock.checks.page.ReviewInputs;
import pcilock.checks.page.ReviewPage;
import pcilock.checks.page.ReviewText;
import pcilock.checks.page.SweepEntry;
import pcilock.checks.page.Trace;
import pcilock.checks.trace.SourceLines;
import pcilock.specs.claim.NamedClaim;

/** The files of {@code results/}, or of one of the folders in it that are made by themselves: text by path below that folder. */
public record Results(SortedMap<String, String> files) {
    /** Below {@code results/}; what is there is made, compared and accepted by itself. */
    static final String SWEEP = "sweep";

    /** So many characters of a line on each side of a difference are told. */
    private static final int SHOWN = 60;

    /** The same within bounds that take too long for every build. */
    static final String WIDE_SWEEP = "sweep-wide";

    /** The same of who deadlocks with whom. */
    static final String DEADLOCKS = "deadlocks";

    /** The same on trees that take too long for every build. */
    static final String LARGER_DEADLOCKS = "deadlocks-larger";

    /** What a benchmark measured, which no build compares. */
    private static final String BENCHMARK = "benchmark";

    private static final List<String> FOLDERS = List.of(SWEEP, WIDE_SWEEP, DEADLOCKS, LARGER_DEADLOCKS, BENCHMARK);

    private static final String PAGE = "index.html";

    /** Made, compared and accepted by themselves as well. */
    private static final List<String> KERNELS = List.of(KernelResults.JSON_FILE, KernelResults.TEXT_FILE);

    /** The engines whose counterexamples are shown, the best ones first: the shortest, then the one with fewest switches. */
    private static final List<String> TELLING_ENGINES = List.of("explorer", "lincheck", "jpf");

    /**
     * What the proofs come to.
     *
     * @param committed where the trace of a claim is kept when no engine that found one ran this time
     * @param sources what the traces show of the locking code
     * @param sweep what the page shows of the sweep
     * @param deadlocks what it shows of who deadlocks with whom
     */
    public static Results of(
            Map<String, Manifest.EngineRecord> engines,
            List<Proof> proofs,
            Results committed,
            SourceLines sources,
            Optional<SweepEntry> sweep,
            Optional<DeadlocksEntry> deadlocks) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("manifest.json", Manifest.write(engines, proofs));
        files.put("README.md", new ResultsPage(engines, proofs).text());
        List<NamedClaim> claims = proofs.stream().map(Proof::claim).toList();
        for (Proof proof : proofs) {
            String text = ResultsPage.tracePath(proof);
            String json = Trace.path(proof.claim().name());
            Optional<ClaimTrace> trace = trace(proof);
            if (trace.isPresent()) {
                files.put(text, trace.get().text());
                files.put(json, trace.get().json(claims, sources));
            } else if (!proof.breaks().isEmpty()) {
                for (String path : List.of(text, json)) {
                    if (committed.files.containsKey(path)) {
                        files.put(path, committed.files.get(path));
                    }
                }
            }
        }
        return new Results(files).with(sweep, deadlocks);
    }

    /** These results with the page and the mail about them, a sweep and who deadlocks with whom. */
    Results with(Optional<SweepEntry> sweep, Optional<DeadlocksEntry> deadlocks) {
        SortedMap<String, String> all = new TreeMap<>(files);
        ReviewInputs inputs = ReviewInputs.of(files).with(sweep, deadlocks);
        all.put(PAGE, new ReviewPage(inputs).html());
        all.put("review.txt", new ReviewText(inputs).text());
        return new Results(all);
    }

    private static Optional<ClaimTrace> trace(Proof proof) {
        return TELLING_ENGINES.stream()
                .map(proof.findings()::get)
                .filter(finding -> finding != null && !finding.counterexample().isEmpty())
                .findFirst()
                .map(finding -> ClaimTrace.of(proof.claim(), finding.counterexample()));
    }

    /** What stands in a file of results; empty where there is no such file yet. */
    static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The files that stand in a folder, without those in {@link #FOLDERS} and those of real kernels; none when there is no such folder. */
    public static Results in(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                // Another test may write to the folders now.
                for (Path entry : entries.filter(
                                entry -> !FOLDERS.contains(entry.getFileName().toString()))
                        .toList()) {
                    read(folder, entry, files);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the results in " + folder, e);
            }
        }
        return new Results(files);
    }

    private static void read(Path folder, Path entry, SortedMap<String, String> files) throws IOException {
        try (Stream<Path> found = Files.walk(entry)) {
            for (Path file : found.filter(Files::isRegularFile)
                    .filter(file -> !KERNELS.contains(file.getFileName().toString()))
                    .toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    /** Writes the files into a folder, which is to hold these files and no others. */
    public void writeTo(Path folder) {
        try {
            for (String old : in(folder).files.keySet()) {
                if (!files.containsKey(old)) {
                    Files.delete(folder.resolve(old));
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results to " + folder, e);
        }
    }

    /** Where these results differ from the committed ones, a line a file, with the first line that differs. */
    public List<String> differencesFrom(Results committed) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            String before = committed.files.get(file.getKey());
            if (before == null) {
                differences.add(file.getKey() + " is new");
            } else if (!before.equals(file.getValue())) {
                differences.add(file.getKey() + firstDifference(before, file.getValue()));
            }
        }
        for (String old : committed.files.keySet()) {
            if (!files.containsKey(old)) {
                differences.add(old + " is no longer written");
            }
        }
        return differences;
    }

    private static String firstDifference(String before, String now) {
        List<String> old = before.lines().toList();
        List<String> current = now.lines().toList();
        int line = 0;
        while (line < old.size() && line < current.size() && old.get(line).equals(current.get(line))) {
            line++;
        }
        if (line == old.size() || line == current.size()) {
            return ", line " + (line + 1) + ": " + lineAt(old, line, 0) + " became " + lineAt(current, line, 0);
        }
        int column =
                Arrays.mismatch(old.get(line).toCharArray(), current.get(line).toCharArray());
        return ", line " + (line + 1) + ", column " + (column + 1) + ": " + lineAt(old, line, column) + " became "
                + lineAt(current, line, column);
    }

    /** What is around a column of a line, which may be a megabyte long. */
    private static String lineAt(List<String> lines, int line, int column) {
        if (line >= lines.size()) {
            return "the end";
        }
        String text = lines.get(line);
        int begin = Math.max(0, column - SHOWN);
        int end = Math.min(text.length(), column + SHOWN);
        return "\"" + (begin > 0 ? "..." : "") + text.substring(begin, end).strip() + (end < text.length() ? "..." : "")
                + "\"";
    }
}
