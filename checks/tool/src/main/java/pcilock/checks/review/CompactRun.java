package pcilock.checks.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pcilock.checks.engine.LockKind;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.checks.page.WrappedText;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Lock;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.replay.WaitForEdge;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.trace.StepWords;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.Property;

/** A run in few lines of at most 72 columns, and in words what goes wrong in it. */
final class CompactRun {
    private static final int WORDS = 44;

    private final CounterexampleRun example;
    private final Property property;
    private final PciTopology topology;
    private final int bad;

    CompactRun(CounterexampleRun example, Property property) {
        this.example = example;
        this.property = property;
        topology = PciTopology.parse(example.scenario().topology);
        bad = badStep();
    }

    private ReplayedRun run() {
        return example.run();
    }

    /** The index of the step at which it goes wrong: the last one of a run that ends so that nobody can move. */
    private int badStep() {
        for (int i = 0; i < run().steps().size(); i++) {
            if (run().steps().get(i).broken().contains(property)) {
                return i;
            }
        }
        return run().steps().size() - 1;
    }

    /** The steps at which it goes wrong, the last one first: of a deadlock each step with which a task goes to sleep. */
    List<Integer> badSteps() {
        List<Integer> steps = new ArrayList<>(List.of(bad));
        for (int i = bad - 1; i >= 0 && isDeadlock(); i--) {
            Event event = run().steps().get(i).step().event();
            if (StuckRun.isSleep(event)) {
                steps.add(i);
            }
        }
        return steps;
    }

    private boolean isDeadlock() {
        return run().isStuck() && (property == Property.NO_DEADLOCK || property == Property.EVERY_TASK_ENDS);
    }

    /** What goes wrong, as a sentence or some. */
    String words() {
        String where = TreeWords.of(example.scenario().topology);
        if (isDeadlock() && !run().cycle().isEmpty()) {
            List<String> waits = new ArrayList<>();
            for (WaitForEdge one : run().cycle()) {
                boolean itself = one.task().equals(one.holder());
                waits.add((isAlone() ? "it" : one.task()) + " waits for " + one.lock().kernelName + "(" + one.device()
                        + "), which " + (itself ? "it holds itself" : one.holder() + " holds") + since(one));
            }
            return "This deadlocks on " + where + ": " + tasks() + "; " + String.join(", and ", waits) + ".";
        }
        return "This breaks " + property.id + " (\"" + property.text + "\") on " + where + ": " + tasks() + ", in step "
                + (bad + 1) + ".";
    }

    /** Since which step it is held. */
    private String since(WaitForEdge one) {
        String since = "";
        for (int i = 0; i <= bad; i++) {
            Step step = run().steps().get(i).step();
            if (("T" + (step.task() + 1)).equals(one.holder())
                    && topology.nameOf(step.device()).equals(one.device())) {
                Lock taken = Lock.takenBy(step.event(), step.device(), topology);
                Lock givenBack = Lock.givenBackBy(step.event(), step.device(), topology);
                if (taken != null && taken.excludes(one.lock())) {
                    since = " since step " + (i + 1);
                } else if (givenBack != null && givenBack.excludes(one.lock())) {
                    since = "";
                }
            }
        }
        return since;
    }

    private boolean isAlone() {
        return example.scenario().tasks.size() == 1;
    }

    /** Which tasks run. */
    private String tasks() {
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < example.scenario().tasks.size(); i++) {
            String calls =
                    TaskCode.parse(example.scenario().tasks.get(i), topology).toString();
            tasks.add((isAlone() ? "" : "T" + (i + 1) + " runs ") + calls);
        }
        return String.join(", ", tasks) + (isAlone() ? " alone" : "");
    }

    /**
     * The steps, two that belong together on one line.
     *
     * @param most how many lines, at least 3; of a longer run the middle is left out, and said to be
     */
    List<String> lines(int most) {
        List<String> lines = new ArrayList<>();
        List<ReplayedStep> steps = run().steps();
        for (int i = 0; i <= bad; ) {
            boolean two = i + 1 <= bad && belongTogether(steps.get(i), steps.get(i + 1));
            lines.add(line(i, two));
            i += two ? 2 : 1;
        }
        if (lines.size() <= most) {
            return lines;
        }
        Set<Integer> kept = new HashSet<>();
        for (int i = 0; i < (most - 1) / 2; i++) {
            kept.add(i);
        }
        for (int i = lines.size() - (most - 1 - kept.size()); i < lines.size(); i++) {
            kept.add(i);
        }
        List<String> cut = new ArrayList<>();
        int left = lines.size() - kept.size();
        for (int i = 0; i < lines.size(); i++) {
            if (kept.contains(i)) {
                cut.add(lines.get(i));
            } else if (kept.contains(i - 1)) {
                cut.add("      [" + left + " lines of the run are left out]");
            }
        }
        return cut;
    }

    private static boolean belongTogether(ReplayedStep one, ReplayedStep other) {
        return one.step().task() == other.step().task()
                && one.step().device() == other.step().device()
                && one.broken().isEmpty()
                && other.broken().isEmpty()
                && isPlain(one.step().event())
                && isPlain(other.step().event());
    }

    private static boolean isPlain(Event event) {
        return LockKind.changedBy(event) != null;
    }

    private String line(int index, boolean two) {
        ReplayedStep step = run().steps().get(index);
        StringBuilder line = new StringBuilder(String.format("%4d  ", index + 1));
        if (!isAlone()) {
            line.append('T').append(step.step().task() + 1).append("  ");
        }
        line.append(StepWords.of(step.step(), topology));
        if (two) {
            line.append(", ").append(StepWords.of(run().steps().get(index + 1).step(), topology));
        }
        String where = where(step.stack());
        int column = Math.max(line.length() + 2, WORDS);
        if (!where.isEmpty() && column + where.length() > WrappedText.COLUMNS) {
            column = line.length() + 2;
        }
        if (!where.isEmpty() && column + where.length() > WrappedText.COLUMNS) {
            where = where.replaceAll(" .*", "");
        }
        if (!where.isEmpty() && column + where.length() <= WrappedText.COLUMNS) {
            line.append(" ".repeat(column - line.length())).append(where);
        }
        return line.toString();
    }

    /** The innermost function that says more than the words of the step, with its line of C. */
    private static String where(List<Frame> stack) {
        for (int i = stack.size() - 1; i > 0; i--) {
            Frame frame = stack.get(i);
            if (!frame.function().matches("(__)?(device_|pci_dev_|pci_cfg_).*")) {
                return frame.function()
                        + (frame.file().endsWith(".java") ? "" : " " + frame.file() + ":" + frame.line());
            }
        }
        return "";
    }

    boolean hasSlot() {
        return example.scenario().topology.indexOf('[') >= 0;
    }

    /** The function in which it goes wrong, without those that take a single lock; empty where that is an entry point. */
    String function() {
        return where(steps().get(bad).stack()).replaceAll(" .*", "");
    }

    List<ReplayedStep> steps() {
        return run().steps();
    }

    /** A step, such as {@code Step 7, T2: device_lock(U) sleeps}. */
    String wordsOf(int index) {
        Step step = steps().get(index).step();
        return "step " + (index + 1) + (isAlone() ? "" : ", T" + (step.task() + 1)) + ": "
                + StepWords.of(step, topology);
    }

    int bad() {
        return bad;
    }
}
