package pcilock.checks.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcilock.checks.page.ReviewInputs;
import pcilock.checks.page.ReviewPage;
import pcilock.checks.page.Trace;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceJson;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Waiting;

/** The page of the results with one check on it, to step through its trace. */
final class CheckPage {
    private static final String NAME = "Check";

    /** Opened once more, such a file would be written over by what is printed. */
    private static final Set<String> STANDARD_OUTPUT = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private final CheckReport report;

    CheckPage(CheckReport report) {
        this.report = report;
    }

    /**
     * Refuses what cannot be written to, before anything is explored.
     *
     * @throws InputException when the file is a directory, or would be in none
     */
    static void refuse(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException("--html: expected a file, found the directory " + file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InputException("--html: expected a file in a directory that is there, found " + file);
        }
    }

    /** Writes the page, as {@link #write} does. */
    void writeTo(Path file, PrintWriter out) {
        write(html(), file, out);
    }

    /**
     * Writes the page: to a regular file all of it or nothing; to anything else, such as a device, and through a symbolic link.
     *
     * @param out the standard output, for a file that is another name of it
     * @throws InputException when it cannot be written
     */
    static void write(String html, Path file, PrintWriter out) {
        try {
            if (STANDARD_OUTPUT.contains(file.toString())) {
                out.print(html);
                return;
            }
            if (Files.isSymbolicLink(file) || (Files.exists(file) && !Files.isRegularFile(file))) {
                Files.writeString(file, html);
                return;
            }
            Path half = file.resolveSibling(file.getFileName() + ".part");
            try {
                Files.writeString(half, html);
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new InputException("--html: " + file + " cannot be written: " + e, e);
        }
    }

    private String html() {
        Map<String, String> files = new TreeMap<>();
        files.put("manifest.json", JsonText.of(manifest()));
        if (report.result().counterexample() != null) {
            files.put(Trace.path(NAME), JsonText.of(trace(report.result().counterexample())));
            files.put(Trace.textPath(NAME), report.trace());
        }
        return new ReviewPage(ReviewInputs.of(files, Set.of(report.revision().name()))).html();
    }

    private Map<String, Object> manifest() {
        CheckResult result = report.result();
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("answer", result.answer().name());
        boolean complete =
                result.stopped() == null && (report.check().functions().isEmpty() || result.answer() == Answer.PROVED);
        finding.put("complete", complete);
        if (!complete) {
            finding.put("stopped", result.stopped() == null ? "a counterexample was found" : result.stopped());
        }
        finding.put("explored", result.explored());
        finding.put("depth", 0);
        finding.put("breaks", CheckedProperties.list(result.breaks()));
        finding.put("holds", CheckedProperties.list(result.holds()));
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("claim", NAME);
        claim.put("question", question());
        claim.put("revision", report.revision().name());
        claim.put("fault", Fault.NONE.name());
        claim.put("waiting", Waiting.ATOMIC_FLAG.name());
        claim.put("topology", report.tree());
        claim.put("tasks", report.tasks());
        claim.put("expected", result.answer().name());
        claim.put("findings", Map.of(result.engine(), finding));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put(
                "engines",
                Map.of(
                        result.engine(),
                        new TreeMap<>(Map.of("version", "1", "unit", result.unit(), "fingerprint", ""))));
        manifest.put("claims", List.of(claim));
        return manifest;
    }

    /** What was asked, with what must be known of the trace below it. */
    private String question() {
        CheckResult result = report.result();
        String asked = "What holds " + result.scope() + "?";
        String longer =
                result.counterexample() == null ? null : result.counterexample().longer();
        return longer == null ? asked : asked + " Note: " + longer + ".";
    }

    private Map<String, Object> trace(CheckResult.ShownRun counterexample) {
        return TraceJson.document(
                NAME,
                counterexample.scenario(),
                List.of(counterexample.run()),
                report.result().breaks(),
                List.of(),
                sources(counterexample));
    }

    private SourceLines sources(CheckResult.ShownRun counterexample) {
        RevisionFile own = report.revision().file();
        Map<String, String> texts =
                Sources.ofModel(List.of(counterexample.run()), file -> own == null || !file.equals(own.simpleName()));
        if (report.revision().linux() != null) {
            texts.putAll(report.revision().linux().texts());
        }
        if (own != null) {
            texts.put(own.simpleName(), own.text());
        }
        return SourceLines.of(texts);
    }
}
