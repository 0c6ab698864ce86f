package pcilock.checks.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.explorer.SearchOrder;
import pcilock.checks.jpf.JpfEngine;
import pcilock.checks.jpf.JpfInstallation;
import pcilock.checks.lincheck.LincheckEngine;
import pcilock.checks.topology.ForestDevice;
import pcilock.checks.topology.PciForest;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks tasks on a machine: the answer, how much was explored, and a trace of what breaks. */
@Command(
        name = "check",
        description =
                "Checks locking code on a machine: whether tasks deadlock there, whether the bridge is held, and all else"
                        + " that \"pcilock properties\" lists.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:PROVED: everything was explored, and nothing breaks",
            "1:REFUTED: there is a counterexample, which is shown",
            "2:the command, or what it was given, cannot be used",
            "3:UNKNOWN: a limit was reached, nothing was put to the test, or the answer could not be written"
        },
        footerHeading = "%nExample:%n",
        footer = {Pcilock.EXAMPLE, Pcilock.EXAMPLE_CONTINUED})
final class CheckCommand implements Callable<Integer> {
    private static final int BYTES_OF_A_STATE = 32;

    /** Which engine explores. */
    enum EngineName {
        explorer,
        lincheck,
        jpf
    }

    /** Names for completion. */
    static final class PropertyIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Property.values()).map(property -> property.id).iterator();
        }
    }

    /** Which tasks run. */
    static final class Which {
        @Option(
                names = "--tasks",
                paramLabel = "FUNCTION:DEVICE[,...]",
                description =
                        "Exactly these tasks, all at once, by the kernel's names: pci_bus_error_reset:P,pci_reset_function:E."
                                + " See \"pcilock entry-points\".")
        private String tasks;

        @Option(
                names = "--any",
                paramLabel = "N",
                description =
                        "Every choice of up to N tasks, of every function on every device, on each tree of the machine.")
        private Integer any;

        @Option(
                names = "--certify",
                description =
                        "Any number of tasks, on each tree of the machine: by a certificate where one holds, else by a"
                                + " counterexample.")
        private boolean certify;
    }

    @ParentCommand
    private Pcilock parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CheckedOptions options;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
            names = "--removed",
            paramLabel = "ADDRESS",
            description =
                    "This device, and what is below it, is not there at first, as in an empty slot; may be repeated."
                            + " Behind a notation: P([E]);removed:E.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--unbound",
            paramLabel = "ADDRESS",
            description = "This device has no driver at first; may be repeated. Behind a notation: P(E);unbound:E.")
    private List<String> unbound = new ArrayList<>();

    @Option(
            names = "--entry-points",
            paramLabel = "FUNCTION",
            split = ",",
            description =
                    "With --any and --certify: only these functions. For vmd_probe the endpoint of the VMD is added beside"
                            + " the tree.")
    private List<String> entryPoints = new ArrayList<>();

    @Option(
            names = "--property",
            paramLabel = "PROPERTY",
            split = ",",
            completionCandidates = PropertyIds.class,
            description =
                    "Only these decide the answer; all of them when none is named. Of several that break, the trace shown is that"
                            + " of a deadlock if there is one.")
    private List<String> properties = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "explorer",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private EngineName engine;

    @Option(
            names = "--depth-first",
            description =
                    "With --tasks: the explorer searches depth first. It needs a fraction of the memory and more time, and"
                            + " the trace may not be the shortest.")
    private boolean depthFirst;

    @Option(
            names = "--all-states",
            description =
                    "With --tasks: the explorer visits every state. Without it, it visits no more than decide the answer, and"
                            + " then, where something breaks, as many as a shortest trace takes.")
    private boolean allStates;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            defaultValue = "100000000",
            description = "The most states of one choice of tasks, or runs with lincheck (${DEFAULT-VALUE}).")
    private long maxStates;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            description = "The most memory for states, in MiB (half of what Java has).")
    private Long memory;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The most time (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Prints one JSON object in place of the text.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes a page as well, which steps through the trace. A device or a link is written to.")
    private Path html;

    @Override
    public Integer call() {
        refuseSenseless();
        CheckedRevision checked = options.revision();
        CheckedProperties asked = CheckedProperties.of(properties);
        AtFirst atFirst = options.atFirst(removed, unbound);
        if (!atFirst.isAll()) {
            Tasks.refuseLockdep("a device that is not there or not bound at first", checked);
        }
        PciForest forest = options.machine(parent.input(), atFirst);
        Check check =
                which.tasks != null ? exactly(checked, asked, forest, atFirst) : any(checked, asked, forest, atFirst);
        CheckResult result = check.run(Duration.ofSeconds(seconds));
        CheckReport report = new CheckReport(checked, check, result);
        PrintWriter out = spec.commandLine().getOut();
        if (html != null) {
            new CheckPage(report).writeTo(html, out);
        }
        out.print(
                json
                        ? report.json()
                        : report.text(spec.commandLine().getColorScheme().ansi()));
        out.flush();
        return ExitStatus.of(result.answer());
    }

    private void refuseSenseless() {
        if (maxStates < 1) {
            throw new InputException("--max-states: expected a number from 1 on, found " + maxStates);
        }
        if (seconds < 1) {
            throw new InputException("--time: expected a number from 1 on, found " + seconds);
        }
        if (memory != null && (memory < 1 || memory << 20 > Runtime.getRuntime().maxMemory())) {
            throw new InputException("--memory: expected a number from 1 to "
                    + (Runtime.getRuntime().maxMemory() >> 20) + ", which is what Java has, found " + memory);
        }
        if (which.any != null && (which.any < 1 || which.any > AnyCheck.MOST_TASKS)) {
            throw new InputException(
                    "--any: expected a number from 1 to " + AnyCheck.MOST_TASKS + ", found " + which.any);
        }
        if (which.tasks == null && engine != EngineName.explorer) {
            throw new InputException("--engine " + engine + " takes --tasks; --any and --certify are the explorer's");
        }
        if (depthFirst && (which.tasks == null || engine != EngineName.explorer)) {
            throw new InputException("--depth-first goes with --tasks and the explorer");
        }
        if (allStates && (which.tasks == null || engine != EngineName.explorer)) {
            throw new InputException("--all-states goes with --tasks and the explorer");
        }
        if (which.tasks != null && !entryPoints.isEmpty()) {
            throw new InputException(
                    "--entry-points goes with --any and --certify; --tasks names its functions itself");
        }
        if (html != null) {
            CheckPage.refuse(html);
        }
    }

    private Check exactly(CheckedRevision checked, CheckedProperties asked, PciForest forest, AtFirst atFirst) {
        Tasks tasks = Tasks.read(which.tasks, forest, checked);
        List<ForestDevice> devices = new ArrayList<>(tasks.devices());
        devices.addAll(atFirst.devices(forest));
        CheckedTree tree = CheckedTree.with(devices, forest);
        String machine = atFirst.on(tree.notation(), forest);
        Engine chosen = engine(checked);
        return new Check(
                checked,
                tree.with(PciTopology.withoutAdded(machine)),
                asked,
                tasks.tasks(),
                List.of(),
                ScenarioCheck.SCOPE,
                chosen.name(),
                () -> {
                    try (chosen) {
                        return ScenarioCheck.run(chosen, checked.scenario(machine, tasks.tasks()), asked);
                    }
                });
    }

    private Check any(CheckedRevision checked, CheckedProperties asked, PciForest forest, AtFirst atFirst) {
        List<TaskFamily> families = families(checked);
        checked.prepare(families.stream().map(TaskFamily::entryPoint).toList());
        checked.refuseWaitQueue(which.certify ? "--certify" : "--any");
        boolean wide = WiderFamilies.isWide(families, atFirst);
        CheckedTree whole = (wide ? CheckedTree.whole(forest) : CheckedTree.all(forest)).beside(families);
        CheckedTree tree =
                atFirst.isAll() ? whole : whole.with(PciTopology.withoutAdded(atFirst.on(whole.notation(), forest)));
        CheckedProperties properties = which.certify ? asked.certifiable(wide) : asked;
        int most = which.certify ? AnyCheck.ANY_NUMBER : which.any;
        int maxStatesOfOne = (int) Math.min(maxStates, bytes() / BYTES_OF_A_STATE);
        AnyCheck any = new AnyCheck(checked, families, properties, most, maxStatesOfOne, engine(checked));
        return new Check(
                checked,
                tree,
                properties,
                List.of(),
                families.stream().map(TaskFamily::id).toList(),
                AnyCheck.scope(most),
                "certificate",
                () -> any.run(tree.trees()));
    }

    private long bytes() {
        return memory == null ? Runtime.getRuntime().maxMemory() / 2 : memory << 20;
    }

    private Engine engine(CheckedRevision checked) {
        return switch (engine) {
            case explorer -> {
                ExplorerEngine explorer = new ExplorerEngine(
                        maxStates, bytes(), depthFirst ? SearchOrder.DEPTH_FIRST : SearchOrder.BREADTH_FIRST);
                yield allStates ? explorer : explorer.reduced();
            }
            case lincheck -> new LincheckEngine((int) Math.min(maxStates, Integer.MAX_VALUE));
            case jpf -> jpf(checked);
        };
    }

    private Engine jpf(CheckedRevision checked) {
        if (checked.revision() == null) {
            throw new InputException("--engine jpf takes a revision: JPF would need classes of " + checked.name()
                    + " on disk, where nothing of it is written");
        }
        try {
            return JpfInstallation.find()
                    .map(installed ->
                            new JpfEngine(installed, Duration.ofSeconds(seconds), (int) Math.max(64, bytes() >> 20)))
                    .orElseThrow(() -> new InputException(
                            "--engine jpf: expected an installed jpf-core; README says how to set it up"));
        } catch (EngineException e) {
            throw new InputException("--engine jpf: " + e.getMessage(), e);
        }
    }

    /** The functions that the revision has, but for those that take the wider locks; or those that the user names. */
    private List<TaskFamily> families(CheckedRevision checked) {
        if (entryPoints.isEmpty()) {
            return TaskFamily.all().stream()
                    .filter(family -> checked.has(family.entryPoint()))
                    .toList();
        }
        List<TaskFamily> named = WiderFamilies.named(entryPoints, "function for --any and --certify", checked::has);
        WiderFamilies.refuseSenseless(named, checked);
        return named;
    }
}
