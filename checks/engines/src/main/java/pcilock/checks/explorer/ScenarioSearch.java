package pcilock.checks.explorer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;

/**
 * Searches one scenario after the other, and tells for each task which properties it breaks: see {@link
 * pcilock.specs.property.PropertyObserver} for whose doing what is. For tasks that are stuck, it is each task that waits in a circle,
 * and each that ended with a lock that is waited for.
 *
 * <p>The memory for states is kept from one scenario to the next. Not for use from several threads.
 */
@SuppressWarnings("EnumOrdinal") // sets of enum constants as bits of a long, not kept anywhere
public final class ScenarioSearch {
    /**
     * As most scenarios of a sweep have fewer states, it is not worth to know their tasks' futures: of what these would leave out up to
     * here, visiting takes less time than finding it.
     */
    private static final int HASTY = 1 << 15;

    private final int maxStates;
    private final boolean sleepIsAStep;
    private final int hasty;

    /** For states of so many words each. */
    private final Map<Integer, StateSet> memory = new HashMap<>();

    /** What is known of tasks of the tree that was searched last. */
    private final Map<ProgramTables, Futures> futures = new HashMap<>();

    /** Likewise of what nobody notices in some company. */
    private final Map<Shortcuts.Company, Shortcuts> shortcuts = new HashMap<>();

    /** For so many tasks each. */
    private final Map<Integer, Judge> judges = new HashMap<>();

    /** Each set of {@link #seen} once. */
    private final Map<Long, Set<Event>> seenSets = new HashMap<>();

    private PciTopology tree;

    private Search search;

    /**
     * A search with a limit.
     *
     * @param maxStates the most states of one scenario
     */
    public ScenarioSearch(int maxStates) {
        this(maxStates, false);
    }

    /**
     * For a test, that leaving out sleep changes nothing but the number of states.
     *
     * @param sleepIsAStep whether going to sleep is a step, as it is for {@link ExplorerEngine}
     */
    ScenarioSearch(int maxStates, boolean sleepIsAStep) {
        this(maxStates, sleepIsAStep, HASTY);
    }

    /**
     * For a test of persistent sets.
     *
     * @param hasty for how many states {@link #breaks} looks for no more than a task that nobody notices any more
     */
    ScenarioSearch(int maxStates, boolean sleepIsAStep, int hasty) {
        this.maxStates = maxStates;
        this.sleepIsAStep = sleepIsAStep;
        this.hasty = hasty;
    }

    /**
     * Searches all states of a scenario, breadth first, for shortest runs. Properties of lockdep are judged only where {@code
     * withLockdep} says so; nothing else depends on lockdep, which only listens.
     *
     * <p>Going to sleep on a lock that is held is no step of the search, but for a machine with lockdep or with many states. A
     * shortest run needs it only for each task that is stuck at its end, and there it is counted and told.
     *
     * @param tasks programs of one tree
     * @return what is broken, in the order of the properties and then of the tasks
     * @throws LimitException when there are too many states
     */
    public List<Break> search(List<TaskProgram> tasks, PciTopology topology, boolean withLockdep) {
        Product product = product(tasks, topology, withLockdep, Product.Sleep.JUDGED);
        if (sleepIsAStep || !(product instanceof NarrowProduct)) {
            product = product(tasks, topology, withLockdep, Product.Sleep.STEP);
        }
        return run(product, null);
    }

    /**
     * Tells what {@link #search} tells, but for the number of steps, which may be more than the fewest; from few of the states: see
     * {@link PersistentSets}.
     */
    public List<Break> breaks(List<TaskProgram> tasks, PciTopology topology, boolean withLockdep) {
        Product product = product(tasks, topology, withLockdep, Product.Sleep.STEP_IF_BROKEN);
        return run(product, new PersistentSets(product, futures, hasty));
    }

    /**
     * Tells what {@link #breaks} tells from fewer states still, without runs and without lockdep; the numbers of steps mean nothing. Steps
     * that nobody can notice are taken together with the one before them: see {@link Shortcuts}.
     */
    public List<Break> breaksWithoutRuns(List<TaskProgram> tasks, PciTopology topology) {
        Product product = product(tasks, topology, false, Product.Sleep.STEP_IF_BROKEN);
        if (product instanceof NarrowProduct narrow && product.programs[0].fitsOneWord()) {
            for (int task = 0; task < product.tasks; task++) {
                narrow.take(
                        task, shortcuts.computeIfAbsent(Shortcuts.Company.of(product.programs, task), Shortcuts::new));
            }
        }
        return run(product, new PersistentSets(product, futures, hasty));
    }

