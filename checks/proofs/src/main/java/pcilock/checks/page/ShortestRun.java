package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;

/**
 * A counterexample as the results keep it, from which it can be replayed.
 *
 * @param devices how many devices the tree has
 * @param steps a shortest run
 */
public record ShortestRun(String topology, List<String> tasks, int devices, List<Step> steps) {
    static ShortestRun parse(JsonValue value) {
        List<String> tasks = value.get("tasks").texts();
        List<Step> steps = new ArrayList<>();
        for (JsonValue step : value.get("steps").elements()) {
            List<JsonValue> parts = step.elements(3);
            steps.add(new Step(
                    parts.get(0).number(0, tasks.size() - 1),
                    parts.get(1).one(Event.class),
                    parts.get(2).number(0, Integer.MAX_VALUE)));
        }
        return new ShortestRun(
                value.get("topology").text(),
                tasks,
                value.get("devices").number(1, Integer.MAX_VALUE),
                List.copyOf(steps));
    }

    /** As {@link #parse} reads it; what else is to stand there can be added. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("topology", topology);
        object.put("tasks", tasks);
        object.put("devices", devices);
        object.put(
                "steps",
                steps.stream()
                        .map(step -> List.of(step.task(), step.event().name(), step.device()))
                        .toList());
        return object;
    }
}
