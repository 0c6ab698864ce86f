package pcilock.checks.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.engine.EngineException;
import pcilock.checks.sweep.Shard;
import pcilock.checks.sweep.Sweep;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.sweep.SweepJournal;
import pcilock.checks.sweep.SweepTable;
import pcilock.checks.trace.JsonText;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import picocli.CommandLine.ArgGroup;
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
            paramLabel = "REVISION|FILE.java",
            split = ",",
            completionCandidates = CheckedOptions.RevisionIds.class,
            description =
                    "Only these revisions, or files of yours in the shape of one; without it each whose resets differ from those"
                            + " before it, or, of functions that take the wider locks, one of each release.")
    private List<String> revisions = new ArrayList<>();

    @ArgGroup(exclusive = false, heading = "A kernel tree, alone or beside what --revisions names:%n")
    private LinuxOptions.WithAround linux;

    @Option(
            names = "--entry-points",
            paramLabel = "FUNCTION",
            split = ",",
            description =
                    "Only these functions; without it those of resets. Where one takes the wider locks (hot-plug, AER,"
                            + " DPC, removal, rescan, SR-IOV, drivers), trees have a virtual function, too, and devices that are not there or"
                            + " not bound at first.")
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

    @Option(
            names = "--table",
            description = "Prints a table for people, one row a property, REFUTED first, as on a terminal by itself.")
    private boolean table;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    /** What the user names, or what stands for that. */
    private final List<CheckedRevision> named = new ArrayList<>();

    /** The user's code, by the revision in whose place it runs. */
    private final Map<Revision, CheckedRevision> own = new EnumMap<>(Revision.class);

    @Override
    public Integer call() {
        try {
            SweepBounds bounds = bounds();
            Shard part = shard();
            if (threads != null && threads < 1) {
                throw new InputException("--threads: expected a number from 1 on, found " + threads);
            }
            SweepFindings findings = merged.isEmpty() ? sweep(bounds, part) : mergeJournals(bounds);
            List<String> notes = Stream.concat(
                            named.stream().flatMap(code -> code.notes().stream()),
                            WiderFamilies.notRescanned(bounds.families()).stream())
                    .toList();
            SweepTable result = new SweepTable(findings);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(JsonText.of(result.json(notes)));
            } else {
                boolean terminal = spec.commandLine().getColorScheme().ansi().enabled();
                out.print(table || terminal ? result.table() : result.text());
                notes.forEach(note -> out.println("note: " + note));
            }
            return findings.isComplete() ? ExitStatus.PROVED : ExitStatus.of(Answer.UNKNOWN);
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private SweepFindings sweep(SweepBounds bounds, Shard part) {
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

    private SweepFindings mergeJournals(SweepBounds bounds) {
        try {
            return SweepJournal.merge(merged, bounds, knownBy(), this::tell);
        } catch (EngineException e) {
            throw new InputException("--merge: " + e.getMessage(), e);
        }
    }

    /** The code that is built in, and the text of each file of the user's. */
    private String knownBy() {
        StringBuilder known = new StringBuilder(code == null ? RunningCode.fingerprint() : code);
        own.values()
                .forEach(one -> known.append(' ').append(one.name()).append('=').append(RunningCode.fingerprint(one)));
        return known.toString();
    }

    private void tell(String what) {
        spec.commandLine().getErr().println("sweep: " + what);
    }

    /** Those of resets, unless the user names some; a function that a revision has not got is not swept there. */
    private List<TaskFamily> families() {
        return entryPoints.isEmpty()
                ? TaskFamily.all()
                : WiderFamilies.named(entryPoints, "function to sweep", entryPoint -> true);
    }

    /** The revisions that are swept where none is named. */
    private static List<Revision> all(List<TaskFamily> families) {
        return WiderTasks.isWide(families) ? DeadlockPairs.RELEASES : Revision.withResetsOfTheirOwn();
    }

    private SweepBounds bounds() {
        List<TaskFamily> families = families();
        revisions.forEach(name -> named.add(CheckedRevision.of(name)));
        if (linux != null) {
            named.add(CheckedRevision.of(linux.kernel()));
        }
        if (named.isEmpty()) {
            all(families).forEach(revision -> named.add(CheckedRevision.of(revision.id)));
        }
        named.forEach(code -> WiderFamilies.refuseSenseless(families, code));
        List<Revision> chosen = standIns();
        Map<Revision, SweepBounds.OwnCode> codes = new EnumMap<>(Revision.class);
        own.forEach((place, code) -> {
            code.prepare(families.stream().map(TaskFamily::entryPoint).toList());
            code.refuseWaitQueue("sweep");
            codes.put(place, new SweepBounds.OwnCode(code.name(), code.code(), code::has));
        });
        return new SweepBounds(chosen, fault, families, devices, emptyBuses, slots, tasks, !allScenarios, codes);
    }

    /** A revision for each of these: itself, or one that nobody named, in whose place code of the user's runs. */
    private List<Revision> standIns() {
        Set<Revision> free = EnumSet.allOf(Revision.class);
        named.forEach(code -> free.remove(code.revision()));
        List<Revision> chosen = new ArrayList<>();
        for (CheckedRevision code : named) {
            if (code.revision() != null) {
                if (!chosen.contains(code.revision())) {
                    chosen.add(code.revision());
                }
                continue;
            }
            if (free.isEmpty()) {
                throw new InputException("--revisions: expected at most " + Revision.values().length
                        + " revisions and files at once, found " + named.size());
            }
            Revision place = free.iterator().next();
            free.remove(place);
            own.put(place, code);
            chosen.add(place);
        }
        return chosen;
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
