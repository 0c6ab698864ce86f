package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pcilock.checks.explorer.AtRisk;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.CircularWait;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.explorer.TaskRecordings;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/**
 * Sweeps one machine of a tree: every choice of up to so many tasks, in every revision.
 *
 * <p>What a scenario comes to is a function of the automata of its tasks and of which device is below which: neither the search
 * nor a property looks at anything else. That is why, without any loss:
 *
 * <ul>
 *   <li>Tasks with the same automaton on the same tree are one program, whatever they are called: {@code pci_reset_bus} of any
 *       device of a bus, say. What a program breaks, each of its families breaks. The automata that are compared are those in any
 *       company: with every outcome, also where another task takes away what they hold.
 *   <li>A scenario of the same programs in another revision is not searched again; and revisions in which the tasks of the
 *       tree are all the same programs are gone through once.
 * </ul>
 *
 * <p>Where the bounds ask for it, the shortest runs of a scenario are looked for only where they may be the smallest counterexample
 * of a cell; all others are searched for what is broken alone, see {@link ScenarioSearch#breaksWithoutRuns}. And three kinds of scenarios are
 * left out:
 *
 * <ul>
 *   <li>Those that are the same, up to renaming, as one on a smaller tree: some device is touched by none of the tasks, or some
 *       slot is of no matter to them, the tree without it is a tree of this sweep, and there each program of the scenario is,
 *       renamed, the program of a task of each of its families. That is looked up, not assumed, by comparing the automata. Taking
 *       away a slot, a device that has none below it, or a top with a single bridge below it changes for no other two devices
 *       which is below which. The smaller scenario is searched, or left out for the same reason in its turn; so a smallest
 *       counterexample is never left out.
 *   <li>Those whose tasks fall into two groups that cannot meet: no task of one group touches a device that a task of the other
 *       touches, or that is below or is a bridge which it resets. A step of one group then neither allows nor forbids a step
 *       of the other, and what properties say of a step depends only on who holds and who resets devices that the step touches
 *       or that are below the bridge it resets. So a run of all tasks is any interleaving of a run of each group, it breaks
 *       what these break, for the same tasks, and it is stuck only where one of them is. Each group is a scenario with fewer
 *       tasks. Lockdep is one for the whole machine, but only its first report counts, so tasks beside the group can silence a
 *       report and never cause one: what makes a circle in its graph are classes that touch.
 *   <li>Those that can tell nothing new, which are nearly all: whatever their tasks may break, as far as {@link AtRisk} knows without a
 *       search, is known to be broken by these families on a smaller tree, or here by fewer tasks; and whatever they may put to the test,
 *       some scenario of these families has. Which these are depends on what is known by then, but not what is found in the end: what is
 *       left out would have added nothing to it.
 * </ul>
 *
 * <p>What a task does in any company is here what it does among the tasks of its own tree, any number of each: see {@link
 * TaskProgram#among}.
 *
 * <p>Where tasks take the {@link pcilock.model.pci.WiderLocks}, none is told by a smaller tree: semaphores, references and what is there
 * of a machine have no numbers that could be renamed. What can tell nothing new is then what {@link CircularWait} knows to be free of
 * deadlock, where nothing else is open.
 */
final class TreeSweep {
    /** A program's number takes so many of the bits of a scenario's name that all tasks' numbers fit into one long. */
    private final int bitsOfNumber;

    private final SweepBounds bounds;
    private final Programs programs;
    private final SweepFindings known;
    private final ScenarioSearch search;
    private final Tree tree;
    private final SweptMachine machine;
    private final int order;
    private final List<Tree.Smaller> smaller;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<TaskProgram> byNumber = new ArrayList<>();

    /** By the number of a program: what it would be on each smaller tree, null where it touches what is not there. */
    private final Map<Integer, List<String>> renamed = new HashMap<>();

    private final TaskRecordings recordings = new TaskRecordings();
    private final Map<Long, Searched> searched = new HashMap<>();

