package pcilock.checks.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of {@code results/}: text by path below that folder. */
public record Results(SortedMap<String, String> files) {
    /** The engines whose counterexamples are shown, the best ones first: the shortest, then the one with fewest switches. */
    private static final List<String> TELLING_ENGINES = List.of("explorer", "lincheck", "jpf");

    /**
     * What the proofs come to.
     *
     * @param committed where the trace of a claim is kept when no engine that found one ran this time
     */
    public static Results of(Map<String, Manifest.EngineRecord> engines, List<Proof> proofs, Results committed) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("manifest.json", Manifest.write(engines, proofs));
        files.put("README.md", new ResultsPage(engines, proofs).text());
        for (Proof proof : proofs) {
            String path = ResultsPage.tracePath(proof);
            TELLING_ENGINES.stream()
                    .map(proof.findings()::get)
                    .filter(finding ->
                            finding != null && !finding.counterexample().isEmpty())
                    .findFirst()
                    .map(finding -> ClaimTrace.of(proof.claim(), finding.counterexample()))
                    .or(() -> Optional.ofNullable(proof.breaks().isEmpty() ? null : committed.files.get(path)))
                    .ifPresent(trace -> files.put(path, trace));
        }
        return new Results(files);
    }

    /** The files that stand in a folder; none when there is no such folder. */
    public static Results in(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the results in " + folder, e);
            }
        }
        return new Results(files);
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
        return ", line " + (line + 1) + ": " + lineAt(old, line) + " became " + lineAt(current, line);
    }

    private static String lineAt(List<String> lines, int line) {
        return line < lines.size() ? "\"" + lines.get(line).strip() + "\"" : "the end";
    }
}
