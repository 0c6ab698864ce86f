package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pcilock.model.kernel.Event;

/**
 * A refuted claim's trace as {@code results/traces} has it.
 *
 * @param tasks what each task calls
 * @param run the counterexample
 * @param comparisons what other revisions do with the same tasks, moved in the same order
 * @param sources the source lines of the stacks, by file
 * @param text the trace for a person
 */
public record Trace(
        String claim,
        List<Device> devices,
        List<String> tasks,
        Run run,
        List<Comparison> comparisons,
        Map<String, Source> sources,
        String text) {
    /**
     * A device, or pci_slot_mutex.
     *
     * @param below the number of the bridge above it; -1 on a root bus
     * @param slot whether it is in the slot of its bus
     * @param virtual whether it is a virtual function
     * @param flag whether it has a flag that blocks config accesses, as every device has
     */
    record Device(String name, boolean bridge, int below, boolean slot, boolean virtual, boolean flag) {}

    record Run(List<TraceStep> steps, End end) {}

    /**
     * A step.
     *
     * @param lock what it takes or releases: {@code mutex}, {@code flag} or nothing
     * @param holder the task that holds it afterwards; -1 when nobody does
     */
    record TraceStep(
            int task,
            Event event,
            int device,
            String words,
            String lock,
            int holder,
            List<StackFrame> stack,
            List<StepNote> notes,
            List<String> breaks) {}

    record StackFrame(String function, String file, int line) {}

    record StepNote(int task, Event event, String words) {}

    /** How a run ends; each link of the cycle is a task, a lock, its device and its holder. */
    record End(
            boolean stuck,
            List<String> held,
            List<String> waiting,
            List<String> ended,
            List<List<String>> cycle,
            List<String> breaks) {}

    /**
     * Another revision's run.
     *
     * @param parts the number of the first step that is another one, from 1
     */
    record Comparison(String claim, int parts, Run run) {}

    record Source(String path, Map<Integer, String> lines) {}

    /** Where a claim's trace is in the results. */
    public static String path(String claim) {
        return "traces/" + claim + ".json";
    }

    /** Where a claim's trace for a person is in the results. */
    public static String textPath(String claim) {
        return "traces/" + claim + ".txt";
    }

    /**
     * Reads a trace.
     *
     * @throws DamagedResultsException when it is not what is expected
     */
    static Trace parse(String file, String json, String text) {
        JsonValue root = JsonValue.parse(file, json);
        List<Device> devices = new ArrayList<>();
        for (JsonValue device : root.get("devices").elements()) {
            int below = device.has("below") ? device.get("below").number(0, Math.max(0, devices.size() - 1)) : -1;
            devices.add(new Device(
                    device.get("name").text(),
                    device.get("bridge").truth(),
                    below,
                    device.has("slot") && device.get("slot").truth(),
                    device.has("virtual") && device.get("virtual").truth(),
                    !device.has("flag") || device.get("flag").truth()));
        }
        List<String> tasks = root.get("tasks").texts();
        Reader reader = new Reader(devices.size(), tasks.size());
        List<Comparison> comparisons = new ArrayList<>();
        for (JsonValue comparison : root.get("compare").elements()) {
            comparisons.add(new Comparison(
                    comparison.get("claim").text(),
                    comparison.get("parts").number(1, Integer.MAX_VALUE),
                    reader.run(comparison)));
        }
        Map<String, Source> sources = new LinkedHashMap<>();
        root.get("sources").members().forEach((name, source) -> {
            Map<Integer, String> lines = new LinkedHashMap<>();
            source.get("lines").members().forEach((line, words) -> lines.put(lineNumber(line, words), words.text()));
            sources.put(name, new Source(source.get("path").text(), lines));
        });
        return new Trace(root.get("claim").text(), devices, tasks, reader.run(root), comparisons, sources, text);
    }

    private static int lineNumber(String key, JsonValue value) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw value.expected("a line number in place of \"" + key + "\"");
        }
    }

    /** Reads runs on a machine of so many devices and tasks. */
    private record Reader(int devices, int tasks) {
        Run run(JsonValue value) {
            List<TraceStep> steps = new ArrayList<>();
            for (JsonValue step : value.get("steps").elements()) {
                steps.add(step(step));
            }
            JsonValue end = value.get("end");
            List<List<String>> cycle = new ArrayList<>();
            for (JsonValue link : end.get("cycle").elements()) {
                cycle.add(link.elements(4).stream().map(JsonValue::text).toList());
            }
            return new Run(
                    steps,
                    new End(
                            end.get("stuck").truth(),
                            end.get("held").texts(),
                            end.get("waiting").texts(),
                            end.get("ended").texts(),
                            cycle,
                            end.get("breaks").texts()));
        }

        private TraceStep step(JsonValue value) {
            List<StackFrame> stack = new ArrayList<>();
            for (JsonValue frame : value.get("stack").elements()) {
                List<JsonValue> parts = frame.elements(3);
                stack.add(new StackFrame(
                        parts.get(0).text(), parts.get(1).text(), parts.get(2).number(0, Integer.MAX_VALUE)));
            }
            List<StepNote> notes = new ArrayList<>();
            if (value.has("notes")) {
                for (JsonValue note : value.get("notes").elements()) {
                    List<JsonValue> parts = note.elements(3);
                    notes.add(new StepNote(
                            parts.get(0).number(0, tasks - 1),
                            parts.get(1).one(Event.class),
                            parts.get(2).text()));
                }
            }
            boolean locks = value.has("lock");
            return new TraceStep(
                    value.get("task").number(0, tasks - 1),
                    value.get("event").one(Event.class),
                    value.get("device").number(0, devices - 1),
                    value.get("words").text(),
                    locks ? value.get("lock").text() : "",
                    locks ? value.get("holder").number(-1, tasks - 1) : -1,
                    stack,
                    notes,
                    value.has("breaks") ? value.get("breaks").texts() : List.of());
        }
    }
}