    private final Map<Cell, Counterexample> refuted = new HashMap<>();
    private final Map<TreeResult.Row, Set<Property>> tested = new LinkedHashMap<>();
    private final Map<Set<Event>, Set<Property>> exercised = new HashMap<>();
    private final Map<Set<Event>, Set<Property>> exercisedBesideUser = new HashMap<>();

    /** What was put to the test by each program, of those revisions that are gone through. */
    private List<Set<Property>> testedBy = List.of();

    /** What all families of each program are known to put to the test, by the number of the program; ... */
    private final Map<Integer, Set<Property>> knownTested = new HashMap<>();

    /** ... and what is known to be broken by all of them on smaller trees. */
    private final Map<Integer, Set<Property>> knownSmaller = new HashMap<>();

    private final List<String> limits = new ArrayList<>();
    private final PciTopology topology;
    private final AtRisk atRisk;
    private final CircularWait circularWait;

    /** Whether tasks take the wider locks. */
    private final boolean isWide;

    /** Where tasks take the wider locks, the properties that no number of tasks breaks, of those revisions that are gone through. */
    private Set<Property> neverBroken = EnumSet.noneOf(Property.class);

    private long scenarios;
    private long told;

    /**
     * A program in one revision.
     *
     * @param tasks a task of each family that runs it there
     * @param told the smaller trees, a bit each, on which each family has a task that does the same
     */
    private record Member(int number, TaskProgram program, Map<TaskFamily, String> tasks, long told) {}

    /**
     * What a search found.
     *
     * @param exact whether the numbers of steps are the fewest
     * @param tested what each task puts to the test
     */
    private record Searched(List<Break> breaks, boolean exact, List<Set<Property>> tested) {}

    private TreeSweep(
            SweepBounds bounds,
            Programs programs,
            SweepFindings known,
            ScenarioSearch search,
            Tree tree,
            SweptMachine machine,
            int order) {
        this.bounds = bounds;
        this.programs = programs;
        this.known = known;
        this.search = search;
        this.tree = tree;
        this.machine = machine;
        this.order = order;
        isWide = bounds.isWide();
        bitsOfNumber = (Long.SIZE - 1) / bounds.tasks();
        smaller = bounds.reduced() && !isWide
                ? tree.smaller().stream()
                        .filter(candidate -> bounds.contains(candidate.tree))
                        .toList()
                : List.of();
        topology = machine.topology;
        atRisk = new AtRisk(topology);
        circularWait = new CircularWait(topology);
    }

    /** Sweeps every machine of a tree. */
    static TreeResult of(
            SweepBounds bounds, Programs programs, SweepFindings known, ScenarioSearch search, Tree tree, int order) {
        TreeResult all = null;
        for (SweptMachine machine : SweptMachine.of(bounds, tree)) {
            TreeResult result = new TreeSweep(bounds, programs, known, search, tree, machine, order).run();
            all = all == null ? result : all.plus(result);
        }
        return all;
    }

    private TreeResult run() {
        Map<List<Member>, List<Revision>> same = new LinkedHashMap<>();
        for (Revision revision : bounds.revisions()) {
            try {
                same.computeIfAbsent(members(revision), unused -> new ArrayList<>())
                        .add(revision);
            } catch (LimitException e) {
                limits.add(machine + ", tasks of " + bounds.nameOf(revision) + ": " + e.getMessage());
            }
        }
        same.forEach((members, revisions) -> {
            testedBy = Stream.generate(() -> EnumSet.noneOf(Property.class))
                    .limit(byNumber.size())
                    .collect(Collectors.toList());
            lookUp(revisions, members);
            if (isWide) {
                neverBroken = TaskProgram.neverBroken(
                        members.stream().map(Member::program).toList());
            }
            for (int tasks = 1; tasks <= bounds.tasks(); tasks++) {
                choose(revisions, members, new Member[tasks], 0, 0);
            }
            for (Revision revision : revisions) {
                for (Member member : members) {
                    member.tasks.keySet().forEach(family -> tested.get(new TreeResult.Row(revision, family))
                            .addAll(testedBy.get(member.number)));
                }
            }
        });
        return new TreeResult(order, new Counts(scenarios, told), tested, new TreeMap<>(refuted), limits);
    }

