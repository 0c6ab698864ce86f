package pcilock.checks.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import pcilock.model.revision.Revision;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the revisions, or prints one to start from. */
@Command(
        name = "revisions",
        description =
                "Lists the revisions of the locking code, in the order of time, and the releases that they stand for, prints one to start a patch from, or prints"
                        + " what is understood of a kernel tree.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock revisions --print patch-3 > MyPatch.java")
final class RevisionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--print",
            paramLabel = "REVISION",
            description = "Prints the Java source of a revision, for a file that check --revision FILE takes.")
    private String printed;

    @ArgGroup(exclusive = false, heading = "What was understood of a kernel tree, and what was assumed:%n")
    private LinuxOptions.WithAround linux;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (linux != null) {
            out.print(linux.kernel().understood());
            return ExitStatus.PROVED;
        }
        if (printed != null) {
            out.print(Sources.of(CheckedRevision.type(Releases.find(printed).revision())));
            return ExitStatus.PROVED;
        }
        for (Revision revision : Revision.values()) {
            out.printf("%-14s %s%n", revision.id, revision.source);
        }
        out.printf("%nOther releases, by the revision that stands for them, and those for which none does:%n%n");
        for (Releases.Release release : Releases.TABLE) {
            out.printf(
                    "%-14s %s: %s%n",
                    release.name(),
                    release.stands() ? release.revision().id : "none, the nearest is " + release.revision().id,
                    release.why());
        }
        return ExitStatus.PROVED;
    }
}
