package pcilock.checks.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** {@code results/review.txt}: what was found, as a reply to the list. */
public final class ReviewText {
    /** A counterexample that takes more lines than this is cut in its middle, which says so. */
    private static final int MOST_LINES = 12;

    private final ReviewInputs inputs;
    private final WrappedText text = new WrappedText();

    public ReviewText(ReviewInputs inputs) {
        this.inputs = inputs;
    }

    /** The text of the file. */
    public String text() {
        text.line("Subject: ", "Re: [PATCH v2 3/3] PCI: Add missing bridge lock to pci_bus_lock()");
        asked();
        checked();
        verdicts();
        counterexamples();
        inputs.deadlocks().filter(deadlocks -> !deadlocks.stale()).ifPresent(this::deadlocks);
        notChecked();
        return text.toString();
    }

    private void asked() {
        text.heading("What was asked");
        text.paragraph(
                "Do the locks that PCI resets take, device_lock and the config access lock, deadlock, sleep where they"
                        + " must not, get lost or get left behind, and is the bridge held during every secondary bus reset? The"
                        + " question was put to these revisions of drivers/pci/pci.c and access.c:");
        text.emptyLine();
        int width = 0;
        for (Revision revision : Revision.values()) {
            width = Math.max(width, revision.id.length());
        }
        for (Revision revision : Revision.values()) {
            text.line("  " + revision.id + " ".repeat(width - revision.id.length() + 2), revision.source);
        }
    }

    private void checked() {
        text.heading("What was checked, and within which bounds");
        text.paragraph("The locking code was modelled function by function. "
                + inputs.claims().size()
                + " claims, each a revision, a tree of devices and the tasks that run at once, were explored, every"
                + " interleaving to its end. The engines, which explore the same source:");
        text.emptyLine();
        for (EngineEntry engine : inputs.engines()) {
            List<EngineFinding> findings = inputs.claims().values().stream()
                    .flatMap(claim -> claim.findings().stream())
                    .filter(finding -> finding.engine().equals(engine.name()))
                    .toList();
            long stale = findings.stream().filter(EngineFinding::stale).count();
            long explored = findings.stream().mapToLong(EngineFinding::explored).sum();
            text.line(
                    "  " + engine.name() + ": ",
                    "version " + engine.version() + ", " + findings.size() + " claims, " + explored + " "
                            + engine.unit() + (stale == 0 ? "" : "; STALE, computed from other sources, in " + stale));
        }
        text.emptyLine();
        text.paragraph(
                "All of it is bounded: trees of at most " + mostDevices() + " devices, of which no bridge is deeper"
                        + " than level " + mostLevels() + ", and at most " + mostTasks()
                        + " tasks at once, those that the claims"
                        + " name. A revision may be right in these and wrong in others.");
    }

    private int mostDevices() {
        return inputs.claims().values().stream()
                .mapToInt(ReviewText::devices)
                .max()
                .orElse(0);
    }

    private int mostLevels() {
        int most = 0;
        for (ClaimEntry claim : inputs.claims().values()) {
            int level = 0;
            for (char c : claim.topology().toCharArray()) {
                level += c == '(' ? 1 : c == ')' ? -1 : 0;
                most = Math.max(most, level);
            }
        }
        return most;
    }

    private int mostTasks() {
        return inputs.claims().values().stream()
                .mapToInt(claim -> claim.tasks().size())
                .max()
                .orElse(0);
    }

    private void verdicts() {
        text.heading("Verdict per revision");
        text.paragraph("PROVED: no interleaving breaks a property asked for. REFUTED: one does. Claims about the config"
                + " access lock alone, about drivers, about wider locks, and about seeded faults are left out here.");
        text.emptyLine();
        text.paragraph(LockCoverage.SENTENCE);
        for (Revision revision : Revision.withResetsOfTheirOwn()) {
            List<ClaimEntry> claims = about(revision);
            List<ClaimEntry> refuted =
                    claims.stream().filter(claim -> !claim.breaks().isEmpty()).toList();
            long proved = claims.stream()
                    .filter(claim -> claim.answer() == Answer.PROVED)
                    .count();
            long open = claims.size() - proved - refuted.size();
            text.emptyLine();
            text.line(
                    revision.id + ": ",
                    verdict(claims.size(), proved, refuted.size())
                            + (open > 0 ? "; UNKNOWN or stale in " + open + " of " + claims.size() : ""));
            if (!refuted.isEmpty()) {
                Set<Property> broken = EnumSet.noneOf(Property.class);
                refuted.forEach(claim -> broken.addAll(claim.breaks()));
                text.items(
                        "  breaks ",
                        broken.stream().map(property -> property.id).toList(),
                        ", ");
            }
        }
    }

