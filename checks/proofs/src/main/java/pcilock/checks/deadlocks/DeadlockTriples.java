package pcilock.checks.deadlocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.OnTree;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockPairs.Task;
import pcilock.checks.explorer.CircularWait;
import pcilock.checks.explorer.TaskWaits;
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
        List<DeadlockPairs.Found> resets = machine.pairs(devices, devices, false, 0);
        for (int code = 0; code < codes.size(); code++) {
            Map<Pair, Answer> ofCode = new TreeMap<>(resets.get(code).pairs());
            ofCode.putAll(pairs.get(code));
            allPairs.add(ofCode);
            answers.add(new TreeMap<>());
        }
        for (int size = 1; size <= devices; size++) {
            List<Map<Triple, Answer>> smaller =
                    answers.stream().map(Map::copyOf).toList();
            for (List<Map<Triple, Answer>> onTree : machine.onTrees(size, trees -> on(trees, allPairs, smaller))) {
                for (int code = 0; code < codes.size(); code++) {
                    Map<Triple, Answer> of = answers.get(code);
                    onTree.get(code).forEach((triple, answer) -> of.merge(triple, answer, DeadlockPairs::better));
                }
            }
        }
        answers.forEach(ofCode -> DeadlockPairs.replay(ofCode.values()));
        return answers;
    }

    private static List<Map<Triple, Answer>> on(
            List<OnTree> trees, List<Map<Pair, Answer>> pairs, List<Map<Triple, Answer>> smaller) {
        List<Threes> threes = new ArrayList<>();
        for (int code = 0; code < trees.size(); code++) {
            threes.add(new Threes(trees.get(code), pairs.get(code), smaller.get(code)));
        }
        // From machine to machine, since what tasks do is kept for one machine only.
        threes.stream()
                .flatMap(ofCode -> ofCode.machines.stream())
                .distinct()
                .forEach(machine -> threes.forEach(ofCode -> ofCode.ask(machine)));
        return threes.stream().map(Threes::answers).toList();
    }

    /** The threes of one code on one tree. They are so many that most are no more than counted. */
    private static final class Threes {
        private final OnTree tree;
        private final List<Task> tasks;
        private final List<String> machines;
        private final boolean[][] deadlock;
        private final boolean[][] isProved;

        /** Those that are not known to deadlock on a smaller tree, and how many scenarios of them never get stuck. */
        private final Map<Triple, int[]> neverStuck = new HashMap<>();

        /** The others, by the tasks and then by the machine. */
        private final SortedMap<Asked, Answer> asked = new TreeMap<>();

        private final Map<Triple, Answer> smaller;

        private record Asked(int one, int second, int third, int machine) implements Comparable<Asked> {
            @Override
            public int compareTo(Asked other) {
                return Arrays.compare(numbers(), other.numbers());
            }

            private int[] numbers() {
                return new int[] {one, second, third, machine};
            }
        }

        Threes(OnTree tree, Map<Pair, Answer> pairs, Map<Triple, Answer> smaller) {
            this.tree = tree;
            this.smaller = smaller;
            tasks = tree.tasks().stream()
                    .filter(task -> task.entryPoint().driver == null)
                    .toList();
            machines = tree.machines(tasks);
            deadlock = new boolean[tasks.size()][tasks.size()];
            isProved = new boolean[tasks.size()][tasks.size()];
            for (int one = 0; one < deadlock.length; one++) {
                for (int other = one; other < deadlock.length; other++) {
                    Answer both = pairs.get(new Pair(
                            tasks.get(one).entryPoint(), tasks.get(other).entryPoint()));
                    deadlock[one][other] = both.isRefuted();
                    isProved[one][other] = both.isProved();
                }
            }
        }

        /** Asks about all threes of which one finds something to do on a machine, or all where everything is there. */
        void ask(String machine) {
            int number = machines.indexOf(machine);
            if (number < 0) {
                return;
            }
            String topology = tree.topology(machine, List.of());
            CircularWait circularWait = tree.circularWait(topology);
            List<TaskWaits> waits =
                    tasks.stream().map(task -> tree.waits(topology, task)).toList();
            for (int one = 0; one < deadlock.length; one++) {
                for (int second = one; second < deadlock.length; second++) {
                    for (int third = second; third < deadlock.length && !deadlock[one][second]; third++) {
                        if (deadlock[one][third] || deadlock[second][third]) {
                            continue;
                        }
                        List<Task> three = List.of(tasks.get(one), tasks.get(second), tasks.get(third));
                        Triple triple = Triple.of(three);
                        if (!triple.third().isWider()
                                || (smaller.containsKey(triple)
                                        && smaller.get(triple).isRefuted())
                                || !tree.asks(three)
                                || !tree.isAskedOn(machine, three)) {
                            continue;
                        }
                        int[] count = neverStuck.computeIfAbsent(triple, unused -> new int[1]);
                        Asked asking = new Asked(one, second, third, number);
                        if (!isProved[one][second] || !isProved[one][third] || !isProved[second][third]) {
                            asked.put(asking, new Answer(null, "whether two of them deadlock is not known", 0));
                        } else if (circularWait.mayBe(List.of(waits.get(one), waits.get(second), waits.get(third)))) {
                            asked.put(asking, tree.answer(topology, three));
                        } else {
                            count[0]++;
                        }
                    }
                }
            }
        }

        Map<Triple, Answer> answers() {
            Map<Triple, Answer> answers = new TreeMap<>();
            neverStuck.forEach((triple, count) -> answers.put(triple, new Answer(null, null, count[0])));
            asked.forEach((asking, answer) -> answers.merge(
                    Triple.of(List.of(tasks.get(asking.one()), tasks.get(asking.second()), tasks.get(asking.third()))),
                    answer,
                    DeadlockPairs::better));
            return answers;
        }
    }
}
