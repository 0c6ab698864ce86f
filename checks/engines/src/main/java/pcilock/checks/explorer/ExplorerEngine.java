package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * Explores the states of a machine. The locking code is run, each task alone and under every outcome of its branches, against a
 * kernel that writes down the steps; that gives a finite automaton for each task, and the search is over their product. Every
 * counterexample is replayed with the locking code before it is reported.
 *
 * <p>{@link Exploration#explored} counts states. Breadth first, {@link Exploration#depth} is the number of steps to the state
 * farthest from the start, and a counterexample is a shortest one. Depth first, it is the length of the longest run that the search
 * went along, and a counterexample may be much longer than it must be. Neither depth is more than the length of the longest path.
 */
public final class ExplorerEngine implements Engine {
    /** A set of devices, together with pci_slot_mutex where there is one, is the bits of one long. */
    private static final int MOST_MUTEXES = Long.SIZE;

    /** Who waits on the queue is a set of tasks in one word of a state. */
    private static final int MOST_TASKS = 32;

    private static final String FOUND_DEPTH_FIRST = "the trace was found depth first and may not be the shortest";
    private static final String NO_SHORTER_SOUGHT =
            "the trace may not be the shortest, since the search for a shorter one ended early: ";

    private final long maxStates;
    private final long maxBytes;
    private final SearchOrder order;
    private final boolean allStates;
    private final boolean searchForCycles;

    /** An engine that takes up to half of the memory of the JVM for states. */
    public ExplorerEngine() {
        this(Long.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * An engine with limits that searches breadth first. An exploration that reaches a limit is not complete and names it.
     *
     * @param maxStates the most states
     * @param maxBytes the most memory for states, in bytes
     */
    public ExplorerEngine(long maxStates, long maxBytes) {
        this(maxStates, maxBytes, SearchOrder.BREADTH_FIRST);
    }

    /**
     * An engine with limits. An exploration that reaches one is not complete and names it.
     *
     * @param maxStates the most states
     * @param maxBytes the most memory for states, in bytes
     */
    public ExplorerEngine(long maxStates, long maxBytes, SearchOrder order) {
        this(maxStates, maxBytes, order, true, false);
    }

    private ExplorerEngine(
            long maxStates, long maxBytes, SearchOrder order, boolean allStates, boolean searchForCycles) {
        this.maxStates = maxStates;
        this.maxBytes = maxBytes;
        this.order = order;
        this.allStates = allStates;
        this.searchForCycles = searchForCycles;
    }

    /** The same engine, which looks at no more states than decide what is broken: see {@link PersistentSets}. */
    public ExplorerEngine reduced() {
        return new ExplorerEngine(maxStates, maxBytes, order, false, searchForCycles);
    }

    /** For a test, that the argument of {@link LoopCheck} and a search for cycles agree. */
    ExplorerEngine searchingForCycles() {
        return new ExplorerEngine(maxStates, maxBytes, order, allStates, true);
    }

    @Override
    public String name() {
        return "explorer";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String unit() {
        return "states";
    }

    @Override
    public Exploration explore(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        if (topology.wider != null && topology.numbers() > MOST_MUTEXES) {
            return unexplored("the limit of " + MOST_MUTEXES + " locks; " + topology.devices.length
                    + " devices with the wider locks have " + topology.numbers());
        }
        if (topology.mutexes > MOST_MUTEXES) {
            return unexplored("the limit of " + MOST_MUTEXES + " devices, pci_slot_mutex counted as one");
        }
        if (scenario.tasks.size() > MOST_TASKS) {
            return unexplored("the limit of " + MOST_TASKS + " tasks");
        }
        try {
            return exploreStates(scenario);
        } catch (LimitException e) {
            return unexplored(e.getMessage());
        }
    }

    private static Exploration unexplored(String limit) {
        return new Exploration(false, limit, 0, 0, EnumSet.noneOf(Event.class), Map.of());
    }

    private Exploration exploreStates(Scenario scenario) {
        CompiledScenario model = CompiledScenario.of(scenario);
        boolean forCycles = searchForCycles || !LoopCheck.excludesCycles(model.automata());
        SearchLimits limits = new SearchLimits(maxStates, maxBytes);
        Product product = model.product(Product.Sleep.STEP);
        if (allStates || forCycles) {
            return explored(scenario, model.search(product, order, limits, forCycles), limits);
        }
        Exploration decided = explored(scenario, model.reducedSearch(order, limits), limits);
        if (decided.broken().isEmpty() || order == SearchOrder.DEPTH_FIRST) {
            return decided;
        }
        // Whatever is broken is known. The shortest runs are among all states, as far as there is room for them.
        SearchLimits again = new SearchLimits(maxStates, maxBytes);
        Search shortest = model.search(product, order, again, false);
        shortest.endWith(decided.broken().keySet());
        String limit = run(shortest);
        Map<Property, List<Step>> found = replayed(scenario, shortest.broken());
        Map<Property, List<Step>> broken = new EnumMap<>(decided.broken());
        broken.putAll(found);
        Map<Property, String> longer = new EnumMap<>(Property.class);
        for (Property property : broken.keySet()) {
            if (!found.containsKey(property)) {
                longer.put(property, NO_SHORTER_SOUGHT + limit);
            }
        }
        return new Exploration(
                decided.complete(),
                decided.stopped(),
                decided.explored(),
                decided.depth(),
                decided.seen(),
                broken,
                longer);
    }

    /** Which limit ended a search, in words; null for none. */
    private static String run(Search search) {
        try {
            search.withOneCulprit().run();
            return null;
        } catch (LimitException e) {
            return e.getMessage();
        }
    }

    private Exploration explored(Scenario scenario, Search search, SearchLimits limits) {
        String limit = run(search);
        String stopped = order == SearchOrder.BREADTH_FIRST && limits.memoryReached()
                ? limit + "; a search depth first (--depth-first) takes less"
                : limit;
        Map<Property, List<Step>> broken = replayed(scenario, search.broken());
        Map<Property, String> longer = new EnumMap<>(Property.class);
        if (order == SearchOrder.DEPTH_FIRST) {
            broken.keySet().forEach(property -> longer.put(property, FOUND_DEPTH_FIRST));
        }
        return new Exploration(
                stopped == null, stopped, search.visited(), search.depth(), search.product.seen(), broken, longer);
    }

    private static Map<Property, List<Step>> replayed(Scenario scenario, Map<Property, List<Move>> found) {
        Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
        for (Map.Entry<Property, List<Move>> entry : found.entrySet()) {
            List<Step> steps = new ArrayList<>();
            for (Move move : entry.getValue()) {
                steps.add(move.step());
            }
            broken.put(entry.getKey(), replayed(scenario, entry.getKey(), steps));
        }
        return broken;
    }

    /** Every event of the run, with notes, as the locking code itself does it. */
    private static List<Step> replayed(Scenario scenario, Property property, List<Step> steps) {
        ReplayedRun run = Replay.runWithoutStacks(scenario, steps);
        Integer events = run.firstBroken().get(property);
        if (events != null) {
            return List.copyOf(run.events().subList(0, events));
        }
        Set<Property> broken = run.broken();
        boolean goesRound = property == Property.EVERY_TASK_ENDS && !run.isStuck();
        if (!broken.contains(property) && !goesRound) {
            throw new EngineException("a run of " + scenario.topology + " " + scenario.tasks + " found to break "
                    + property.id + " does not break it when it is replayed: report this as an error of the explorer");
        }
        return run.events();
    }
}
