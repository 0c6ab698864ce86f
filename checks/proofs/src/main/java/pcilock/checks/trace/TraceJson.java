package pcilock.checks.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcilock.checks.engine.LockKind;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Holding;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.replay.WaitForEdge;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** A run as JSON objects: the same as {@link TraceText}, with the whole stacks, for programs to read. */
public final class TraceJson {
    private TraceJson() {}

    /**
     * The devices of a scenario, a bridge before what is below it, each with the number of the bridge above it. Where some of these
     * runs take pci_slot_mutex it comes last, as something that has a mutex and no flag.
     */
    public static List<Object> devices(Scenario scenario, List<ReplayedRun> runs) {
        List<Object> devices = new ArrayList<>();
        PciTopology topology = PciTopology.parse(scenario.topology);
        for (PciDev dev : topology.devices) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", dev.name);
            object.put("bridge", dev.subordinate != null);
            if (dev.upstreamBridge() != null) {
                object.put("below", dev.upstreamBridge().index);
            }
            if (dev.slot != null) {
                object.put("slot", true);
            }
            if (dev.physfn != null) {
                object.put("virtual", true);
            }
            devices.add(object);
        }
        // A step tells a mutex by its place here, so none before the last one that is taken may be missing.
        int last = lastTaken(runs);
        for (int mutex = topology.devices.length; mutex <= last; mutex++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", topology.nameOf(mutex));
            object.put("bridge", false);
            object.put("flag", false);
            devices.add(object);
        }
        return devices;
    }

    private static int lastTaken(List<ReplayedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.steps().stream())
                .mapToInt(step -> step.step().device())
                .max()
                .orElse(0);
    }

    /** What each task of a scenario calls, in words. */
    private static List<Object> tasks(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        List<Object> tasks = new ArrayList<>();
        for (String task : scenario.tasks) {
            tasks.add(TaskCode.parse(task, topology).toString());
        }
        return tasks;
    }

    /**
     * A trace, as {@code results/traces} has it.
     *
     * @param name of the claim, or what stands for one
     * @param runs what is traced, and what it is compared with
     * @param asked the properties whose breaking is marked
     * @param comparisons what other locking code does with the same tasks: see {@link #comparison}
     */
    public static Map<String, Object> document(
            String name,
            Scenario scenario,
            List<ReplayedRun> runs,
            Set<Property> asked,
            List<Object> comparisons,
            SourceLines sources) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("claim", name);
        document.put("devices", devices(scenario, runs));
        document.put("tasks", tasks(scenario));
        document.putAll(run(scenario, runs.get(0), asked));
        document.put("compare", comparisons);
        document.put("sources", sources(runs, sources));
        return document;
    }

    /**
     * What other locking code does with the same tasks, moved in the same order.
     *
     * @param name of the claim about it
     * @param run what it is beside
     */
    public static Map<String, Object> comparison(
            String name, ReplayedRun run, Scenario otherScenario, ReplayedRun other, Set<Property> asked) {
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("claim", name);
        comparison.put("parts", run.stepsInCommon(other) + 1);
        comparison.putAll(run(otherScenario, other, asked));
        return comparison;
    }

    /**
     * The steps of a run and how it ends.
     *
     * @param asked the properties whose breaking is marked
     */
    public static Map<String, Object> run(Scenario scenario, ReplayedRun run, Set<Property> asked) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        List<Object> steps = new ArrayList<>();
        for (ReplayedStep step : run.steps()) {
            steps.add(step(step, topology, asked));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("steps", steps);
        object.put("end", end(run, asked));
        return object;
    }

    /** The source lines that the stacks of some runs lead to, by file: its path, and the lines by number. */
    private static Map<String, Object> sources(List<ReplayedRun> runs, SourceLines sources) {
        Map<String, Map<Integer, String>> lines = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        for (ReplayedRun run : runs) {
            for (ReplayedStep step : run.steps()) {
                for (Frame frame : step.stack()) {
                    paths.put(frame.file(), sources.path(frame));
                    lines.computeIfAbsent(frame.file(), file -> new TreeMap<>()).put(frame.line(), sources.text(frame));
                }
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        paths.forEach((file, path) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", path);
            Map<String, Object> text = new LinkedHashMap<>();
            lines.get(file).forEach((line, words) -> text.put(line.toString(), words));
            entry.put("lines", text);
            object.put(file, entry);
        });
        return object;
    }

    private static Map<String, Object> step(ReplayedStep replayed, PciTopology topology, Set<Property> asked) {
        Step step = replayed.step();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("task", step.task());
        object.put("event", step.event().name());
        object.put("device", step.device());
        object.put("words", StepWords.of(step, topology));
        LockKind changed = LockKind.changedBy(step.event());
        if (changed != null) {
            object.put("lock", changed.name().toLowerCase(Locale.ROOT));
            object.put("holder", LockKind.takenBy(step.event()) == null ? -1 : step.task());
        }
        List<Object> stack = new ArrayList<>();
        for (Frame frame : replayed.stack()) {
            stack.add(List.of(frame.function(), frame.file(), frame.line()));
        }
        object.put("stack", stack);
        if (!replayed.notes().isEmpty()) {
            object.put(
                    "notes",
                    replayed.notes().stream()
                            .map(note -> List.of(note.task(), note.event().name(), StepWords.of(note, topology)))
                            .toList());
        }
        List<String> breaks = ids(replayed.broken(), asked);
        if (!breaks.isEmpty()) {
            object.put("breaks", breaks);
        }
        return object;
    }

    private static Map<String, Object> end(ReplayedRun run, Set<Property> asked) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("stuck", run.isStuck());
        end.put("held", run.held().stream().map(Holding::toString).toList());
        end.put("waiting", run.waiting().stream().map(WaitForEdge::toString).toList());
        end.put("ended", run.ended());
        end.put("cycle", run.cycle().stream().map(TraceJson::waiting).toList());
        end.put("breaks", ids(run.broken(), asked));
        return end;
    }

    private static List<String> waiting(WaitForEdge waiting) {
        return List.of(waiting.task(), waiting.lock().kernelName, waiting.device(), waiting.holder());
    }

    private static List<String> ids(Set<Property> properties, Set<Property> asked) {
        // The set of a step has no order of its own.
        return properties.stream()
                .filter(asked::contains)
                .sorted()
                .map(property -> property.id)
                .toList();
    }
}
