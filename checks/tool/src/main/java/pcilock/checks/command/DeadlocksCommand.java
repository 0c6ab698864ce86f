package pcilock.checks.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Found;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockTriples;
import pcilock.checks.deadlocks.DeadlockTriples.Triple;
import pcilock.checks.deadlocks.OrderOfLocks;
import pcilock.checks.trace.TraceText;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks who deadlocks with whom. */
@Command(
        name = "deadlocks",
        description =
                "Asks of each two functions, of which one takes more than the locks of resets, whether they deadlock on some tree;"
                        + " with --tasks 3 also of each three of which no two do. pcie_portdrv_probe and pcie_portdrv_remove it asks as"
                        + " bind_store and unbind_store of a port.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  pcilock deadlocks --revision 7.1 --devices 3 --traces")
final class DeadlocksCommand implements Callable<Integer> {
    private static final int MOST_DEVICES = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "One that is built in; repeat it for more; without it the one of each release.")
    private List<String> revisions = new ArrayList<>();

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "3",
            description = "The most of a tree, from 1 to 5 (3).")
    private int devices;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description =
                    "The most devices of a tree with slots (as many as a tree may have); for two tasks, without --order.")
    private Integer devicesWithSlots;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "The most states of two tasks on one tree (1000000).")
    private long maxStates;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "How many at once, 2 or 3 (2). Three take much longer, and are asked without what drivers do.")
    private int tasks;

    @Option(
            names = "--order",
            description = "Prints in which order locks are taken, and which cycles of that order a run closes.")
    private boolean order;

    @Option(names = "--traces", description = "Prints the run of each deadlock.")
    private boolean traces;

    @Override
    public Integer call() {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new InputException("--devices: expected a number from 1 to " + MOST_DEVICES + ", found " + devices);
        }
        if (tasks != 2 && tasks != 3) {
            throw new InputException("--tasks: expected 2 or 3, found " + tasks);
        }
        if (devicesWithSlots != null && (devicesWithSlots < 0 || devicesWithSlots > devices)) {
            throw new InputException(
                    "--slots: expected a number from 0 to the " + devices + " of --devices, found " + devicesWithSlots);
        }
        if (devicesWithSlots != null && (tasks != 2 || order)) {
            throw new InputException("--slots is for two tasks, and not for --order");
        }
        PrintWriter out = spec.commandLine().getOut();
        Map<Revision, Map<Pair, Answer>> pairs = new LinkedHashMap<>();
        Map<Revision, Map<Triple, Answer>> triples = new LinkedHashMap<>();
        List<ClosedCycles.KnownDeadlocks> orders = new ArrayList<>();
        List<Revision> asked = asked();
        List<Code> codes = asked.stream().map(Code::of).toList();
        int slots = devicesWithSlots == null ? devices : devicesWithSlots;
        List<Found> found = new DeadlockPairs(codes, maxStates).withOrder(devices, slots, order ? devices : 0);
        List<Map<Pair, Answer>> ofPairs = found.stream().map(Found::pairs).toList();
        List<Map<Triple, Answer>> ofTriples =
                tasks == 3 ? DeadlockTriples.of(codes, ofPairs, devices, maxStates) : List.of();
        for (int code = 0; code < codes.size(); code++) {
            pairs.put(asked.get(code), ofPairs.get(code));
            List<Map<?, Answer>> known = new ArrayList<>(List.of(ofPairs.get(code)));
            if (tasks == 3) {
                triples.put(asked.get(code), ofTriples.get(code));
                known.add(ofTriples.get(code));
            }
            if (order) {
                orders.add(new ClosedCycles.KnownDeadlocks(
                        asked.get(code), found.get(code).order(), known));
            }
        }
        table("deadlocks, with the smallest tree", "pairs", pairs, out);
        if (tasks == 3) {
            table("deadlocks of three, of which no two do", "threes", triples, out);
        }
        out.printf(
                "On every tree of up to %d devices with one root port, %s and one virtual function included; with what"
                        + " is added or bound there at first, and not there; every deadlock was replayed.%n",
                devices, slots == devices ? "slots" : slots == 0 ? "no slots" : "slots on those of up to " + slots);
        out.printf("PROVED %s.%n", LockCoverage.line(true));
        List<ClosedCycles> closed = ClosedCycles.of(orders, devices, maxStates);
        for (int code = 0; code < closed.size(); code++) {
            order(orders.get(code).revision(), closed.get(code), out);
        }
        if (traces) {
            pairs.forEach((revision, answers) -> traces(revision, answers, out));
            triples.forEach((revision, answers) -> traces(revision, answers, out));
        }
        out.flush();
        List<Answer> all = Stream.concat(pairs.values().stream(), triples.values().stream())
                .flatMap(of -> of.values().stream())
                .toList();
        if (all.stream().anyMatch(Answer::isRefuted)) {
            return ExitStatus.REFUTED;
        }
        return all.stream().allMatch(Answer::isProved) ? ExitStatus.PROVED : ExitStatus.UNKNOWN;
    }

    private List<Revision> asked() {
        return revisions.isEmpty()
                ? DeadlockPairs.RELEASES
                : revisions.stream().map(this::named).distinct().toList();
    }

    private Revision named(String name) {
        Releases.Named found = Releases.find(name);
        if (found.note() != null) {
            spec.commandLine().getErr().println("note: " + found.note());
        }
        CheckedRevision.refuseLockdep("--revision: " + found.revision().id + " cannot be asked", found.revision());
        return found.revision();
    }

    private static <T extends Comparable<T>> void table(
            String title, String what, Map<Revision, Map<T, Answer>> found, PrintWriter out) {
        int proved = 0;
        int width = DeadlockPairs.functions(found).stream()
                .mapToInt(functions -> functions.toString().length())
                .reduce(title.length(), Math::max);
        String line = "%-" + width + "s" + " %-16s".repeat(found.size()) + "%n";
        List<Object> heading = new ArrayList<>(List.of(title));
        found.keySet().forEach(revision -> heading.add(revision.id));
        out.printf(line, heading.toArray());
        for (T functions : DeadlockPairs.functions(found)) {
            if (DeadlockPairs.isProved(found, functions)) {
                proved++;
                continue;
            }
            List<Object> cells = new ArrayList<>(List.of(functions.toString()));
            found.values().forEach(answers -> cells.add(cell(answers.get(functions))));
            out.printf(line, cells.toArray());
        }
        out.printf("%d other %s: PROVED free of deadlock in each of these that has them.%n", proved, what);
    }

    private static String cell(Answer answer) {
        if (answer == null) {
            return "not there";
        }
        if (answer.isRefuted()) {
            return answer.tree();
        }
        return answer.isProved() ? "-" : "UNKNOWN";
    }

    private void order(Revision revision, ClosedCycles closed, PrintWriter out) {
        out.printf("%nThe order of locks in %s: what is taken while something is held, and by whom.%n", revision.id);
        int width = closed.order().edges().keySet().stream()
                .mapToInt(arrow -> arrow.toString().length())
                .max()
                .orElse(0);
        String line = "%-" + width + "s  %s%n";
        closed.order()
                .edges()
                .forEach((arrow, edge) -> out.printf(
                        line, arrow, edge.functions() + (edge.words().isEmpty() ? "" : "; " + edge.words())));
        out.printf(
                "%nreset_lock is not held over a driver's bind or unbind: %s.%n",
                closed.order().resetLockOverBind());
        out.printf(
                "%nIts cycles of up to %d kinds, which are no deadlocks by themselves, and the tasks of a run that closes each:%n",
                OrderOfLocks.MOST_KINDS);
        closed.cycles().forEach((cycle, closing) -> out.printf("%s: %s%n", cycle, words(closing.answer())));
        out.printf(
                "%d kinds, %d edges, %d cycles, of which a run closes %d.%n",
                closed.order().kinds().size(),
                closed.order().edges().size(),
                closed.cycles().size(),
                closed.closed().size());
        if (traces) {
            closed.cycles().forEach((cycle, closing) -> {
                if (closing.answer().isRefuted() && closing.functions() == null) {
                    trace(revision, cycle, closing.answer(), out);
                }
            });
        }
    }

    private static String words(Answer answer) {
        if (answer.isRefuted()) {
            return "REFUTED by " + String.join(" and ", answer.scenario().tasks) + " on " + answer.tree() + ", "
                    + answer.deadlock().steps().size() + " steps";
        }
        return answer.isProved()
                ? "no run of two or three tasks within the bounds closes it"
                : "UNKNOWN, since " + answer.stopped();
    }

    private static void trace(Revision revision, Object what, Answer answer, PrintWriter out) {
        out.printf("%n%s, %s%n%n", revision.id, what);
        out.print(TraceText.of(answer.scenario(), answer.deadlock(), LockCoverage.properties()));
    }

    private static <T> void traces(Revision revision, Map<T, Answer> answers, PrintWriter out) {
        answers.forEach((functions, answer) -> {
            if (answer.isRefuted()) {
                trace(revision, functions, answer, out);
            } else if (!answer.isProved()) {
                out.printf("%n%s, %s: UNKNOWN, since %s%n", revision.id, functions, answer.stopped());
            }
        });
    }
}
