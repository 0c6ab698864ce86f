package pcilock.checks.command;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what a task can be asked to run. */
@Command(
        name = "entry-points",
        description = "Lists the kernel functions that a task can run, and which device each takes.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock entry-points")
final class EntryPointsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (EntryPoint entryPoint : EntryPoint.values()) {
            spec.commandLine()
                    .getOut()
                    .printf("%-32s %s%s%n", entryPoint.kernelName, Tasks.argument(entryPoint), since(entryPoint));
        }
        return ExitStatus.PROVED;
    }

    private static String since(EntryPoint entryPoint) {
        String without = Arrays.stream(Revision.values())
                .filter(revision -> !revision.has(entryPoint))
                .map(revision -> revision.id)
                .collect(Collectors.joining(", "));
        return without.isEmpty() ? "" : "; not in " + without;
    }
}
