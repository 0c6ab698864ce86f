package pcilock.checks.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.AtRisk;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.CircularWait;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.explorer.TaskRecordings;
import pcilock.checks.explorer.TaskWaits;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.WiderTasks;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/**
 * Explores every choice of up to so many tasks on one tree, fewer tasks first, and stops at the number of tasks at which some choice
 * breaks a property: of these it keeps a deadlock, where there is one, and else a run with the fewest steps. Left out are tasks that
 * do the same as another one, choices of which one part never meets another, and all that no step of any task could break. A limit
 * ends the choice that reaches it and nothing else.
 */
final class AnyTasks {
    private final CheckedRevision revision;
    private final List<String> tasks;
    private final PciTopology topology;

    /** Whether the machine has the wider locks, so that it is looked at where each task waits. */
    private final boolean isWide;

    private final TaskRecordings recordings = new TaskRecordings();
    private final Map<String, TaskWaits> waits = new HashMap<>();
    private final CircularWait circularWait;
    private final AtRisk atRisk;

    private final ScenarioSearch search;
    private final Set<Property> open;
    private final Set<Property> tested;
    private final Set<Property> breaks = EnumSet.noneOf(Property.class);

    /** For each reason the tasks, or choices of tasks, that could not be explored. */
    private final Map<String, List<String>> limits = new LinkedHashMap<>();

    private List<TaskProgram> programs = List.of();

    /** What is to be put to the test before the exploration may end. */
    private Set<Property> sought = EnumSet.noneOf(Property.class);

    private long choices;
    private long states;
    private int sizesDone;
    private boolean isCertified;
    private boolean interrupted;
    private Found best;

    /** A run that breaks something. */
    private record Found(List<String> tasks, List<Step> run, boolean isDeadlock) {}

    /**
     * What is to be found out.
     *
     * @param open the properties of which it is not known whether tasks break them
     * @param tested those that tasks are known to put to the test
     */
    AnyTasks(
            CheckedRevision revision,
            List<TaskFamily> families,
            String tree,
            int maxStates,
            Set<Property> open,
            Set<Property> tested) {
        this.revision = revision;
        tasks = tasks(families, PciTopology.parse(tree));
        topology = PciTopology.parse(
                TaskCode.machine(revision.code().machine(TaskFamily.topology(tree, families)), tasks));
        isWide = WiderFamilies.isWide(families, tree);
        circularWait = new CircularWait(topology);
        atRisk = new AtRisk(topology);
        search = new ScenarioSearch(maxStates);
        this.open = EnumSet.copyOf(open);
        this.tested = EnumSet.noneOf(Property.class);
        this.tested.addAll(tested);
    }

    /** Explores; what is found then is told by the other methods. To be called once. */
    void run(int most, Set<Property> asked) {
        try {
            record();
            sought.addAll(asked);
            sought.retainAll(TaskProgram.mayBeTested(programs));
            if (limits.isEmpty()) {
                open.removeAll(TaskProgram.neverBroken(programs));
            }
            if (isCertified) {
                tested.addAll(sought); // A certificate speaks of every outcome.
            }
            // What was recorded when time was up is little, and may break something by itself.
            int last = interrupted ? 1 : most;
            for (int size = 1; size <= last && !isRefuted() && !isKnown(); size++) {
                choose(new ArrayList<>(), size, 0);
                sizesDone = limits.isEmpty() ? size : sizesDone;
            }
        } catch (LimitException e) {
            if (!e.isInterruption()) {
                throw e;
            }
            // Wherever it was, not all was asked.
            interrupted = true;
            limits.computeIfAbsent(e.getMessage(), unused -> new ArrayList<>()).add("what was left");
        }
    }

    /** Every task that there is. */
    List<String> tasks() {
        return tasks;
    }

    /** The machine on which they run. */
    PciTopology topology() {
        return topology;
    }

    /** Whether time is up. */
    boolean isInterrupted() {
        return interrupted;
    }

    private void record() {
        List<TaskProgram> recorded = new ArrayList<>();
        for (int i = 0; i < tasks.size() && !interrupted; i++) {
            List<String> alone = List.of(tasks.get(i));
            try {
                TaskProgram program = TaskProgram.record(revision.scenario(topology.notation, alone), recordings);
                if (!program.isEmpty()) {
                    recorded.add(program);
                }
            } catch (LimitException e) {
                interrupted = e.isInterruption();
                reached(e.getMessage(), alone);
            } catch (EngineException e) {
                reached(e.getMessage(), alone);
            }
        }
        programs = TaskProgram.different(recorded);
    }

    private static List<String> tasks(List<TaskFamily> families, PciTopology tree) {
        List<String> tasks = new ArrayList<>();
        for (TaskFamily family : families) {
            for (PciDev device : tree.devices) {
                if (WiderTasks.isAsked(families, family, device)) {
                    tasks.add(family.on(device.name));
                }
            }
        }
        return tasks;
    }

    /**
     * Removes of what is open what no number of these tasks breaks, by where each may wait: see {@link CircularWait}. Only where some take
     * the wider locks.
     *
     * @return why that is not known, for people; nothing where it was removed
     */
    Optional<String> certify() {
        List<TaskWaits> all = new ArrayList<>();
        for (String task : tasks) {
            try {
                all.add(waits(task));
            } catch (LimitException | EngineException e) {
                interrupted = e instanceof LimitException limit && limit.isInterruption();
                return Optional.of(task + ": " + e.getMessage());
            }
        }
        List<String> circle = circularWait.ofAnyNumber(all).stream()
                .map(tasks::get)
                .distinct()
                .toList();
        if (circle.isEmpty()) {
            isCertified = true;
            open.removeAll(LockCoverage.properties());
            return Optional.empty();
        }
        return Optional.of(String.join(", ", circle)
                + (circle.size() == 1 ? ", alone or several at once, may hinder itself" : " may wait for each other"));
    }

