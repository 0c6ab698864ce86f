package pcilock.checks.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.Behaviour;
import pcilock.checks.linux.Comparison;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.replay.Frame;
import pcilock.checks.trace.StepWords;
import pcilock.model.revision.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which revisions a kernel tree behaves as. */
@Command(
        name = "compare",
        description = {
            "Says of each function of a kernel tree which revisions it behaves as, for each argument on every tree of up to "
                    + Comparison.DEVICES + " devices, slots included.",
            "What is proved of a revision holds of a tree that behaves as it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every function behaves as some revision's",
            "1:some function behaves as no revision's: it is shown where it parts from the nearest",
            "2:the tree cannot be read, or is not understood"
        },
        footerHeading = "%nExample:%n",
        footer = "  pcilock compare --linux ~/linux")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LinuxOptions linux;

    @Override
    public Integer call() {
        LinuxKernel kernel = linux.kernel();
        List<Comparison.Function> functions = kernel.compare();
        PrintWriter out = spec.commandLine().getOut();
        int width =
                functions.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Comparison.Function function : functions) {
            out.printf("%-" + width + "s  %s%n", function.name(), text(function));
        }
        String all = ids(Comparison.inAll(functions));
        out.printf("%n%s behaves as %s%n", kernel.origin(), all.isEmpty() ? "no revision in all functions" : all);
        functions.stream()
                .filter(function -> function.parting() != null)
                .forEach(function -> out.print(parting(function)));
        kernel.notes().forEach(note -> out.println("Note      " + note));
        out.flush();
        return functions.stream().allMatch(Comparison.Function::isKnown) ? ExitStatus.PROVED : ExitStatus.REFUTED;
    }

    private static String text(Comparison.Function function) {
        if (!function.isKnown()) {
            return "none; nearest is " + function.parting().nearest().id;
        }
        return (function.isThere() ? "" : "not in the tree, nor in ") + ids(function.equal());
    }

    private static String ids(List<Revision> revisions) {
        return revisions.stream().map(revision -> revision.id).collect(Collectors.joining(", "));
    }

    private static String parting(Comparison.Function function) {
        Comparison.Parting parting = function.parting();
        List<String[]> rows = new ArrayList<>();
        Behaviour.Parting runs = parting.runs();
        for (int i = 0; i < runs.before().size(); i++) {
            rows.add(row(
                    Integer.toString(i + 1),
                    runs.before().get(i),
                    runs.othersBefore().get(i),
                    parting));
        }
        for (int i = 0; i < Math.max(runs.next().size(), runs.othersNext().size()); i++) {
            rows.add(row(
                    i == 0 ? "parts" : "or",
                    i < runs.next().size() ? runs.next().get(i) : null,
                    i < runs.othersNext().size() ? runs.othersNext().get(i) : null,
                    parting));
        }
        rows.add(0, new String[] {"step", "the tree", "in", parting.nearest().id, "in"});
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder("\n" + function.name() + " of " + parting.argument() + " on "
                + parting.topology().notation + " parts from " + parting.nearest().id + ":\n");
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String[] row(String step, Behaviour.Act mine, Behaviour.Act other, Comparison.Parting parting) {
        return new String[] {step, words(mine, parting), place(mine), words(other, parting), place(other)};
    }

    private static String words(Behaviour.Act act, Comparison.Parting parting) {
        if (act == null) {
            return "";
        }
        String words = act.event() == null
                ? act.ending()
                : StepWords.of(new Step(0, act.event(), act.device()), parting.topology());
        return words + act.notes().stream().map(note -> ", " + note.name()).collect(Collectors.joining());
    }

    private static String place(Behaviour.Act act) {
        if (act == null || act.stack().isEmpty()) {
            return "";
        }
        Frame innermost = act.stack().get(act.stack().size() - 1);
        return innermost.function() + " " + innermost.file() + ":" + innermost.line();
    }
}
