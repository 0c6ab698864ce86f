package pcilock.checks.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.export.PromelaExport;
import pcilock.checks.export.TlaExport;
import pcilock.checks.topology.PciForest;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a scenario for another model checker. */
@Command(
        name = "export",
        description = "Writes tasks on a machine as a TLA+ module, for TLC, or as a Promela file, for SPIN.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  pcilock export --format promela --revision patch-3 --topology 'P(U(E),F)' \\",
            "      --tasks pci_bus_error_reset:P"
        })
final class ExportCommand implements Callable<Integer> {
    /** For whom. */
    enum Format {
        tla,
        promela
    }

    @ParentCommand
    private Pcilock parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}")
    private Format format;

    @Mixin
    private CheckedOptions options;

    @Option(
            names = "--tasks",
            required = true,
            paramLabel = "FUNCTION:DEVICE[,...]",
            description = "These tasks, as \"pcilock check\" takes them.")
    private String tasks;

    @Option(
            names = "--wait-queue",
            description = "pci_cfg_wait step by step, in place of one atomic flag; of a revision only.")
    private boolean waitQueue;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Scenario",
            description = "How to call it (Scenario).")
    private String name;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Writes NAME.tla and NAME.cfg, or NAME.pml, there; without it the module or file is printed.")
    private Path directory;

    @Override
    public Integer call() {
        CheckedRevision revision = options.revision();
        PciForest machine = options.machine(parent.input());
        Tasks read = Tasks.read(tasks, machine, revision);
        CheckedTree tree = CheckedTree.with(read.devices(), machine);
        PrintWriter error = spec.commandLine().getErr();
        tree.notes().forEach(note -> error.println("note: " + note));
        Map<String, String> files;
        try {
            files = files(scenario(revision, tree, read));
        } catch (LimitException e) {
            error.println("export: UNKNOWN: " + e.getMessage());
            return ExitStatus.UNKNOWN;
        }
        revision.notes().forEach(note -> error.println("note: " + note));
        PrintWriter out = spec.commandLine().getOut();
        if (directory == null) {
            out.print(files.values().iterator().next());
            if (files.size() > 1) {
                error.println("note: with --output DIRECTORY the configuration for TLC is written, too");
            }
        } else {
            write(files, out);
        }
        out.flush();
        return ExitStatus.PROVED;
    }

    private Scenario scenario(CheckedRevision revision, CheckedTree tree, Tasks read) {
        if (!waitQueue) {
            return revision.scenario(tree.notation(), read.tasks());
        }
        if (revision.revision() == null) {
            throw new InputException("--wait-queue takes a revision; a file is checked with the atomic flag");
        }
        return new Scenario(revision.revision(), Fault.NONE, Waiting.WAIT_QUEUE, tree.notation(), read.tasks(), false);
    }

    private Map<String, String> files(Scenario scenario) {
        Map<String, String> files = new LinkedHashMap<>();
        if (format == Format.promela) {
            files.put(name + ".pml", PromelaExport.of(scenario));
            return files;
        }
        TlaExport export;
        try {
            export = TlaExport.of(scenario, name);
        } catch (IllegalArgumentException e) {
            throw new InputException("--name: " + e.getMessage(), e);
        }
        files.put(name + ".tla", export.module());
        files.put(name + ".cfg", export.configuration());
        return files;
    }

    private void write(Map<String, String> files, PrintWriter out) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.writeString(path, file.getValue());
                out.println(path);
            }
        } catch (IOException e) {
            throw new InputException("--output: cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }
}
