package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.model.revision.Revision;

/** The deadlocks of which pairs each revision brings and mends, next to the one before it. */
final class DeadlockHistory {
    private final Map<Revision, Map<Pair, Answer>> found;
    private final List<Revision> revisions;
    private final List<String> lines = new ArrayList<>();

    private DeadlockHistory(Map<Revision, Map<Pair, Answer>> found) {
        this.found = found;
        revisions = List.copyOf(found.keySet());
    }

    /**
     * The lines of the section.
     *
     * @param found what became of each pair in every revision that can be asked, in the order of time
     */
    static List<String> lines(Map<Revision, Map<Pair, Answer>> found) {
        return new DeadlockHistory(found).lines();
    }

    private List<String> lines() {
        lines.add("## What each revision brings and mends");
        lines.add("");
        lines.add(
                "The same pairs on the same trees in every revision but 6.10-rc1, single commits and patches as they were posted among them,");
        lines.add(
                "each next to the one before it; which of the commits between two of them it was is not said. A revision brings a pair that did");
        lines.add(
                "not deadlock before, or of which a function was not there. 6.10-rc1 calls lockdep, which is not told of the wider locks. Every run");
        lines.add(
                "was replayed; `./pcilock deadlocks --devices 4 --traces --revision REVISION` prints those that are in no file here. Where in that");
        lines.add(
                "run a task waits for what it holds itself, the other may have to bring it there, as a removal does vfio's.");
        lines.add("");
        lines.add(
                "| revision | pairs | REFUTED | by a task that waits for itself | next to | brings | mends | on another smallest tree |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < revisions.size(); i++) {
            lines.add(row(i));
        }
        lines.add("");
        for (int i = 1; i < revisions.size(); i++) {
            addChanges(i);
        }
        return lines;
    }

    private String row(int number) {
        List<Pair> refuted = refuted(number);
        String row = "| " + revisions.get(number).id + " | "
                + found.get(revisions.get(number)).size() + " | " + refuted.size() + " | "
                + refuted.stream().filter(pair -> waitsForItself(number, pair)).count() + " | ";
        return number == 0
                ? row + "| | | |"
                : row + revisions.get(number - 1).id + " | " + brought(number).size() + " | "
                        + mended(number).size() + " | " + moved(number).size() + " |";
    }

    private void addChanges(int number) {
        String title = "- " + revisions.get(number).id + ", next to " + revisions.get(number - 1).id + ", ";
        addChange(title + "brings: ", number, brought(number));
        addChange(title + "mends: ", number - 1, mended(number));
        addChange(title + "has on another smallest tree: ", number, moved(number));
    }

    private void addChange(String title, int number, List<Pair> pairs) {
        Map<String, List<String>> byItself = new TreeMap<>();
        List<String> changes = new ArrayList<>();
        for (Pair pair : pairs) {
            Answer answer = answer(number, pair);
            if (waitsForItself(number, pair)) {
                boolean one = stuckFunction(answer).equals(pair.one().kernelName);
                byItself.computeIfAbsent(stuckFunction(answer), unused -> new ArrayList<>())
                        .add((one ? pair.other() : pair.one()).kernelName);
            } else {
                changes.add(pair + " (`" + answer.tree() + "`, "
                        + answer.deadlock().steps().size() + " steps)");
            }
        }
        byItself.forEach((function, others) ->
                changes.add(function + ", which waits for itself, with " + String.join(", ", others)));
        if (!changes.isEmpty()) {
            lines.add(title + String.join("; ", changes));
        }
    }

    private boolean waitsForItself(int number, Pair pair) {
        return answer(number, pair).deadlock().cycle().size() == 1;
    }

    /** The function of the first task of the cycle. */
    private static String stuckFunction(Answer answer) {
        String task = answer.deadlock().cycle().get(0).task();
        String text = answer.scenario().tasks.get(Integer.parseInt(task.substring(1)) - 1);
        return text.substring(0, text.indexOf(':'));
    }

    /** The pairs that deadlock and in the revision before did not, or were not there. */
    private List<Pair> brought(int number) {
        return refuted(number).stream()
                .filter(pair -> !isRefuted(number - 1, pair))
                .toList();
    }

    /** The pairs that deadlock in the revision before and are PROVED not to here. */
    private List<Pair> mended(int number) {
        return refuted(number - 1).stream()
                .filter(pair ->
                        answer(number, pair) != null && answer(number, pair).isProved())
                .toList();
    }

    private List<Pair> moved(int number) {
        return refuted(number).stream()
                .filter(pair ->
                        isRefuted(number - 1, pair) && !tree(number, pair).equals(tree(number - 1, pair)))
                .toList();
    }

    private List<Pair> refuted(int number) {
        return found.get(revisions.get(number)).keySet().stream()
                .filter(pair -> isRefuted(number, pair))
                .sorted()
                .toList();
    }

    private boolean isRefuted(int number, Pair pair) {
        Answer answer = answer(number, pair);
        return answer != null && answer.isRefuted();
    }

    private String tree(int number, Pair pair) {
        return answer(number, pair).tree();
    }

    /** Null where the revision lacks a function. */
    private Answer answer(int number, Pair pair) {
        return found.get(revisions.get(number)).get(pair);
    }
}
