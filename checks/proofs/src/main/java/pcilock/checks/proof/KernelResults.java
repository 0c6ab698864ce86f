package pcilock.checks.proof;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pcilock.checks.linux.Comparison;
import pcilock.checks.linux.KernelRelease;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.linux.SourceDirectory;
import pcilock.checks.linux.SourceException;
import pcilock.checks.trace.JsonText;
import pcilock.model.revision.Revision;

/**
 * The files {@code results/kernels.json} and {@code results/kernels.md}: which revisions the functions of real kernel trees behave
 * as. What was found of a tree is kept where the tree is not at hand.
 */
final class KernelResults {
    static final String JSON_FILE = "kernels.json";
    static final String TEXT_FILE = "kernels.md";

    /**
     * What was found of a tree.
     *
     * @param version from its Makefile
     * @param fingerprint of the sources that it was computed with
     * @param files git's id of each file that was read, by path
     * @param functions the revisions that each function behaves as; for one that the tree has not got, those that have none either
     * @param missing the functions that the tree has not got
     * @param all the revisions that all functions behave as
     */
    record Kernel(
            String version,
            String fingerprint,
            SortedMap<String, String> files,
            Map<String, List<String>> functions,
            List<String> missing,
            List<String> all) {}

    private final SortedMap<String, Kernel> kernels = new TreeMap<>();

    /**
     * Compares a tree.
     *
     * @throws SourceException when it has no version, or is not understood
     */
    static Kernel of(Path tree, String fingerprint) {
        SourceDirectory source = new SourceDirectory(tree);
        String makefile = source.read(KernelRelease.MAKEFILE)
                .orElseThrow(() -> new SourceException(tree + ": expected a Makefile with the version, found none"));
        LinuxKernel kernel = LinuxKernel.read(source, false);
        List<Comparison.Function> functions = kernel.compare();
        Map<String, List<String>> equal = new LinkedHashMap<>();
        functions.forEach(function -> equal.put(function.name(), ids(function.equal())));
        List<String> missing = functions.stream()
                .filter(function -> !function.isThere())
                .map(Comparison.Function::name)
                .toList();
        SortedMap<String, String> files = new TreeMap<>();
        files.put(KernelRelease.MAKEFILE, gitBlob(makefile));
        kernel.texts().forEach((path, text) -> files.put(path, gitBlob(text)));
        return new Kernel(version(makefile), fingerprint, files, equal, missing, ids(Comparison.inAll(functions)));
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(revision -> revision.id).toList();
    }

    private static String version(String makefile) {
        return KernelRelease.in(makefile)
                .orElseThrow(
                        () -> new SourceException("expected lines \"VERSION = ...\" and \"PATCHLEVEL = ...\" in the "
                                + KernelRelease.MAKEFILE + ", found none"))
                .full();
    }

    /** What {@code git hash-object} says of a file. */
    static String gitBlob(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    void put(Kernel kernel) {
        kernels.put(kernel.version(), kernel);
    }

    SortedMap<String, Kernel> kernels() {
        return kernels;
    }

    /**
     * What was written before.
     *
     * @param json the text of {@link #JSON_FILE}
     */
    static KernelResults read(String json) throws IOException {
        KernelResults results = new KernelResults();
        JSON.std.mapFrom(json).forEach((version, value) -> {
            Map<?, ?> object = (Map<?, ?>) value;
            SortedMap<String, String> files = new TreeMap<>();
            ((Map<?, ?>) object.get("files")).forEach((path, id) -> files.put((String) path, (String) id));
            Map<String, List<String>> functions = new LinkedHashMap<>();
            ((Map<?, ?>) object.get("functions"))
                    .forEach((function, ids) -> functions.put((String) function, strings(ids)));
            results.put(new Kernel(
                    version,
                    (String) object.get("fingerprint"),
                    files,
                    functions,
                    strings(object.get("missing")),
                    strings(object.get("all"))));
        });
        return results;
    }

    private static List<String> strings(Object list) {
        List<String> strings = new ArrayList<>();
        ((List<?>) list).forEach(one -> strings.add((String) one));
        return List.copyOf(strings);
    }

    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        kernels.forEach((version, kernel) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("fingerprint", kernel.fingerprint());
            entry.put("files", kernel.files());
            entry.put("functions", kernel.functions());
            entry.put("missing", kernel.missing());
            entry.put("all", kernel.all());
            object.put(version, entry);
        });
        return JsonText.of(object);
    }

    /**
     * The page.
     *
     * @param fingerprint of today's sources: what was computed with others is stale
     */
    String text(String fingerprint) {
        StringBuilder text = new StringBuilder();
        text.append("""
                # Real kernels

                Written by `mvn verify -Dlinux.trees=DIR,DIR`, from the C of kernel trees; kept where no tree is given. A function behaves
                as that of a revision where all that it can do is the same, step by step, for each argument on every tree of up to %d
                devices, slots and empty buses included. What is proved of the revision then holds of it, on these trees.

                Compared are the resets, the locks that they take and config accesses. The entry points that take the wider locks (hot-plug,
                AER, DPC, removal, rescan, SR-IOV, drivers) are hardware loops and state machines, which are not followed in C: what the
                model has of them was written by hand after the kernel's source, as its files say, and nothing here compares it with a tree.

                """.formatted(Comparison.DEVICES));
        kernels.forEach((version, kernel) -> {
            text.append("## Linux ").append(version).append("\n\n");
            if (!kernel.fingerprint().equals(fingerprint)) {
                text.append("Stale: the model, or what reads the C, has changed since.\n\n");
            }
            text.append(
                    kernel.all().isEmpty()
                            ? "It behaves as no revision in all functions.\n\n"
                            : "In all functions it behaves as " + String.join(", ", kernel.all()) + ".\n\n");
            text.append("| function | behaves as |\n|---|---|\n");
            kernel.functions().forEach((function, ids) -> text.append("| ")
                    .append(function)
                    .append(" | ")
                    .append(kernel.missing().contains(function) ? "not there, nor in " : "")
                    .append(ids.isEmpty() ? "no revision" : String.join(", ", ids))
                    .append(" |\n"));
            text.append("\nRead were:\n\n");
            text.append(kernel.files().entrySet().stream()
                    .map(file -> "    " + file.getValue() + "  " + file.getKey() + "\n")
                    .collect(Collectors.joining()));
            text.append('\n');
        });
        return text.toString().strip() + "\n";
    }
}
