package pcilock.checks.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Holding;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.replay.WaitForEdge;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** A run as text: numbered steps, one column a task, and at the end who holds what and who waits for whom. */
public final class TraceText {
    private static final Set<String> DEVICE_LOCK = Set.of("device_lock", "device_trylock", "device_unlock");

    private final PciTopology topology;
    private final List<String> headings = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private TraceText(Scenario scenario) {
        topology = PciTopology.parse(scenario.topology);
        for (int task = 0; task < scenario.tasks.size(); task++) {
            TaskCode code = TaskCode.parse(scenario.tasks.get(task), topology);
            // What several calls are called would make a column too wide to read.
            headings.add("T" + (task + 1) + (code.calls.length == 1 ? ": " + code : ""));
        }
    }

    /**
     * The trace of a run.
     *
     * @param asked the properties whose breaking is marked
     */
    public static String of(Scenario scenario, ReplayedRun run, Set<Property> asked) {
        TraceText trace = new TraceText(scenario);
        int number = 0;
        for (ReplayedStep step : run.steps()) {
            trace.step(++number, step, asked);
        }
        return trace.table() + "\n" + ending(run, asked);
    }

    private void step(int number, ReplayedStep step, Set<Property> asked) {
        rows.add(row(
                Integer.toString(number),
                step.step().task(),
                StepWords.of(step.step(), topology),
                where(step.stack())));
        for (Step note : step.notes()) {
            if (note.event() == Event.WARN_UNLOCKED_RESET || note.event() == Event.TASK_END) {
                rows.add(row("", note.task(), StepWords.of(note, topology), ""));
            }
        }
        // The set of a step has no order of its own.
        step.broken().stream()
                .filter(asked::contains)
                .sorted()
                .forEach(property -> rows.add(row("", step.step().task(), "^ breaks " + property.id, "")));
    }

    private static String where(List<Frame> stack) {
        // The entry point stands in the heading, and device_lock and its kin in the words of the step.
        String functions = stack.stream()
                .skip(1)
                .map(Frame::function)
                .filter(function -> !DEVICE_LOCK.contains(function))
                .collect(Collectors.joining(" > "));
        Frame innermost = stack.isEmpty() ? null : stack.get(stack.size() - 1);
        // A line of Java says little to who knows the C.
        return innermost == null || innermost.file().endsWith(".java")
                ? functions
                : (functions + " " + innermost.file() + ":" + innermost.line()).strip();
    }

    private List<String> row(String number, int task, String words, String where) {
        String[] cells = new String[headings.size() + 2];
        Arrays.fill(cells, "");
        cells[0] = number;
        cells[task + 1] = words;
        cells[cells.length - 1] = where;
        return List.of(cells);
    }

    private String table() {
        List<String> head = new ArrayList<>();
        head.add("step");
        head.addAll(headings);
        head.add("in");
        StringBuilder text = new StringBuilder();
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = head.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        append(text, head, widths);
        for (List<String> row : rows) {
            append(text, row, widths);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            // Numbers stand on the right, words on the left.
            line.append(column == 0 ? padding + cell : cell + padding).append("  ");
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String ending(ReplayedRun run, Set<Property> asked) {
        StringBuilder text = new StringBuilder();
        if (run.goesRound()) {
            text.append("The last steps can be repeated for ever.\n");
        } else if (run.isStuck()) {
            text.append("Nobody can move.\n");
        } else {
            text.append("The run goes on from here; it is shown as far as it tells.\n");
        }
        for (Holding holding : run.held()) {
            text.append("  ").append(holding).append('\n');
        }
        for (WaitForEdge waiting : run.waiting()) {
            text.append("  ").append(waiting).append('\n');
        }
        for (String task : run.ended()) {
            text.append("  ").append(task).append(" has ended\n");
        }
        if (!run.cycle().isEmpty()) {
            text.append("Deadlock: ");
            for (WaitForEdge waiting : run.cycle()) {
                text.append(waiting.task()).append(" -> ");
            }
            text.append(run.cycle().get(0).task()).append('\n');
        }
        String broken = run.broken().stream()
                .filter(asked::contains)
                .map(property -> property.id)
                .collect(Collectors.joining(", "));
        return text.append("Breaks: ").append(broken).append('\n').toString();
    }
}