    private static String verdict(int claims, long proved, int refuted) {
        if (claims == 0) {
            return "not asked";
        }
        if (refuted > 0) {
            return "REFUTED in " + refuted + " of " + claims + " claims" + (proved > 0 ? ", PROVED in " + proved : "");
        }
        return proved > 0 ? "PROVED in " + proved + " of " + claims + " claims" : "no answer";
    }

    private List<ClaimEntry> about(Revision revision) {
        return inputs.claims().values().stream()
                .filter(claim -> claim.revision().equals(revision.id) && claim.isAboutItsRevision())
                .toList();
    }

    private void counterexamples() {
        text.heading("The smallest counterexample of each refuted revision");
        text.paragraph(
                "With the fewest devices, then the fewest tasks, then the fewest steps; without slots, where there is one."
                        + " And the smallest deadlock, where that is another one. A bridge is"
                        + " written with the devices below it in parentheses, a slot with its devices in brackets. After T1: stands what T1 does before another task moves.");
        for (Revision revision : Revision.values()) {
            Optional<ClaimEntry> smallest = smallest(revision, EnumSet.allOf(Property.class));
            smallest.ifPresent(this::counterexample);
            // The smallest one may be about less than a deadlock.
            smallest(revision, EnumSet.of(Property.NO_DEADLOCK))
                    .filter(claim -> !endOf(smallest.orElseThrow()).breaks().contains(Property.NO_DEADLOCK.id))
                    .ifPresent(this::counterexample);
        }
    }

    /** The claim about a revision whose trace is the smallest of those that break one of these properties, slots last. */
    private Optional<ClaimEntry> smallest(Revision revision, Set<Property> properties) {
        return about(revision).stream()
                .filter(claim -> inputs.traces().containsKey(claim.name()))
                .filter(claim -> properties.stream()
                        .anyMatch(property -> endOf(claim).breaks().contains(property.id)))
                .min(Comparator.comparing((ClaimEntry claim) -> claim.topology().indexOf('[') >= 0)
                        .thenComparing(ReviewText::devices)
                        .thenComparing(claim -> claim.tasks().size())
                        .thenComparing(claim ->
                                inputs.traces().get(claim.name()).run().steps().size()));
    }

    private static int devices(ClaimEntry claim) {
        return PciTopology.parse(claim.topology()).devices.length;
    }

    private Trace.End endOf(ClaimEntry claim) {
        return inputs.traces().get(claim.name()).run().end();
    }

    private void counterexample(ClaimEntry claim) {
        Trace trace = inputs.traces().get(claim.name());
        text.emptyLine();
        text.line(claim.revision() + ": ", claim.question() + " (" + claim.name() + ")");
        text.line("  on ", claim.topology());
        for (int task = 0; task < trace.tasks().size(); task++) {
            text.line("  T" + (task + 1) + " runs ", trace.tasks().get(task));
        }
        cut(steps(trace.run().steps())).forEach(line -> text.line("", line));
        Trace.End end = trace.run().end();
        if (end.stuck()) {
            text.items("  Nobody can move: ", end.waiting(), "; ");
        }
        text.items("  Breaks ", end.breaks(), ", ");
    }

    private static List<String> steps(List<Trace.TraceStep> run) {
        WrappedText steps = new WrappedText();
        int from = 0;
        while (from < run.size()) {
            int task = run.get(from).task();
            List<String> words = new ArrayList<>();
            int to = from;
            while (to < run.size() && run.get(to).task() == task) {
                Trace.TraceStep step = run.get(to++);
                words.add(step.words());
                step.notes().forEach(note -> words.add(note.words()));
            }
            steps.items("  T" + (task + 1) + ": ", words, "; ");
            from = to;
        }
        return steps.toString().lines().toList();
    }

    private static List<String> cut(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        int kept = MOST_LINES / 2;
        List<String> cut = new ArrayList<>(lines.subList(0, kept));
        cut.add("  [... " + (lines.size() - 2 * kept) + " lines, see the trace ...]");
        cut.addAll(lines.subList(lines.size() - kept, lines.size()));
        return cut;
    }

