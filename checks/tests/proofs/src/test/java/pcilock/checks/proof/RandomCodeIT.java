package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.ForkedProcess;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.lincheck.LincheckEngine;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * Locking code by chance, which takes, tries, hands over and drops locks in no sensible order: the explorer, Lincheck, of some of it, and a plain
 * simulator, which shares nothing with them but the names of the properties, say the same of it.
 */
@Tag("comparison")
class RandomCodeIT {
    private static final int CODES = 400;

    /** Lincheck takes a second for each, nearly all of it before the first run, so it is asked about every so many. */
    private static final int EACH_BY_LINCHECK = 4;

    private static final String TREE = "P(E)";
    private static final List<String> TASKS = List.of("reset_subordinate:P", "pci_bus_error_reset:P");

    /** What the simulator judges. */
    private static final Set<Property> JUDGED = EnumSet.of(
            Property.NO_DEADLOCK,
            Property.EVERY_TASK_ENDS,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.RELEASED_BY_HOLDER,
            Property.NOTHING_LEFT_HELD,
            Property.TOP_DOWN_ORDER,
            Property.DEVICE_LOCK_BEFORE_FLAG);

    /** The locks, as the code writes them; the one below the other stands after it. */
    private enum Lock {
        MUTEX_P,
        FLAG_P,
        MUTEX_E,
        FLAG_E,
        ADDED;

        /** Where a state says who holds it. */
        @SuppressWarnings("EnumOrdinal")
        int place() {
            return TASKS.size() + ordinal();
        }

        boolean isFlag() {
            return this == FLAG_P || this == FLAG_E;
        }

        boolean isOfBridge() {
            return this == MUTEX_P || this == FLAG_P;
        }

        boolean isBelowBridge() {
            return this == MUTEX_E || this == FLAG_E;
        }

        String call(Action action) {
            String device = isOfBridge() ? "p" : "e";
            return switch (this) {
                case MUTEX_P, MUTEX_E ->
                    switch (action) {
                        case TAKE -> "deviceLock(" + device + ")";
                        case TRY -> "deviceTrylock(" + device + ")";
                        case RELEASE -> "deviceUnlock(" + device + ")";
                    };
                case FLAG_P, FLAG_E ->
                    switch (action) {
                        case TAKE -> "pciCfgAccessLock(" + device + ")";
                        case TRY -> "pciCfgAccessTrylock(" + device + ")";
                        case RELEASE -> "pciCfgAccessUnlock(" + device + ")";
                    };
                case ADDED ->
                    switch (action) {
                        case TAKE -> "kernel.mutexLock(current, mutex(\"added\"))";
                        case TRY -> "kernel.mutexTrylock(current, mutex(\"added\"))";
                        case RELEASE -> "kernel.mutexUnlock(current, mutex(\"added\"))";
                    };
            };
        }
    }

    private enum Action {
        TAKE,
        TRY,
        RELEASE
    }

    /**
     * A step.
     *
     * @param next where the task goes on, after a trylock that took
     * @param otherwise where it goes on after one that did not
     */
    private record Step(Action action, Lock lock, int next, int otherwise) {}

