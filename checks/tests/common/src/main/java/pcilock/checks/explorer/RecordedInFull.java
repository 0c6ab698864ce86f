package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Kernel;
import pcilock.specs.scenario.Scenario;

/**
 * Recordings of code that is not believed when it tells what it remembers: each outcome is recorded with each. Where it remembers more
 * than it tells, the two differ.
 */
public final class RecordedInFull {
    private RecordedInFull() {}

    /** Of a scenario of one task. */
    public static void isTheSame(Scenario scenario) {
        assertThat(steps(AutomatonBuilder.build(scenario, 0, 0)))
                .as("%s on %s", scenario.tasks, scenario.topology)
                .isEqualTo(steps(AutomatonBuilder.build(scenario, 0, 0, RecordedInFull::withoutMemory)));
    }

    private static Kernel withoutMemory(Kernel kernel) {
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("remembersOnly")) {
                        return null;
                    }
                    try {
                        return method.invoke(kernel, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A location with what the observer remembers there; or a step, with where it leads. */
    record Part(int location, Object what, Object notes) {}

    static List<Part> steps(Automaton automaton) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(0, "strays " + automaton.strays(), automaton.leadingNotes()));
        for (Location location : automaton.locations()) {
            String sleeps = location.asleep + " " + location.device;
            parts.add(new Part(location.number, location.memory, location.end ? "end" : sleeps));
            for (Location.Edge edge : location.edges) {
                parts.add(new Part(edge.target.number, edge.label, edge.notes));
            }
        }
        return parts;
    }
}