    private void deadlocks(DeadlocksEntry deadlocks) {
        text.heading("Who deadlocks with whom");
        text.paragraph(
                "Each two functions of which one takes more locks than a reset does, and each three of which no two deadlock, in"
                        + " some revisions, within these bounds:");
        text.emptyLine();
        deadlocks.bounds().forEach(bound -> text.line("- ", bound));
        text.emptyLine();
        text.paragraph(
                "What each revision has, and what it has that the one before it has not, or the other way round:");
        Set<List<String>> before = null;
        for (Revision revision : deadlocks.revisions()) {
            Set<List<String>> has = new LinkedHashSet<>();
            deadlocks.rows().stream().filter(row -> isRefuted(row, revision)).forEach(row -> has.add(row.functions()));
            text.emptyLine();
            text.line(revision.id + ": ", counted(has));
            if (before != null) {
                functions("  brings ", has, before);
                functions("  lacks  ", before, has);
            }
            before = has;
        }
        Revision newest = deadlocks.revisions().get(deadlocks.revisions().size() - 1);
        text.emptyLine();
        text.paragraph("Those of " + newest.id
                + ", each on its smallest tree; the run is in the file of deadlocks/ named at its end:");
        for (DeadlocksEntry.Row row : deadlocks.rows()) {
            if (isRefuted(row, newest)) {
                String name = row.cells().get(newest).run();
                ShortestRun run = deadlocks.runs().get(name).shortest();
                text.emptyLine();
                text.items("", row.functions(), " +");
                text.items("  on " + run.topology().replaceAll(";.*", "") + ": ", run.tasks(), "; ");
                deadlocks.traces().get(name).run().end().waiting().forEach(waits -> text.line("  ", waits));
                text.line("  ", run.steps().size() + " steps: " + name + ".txt");
            }
        }
    }

    private static boolean isRefuted(DeadlocksEntry.Row row, Revision revision) {
        DeadlocksEntry.PairAnswer cell = row.cells().get(revision);
        return cell != null && cell.answer() == Answer.REFUTED;
    }

    private static String counted(Set<List<String>> functions) {
        long pairs = functions.stream().filter(some -> some.size() == 2).count();
        return pairs + " pairs and " + (functions.size() - pairs) + " threes deadlock";
    }

    private void functions(String what, Set<List<String>> these, Set<List<String>> butNotThose) {
        List<String> names = these.stream()
                .filter(some -> !butNotThose.contains(some))
                .map(some -> String.join(" + ", some))
                .toList();
        if (!names.isEmpty()) {
            text.items(what, names, "; ");
        }
    }

    private void notChecked() {
        text.heading("What was not checked");
        for (String item : List.of(
                "Only locks are modelled: device_lock, pci_slot_mutex, pci_lock, the config flags and their wait queue, and with tasks that"
                        + " add, remove, bind or recover devices the locks of these. Hardware is a step where a secondary bus reset begins"
                        + " and one where it ends.",
                "Devices come and go only where a task adds or removes them, and only those of the tree; what walks over a bus to lock it"
                        + " walks over those that the tree begins with.",
                "Larger trees and more tasks than those named above, and any task that no claim names; but see sweep/README.md"
                        + " for every small tree.",
                "Starvation: a mutex may go to any waiter or newcomer.",
                "A bus with more than one slot, slots on a root bus, and a slot's reset that fails.",
                "The larger explorations use one atomic blocking flag in place of pci_lock and the wait queue; the claims"
                        + " ConfigAccess_* ask, on small trees, whether the wait queue behaves as that flag.")) {
            text.line("- ", item);
        }
        for (String item : unanswered()) {
            text.line("- ", item);
        }
        text.emptyLine();
        text.paragraph(
                "Every claim with its answer is in README.md beside this file, every trace in traces/, and index.html"
                        + " steps through them.");
    }

    private List<String> unanswered() {
        List<String> items = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (ClaimEntry claim : inputs.claims().values()) {
            claim.skipped().forEach((engine, why) -> skipped.merge("by " + engine + ": " + why, 1, Integer::sum));
        }
        skipped.forEach((why, claims) -> items.add((claims == 1 ? "1 claim " : claims + " claims ") + why + "."));
        Optional.of(inputs.claims().values().stream()
                        .filter(claim -> claim.answer() == Answer.UNKNOWN)
                        .map(ClaimEntry::name)
                        .collect(Collectors.joining(", ")))
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> items.add("No answer, UNKNOWN or stale: " + names + "."));
        return items;
    }
}
