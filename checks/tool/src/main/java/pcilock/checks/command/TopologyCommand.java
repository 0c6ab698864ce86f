package pcilock.checks.command;

import java.util.concurrent.Callable;
import pcilock.checks.topology.PciForest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what was understood of a machine's description. */
@Command(
        name = "topology",
        description = "Prints what is understood of a machine's PCI tree, so that a misreading is seen.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock topology 'P(E,U([F,G]))'")
final class TopologyCommand implements Callable<Integer> {
    @ParentCommand
    private Pcilock parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPOLOGY",
            description = {
                "A file with the output of lspci -t, -tv, -tvnn or -PP, or with the links of /sys/bus/pci/devices; that directory or"
                        + " a copy of it; - for the input; or a notation:",
                "P(E,U(F,G)) is a bridge P with a device E and a bridge U on its bus. Square brackets are a hot-plug slot,"
                        + " braces the virtual functions of the device before them, as in P(F{V,W}).",
                "A text may be quoted, indented, wrapped or encoded by mail, and have other text around it. What that made of it is"
                        + " undone where it is certain; a note says so, and what may be missing."
            })
    private String topology;

    @Mixin
    private MachineOptions machine;

    @Override
    public Integer call() {
        PciForest forest = machine.read(topology, parent.input());
        spec.commandLine().getOut().print(forest.text());
        spec.commandLine().getOut().println("notation: " + forest.notation());
        return ExitStatus.PROVED;
    }
}
