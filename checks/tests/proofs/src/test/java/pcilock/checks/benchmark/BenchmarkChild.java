package pcilock.checks.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import pcilock.checks.engine.Exploration;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.SearchCost;
import pcilock.checks.explorer.SearchOrder;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.sweep.Counts;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;

/** What the benchmark measures as a process of its own. */
public final class BenchmarkChild {
    private static final int MAX_STATES = 10_000_000;

    /** What is printed where the states do not fit into the memory. */
    static final String NO_ROOM = "no room";

    private BenchmarkChild() {}

    /**
     * The command: {@code deep N ORDER} explores the deep tree with N tasks and prints states, transitions, bytes, and how many
     * milliseconds of processor time had passed before it began, or {@link #NO_ROOM}; {@code asked N} asks the explorer about so many
     * tasks, as a check does, and prints how many states it visited, and {@code asked N all} those of all orders; both then print the
     * most memory that the process had, in KiB, 0 where the system does not say; {@code fifty} searches the fifty as the sweep does and
     * prints for each the ids of what is broken; {@code sweep} sweeps on one thread and prints how many scenarios there are.
     */
    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "deep" -> {
                Duration start =
                        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
                try {
                    SearchCost cost = SearchCost.of(
                            BenchmarkScenarios.deep(Integer.parseInt(arguments[1])), SearchOrder.valueOf(arguments[2]));
                    System.out.println(
                            cost.states() + " " + cost.transitions() + " " + cost.bytes() + " " + start.toMillis());
                } catch (LimitException e) {
                    System.out.println(NO_ROOM);
                }
            }
            case "asked" -> {
                Scenario scenario = BenchmarkScenarios.asked(Integer.parseInt(arguments[1]));
                System.out.println((arguments.length > 2 ? all(scenario) : reduced(scenario)) + " " + mostMemory());
            }
            case "fifty" -> fifty();
            case "sweep" -> sweep();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static long all(Scenario scenario) {
        return SearchCost.of(scenario, SearchOrder.BREADTH_FIRST).states();
    }

    private static long reduced(Scenario scenario) {
        Exploration exploration = new ExplorerEngine(
                        MAX_STATES, Runtime.getRuntime().maxMemory() / 2)
                .reduced()
                .explore(scenario);
        if (!exploration.complete()) {
            throw new LimitException(exploration.stopped());
        }
        return exploration.explored();
    }

    private static long mostMemory() {
        Path status = Path.of("/proc/self/status");
        try (Stream<String> lines = Files.isReadable(status) ? Files.lines(status) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void sweep() {
        SweepBounds bounds =
                new SweepBounds(List.of(Revision.LINUX_6_11), Fault.NONE, TaskFamily.all(), 5, 5, 0, 3, true);
        Counts counts = new Sweep(bounds, Shard.WHOLE)
                .run(1, null, (done, all, last, now) -> {})
                .counts();
        System.out.println(counts.scenarios());
    }

    private static void fifty() {
        ScenarioSearch search = new ScenarioSearch(MAX_STATES);
        Map<List<String>, TaskProgram> programs = new HashMap<>();
        for (Scenario scenario : BenchmarkScenarios.fifty()) {
            List<TaskProgram> tasks = new ArrayList<>();
            for (String task : scenario.tasks) {
                tasks.add(programs.computeIfAbsent(
                        List.of(scenario.topology, task),
                        unused -> TaskProgram.record(new Scenario(
                                scenario.revision,
                                scenario.fault,
                                scenario.waiting,
                                scenario.topology,
                                List.of(task),
                                false))));
            }
            TreeSet<String> broken = new TreeSet<>();
            for (Break found : search.search(tasks, PciTopology.parse(scenario.topology), false)) {
                broken.add(found.property().id);
            }
            System.out.println(String.join(" ", broken));
        }
    }
}
