package pcilock.checks.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import pcilock.checks.engine.EngineException;
import pcilock.checks.sweep.Findings;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepJournal;
import pcilock.checks.sweep.SweepTable;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sweeps, or puts together what shards have swept. */
@Command(
        name = "sweep",
        description =
                "Explores every tree of PCI devices up to a size, with every choice of tasks, in every revision, and prints"
                        + " the smallest counterexample to each property.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything within the bounds was explored; the table has the answers, REFUTED ones among them",
            "2:the command, or a journal, cannot be used",
            "3:a limit was reached, or only a shard was swept"
        },
        footerHeading = "%nExample:%n",
        footer = "  pcilock sweep --revisions patch-3,6.11 --devices 3 --tasks 2")
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "5",
            description = "The most devices of a tree, the top bridge counted (${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--empty-buses",
            paramLabel = "N",
            defaultValue = "5",
            description = "The most devices of a tree with bridges that have nothing below them (${DEFAULT-VALUE}).")
    private int emptyBuses;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "5",
            description = "The most devices of a tree with slots on its buses (${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "2",
            description = "The most tasks at once (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--revisions",
            paramLabel = "REVISION",
            split = ",",
            completionCandidates = CheckedOptions.RevisionIds.class,
            description = "Only these revisions.")
    private List<String> revisions = new ArrayList<>();

    @Option(names = "--entry-points", paramLabel = "FUNCTION", split = ",", description = "Only these functions.")
    private List<String> entryPoints = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            defaultValue = "NONE",
            description = "A seeded fault in place of the revisions: ${COMPLETION-CANDIDATES}.")
    private Fault fault;

    @Option(names = "--shard", paramLabel = "K/N", defaultValue = "0/1", description = "Only part K, from 0, of N.")
    private String shard;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Writes down each tree when it is done, and goes on where FILE ends.")
    private Path journal;

    @Option(
            names = "--code",
            paramLabel = "TEXT",
            description =
                    "What the code is known by in the journal (a fingerprint of the model, the specs and the search).")
    private String code;

    @Option(names = "--threads", paramLabel = "N", description = "How many trees at once (one for each processor).")
    private Integer threads;

    @Option(names = "--all-scenarios", description = "Leaves out no scenario of which another one tells the same.")
    private boolean allScenarios;

    @Option(
            names = "--merge",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Sweeps nothing and puts these journals together.")
    private List<Path> merged = new ArrayList<>();

    @Override
    public Integer call() {
        try {
            SweepBounds bounds = bounds();
            Shard part = shard();
            if (threads != null && threads < 1) {
                throw new InputException("--threads: expected a number from 1 on, found " + threads);
            }
            Findings findings = merged.isEmpty() ? sweep(bounds, part) : mergeJournals(bounds);
            spec.commandLine().getOut().print(new SweepTable(findings).text());
            return findings.isComplete() ? ExitStatus.PROVED : ExitStatus.of(Answer.UNKNOWN);
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private Findings sweep(SweepBounds bounds, Shard part) {
        try (PrintedProgress progress = new PrintedProgress(spec.commandLine())) {
            int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
            return new Sweep(bounds, part).run(atOnce, openJournal(bounds), progress);
        }
    }

    private SweepJournal openJournal(SweepBounds bounds) {
        try {
            if (journal == null) {
                return null;
            }
            SweepJournal opened = SweepJournal.open(journal, bounds, knownBy());
            opened.dropped().ifPresent(this::tell);
            return opened;
        } catch (EngineException e) {
            throw new InputException("--journal: " + e.getMessage(), e);
        }
    }

    private Findings mergeJournals(SweepBounds bounds) {
        try {
            return SweepJournal.merge(merged, bounds, knownBy(), this::tell);
        } catch (EngineException e) {
            throw new InputException("--merge: " + e.getMessage(), e);
        }
    }

    private String knownBy() {
        return code == null ? RunningCode.fingerprint() : code;
    }

    private void tell(String what) {
        spec.commandLine().getErr().println("sweep: " + what);
    }

    private SweepBounds bounds() {
        List<Revision> chosen = revisions.isEmpty()
                ? List.of(Revision.values())
                : revisions.stream().map(CheckedRevision::builtIn).toList();
        TaskFamily[] all = TaskFamily.all().toArray(TaskFamily[]::new);
        List<TaskFamily> families = entryPoints.isEmpty()
                ? List.of(all)
                : entryPoints.stream()
                        .map(name -> Names.find("function to sweep", name, all, TaskFamily::id))
                        .toList();
        return new SweepBounds(chosen, fault, families, devices, emptyBuses, slots, tasks, !allScenarios);
    }

    private Shard shard() {
        String[] parts = shard.split("/", -1);
        try {
            return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts.length == 2 ? parts[1] : ""));
        } catch (NumberFormatException e) {
            throw new InputException("--shard: expected K/N, such as 0/4, found " + shard, e);
        }
    }
}
