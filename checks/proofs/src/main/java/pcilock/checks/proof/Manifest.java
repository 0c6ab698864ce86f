package pcilock.checks.proof;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.Property;

/**
 * {@code results/manifest.json}: per claim and engine, what was found.
 *
 * @param engines by name
 * @param findings by claim and engine
 * @param stale by claim the engines whose finding was of other sources already when the file was written
 */
public record Manifest(
        Map<String, EngineRecord> engines, Map<String, Map<String, Finding>> findings, Map<String, Set<String>> stale) {
    /**
     * An engine as the manifest knows it.
     *
     * @param fingerprint of the model and specs that its findings were computed from
     * @param unit what it counts
     */
    public record EngineRecord(String version, String unit, String fingerprint) {}

    /** A manifest of nothing. */
    public static Manifest empty() {
        return new Manifest(Map.of(), Map.of(), Map.of());
    }

    /** The text of the file. Ends with a line feed and holds no time, no path and no date. */
    public static String write(Map<String, EngineRecord> engines, Collection<Proof> proofs) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> engineObjects = new LinkedHashMap<>();
        engines.forEach((name, engine) -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("version", engine.version());
            object.put("unit", engine.unit());
            object.put("fingerprint", engine.fingerprint());
            engineObjects.put(name, object);
        });
        document.put("engines", engineObjects);
        List<Object> claims = new ArrayList<>();
        for (Proof proof : proofs) {
            claims.add(claimObject(proof));
        }
        document.put("claims", claims);
        try {
            return JSON.std
                            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                            .asString(document)
                            .replace("\r\n", "\n") + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the manifest", e);
        }
    }

    private static Map<String, Object> claimObject(Proof proof) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("claim", proof.claim().name());
        object.put("question", proof.claim().claim().question());
        object.put("revision", proof.claim().claim().revision().id);
        object.put("fault", proof.claim().claim().fault().name());
        object.put("waiting", proof.claim().claim().waiting().name());
        object.put("topology", proof.claim().claim().topology());
        object.put("tasks", List.of(proof.claim().claim().tasks()));
        object.put("expected", proof.claim().claim().expected().name());
        if (!proof.notAsked().isEmpty()) {
            object.put("skipped", proof.notAsked());
        }
        Map<String, Object> findings = new LinkedHashMap<>();
        proof.findings().forEach((engine, finding) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("answer", finding.answer().name());
            if (proof.stale().contains(engine)) {
                entry.put("stale", true);
            }
            entry.put("complete", finding.complete());
            if (finding.stopped() != null) {
                entry.put("stopped", finding.stopped());
            }
            entry.put("explored", finding.explored());
            entry.put("depth", finding.depth());
            entry.put("breaks", ids(finding.breaks()));
            entry.put("holds", ids(finding.holds()));
            findings.put(engine, entry);
        });
        object.put("findings", findings);
        return object;
    }

    private static List<String> ids(Set<Property> properties) {
        return properties.stream().map(property -> property.id).toList();
    }

    /**
     * Reads the file.
     *
     * @throws IOException naming the file and the place when it cannot be read, is no JSON or lacks something
     */
    public static Manifest read(Path file) throws IOException {
        Map<String, Object> document;
        try {
            document = JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        try {
            Map<String, EngineRecord> engines = new LinkedHashMap<>();
            object(document, "engines").forEach((name, value) -> {
                Map<?, ?> engine = (Map<?, ?>) value;
                engines.put(
                        name.toString(),
                        new EngineRecord(text(engine, "version"), text(engine, "unit"), text(engine, "fingerprint")));
            });
            Map<String, Map<String, Finding>> findings = new TreeMap<>();
            Map<String, Set<String>> stale = new TreeMap<>();
            for (Object claim : list(document, "claims")) {
                Map<String, Finding> ofClaim = new LinkedHashMap<>();
                Set<String> staleOfClaim = new TreeSet<>();
                object((Map<?, ?>) claim, "findings").forEach((engine, finding) -> {
                    if (!engines.containsKey(engine.toString())) {
                        throw new IllegalArgumentException("a finding of " + engine + ", which is none of its engines");
                    }
                    ofClaim.put(engine.toString(), finding((Map<?, ?>) finding));
                    if (Boolean.TRUE.equals(((Map<?, ?>) finding).get("stale"))) {
                        staleOfClaim.add(engine.toString());
                    }
                });
                findings.put(text((Map<?, ?>) claim, "claim"), ofClaim);
                stale.put(text((Map<?, ?>) claim, "claim"), staleOfClaim);
            }
            return new Manifest(engines, findings, stale);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new IOException(file + " is no manifest of this version: " + e.getMessage(), e);
        }
    }

    private static Finding finding(Map<?, ?> entry) {
        return new Finding(
                Answer.valueOf(text(entry, "answer")),
                (Boolean) required(entry, "complete"),
                (String) entry.get("stopped"),
                ((Number) required(entry, "explored")).longValue(),
                ((Number) required(entry, "depth")).intValue(),
                properties(list(entry, "breaks")),
                properties(list(entry, "holds")),
                List.of());
    }

    private static Set<Property> properties(List<?> ids) {
        Set<Property> properties = EnumSet.noneOf(Property.class);
        for (Object id : ids) {
            properties.add(property(id.toString()));
        }
        return properties;
    }

    private static Property property(String id) {
        for (Property property : Property.values()) {
            if (property.id.equals(id)) {
                return property;
            }
        }
        throw new IllegalArgumentException("no property " + id);
    }

    private static Object required(Map<?, ?> object, String key) {
        Object value = object.get(key);
        if (value == null) {
            throw new IllegalArgumentException("expected \"" + key + "\" in " + object.keySet());
        }
        return value;
    }

    private static Map<?, ?> object(Map<?, ?> object, String key) {
        return (Map<?, ?>) required(object, key);
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return (List<?>) required(object, key);
    }

    private static String text(Map<?, ?> object, String key) {
        return (String) required(object, key);
    }
}
