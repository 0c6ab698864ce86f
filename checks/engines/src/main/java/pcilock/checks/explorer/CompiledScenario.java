package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.List;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.scenario.History;
import pcilock.specs.scenario.Scenario;

/** A scenario made ready for the search: the automata of its tasks, and as bits. */
record CompiledScenario(
        PciTopology topology,
        List<TaskCode> code,
        List<Automaton> automata,
        List<ProgramTables> programs,
        boolean keepsHistory) {
    static CompiledScenario of(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        long contested = 0;
        Automaton[] automata = automata(scenario, contested);
        // What a task does after a lock was taken away from it may be to take away another one.
        for (long strays = strays(automata); (strays & ~contested) != 0; strays = strays(automata)) {
            contested |= strays;
            automata = automata(scenario, contested);
        }
        List<TaskCode> code = scenario.tasks.stream()
                .map(task -> TaskCode.parse(task, topology))
                .toList();
        return of(topology, code, List.of(automata), contested, scenario.history);
    }

    static CompiledScenario of(
            PciTopology topology, List<TaskCode> code, List<Automaton> automata, long contested, boolean history) {
        List<ProgramTables> programs = automata.stream()
                .map(automaton -> ProgramTables.of(automaton, topology, contested))
                .toList();
        return new CompiledScenario(topology, code, automata, programs, history);
    }

    Product product(Product.Sleep sleep) {
        LockdepStates lockdep = callsLockdep() ? new LockdepStates(programs.size(), topology.devices.length) : null;
        int[] calls =
                keepsHistory ? code.stream().mapToInt(task -> task.calls.length).toArray() : null;
        return Product.of(
                new Judge(topology, programs.size()), programs.toArray(new ProgramTables[0]), lockdep, calls, sleep);
    }

    /** A search of all states within these limits. */
    Search search(Product product, SearchOrder order, SearchLimits limits, boolean forCycles) {
        return search(product, null, order, limits, forCycles);
    }

    /** A search, within these limits, of as many states as decide what is broken. */
    Search reducedSearch(SearchOrder order, SearchLimits limits) {
        Product product = product(Product.Sleep.STEP_IF_BROKEN);
        return search(product, new PersistentSets(product), order, limits, false);
    }

    /** A search of those steps that a reduction says, or of all where it is null. */
    Search search(
            Product product, PersistentSets reduction, SearchOrder order, SearchLimits limits, boolean forCycles) {
        int devices = topology.devices.length;
        Search.HistoryMaker histories = keepsHistory ? () -> new History(code.toArray(new TaskCode[0])) : null;
        return switch (order) {
            case BREADTH_FIRST ->
                new BreadthFirstSearch(
                        product, new StateSet(product.words(), true, limits), devices, histories, reduction, forCycles);
            case DEPTH_FIRST -> new DepthFirstSearch(product, limits, devices, histories, reduction, forCycles);
        };
    }

    private static Automaton[] automata(Scenario scenario, long contested) {
        Automaton[] automata = new Automaton[scenario.tasks.size()];
        for (int task = 0; task < automata.length; task++) {
            automata[task] = AutomatonBuilder.build(scenario, task, contested);
        }
        return automata;
    }

    private static long strays(Automaton[] automata) {
        return Arrays.stream(automata).mapToLong(Automaton::strays).reduce(0, (one, other) -> one | other);
    }

    private boolean callsLockdep() {
        for (Automaton automaton : automata) {
            for (Location location : automaton.locations()) {
                for (Location.Edge edge : location.edges) {
                    if (edge.label.effect() == Effect.LOCKDEP) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