    /**
     * A run to each state in which these tasks are stuck, without notes. No two of these states are the same; runs may lead to more of them
     * than there are ways to wait for each other.
     *
     * @param shortest whether each is to be one with the fewest steps, which takes a search of all states
     * @throws LimitException when there are too many states
     */
    public List<List<Step>> stuck(List<TaskProgram> tasks, PciTopology topology, boolean shortest) {
        searchStuck(tasks, topology, shortest, Search::keepStuck);
        return search.stuckRuns().stream().map(ScenarioSearch::steps).toList();
    }

    /**
     * A run of tasks that get stuck to a state in which they are, without notes: the one that {@link ExplorerEngine} tells of.
     *
     * @param shortest whether it is to be one with the fewest steps, which takes a search of all states up to there
     * @return null where these tasks are never stuck
     * @throws LimitException when there are too many states
     */
    public List<Step> deadlock(List<TaskProgram> tasks, PciTopology topology, boolean shortest) {
        searchStuck(
                tasks, topology, shortest, begun -> begun.withOneCulprit().endWith(EnumSet.of(Property.NO_DEADLOCK)));
        List<Move> run = search.broken().get(Property.NO_DEADLOCK);
        return run == null ? null : steps(run);
    }

    private void searchStuck(List<TaskProgram> tasks, PciTopology topology, boolean shortest, Consumer<Search> told) {
        Product product = product(tasks, topology, false, shortest ? Product.Sleep.STEP : Product.Sleep.STEP_IF_BROKEN);
        search(product, shortest ? null : new PersistentSets(product, futures, hasty), told);
    }

    private Product product(List<TaskProgram> tasks, PciTopology topology, boolean withLockdep, Product.Sleep sleep) {
        if (tree != topology) {
            tree = topology;
            futures.clear();
            shortcuts.clear();
            judges.clear();
        }
        long contested = TaskProgram.contested(tasks);
        ProgramTables[] programs = new ProgramTables[tasks.size()];
        boolean lockdep = withLockdep && TaskProgram.callLockdep(tasks);
        for (int task = 0; task < programs.length; task++) {
            programs[task] = tasks.get(task).tables(contested);
        }
        return Product.of(
                judges.computeIfAbsent(programs.length, count -> new Judge(topology, count)),
                programs,
                lockdep ? new LockdepStates(programs.length, topology.devices.length) : null,
                null,
                sleep);
    }

    private List<Break> run(Product product, PersistentSets reduction) {
        search(product, reduction, begun -> {});
        return search.breaks();
    }

    private void search(Product product, PersistentSets reduction, Consumer<Search> told) {
        SearchLimits limits = new SearchLimits(maxStates, Long.MAX_VALUE);
        StateSet states = memory.get(product.words());
        if (states == null) {
            states = new StateSet(product.words(), true, limits);
            memory.put(product.words(), states);
        } else {
            states.clear(limits);
        }
        search = new BreadthFirstSearch(product, states, 0, null, reduction, false);
        told.accept(search);
        search.run();
    }

    /** The number of states of the scenario that was searched last. */
    public int states() {
        return (int) search.visited();
    }

    /**
     * What a task of the scenario that was searched last did in some run, as far as the search came; of a call into lockdep what it
     * tells when nothing is wrong. {@link #search} and {@link #breaks} see the same, but for going to sleep on the way to a step that is
     * seen.
     */
    public Set<Event> seen(int task) {
        return seenSets.computeIfAbsent(search.product.seenBy[task], bits -> Collections.unmodifiableSet(events(bits)));
    }

    /** The events of which the bits are set. */
    static Set<Event> events(long bits) {
        Set<Event> events = EnumSet.noneOf(Event.class);
        for (long left = bits; left != 0; left &= left - 1) {
            events.add(Event.values()[Long.numberOfTrailingZeros(left)]);
        }
        return events;
    }

    /** The steps of a run to a break that the last search found; notes are left out. */
    public List<Step> run(Break broken) {
        return steps(search.run(broken));
    }

    private static List<Step> steps(List<Move> run) {
        return run.stream().map(Move::step).filter(Objects::nonNull).toList();
    }
}
