package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.List;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.scenario.History;
import pcilock.specs.scenario.Scenario;

/** A scenario made ready for the search: the automata of its tasks and their product. */
record Model(PciTopology topology, List<TaskCode> code, List<Automaton> automata, Product product) {
    static Model of(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        long contested = 0;
        Automaton[] automata = automata(scenario, contested);
        // What a task does after a lock was taken away from it may be to take away another one.
        for (long strays = strays(automata); (strays & ~contested) != 0; strays = strays(automata)) {
            contested |= strays;
            automata = automata(scenario, contested);
        }
        int tasks = automata.length;
        TaskCode[] code = new TaskCode[tasks];
        int[] calls = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            code[task] = TaskCode.parse(scenario.tasks.get(task), topology);
            calls[task] = code[task].calls.length;
        }
        LockdepStates lockdep = callsLockdep(automata) ? new LockdepStates(tasks, topology.devices.length) : null;
        Product product = new Product(topology, automata, contested, lockdep, scenario.history ? calls : null);
        return new Model(topology, List.of(code), List.of(automata), product);
    }

    /** A search of all states within these limits. */
    Search search(Scenario scenario, SearchOrder order, SearchLimits limits, boolean forCycles) {
        int devices = topology.devices.length;
        Search.HistoryMaker histories = scenario.history ? () -> new History(code.toArray(new TaskCode[0])) : null;
        ProgramTables[] programs = product.isPlain()
                ? automata.stream()
                        .map(automaton -> ProgramTables.of(automaton, topology, 0))
                        .toArray(ProgramTables[]::new)
                : null;
        return switch (order) {
            case BREADTH_FIRST -> new BreadthFirstSearch(product, limits, devices, histories, programs, forCycles);
            case DEPTH_FIRST -> new DepthFirstSearch(product, limits, devices, histories, programs, forCycles);
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

    private static boolean callsLockdep(Automaton[] automata) {
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
