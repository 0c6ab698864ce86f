package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was understood of a tree, and what was assumed.
 *
 * @param followed each function that was followed, and where it is
 * @param replaced each function that the table replaces, and why
 * @param harmless each function that is called and that the table knows to take none of the modelled locks, and why
 * @param skipped each function of the tree that comes to no lock and no reset, and where it is
 * @param leftOut each lock that is known and not modelled, and why
 * @param undefined each name that no file read defines and the table does not know, and where it is first used
 * @param open each condition that was explored both ways, by its place
 * @param preprocessed each condition of the preprocessor in a function that was followed, by its place
 * @param assumptions what else was assumed, a sentence each
 */
record Understanding(
        Map<String, SourcePosition> followed,
        Map<String, String> replaced,
        Map<String, String> harmless,
        Map<String, SourcePosition> skipped,
        Map<String, String> leftOut,
        Map<String, SourcePosition> undefined,
        Map<String, String> open,
        Map<String, String> preprocessed,
        List<String> assumptions) {

    /**
     * Refuses what would otherwise be assumed and noted.
     *
     * @throws SourceException naming it
     */
    void refuseAssumptions() {
        if (!undefined.isEmpty()) {
            throw new SourceException(
                    "--strict: neither the table nor a file that was read defines " + placed(undefined));
        }
        if (!assumptions.isEmpty()) {
            throw new SourceException("--strict: " + assumptions.get(0));
        }
    }

    private String leftOut(boolean wider) {
        return leftOut.keySet().stream()
                .filter(lock -> CMachine.WIDER_LOCKS.contains(lock) == wider)
                .collect(Collectors.joining(", "));
    }

    private static String placed(Map<String, SourcePosition> names) {
        return names.entrySet().stream()
                .map(name -> name.getKey() + " (" + name.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String byPlace(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> text.getValue() + " (" + text.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    /** What an answer rests on, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("from C: " + followed.size() + " functions are followed, " + skipped.size()
                + " are skipped, since they come to no lock and no reset; \"pcilock revisions --linux\" names them");
        note(notes, "replaced by the model", String.join(", ", replaced.keySet()));
        note(notes, "left out", leftOut(false));
        note(notes, "left out where no task takes the wider locks", leftOut(true));
        note(notes, "defined nowhere, and taken to take none of these locks", placed(undefined));
        note(notes, "explored both ways", byPlace(open));
        note(notes, "for the preprocessor", byPlace(preprocessed));
        notes.addAll(assumptions);
        return notes;
    }

    private static void note(List<String> notes, String what, String names) {
        if (!names.isEmpty()) {
            notes.add(what + ": " + names);
        }
    }

    /** Everything, a line each. */
    String text() {
        StringBuilder text = new StringBuilder();
        section(text, "Followed", followed);
        section(text, "Replaced by the table, and why", replaced);
        section(text, "Skipped, since they come to no lock and no reset", skipped);
        section(text, "Known to the table as taking none of the modelled locks, and why", harmless);
        section(text, "Locks that are not modelled, or not everywhere, and why", leftOut);
        section(text, "Defined nowhere, and taken to take none of these locks", undefined);
        section(text, "Conditions explored both ways", open);
        section(text, "Conditions of the preprocessor", preprocessed);
        assumptions.forEach(one -> text.append("Assumed: ").append(one).append('\n'));
        return text.toString();
    }

    private static void section(StringBuilder text, String title, Map<String, ?> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append(title).append(":\n");
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, what) -> text.append(
                        ("  " + name + " ".repeat(width - name.length()) + "  " + what).stripTrailing())
                .append('\n'));
        text.append('\n');
    }
}
