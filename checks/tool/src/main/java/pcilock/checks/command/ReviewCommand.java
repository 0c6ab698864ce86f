package pcilock.checks.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcilock.checks.engine.EngineException;
import pcilock.checks.linux.Around;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.linux.SourceDirectory;
import pcilock.checks.linux.SourceException;
import pcilock.checks.linux.SourceTree;
import pcilock.checks.patch.Patch;
import pcilock.checks.patch.PatchSeries;
import pcilock.checks.patch.PatchedTree;
import pcilock.checks.review.JsonReport;
import pcilock.checks.review.MailReply;
import pcilock.checks.review.PageReport;
import pcilock.checks.review.PlainReport;
import pcilock.checks.review.Review;
import pcilock.checks.review.ReviewResult;
import pcilock.checks.review.ReviewedCode;
import pcilock.checks.sweep.SweepProgress;
import pcilock.checks.topology.PciForest;
import pcilock.checks.trace.JsonText;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.pci.EntryPoint;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A patch in, a review out. */
@Command(
        name = "review",
        description = {
            "Says what a patch, or each patch of a series, does to the locks: which functions behave in another way, and what it"
                    + " breaks anew, mends and leaves broken, on every tree of up to " + Review.DEVICES
                    + " devices (slots up to "
                    + Review.DEVICES_WITH_SLOTS + ") with every choice of up to " + Review.TASKS
                    + " tasks; and which two entry points of which one takes wider locks, such as hot-plug's, deadlock, on those"
                    + " of these trees in which no bridge below the top has an empty bus.",
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing breaks anew",
            "1:something does, be it that a later patch of the series mends it",
            "2:the command, a patch or the tree cannot be used",
            "3:a limit was reached, and nothing was found to break anew"
        },
        footerHeading = "%nExample:%n",
        footer = "  pcilock review --linux ~/linux --patch series.mbox --mail")
final class ReviewCommand implements Callable<Integer> {
    private static final String INPUT = "-";
    private static final int GRACE_SECONDS = 20;

    /** A kernel tree and what is to be reviewed of it. */
    static final class Patches {
        @Option(
                names = "--linux",
                required = true,
                paramLabel = "DIRECTORY",
                description = "A kernel tree, or a folder that holds just the files needed.")
        private Path directory;

        @Option(
                names = "--patch",
                required = true,
                paramLabel = "FILE",
                description =
                        "What is reviewed: a diff, a mail or an mbox, or - for the input; any number, in their order, and"
                                + " patch by patch.")
        private List<String> patches = new ArrayList<>();

        @Option(
                names = "--applied",
                paramLabel = "FILE",
                description = "Applied to the tree before, and not reviewed: what the patches stand on; any number.")
        private List<Path> applied = new ArrayList<>();

        @Option(
                names = "--around",
                paramLabel = "REVISION",
                completionCandidates = CheckedOptions.RevisionIds.class,
                description = LinuxOptions.AROUND_DESCRIPTION)
        private String around;

        @Option(names = "--strict", description = "Refuses what would otherwise be assumed of the tree and noted.")
        private boolean strict;
    }