    /** Looks up what is known, when the tree is begun, of each program's families in all of these revisions. */
    private void lookUp(List<Revision> revisions, List<Member> members) {
        for (Member member : members) {
            Set<Property> isTested = EnumSet.allOf(Property.class);
            Set<Property> hasSmaller = EnumSet.allOf(Property.class);
            for (Revision revision : revisions) {
                for (TaskFamily family : member.tasks.keySet()) {
                    isTested.retainAll(known.tested(new TreeResult.Row(revision, family)));
                    hasSmaller.removeIf(
                            property -> !known.hasSmaller(new Cell(revision, property, family), machine.devices));
                }
            }
            knownTested.put(member.number, isTested);
            knownSmaller.put(member.number, hasSmaller);
        }
    }

    private List<Member> members(Revision revision) {
        Map<Integer, Map<TaskFamily, String>> tasks = new TreeMap<>();
        programs.record(revision, tree, machine, recordings).forEach((family, recorded) -> {
            for (Programs.Recorded task : recorded) {
                // Which devices have a driver is told by the tasks, so of two that do the same on two devices neither
                // stands for the other.
                String driven =
                        family.entryPoint().driver == null ? "" : task.program().task();
                String does = driven.isEmpty() ? task.written() : driven + task.written();
                int number = numbers.computeIfAbsent(does, unused -> {
                    byNumber.add(task.program());
                    return byNumber.size() - 1;
                });
                if ((number + 1) >>> bitsOfNumber != 0) {
                    throw new IllegalStateException(tree + " has more programs than can be numbered");
                }
                tasks.computeIfAbsent(number, unused -> new LinkedHashMap<>())
                        .putIfAbsent(family, task.program().task());
                tested.putIfAbsent(new TreeResult.Row(revision, family), EnumSet.noneOf(Property.class));
            }
        });
        List<Member> members = new ArrayList<>();
        tasks.forEach((number, byFamily) -> {
            TaskProgram program = byNumber.get(number);
            members.add(new Member(number, program, byFamily, toldBy(revision, number, byFamily.keySet())));
        });
        return members;
    }

    private long toldBy(Revision revision, int number, Set<TaskFamily> families) {
        List<String> onSmaller = renamed.computeIfAbsent(number, this::renamed);
        long toldBy = 0;
        for (int i = 0; i < smaller.size(); i++) {
            String text = onSmaller.get(i);
            if (text == null) {
                continue;
            }
            Map<TaskFamily, Set<String>> there = programs.written(revision, smaller.get(i).tree);
            if (families.stream().allMatch(family -> there.get(family).contains(text))) {
                toldBy |= 1L << i;
            }
        }
        return toldBy;
    }

    private List<String> renamed(int number) {
        List<String> onSmaller = new ArrayList<>(smaller.size());
        for (Tree.Smaller candidate : smaller) {
            onSmaller.add(byNumber.get(number).written(indexes(candidate)));
        }
        return onSmaller;
    }

    /** Of each mutex its number on the smaller tree; -1 where it is not there. */
    private int[] indexes(Tree.Smaller candidate) {
        int[] indexes = Arrays.copyOf(candidate.indexes(), topology.mutexes);
        int next = tree.devices();
        int there = candidate.tree.devices();
        indexes[next++] = there++; // the VMD endpoint
        indexes[next++] = there++; // pci_slot_mutex
        String[] added = topology.notation.split(";", -1);
        for (int i = 1; i < added.length; i++) {
            if (!added[i].startsWith("*.")) {
                indexes[next++] = there++;
                continue;
            }
            for (int device = 0; device <= tree.devices(); device++) {
                indexes[next++] = indexes[device] < 0 ? -1 : there + indexes[device];
            }
            there += candidate.tree.devices() + 1;
        }
        return indexes;
    }

    private void choose(List<Revision> revisions, List<Member> members, Member[] chosen, int count, int from) {
        if (count == chosen.length) {
            scenario(revisions, chosen);
            return;
        }
        for (int i = from; i < members.size(); i++) {
            chosen[count] = members.get(i);
            choose(revisions, members, chosen, count + 1, i);
        }
    }