    /** Steps that mostly follow each other; a trylock that fails may skip the one after it or end the task. */
    private static List<Step> task(Random random) {
        int length = 1 + random.nextInt(3);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            // Few locks, and more of taking, so that tasks meet.
            Lock lock = Lock.values()[random.nextInt(random.nextBoolean() ? Lock.values().length : 3)];
            Action action = Action.values()[Math.min(2, random.nextInt(4))];
            int otherwise = random.nextBoolean() ? length : Math.min(length, i + 2);
            steps.add(new Step(action, lock, i + 1, action == Action.TRY ? otherwise : i + 1));
        }
        return steps;
    }

    private static String text(List<Step> steps) {
        StringBuilder text = new StringBuilder("int at = 0;\n");
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String call = step.lock().call(step.action());
            text.append("if (at == ").append(i).append(") { ");
            text.append(
                    step.action() == Action.TRY
                            ? "at = " + call + " ? " + step.next() + " : " + step.otherwise() + "; }\n"
                            : call + "; at = " + step.next() + "; }\n");
        }
        return text.toString();
    }

    private static String source(List<List<List<Step>>> codes) {
        StringBuilder text =
                new StringBuilder("import pcilock.model.pci.*;\nimport pcilock.model.revision.Linux_6_11;\n");
        text.append("public final class RandomCode extends Linux_6_11 {\nprivate final int number;\n")
                .append(
                        "public RandomCode(TaskContext context, int number) { super(context); this.number = number; }\n");
        for (int task = 0; task < TASKS.size(); task++) {
            text.append("@Override public void ")
                    .append(task == 0 ? "resetSubordinate" : "pciBusErrorReset")
                    .append("(PciDev p) {\nPciDev e = p.subordinate.devices.get(0);\nswitch (number) {\n");
            for (int code = 0; code < codes.size(); code++) {
                text.append("case " + code + ": code" + code + "_" + task + "(p, e); break;\n");
            }
            text.append("default: throw new IllegalStateException();\n}\n}\n");
            for (int code = 0; code < codes.size(); code++) {
                text.append("private void code" + code + "_" + task + "(PciDev p, PciDev e) {\n")
                        .append(text(codes.get(code).get(task)))
                        .append("}\n");
            }
        }
        return text.append("}\n").toString();
    }

    private static Revision.Code code(Class<?> type, int number) {
        return new Revision.Code() {
            @Override
            public PciCore in(TaskContext context) {
                try {
                    return (PciCore)
                            type.getConstructor(TaskContext.class, int.class).newInstance(context, number);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError("random code cannot be loaded", e);
                }
            }

            @Override
            public String machine(String tree) {
                return pcilock.model.pci.PciTopology.withMutex(tree, "added", false);
            }
        };
    }

    /** Every state that the tasks can reach, one after the other. */
    private static final class Simulator {
        private static final int NOBODY = -1;

        private final List<List<Step>> tasks;
        private final Set<Property> broken = EnumSet.noneOf(Property.class);
        private final Set<List<Integer>> seen = new HashSet<>();
        private final Deque<int[]> open = new ArrayDeque<>();

        private Simulator(List<List<Step>> tasks) {
            this.tasks = tasks;
        }

        /** What some run of the tasks breaks. A state is where each task is, and who holds each lock. */
        static Set<Property> broken(List<List<Step>> tasks) {
            Simulator simulator = new Simulator(tasks);
            int[] start = new int[tasks.size() + Lock.values().length];
            Arrays.fill(start, tasks.size(), start.length, NOBODY);
            simulator.reach(start);
            while (!simulator.open.isEmpty()) {
                simulator.leave(simulator.open.remove());
            }
            return simulator.broken;
        }

        private void reach(int[] state) {
            if (seen.add(Arrays.stream(state).boxed().toList())) {
                open.add(state);
            }
        }

        private void leave(int[] state) {
            boolean moved = false;
            boolean ended = true;
            for (int task = 0; task < tasks.size(); task++) {
                List<Step> steps = tasks.get(task);
                if (state[task] < steps.size()) {
                    ended = false;
                    moved |= move(state.clone(), task, steps.get(state[task]));
                }
            }
            if (!moved && !ended) {
                broken.add(Property.NO_DEADLOCK);
                broken.add(Property.EVERY_TASK_ENDS);
            }
        }

        private boolean move(int[] state, int task, Step step) {
            int lock = step.lock().place();
            boolean free = state[lock] == NOBODY;
            if (step.action() == Action.TAKE && !free) {
                return false;
            }
            state[task] = step.next();
            if (step.action() == Action.RELEASE) {
                release(state, task, step.lock());
            } else if (free) {
                take(state, task, step.lock());
            } else {
                state[task] = step.otherwise();
            }
            if (state[task] == tasks.get(task).size()
                    && Arrays.stream(state, tasks.size(), state.length).anyMatch(holder -> holder == task)) {
                broken.add(Property.NOTHING_LEFT_HELD);
            }
            reach(state);
            return true;
        }

        private void take(int[] state, int task, Lock lock) {
            judgeOrder(state, task, lock);
            boolean flagFirst = (lock == Lock.MUTEX_P && holds(state, task, Lock.FLAG_P))
                    || (lock == Lock.MUTEX_E && holds(state, task, Lock.FLAG_E));
            if (flagFirst) {
                broken.add(Property.DEVICE_LOCK_BEFORE_FLAG);
            }
            state[lock.place()] = task;
        }

        private void release(int[] state, int task, Lock lock) {
            int holder = state[lock.place()];
            if (holder == NOBODY && lock.isFlag()) {
                broken.add(Property.NO_CLEAR_FLAG_RELEASED);
            } else if (holder != task) {
                broken.add(Property.RELEASED_BY_HOLDER);
            }
            state[lock.place()] = NOBODY;
            judgeOrder(state, task, lock);
        }

        private void judgeOrder(int[] state, int task, Lock lock) {
            for (Lock other : Lock.values()) {
                if (lock.isOfBridge() && other.isBelowBridge() && holds(state, task, other)) {
                    broken.add(Property.TOP_DOWN_ORDER);
                }
            }
        }

        private boolean holds(int[] state, int task, Lock lock) {
            return state[lock.place()] == task;
        }
    }

    @Test
    void theEnginesAndAPlainSimulatorSayTheSameOfRandomCode(@TempDir Path directory)
            throws IOException, ReflectiveOperationException {
        List<List<List<Step>>> codes = new ArrayList<>();
        for (int seed = 0; seed < CODES; seed++) {
            Random random = new Random(seed);
            codes.add(List.of(task(random), task(random)));
        }
        Path file = Files.writeString(directory.resolve("RandomCode.java"), source(codes));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        ForkedProcess.place(PciCore.class),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(status).isZero();
        int stuck = 0;
        Set<Property> ever = EnumSet.noneOf(Property.class);
        List<String> different = new ArrayList<>();
        URL[] place = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(place, PciCore.class.getClassLoader())) {
            Class<?> type = loader.loadClass("RandomCode");
            for (int i = 0; i < codes.size(); i++) {
                Scenario scenario = Scenario.of(code(type, i), TREE, TASKS);
                Set<Property> simulated = Simulator.broken(codes.get(i));
                Exploration explored = new ExplorerEngine().explore(scenario);
                ever.addAll(simulated);
                stuck += simulated.contains(Property.NO_DEADLOCK) ? 1 : 0;
                boolean same = explored.complete()
                        && judged(explored).equals(simulated)
                        && (i % EACH_BY_LINCHECK != 0
                                || lincheckSays(simulated, new LincheckEngine(100_000).explore(scenario)));
                if (!same) {
                    different.add(
                            i + " " + codes.get(i) + ": simulated " + simulated + ", explorer " + judged(explored));
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(ever).isEqualTo(JUDGED);
        assertThat(stuck).isBetween(CODES / 10, CODES * 9 / 10);
    }

    /** Lincheck stops at the first run that hangs, and has then seen some of the others only. */
    private static boolean lincheckSays(Set<Property> simulated, Exploration lincheck) {
        Set<Property> seen = judged(lincheck);
        return simulated.contains(Property.NO_DEADLOCK)
                ? simulated.containsAll(seen) && seen.contains(Property.NO_DEADLOCK)
                : lincheck.complete() && seen.equals(simulated);
    }

    private static Set<Property> judged(Exploration exploration) {
        return exploration.broken().keySet().stream()
                .filter(JUDGED::contains)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Property.class)));
    }
}
