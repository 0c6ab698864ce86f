package pcilock.checks.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pcilock.checks.explorer.Effect;
import pcilock.checks.explorer.Guard;
import pcilock.checks.explorer.RecordedScenario;
import pcilock.checks.explorer.RecordedScenario.RecordedSet;
import pcilock.checks.explorer.RecordedScenario.RecordedStep;
import pcilock.checks.explorer.RecordedScenario.RecordedTask;
import pcilock.checks.explorer.SetStep;
import pcilock.checks.resource.TextResource;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * A scenario as a TLA+ module, with a configuration for TLC that asks for all properties. A module has the tree and a table of the
 * steps of each task; what a step does and what the properties say is text that all modules share.
 *
 * @param name what the file of the module must be called, without {@code .tla}
 * @param configuration the text of the {@code .cfg} file
 */
public record TlaExport(String name, String module, String configuration) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*");
    private static final String MACHINE = "machine.tla";

    /**
     * Exports a scenario; its history is left out.
     *
     * @param name the name of the module
     * @throws IllegalArgumentException when TLA+ does not allow that name
     * @throws pcilock.checks.explorer.LimitException when the scenario calls lockdep and has too many states
     */
    public static TlaExport of(Scenario scenario, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is no name of a TLA+ module: expected letters, digits and _, and one letter at least");
        }
        RecordedScenario recorded = RecordedScenario.of(scenario);
        return new TlaExport(
                name, module(recorded, name), configuration(invariants().values()));
    }

    /** The invariant that stands for each property; {@link Property#EVERY_TASK_ENDS} is none, it speaks of whole runs. */
    static Map<Property, String> invariants() {
        Map<Property, String> invariants = new EnumMap<>(Property.class);
        for (Property property : StepText.JUDGED) {
            if (property != Property.EVERY_TASK_ENDS) {
                invariants.put(property, operator(property));
            }
        }
        return invariants;
    }

    /** {@code BridgeHeld} for {@code bridge-held}. */
    static String operator(Property property) {
        StringBuilder name = new StringBuilder();
        for (String word : property.id.split("-", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** A configuration that asks for these invariants, and whether every task ends. */
    static String configuration(Iterable<String> invariants) {
        StringBuilder text = new StringBuilder();
        text.append("SPECIFICATION Spec\n");
        text.append(
                "\\* A state in which all tasks have ended has no successor and is none the worse for it: see NoDeadlock.\n");
        text.append("CHECK_DEADLOCK FALSE\n");
        text.append("PROPERTY ").append(operator(Property.EVERY_TASK_ENDS)).append('\n');
        for (String invariant : invariants) {
            text.append("INVARIANT ").append(invariant).append('\n');
        }
        return text.toString();
    }

    private static String module(RecordedScenario recorded, String name) {
        StringBuilder text = new StringBuilder();
        text.append("---- MODULE ").append(name).append(" ----\n");
        for (String line : StepText.header(recorded)) {
            text.append("\\* ").append(line).append('\n');
        }
        text.append("EXTENDS Naturals, Sequences\n\n");
        List<RecordedTask> tasks = recorded.tasks();
        text.append("Tasks == 1 .. ").append(tasks.size()).append("\n\n");
        text.append("Locks == ")
                .append(set(IntStream.range(0, recorded.topology().mutexes)
                        .mapToObj(lock -> quoted(recorded, lock))
                        .toList()))
                .append("\n\n");
        text.append("\\* The devices below each.\nBelow == [l \\in Locks |->\n  CASE ");
        for (int lock = 0; lock < recorded.topology().mutexes; lock++) {
            text.append(lock == 0 ? "" : "    [] ")
                    .append("l = ")
                    .append(quoted(recorded, lock))
                    .append(" -> ")
                    .append(set(StepText.below(recorded, lock)
                            .mapToObj(below -> quoted(recorded, below))
                            .toList()))
                    .append('\n');
        }
        text.append("]\n\n");
        text.append("\\* Sets of tasks that semaphores and references have; bits are sets that have no tasks.\n");
        text.append("Sets == ").append(sets(recorded, set -> true)).append('\n');
        text.append("Bits == ").append(sets(recorded, RecordedSet::bit)).append('\n');
        text.append("SetAtFirst == ")
                .append(sets(recorded, RecordedSet::setAtFirst))
                .append('\n');
        text.append("ResetLocks == ")
                .append(set(StepText.resetLocks(recorded.topology()).stream()
                        .map(lock -> quoted(recorded, lock))
                        .toList()))
                .append("\n\n");
        text.append("\\* The places of a task are numbered; it starts at 0.\n");
        text.append("LastPlace == ")
                .append(sequence(tasks, task -> "" + (task.ends().size() - 1)))
                .append('\n');
        text.append("Ends == ").append(sequence(tasks, TlaExport::ends)).append('\n');
        text.append("InsideTrylockAtStart == ")
                .append(insideTrylockAtStart(tasks))
                .append("\n\n");
        text.append("Step(task, from, to, guard, effect, event, device, call, notes) ==\n");
        text.append("  [task |-> task, from |-> from, to |-> to, guard |-> guard, effect |-> effect,\n");
        text.append("   event |-> event, device |-> device, call |-> call, notes |-> notes,\n");
        text.append("   empty |-> {}, occupied |-> {}, joined |-> {}, left |-> {}]\n\n");
        text.append("StepOfSets(task, from, to, event, device, notes, empty, occupied, joined, left) ==\n");
        text.append("  [task |-> task, from |-> from, to |-> to, guard |-> \"SETS\", effect |-> \"SETS\",\n");
        text.append("   event |-> event, device |-> device, call |-> 0, notes |-> notes,\n");
        text.append("   empty |-> empty, occupied |-> occupied, joined |-> joined, left |-> left]\n\n");
        text.append("\\* What a task can do where it is; the comment says it in the kernel's words.\n");
        for (int task = 0; task < tasks.size(); task++) {
            steps(text, recorded, task);
        }
        text.append("Steps == <<")
                .append(IntStream.rangeClosed(1, tasks.size())
                        .mapToObj(task -> "StepsOf" + task)
                        .collect(Collectors.joining(", ")))
                .append(">>\n");
        lockdep(text, recorded);
        return text.append(TextResource.read(TlaExport.class, MACHINE)).toString();
    }

    private static void lockdep(StringBuilder text, RecordedScenario recorded) {
        text.append(
                "\n\\* What lockdep says: in this state, to this task's call of this number, its next state, and its answer.\n");
        text.append("LockdepAnswers == {")
                .append(recorded.lockdep().stream()
                        .map(answer -> "\n  <<" + answer.state() + ", " + (answer.task() + 1) + ", "
                                + (answer.call() + 1) + ", " + answer.next() + ", \"" + answer.event() + "\">>")
                        .collect(Collectors.joining(",")))
                .append("}\n");
    }

    private static void steps(StringBuilder text, RecordedScenario recorded, int task) {
        RecordedTask code = recorded.tasks().get(task);
        text.append("\\* T").append(task + 1).append(": ").append(code.task()).append('\n');
        text.append("StepsOf").append(task + 1).append(" == {\n");
        int left = code.steps().size();
        for (RecordedStep step : code.steps()) {
            left--;
            text.append(step.sets() == null ? step(recorded, task, step) : stepOfSets(recorded, task, step))
                    .append(left == 0 ? ") " : "),")
                    .append("  \\* ")
                    .append(StepText.of(recorded, step))
                    .append('\n');
        }
        text.append("}\n\n");
    }

    private static String step(RecordedScenario recorded, int task, RecordedStep step) {
        return "  Step("
                + String.join(
                        ", ",
                        "" + (task + 1),
                        "" + step.from(),
                        "" + step.to(),
                        "\"" + named(step, step.guard()) + "\"",
                        "\"" + named(step, step.effect()) + "\"",
                        "\"" + step.event() + "\"",
                        quoted(recorded, step.device()),
                        step.call() == RecordedScenario.NO_CALL ? "0" : "" + (step.call() + 1),
                        notes(step.notes()));
    }

    /** What a step asks or does, with the kind of lock that it asks about or changes. */
    private static String named(RecordedStep step, Enum<?> guardOrEffect) {
        boolean isNone = guardOrEffect == Guard.NONE || guardOrEffect == Effect.NONE;
        return step.lock() == null || isNone ? guardOrEffect.name() : step.lock() + "_" + guardOrEffect;
    }

    private static String stepOfSets(RecordedScenario recorded, int task, RecordedStep step) {
        SetStep sets = step.sets();
        return "  StepOfSets("
                + String.join(
                        ", ",
                        "" + (task + 1),
                        "" + step.from(),
                        "" + step.to(),
                        "\"" + step.event() + "\"",
                        quoted(recorded, step.device()),
                        notes(step.notes()),
                        set(sets.empty().stream()
                                .map(set -> name(recorded, set))
                                .toList()),
                        setOfOne(recorded, sets.occupied()),
                        setOfOne(recorded, sets.joined()),
                        setOfOne(recorded, sets.left()));
    }

    private static String setOfOne(RecordedScenario recorded, int set) {
        return set == SetStep.NONE ? "{}" : "{" + name(recorded, set) + "}";
    }

    /** A set of tasks, by its lock and what it is to it. */
    private static String name(RecordedScenario recorded, int set) {
        RecordedSet named = recorded.sets().get(set);
        return "<<" + quoted(recorded, named.object()) + ", \"" + named.role() + "\">>";
    }

    private static String sets(RecordedScenario recorded, Predicate<RecordedSet> chosen) {
        return set(IntStream.range(0, recorded.sets().size())
                .filter(set -> chosen.test(recorded.sets().get(set)))
                .mapToObj(set -> name(recorded, set))
                .toList());
    }

    private static String notes(List<Event> notes) {
        return notes.stream().map(note -> "\"" + note + "\"").collect(Collectors.joining(", ", "<<", ">>"));
    }

    private static String quoted(RecordedScenario recorded, int lock) {
        return "\"" + recorded.topology().nameOf(lock) + "\"";
    }

    private static String set(List<String> members) {
        return members.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    private static String ends(RecordedTask task) {
        return set(IntStream.range(0, task.ends().size())
                .filter(task.ends()::get)
                .mapToObj(Integer::toString)
                .toList());
    }

    private static String sequence(List<RecordedTask> tasks, java.util.function.Function<RecordedTask, String> text) {
        return tasks.stream().map(text).collect(Collectors.joining(", ", "<<", ">>"));
    }

    private static String insideTrylockAtStart(List<RecordedTask> tasks) {
        List<String> inside = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            if (StepText.leavesInsideTrylock(tasks.get(task).leadingNotes())) {
                inside.add("" + (task + 1));
            }
        }
        return set(inside);
    }
}