    private void scenario(List<Revision> revisions, Member[] chosen) {
        if (isWide && !machine.isOf(tasks(chosen))) {
            return;
        }
        scenarios += revisions.size();
        long toldBy = bounds.reduced() ? -1 : 0;
        for (Member member : chosen) {
            toldBy &= member.told;
        }
        if (toldBy != 0) {
            told += revisions.size();
            return;
        }
        List<TaskProgram> tasks = programs(chosen);
        if (bounds.reduced() && !meet(tasks)) {
            told += revisions.size();
            return;
        }
        long name = 0;
        for (Member member : chosen) {
            // A number plus one is never 0, so that two tasks are never named as three.
            name = (name << bitsOfNumber) | (member.number + 1);
        }
        Searched found = searched.get(name);
        boolean lockdep = lockdepMatters(revisions, chosen, tasks);
        if (found == null && !lockdep && bounds.reduced() && tellsNothing(revisions, chosen, tasks)) {
            return;
        }
        if (found == null || lockdep) {
            found = search(tasks, lockdep, lockdep || !bounds.reduced());
        }
        if (!found.exact
                && found.breaks.stream()
                        .anyMatch(
                                broken -> isOpen(revisions, broken.property(), chosen[broken.task()], chosen.length))) {
            found = search(tasks, false, true);
        }
        searched.put(name, found);
        for (int task = 0; task < chosen.length; task++) {
            testedBy.get(chosen[task].number).addAll(found.tested.get(task));
        }
        for (Break broken : found.breaks) {
            revisions.forEach(revision -> refute(revision, chosen, broken));
        }
    }

    /** What a task that takes wider locks does in any company is too much to be asked here. */
    private boolean meet(List<TaskProgram> tasks) {
        return isWide ? TaskProgram.meet(tasks) : TaskProgram.meetInAnyCompany(tasks);
    }

    /** The same as {@link #tellsNothing} where tasks take the wider locks. */
    private boolean isKnownNotToGetStuck(List<Revision> revisions, Member[] chosen, List<TaskProgram> tasks) {
        if (TaskProgram.mayBeTested(tasks).contains(Property.NO_USER_ACCESS_DURING_RESET)) {
            return false; // What one task reads another one's reset is put to the test by.
        }
        Set<Property> others = EnumSet.complementOf(EnumSet.copyOf(neverBroken));
        others.removeAll(LockCoverage.properties());
        for (Member member : chosen) {
            Set<Property> untested = EnumSet.copyOf(TaskProgram.mayBeTested(List.of(member.program)));
            untested.removeAll(knownTested.get(member.number));
            untested.removeAll(testedBy.get(member.number));
            if (!untested.isEmpty()
                    || others.stream().anyMatch(property -> isOpen(revisions, property, member, chosen.length))) {
                return false;
            }
        }
        return !circularWait.mayGetStuck(tasks);
    }