    private TaskWaits waits(String task) {
        return waits.computeIfAbsent(
                task,
                unused -> new TaskWaits(revision.scenario(topology.notation, List.of(task)), topology, recordings));
    }

    /** Whether it is known without a search that these tasks break nothing that is open. */
    private boolean areNeverStuck(List<TaskProgram> chosen) {
        return LockCoverage.properties().containsAll(open)
                && tested.containsAll(sought)
                && !circularWait.mayBe(
                        chosen.stream().map(TaskProgram::task).map(this::waits).toList());
    }

    /** The same of tasks that take none of the wider locks. */
    private boolean areAtNoRisk(List<TaskProgram> chosen) {
        if (TaskProgram.callLockdep(chosen)) {
            return false;
        }
        for (AtRisk.Risk risk : atRisk.of(chosen)) {
            Set<Property> untested = EnumSet.copyOf(risk.mayTest());
            untested.retainAll(sought);
            if (!tested.containsAll(untested) || !Collections.disjoint(risk.mayBreak(), open)) {
                return false;
            }
        }
        return true;
    }

    private void reached(String limit, List<String> tasks) {
        limits.computeIfAbsent(limit, unused -> new ArrayList<>()).add(Tasks.text(tasks));
    }

    /** Whether nothing is left to be found out. */
    private boolean isKnown() {
        return open.isEmpty() && tested.containsAll(sought);
    }

    private void choose(List<TaskProgram> chosen, int size, int from) {
        if (chosen.size() == size) {
            if (size == 1 || !isLeftOut(chosen)) {
                explore(List.copyOf(chosen));
            }
            return;
        }
        for (int i = from; i < programs.size() && !isKnown(); i++) {
            chosen.add(programs.get(i));
            choose(chosen, size, i);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** Whether it is known without a search that these break nothing that fewer of them do not. */
    private boolean isLeftOut(List<TaskProgram> chosen) {
        try {
            return !TaskProgram.meet(chosen) || (isWide ? areNeverStuck(chosen) : areAtNoRisk(chosen));
        } catch (LimitException | EngineException e) {
            reached(e.getMessage(), chosen.stream().map(TaskProgram::task).toList());
            if (e instanceof LimitException limit && limit.isInterruption()) {
                interrupted = true;
                throw limit;
            }
            return true;
        }
    }

    private void explore(List<TaskProgram> chosen) {
        choices++;
        List<String> tasks = chosen.stream().map(TaskProgram::task).toList();
        try {
            boolean lockdep = open.stream().anyMatch(TaskProgram.lockdepProperties()::contains);
            List<Break> found =
                    lockdep ? search.search(chosen, topology, true) : search.breaks(chosen, topology, false);
            found = asked(found);
            if (!found.isEmpty()) {
                keepBest(tasks, lockdep ? found : shortest(chosen, found));
            }
        } catch (LimitException e) {
            reached(e.getMessage(), tasks);
            if (e.isInterruption()) {
                interrupted = true;
                throw e;
            }
        } finally {
            states += search.states();
            Set<Event> seen = EnumSet.noneOf(Event.class);
            for (int task = 0; task < chosen.size(); task++) {
                seen.addAll(search.seen(task));
            }
            tested.addAll(Property.exercisedBy(seen, topology));
        }
    }

    private List<Break> asked(List<Break> found) {
        return found.stream().filter(one -> open.contains(one.property())).toList();
    }

    /**
     * The same breaks with the fewest steps; as they are where that takes more states than are allowed. Where the lock validator is
     * called, its calls are steps of the run, which only the search with lockdep has.
     */
    private List<Break> shortest(List<TaskProgram> chosen, List<Break> found) {
        try {
            return asked(search.search(chosen, topology, true));
        } catch (LimitException e) {
            if (TaskProgram.callLockdep(chosen)) {
                throw e;
            }
            search.breaks(chosen, topology, false);
            return found;
        }
    }

    private void keepBest(List<String> tasks, List<Break> found) {
        found.forEach(one -> breaks.add(one.property()));
        Break first = found.stream()
                .min(Comparator.comparing((Break one) -> one.property() != Property.NO_DEADLOCK)
                        .thenComparingInt(Break::steps))
                .orElseThrow();
        Found here = new Found(tasks, search.run(first), first.property() == Property.NO_DEADLOCK);
        if (best == null
                || (here.isDeadlock && !best.isDeadlock)
                || (here.isDeadlock == best.isDeadlock && here.run.size() < best.run.size())) {
            best = here;
        }
    }

    /** The properties that some choice put to the test, in some run of its tasks; those that were known to be, too. */
    Set<Property> tested() {
        return tested;
    }

    Set<Property> breaks() {
        return breaks;
    }

    /** Of the open properties those that tasks break or may break. */
    Set<Property> open() {
        return open;
    }

    /** For each reason the tasks that could not be explored for it; empty when every choice was, or a counterexample was found. */
    Map<String, List<String>> limits() {
        return limits;
    }

    /** Up to how many tasks every choice was explored. */
    int sizesDone() {
        return sizesDone;
    }

    long states() {
        return states;
    }

    String explored() {
        return choices + " choices of " + programs.size() + " different tasks were explored";
    }

    boolean isRefuted() {
        return best != null;
    }

    /** Null when none was found. */
    CheckResult.ShownRun counterexample() {
        return best == null
                ? null
                : ScenarioCheck.replayed(revision.scenario(topology.notation, best.tasks), best.run, breaks, null);
    }
}
