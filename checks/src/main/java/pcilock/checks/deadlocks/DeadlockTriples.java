package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockPairs.Task;
import pcilock.model.pci.EntryPoint;

/**
 * Which three entry points deadlock although no two of them do: for each three of which at least one takes the wider locks and each two
 * are free of deadlock within the same bounds, whether three tasks of these deadlock. Left out is what drivers do to their devices,
 * which would make four times as many threes.
 */
public final class DeadlockTriples {
    /** Three entry points, in the order of {@link EntryPoint}. */
    public record Triple(EntryPoint one, EntryPoint second, EntryPoint third) implements Comparable<Triple> {
        private static Triple of(List<Task> three) {
            return new Triple(
                    three.get(0).entryPoint(),
                    three.get(1).entryPoint(),
                    three.get(2).entryPoint());
        }

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
     * Explores every such three that each code has.
     *
     * @param pairs for each code what {@link DeadlockPairs} answers for as many devices, or more
     * @param devices the most devices of a tree, which has one root port
     * @param maxStates the most states of one scenario
     */
    public static List<Map<Triple, Answer>> of(
            List<Code> codes, List<Map<Pair, Answer>> pairs, int devices, long maxStates) {
        DeadlockPairs machine = new DeadlockPairs(codes, maxStates);
        List<Map<Pair, Answer>> allPairs = new ArrayList<>();
        List<Map<Triple, Answer>> answers = new ArrayList<>();
        List<DeadlockPairs.Found> resets = machine.pairs(devices, false, 0);
        for (int code = 0; code < codes.size(); code++) {
            Map<Pair, Answer> ofCode = new TreeMap<>(resets.get(code).pairs());
            ofCode.putAll(pairs.get(code));
            allPairs.add(ofCode);
            answers.add(new TreeMap<>());
        }
        for (int size = 2; size <= devices; size++) {
            List<Map<Triple, Answer>> smaller =
                    answers.stream().map(Map::copyOf).toList();
            for (List<Map<Triple, Answer>> onTree : machine.onTrees(size, trees -> on(trees, allPairs, smaller))) {
                for (int code = 0; code < codes.size(); code++) {
                    Map<Triple, Answer> of = answers.get(code);
                    onTree.get(code).forEach((triple, answer) -> of.merge(triple, answer, DeadlockPairs::better));
                }
            }
        }
        return answers;
    }

    private static List<Map<Triple, Answer>> on(
            List<OnTree> trees, List<Map<Pair, Answer>> pairs, List<Map<Triple, Answer>> smaller) {
        List<List<List<Task>>> threes = new ArrayList<>();
        for (int code = 0; code < trees.size(); code++) {
            threes.add(threes(trees.get(code), pairs.get(code), smaller.get(code)));
        }
        List<List<Answer>> found = DeadlockPairs.answers(
                trees,
                threes,
                (code, three) -> isProved(Triple.of(three), pairs.get(code)),
                (code, topology, way, three) -> {});
        List<Map<Triple, Answer>> answers = new ArrayList<>();
        for (int code = 0; code < trees.size(); code++) {
            Map<Triple, Answer> ofCode = new TreeMap<>();
            for (int three = 0; three < threes.get(code).size(); three++) {
                Answer answer = found.get(code).get(three) != null
                        ? found.get(code).get(three)
                        : new Answer(null, null, "whether two of them deadlock is not known", 0);
                ofCode.merge(Triple.of(threes.get(code).get(three)), answer, DeadlockPairs::better);
            }
            answers.add(ofCode);
        }
        return answers;
    }

    /** Those of which no two deadlock, and which are not known to deadlock on a smaller tree. */
    private static List<List<Task>> threes(OnTree tree, Map<Pair, Answer> pairs, Map<Triple, Answer> smaller) {
        List<List<Task>> threes = new ArrayList<>();
        List<Task> tasks = tree.tasks().stream()
                .filter(task -> task.entryPoint().driver == null)
                .toList();
        for (int one = 0; one < tasks.size(); one++) {
            for (int second = one; second < tasks.size(); second++) {
                for (int third = second; third < tasks.size(); third++) {
                    List<Task> three = List.of(tasks.get(one), tasks.get(second), tasks.get(third));
                    Triple triple = Triple.of(three);
                    Answer known = smaller.get(triple);
                    if (triple.third().isWider()
                            && (known == null || !known.isRefuted())
                            && tree.asks(three)
                            && noTwoDeadlock(triple, pairs)) {
                        threes.add(three);
                    }
                }
            }
        }
        return threes;
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