    /** Whether a search would tell nothing that is not known by now. */
    private boolean tellsNothing(List<Revision> revisions, Member[] chosen, List<TaskProgram> tasks) {
        if (isWide) {
            return isKnownNotToGetStuck(revisions, chosen, tasks);
        }
        List<AtRisk.Risk> risks = atRisk.of(tasks);
        for (int task = 0; task < chosen.length; task++) {
            int number = chosen[task].number;
            if (!knownTested.get(number).containsAll(risks.get(task).mayTest())
                    && !testedBy.get(number).containsAll(risks.get(task).mayTest())) {
                return false;
            }
        }
        for (int task = 0; task < chosen.length; task++) {
            Set<Property> open = risks.get(task).mayBreak();
            open.removeAll(knownSmaller.get(chosen[task].number));
            for (Property property : open) {
                if (isOpen(revisions, property, chosen[task], chosen.length)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Searched search(List<TaskProgram> tasks, boolean lockdep, boolean exact) {
        try {
            List<Break> breaks;
            if (exact) {
                breaks = search.search(tasks, topology, lockdep);
            } else {
                breaks = isWide ? search.breaks(tasks, topology, false) : search.breaksWithoutRuns(tasks, topology);
            }
            return new Searched(breaks, exact, tested(tasks.size()));
        } catch (LimitException e) {
            limits.add(machine + " " + tasks.stream().map(TaskProgram::task).toList() + ": " + e.getMessage());
            return new Searched(List.of(), true, tested(tasks.size()));
        }
    }

    /**
     * What each task of the scenario that was searched last puts to the test: all that some run exercises by the steps of that task
     * alone, and whether users are kept out of its resets where another task reads.
     */
    private List<Set<Property>> tested(int tasks) {
        boolean userReads = false;
        for (int task = 0; task < tasks; task++) {
            userReads |= search.seen(task).contains(Event.USER_ACCESS);
        }
        List<Set<Property>> properties = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            Set<Event> seen = search.seen(task);
            properties.add(
                    userReads && seen.contains(Event.RESET_BEGIN)
                            ? exercisedBesideUser.computeIfAbsent(seen, this::besideUser)
                            : exercised.computeIfAbsent(seen, events -> Property.exercisedBy(events, topology)));
        }
        return properties;
    }

    private Set<Property> besideUser(Set<Event> seen) {
        Set<Property> properties = Property.exercisedBy(seen, topology);
        properties.add(Property.NO_USER_ACCESS_DURING_RESET);
        return properties;
    }

    private static List<String> tasks(Member[] chosen) {
        return Arrays.stream(chosen)
                .flatMap(member -> member.tasks.values().stream())
                .toList();
    }

    private static List<TaskProgram> programs(Member[] chosen) {
        List<TaskProgram> programs = new ArrayList<>(chosen.length);
        for (Member member : chosen) {
            programs.add(member.program);
        }
        return programs;
    }

    /** Whether a break of a property by a member, in a scenario of so many tasks, may be the smallest counterexample of a cell. */
    private boolean isOpen(List<Revision> revisions, Property property, Member member, int tasks) {
        for (Revision revision : revisions) {
            for (TaskFamily family : member.tasks.keySet()) {
                Cell cell = new Cell(revision, property, family);
                Counterexample here = refuted.get(cell);
                boolean fewerTasks = here != null && here.tasks().size() < tasks;
                if (!fewerTasks && !known.hasSmaller(cell, machine.devices)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether lockdep may report something here that is not known of a smaller tree. */
    private boolean lockdepMatters(List<Revision> revisions, Member[] chosen, List<TaskProgram> tasks) {
        boolean calls = false;
        for (Member member : chosen) {
            calls |= member.program.callsLockdep();
        }
        if (!calls) {
            return false;
        }
        for (Member member : chosen) {
            for (Property property : member.program.lockdepMayReport()) {
                if (isOpen(revisions, property, member, chosen.length)) {
                    return true;
                }
            }
        }
        return TaskProgram.lockdepMaySeeCircle(tasks);
    }

    private void refute(Revision revision, Member[] chosen, Break broken) {
        for (Map.Entry<TaskFamily, String> culprit : chosen[broken.task()].tasks.entrySet()) {
            Cell cell = new Cell(revision, broken.property(), culprit.getKey());
            Counterexample before = refuted.get(cell);
            boolean worse = before != null
                    && (before.tasks().size() < chosen.length
                            || (before.tasks().size() == chosen.length && before.steps() < broken.steps()));
            if (worse || known.hasSmaller(cell, machine.devices)) {
                continue;
            }
            List<String> tasks = new ArrayList<>();
            boolean vmd = false;
            for (int i = 0; i < chosen.length; i++) {
                Member member = chosen[i];
                tasks.add(
                        i == broken.task()
                                ? culprit.getValue()
                                : member.tasks.values().iterator().next());
                vmd |= (member.program.touched() >>> machine.devices & 1) != 0;
            }
            Counterexample example = new Counterexample(
                    machine.devices, order, machine.notation(vmd), tasks, broken.task(), broken.steps());
            refuted.merge(cell, example, Counterexample::smaller);
        }
    }
}
