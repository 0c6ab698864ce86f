package pcilock.checks.deadlocks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockPairs.Task;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/**
 * Which three entry points deadlock although no two of them do: for each three of which at least one takes the wider locks and each two
 * are free of deadlock within the same bounds, whether three tasks of these deadlock. Left out is what drivers do to their devices,
 * which would make four times as many threes.
 */
public final class DeadlockTriples {
    /** Three entry points, in the order of {@link EntryPoint}. */
    public record Triple(EntryPoint one, EntryPoint second, EntryPoint third) implements Comparable<Triple> {
        @Override
        public int compareTo(Triple triple) {
            int byOne = one.compareTo(triple.one);
            int bySecond = second.compareTo(triple.second);
            return byOne != 0 ? byOne : bySecond != 0 ? bySecond : third.compareTo(triple.third);
        }

        @Override
        public String toString() {
            return one.kernelName + " + " + second.kernelName + " + " + third.kernelName;
        }
    }

    private DeadlockTriples() {}

    /**
     * Explores every such three that the revision has.
     *
     * @param pairs what {@link DeadlockPairs} answers for the same revision and as many devices, or more
     * @param devices the most devices of a tree, which has one root port
     * @param maxStates the most states of one scenario
     */
    public static Map<Triple, Answer> of(Revision revision, Map<Pair, Answer> pairs, int devices, long maxStates) {
        DeadlockPairs machine = new DeadlockPairs(revision, maxStates);
        Map<Pair, Answer> allPairs = new TreeMap<>(machine.pairs(devices, false, null));
        allPairs.putAll(pairs);
        Map<Triple, Answer> answers = new TreeMap<>();
        for (int size = 2; size <= devices; size++) {
            Map<Triple, Answer> smaller = Map.copyOf(answers);
            machine.onTrees(size, tree -> on(tree, allPairs, smaller))
                    .forEach(found ->
                            found.forEach((triple, answer) -> answers.merge(triple, answer, DeadlockPairs::better)));
        }
        return answers;
    }

    private static Map<Triple, Answer> on(OnTree tree, Map<Pair, Answer> pairs, Map<Triple, Answer> smaller) {
        Map<Triple, Answer> answers = new TreeMap<>();
        List<Task> tasks = tree.tasks().stream()
                .filter(task -> task.entryPoint().driver == null)
                .toList();
        for (int one = 0; one < tasks.size(); one++) {
            for (int second = one; second < tasks.size(); second++) {
                for (int third = second; third < tasks.size(); third++) {
                    List<Task> three = List.of(tasks.get(one), tasks.get(second), tasks.get(third));
                    Triple triple = new Triple(
                            three.get(0).entryPoint(),
                            three.get(1).entryPoint(),
                            three.get(2).entryPoint());
                    boolean known =
                            smaller.containsKey(triple) && smaller.get(triple).isRefuted();
                    if (triple.third().isWider() && !known && tree.asks(three) && noTwoDeadlock(triple, pairs)) {
                        Answer answer = isProved(triple, pairs)
                                ? tree.answer(three)
                                : new Answer(null, null, "whether two of them deadlock is not known", 0);
                        answers.merge(triple, answer, DeadlockPairs::better);
                    }
                }
            }
        }
        return answers;
    }

    private static boolean noTwoDeadlock(Triple triple, Map<Pair, Answer> pairs) {
        return two(triple, pairs).noneMatch(Answer::isRefuted);
    }

    private static boolean isProved(Triple triple, Map<Pair, Answer> pairs) {
        return two(triple, pairs).allMatch(Answer::isProved);
    }

    private static Stream<Answer> two(Triple triple, Map<Pair, Answer> pairs) {
        return Stream.of(
                        new Pair(triple.one(), triple.second()),
                        new Pair(triple.one(), triple.third()),
                        new Pair(triple.second(), triple.third()))
                .map(pairs::get);
    }
}