    /** Two pieces of code. */
    static final class Pair {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "REVISION|FILE.java",
                completionCandidates = CheckedOptions.RevisionIds.class,
                description =
                        "Without a kernel tree: the code before, a revision or a file of yours in the shape of one.")
        private String from;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "REVISION|FILE.java",
                completionCandidates = CheckedOptions.RevisionIds.class,
                description = "The code after.")
        private String to;
    }

    /** Which code. */
    static final class Code {
        @ArgGroup(exclusive = false)
        private Patches patches;

        @ArgGroup(exclusive = false)
        private Pair pair;
    }

    @ParentCommand
    private Pcilock parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Code code;

    @Option(
            names = "--topology",
            paramLabel = "TOPOLOGY",
            description = "Reviews it on this machine as well, as \"pcilock check\" takes one.")
    private String topology;

    @Mixin
    private MachineOptions machine;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "" + Review.DEVICES,
            description = "The most devices of a tree (${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "The most time (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--mail",
            description =
                    "Prints a reply to the patch: its hunk, and under the line at which a run goes wrong what goes wrong there.")
    private boolean mail;

    @Option(names = "--json", description = "Prints one JSON object in place of the text.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Writes a page as well, which steps through the runs, before and after side by side, with the patch's hunks.")
    private Path html;

    /** All that was named, for the answer's notes, and to tell whose code fails. */
    private final List<CheckedRevision> checked = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    @Override
    public Integer call() {
        refuseSenseless();
        Optional<PciForest> forest =
                topology == null ? Optional.empty() : Optional.of(machine.read(topology, parent.input()));
        List<ReviewedCode> states = new ArrayList<>();
        List<Optional<Patch>> patches = new ArrayList<>();
        if (code.patches != null) {
            readTrees(states, patches);
        } else {
            for (String named : List.of(code.pair.from, code.pair.to)) {
                CheckedRevision revision = CheckedRevision.of(named);
                checked.add(revision);
                states.add(new ReviewedCode(
                        revision.name(),
                        revision.code(),
                        entryPoint -> has(revision, entryPoint),
                        null,
                        null,
                        revision.file() == null
                                ? Map.of()
                                : Map.of(
                                        revision.file().simpleName(),
                                        revision.file().text())));
            }
            patches.add(Optional.empty());
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        ReviewResult result = review(states, patches, deadline);
        Optional<MachineReview> onMachine = forest.map(there ->
                MachineReview.of(checked.get(0), checked.get(checked.size() - 1), result.whole(), there, deadline));
        for (CheckedRevision one : List.of(checked.get(0), checked.get(checked.size() - 1))) {
            one.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        }
        if (checked.get(0).isLinux() && checked.get(0).linux().around() == null) {
            notes.add(LinuxOptions.AROUND_HINT);
        }
        print(result, onMachine);
        boolean breaks = result.breaks() || onMachine.map(MachineReview::breaks).orElse(false);
        boolean limits = !result.limits().isEmpty()
                || onMachine.map(there -> !there.limits().isEmpty()).orElse(false);
        return breaks ? ExitStatus.REFUTED : limits ? ExitStatus.UNKNOWN : ExitStatus.PROVED;
    }

    /** Of a file, what the revision has that it extends: otherwise it would seem to add an entry point. */
    private static boolean has(CheckedRevision revision, EntryPoint entryPoint) {
        return revision.file() == null
                ? revision.has(entryPoint)
                : revision.file().base().map(base -> base.has(entryPoint)).orElse(true);
    }

    private void refuseSenseless() {
        if (seconds < 1) {
            throw new InputException("--time: expected a number from 1 on, found " + seconds);
        }
        if (devices < 1 || devices > 8) {
            throw new InputException("--devices: expected a number from 1 to 8, found " + devices);
        }
        if (mail && json) {
            throw new InputException("--mail and --json are two answers; choose one");
        }
        if (topology == null && machine.isPart()) {
            throw new InputException("--below goes with --topology");
        }
        if (html != null) {
            CheckPage.refuse(html);
        }
        if (code.patches != null) {
            long fromInput = Stream.concat(code.patches.patches.stream(), Stream.ofNullable(topology))
                    .filter(INPUT::equals)
                    .count();
            if (fromInput > 1) {
                throw new InputException("-: the input can be read once only");
            }
        }
    }

    /** The tree as it is before, and after each patch. */
    private void readTrees(List<ReviewedCode> states, List<Optional<Patch>> patches) {
        SourceTree directory = new SourceDirectory(code.patches.directory);
        List<PatchSeries> applied =
                code.patches.applied.stream().map(PatchSeries::read).toList();
        List<PatchSeries> reviewed =
                code.patches.patches.stream().map(this::series).toList();
        applied.forEach(series -> notes.addAll(series.notes()));
        reviewed.forEach(series -> notes.addAll(series.notes()));
        // Refuses patches of another project.
        PatchedTree.of(
                directory, Stream.concat(applied.stream(), reviewed.stream()).toList());
        PatchedTree tree = PatchedTree.of(directory, applied);
        Around around = Releases.around(code.patches.around, tree);
        LinuxKernel kernel = LinuxKernel.read(tree, code.patches.strict).within(around);
        kernel.prepare(Arrays.asList(EntryPoint.values()));
        states.add(state(tree.origin(), kernel, tree));
        for (PatchSeries series : reviewed) {
            for (Patch patch : series.patches()) {
                tree = tree.apply(patch);
                PatchedTree now = tree;
                boolean reads = kernel.texts().entrySet().stream()
                        .anyMatch(file -> !now.read(file.getKey()).equals(Optional.of(file.getValue())));
                if (reads) {
                    kernel = afterPatch(patch, now, around);
                    states.add(state(patch.name(), kernel, now));
                } else {
                    ReviewedCode before = states.get(states.size() - 1);
                    states.add(new ReviewedCode(patch.name(), before.code(), before.has(), kernel, now, Map.of()));
                }
                patches.add(Optional.of(patch));
            }
        }
    }

    private LinuxKernel afterPatch(Patch patch, PatchedTree tree, Around around) {
        try {
            LinuxKernel kernel = LinuxKernel.read(tree, code.patches.strict).within(around);
            kernel.prepare(
                    Arrays.stream(EntryPoint.values()).filter(kernel::defines).toList());
            return kernel;
        } catch (SourceException e) {
            throw new InputException("after " + patch.name() + ": " + e.getMessage(), e);
        }
    }

    private PatchSeries series(String file) {
        try {
            return file.equals(INPUT) ? PatchSeries.read("<stdin>", parent.input()) : PatchSeries.read(Path.of(file));
        } catch (IOException e) {
            throw new InputException("<stdin>: cannot be read: " + e.getMessage(), e);
        }
    }

    private ReviewedCode state(String name, LinuxKernel kernel, PatchedTree tree) {
        CheckedRevision revision = CheckedRevision.of(kernel);
        checked.add(revision);
        return new ReviewedCode(
                name,
                revision.code(),
                entryPoint -> kernel.has(entryPoint) && kernel.defines(entryPoint),
                kernel,
                tree,
                Map.of());
    }

    private ReviewResult review(List<ReviewedCode> states, List<Optional<Patch>> patches, long deadline) {
        boolean terminal = spec.commandLine().getColorScheme().ansi().enabled();
        try (PrintedProgress bar = new PrintedProgress(spec.commandLine())) {
            SweepProgress progress = terminal ? bar : (done, all, last, counts) -> {};
            TimeLimit.Outcome<ReviewResult> outcome = TimeLimit.run(
                    Duration.ofSeconds(seconds + GRACE_SECONDS),
                    () -> new Review(states, patches, TaskFamily.all(), devices, deadline).run(progress));
            if (outcome.value() != null) {
                return outcome.value();
            }
            if (outcome.failure() == null || outcome.timeIsUp()) {
                throw new LimitReachedException("the limit of " + seconds + " s was reached before anything was found");
            }
            throw failed(outcome.failure());
        }
    }

    /** Whose code failed, and where. */
    private RuntimeException failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (CheckedRevision one : checked) {
                Optional<String> place =
                        one.file() == null ? Optional.empty() : one.file().place(List.of(cause.getStackTrace()));
                if (place.isPresent()) {
                    return new InputException(place.get() + ": " + cause, failure);
                }
            }
            if (cause instanceof SourceException refused) {
                return refused;
            }
        }
        boolean ofUser = checked.stream().anyMatch(CheckedRevision::isOfUser);
        if (ofUser && (failure instanceof EngineException || failure instanceof StackOverflowError)) {
            return new LimitReachedException("the code cannot be explored: " + failure.getMessage());
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private void print(ReviewResult result, Optional<MachineReview> onMachine) {
        PrintWriter out = spec.commandLine().getOut();
        if (html != null) {
            new ReviewHtml(new PageReport(result, devices, notes)).writeTo(html, out);
        }
        if (json) {
            Map<String, Object> object = new JsonReport(result, devices).object();
            onMachine.ifPresent(there -> object.put("machine", there.json()));
            object.put("notes", notes);
            out.print(JsonText.of(object));
        } else if (mail) {
            out.print(new MailReply(result, devices).text());
            onMachine
                    .map(MachineReview::text)
                    .ifPresent(text -> spec.commandLine().getErr().print(text));
            notes.forEach(note -> spec.commandLine().getErr().println("note: " + note));
        } else {
            out.print(new PlainReport(result, devices).text());
            onMachine.map(MachineReview::text).ifPresent(text -> out.print("\n" + text));
            notes.forEach(note -> out.println("Note      " + note));
        }
        out.flush();
    }
}
