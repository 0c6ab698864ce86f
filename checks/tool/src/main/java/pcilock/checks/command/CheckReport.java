package pcilock.checks.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** The outcome of a check as text and as JSON. */
record CheckReport(CheckedRevision revision, Check check, CheckResult result) {
    /** The text for a person. */
    String text(Ansi ansi) {
        StringBuilder text = new StringBuilder();
        Answer answer = result.answer();
        text.append(styled(ansi, answer.name(), Style.bold, colour(answer)))
                .append(' ')
                .append(result.scope())
                .append(".\n");
        field(text, "Revision", revision.name() + ", " + revision.source());
        field(text, "Tree", tree());
        if (!tasks().isEmpty()) {
            field(text, "Tasks", Tasks.text(tasks()));
        }
        if (!check.functions().isEmpty()) {
            field(text, "Functions", String.join(", ", check.functions()));
        }
        field(text, "Explored", result.explored() + " " + result.unit() + ", by " + result.engine());
        if (result.stopped() != null) {
            field(text, answer == Answer.UNKNOWN ? "Unknown" : "Stopped", "since " + result.stopped());
        }
        properties(text, "Breaks", result.breaks());
        properties(text, "Holds", result.holds());
        if (!covers().isEmpty()) {
            field(text, "Locks", covers());
        }
        if (!result.untested().isEmpty()) {
            field(text, "Untested", untested());
        }
        result.notes().forEach(note -> field(text, "Note", note));
        if (result.counterexample() != null) {
            text.append('\n');
            trace().lines().forEach(line -> text.append(coloured(ansi, line)).append('\n'));
        }
        return text.toString();
    }

    /** Which locks the proofs of waiting properties are about, as one line; empty where none of them is proved. */
    private String covers() {
        Set<Property> bounded = LockCoverage.among(result.holds());
        return bounded.isEmpty() ? "" : CheckedProperties.ids(bounded) + ": " + LockCoverage.line(check.isWide());
    }

    private String untested() {
        return check.properties().named()
                ? CheckedProperties.ids(result.untested())
                : result.untested().size() + " properties, since these tasks never do what they are about";
    }

    /** The machine, or of several trees the one with the counterexample. */
    String tree() {
        return result.counterexample() == null || check.tree().trees().size() == 1
                ? check.tree().notation()
                : result.counterexample().scenario().topology;
    }

    /** Those of the counterexample, or those that were named. */
    List<String> tasks() {
        return result.counterexample() == null
                ? check.tasks()
                : result.counterexample().scenario().tasks;
    }

    /** The trace for a person; empty when nothing is refuted. */
    String trace() {
        CheckResult.ShownRun counterexample = result.counterexample();
        return counterexample == null
                ? ""
                : TraceText.of(counterexample.scenario(), counterexample.run(), result.breaks());
    }

    private static Style colour(Answer answer) {
        return switch (answer) {
            case PROVED -> Style.fg_green;
            case REFUTED -> Style.fg_red;
            case UNKNOWN -> Style.fg_yellow;
        };
    }

    private static String coloured(Ansi ansi, String line) {
        if (line.contains("^ breaks ") || line.startsWith("Deadlock: ") || line.startsWith("Breaks: ")) {
            return styled(ansi, line, Style.fg_red);
        }
        return line.startsWith("step ") ? styled(ansi, line, Style.bold) : line;
    }

    private static String styled(Ansi ansi, String text, IStyle... styles) {
        return ansi.enabled() ? Style.on(styles) + text + Style.off(styles) : text;
    }

    private static void properties(StringBuilder text, String name, Set<Property> properties) {
        if (!properties.isEmpty()) {
            field(text, name, CheckedProperties.ids(properties));
        }
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(" ".repeat(10 - name.length())).append(value).append('\n');
    }

    /** The object that README describes. */
    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("answer", result.answer().name());
        object.put("scope", result.scope());
        object.put("revision", revision.name());
        object.put("topology", tree());
        object.put("tasks", tasks());
        object.put("functions", check.functions());
        object.put("engine", result.engine());
        object.put("explored", result.explored());
        object.put("unit", result.unit());
        if (result.stopped() != null) {
            object.put("stopped", result.stopped());
        }
        object.put("breaks", CheckedProperties.list(result.breaks()));
        object.put("holds", CheckedProperties.list(result.holds()));
        object.put("locks", covers());
        object.put("untested", CheckedProperties.list(result.untested()));
        object.put("notes", result.notes());
        CheckResult.ShownRun counterexample = result.counterexample();
        if (counterexample != null) {
            object.put("devices", TraceJson.devices(counterexample.scenario(), List.of(counterexample.run())));
            object.put("trace", TraceJson.run(counterexample.scenario(), counterexample.run(), result.breaks()));
        }
        return JsonText.of(object);
    }
}
