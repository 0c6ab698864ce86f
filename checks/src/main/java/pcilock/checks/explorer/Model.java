package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.List;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.scenario.History;
import pcilock.specs.scenario.Scenario;

/**
 * A scenario made ready for the search: the automata of its tasks and their product.
 *
 * @param interference whether a task may take away what another one holds
 */
record Model(
        PciTopology topology, List<TaskCode> code, List<Automaton> automata, boolean interference, Product product) {
    static Model of(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        Automaton[] automata = automata(scenario, false);
        boolean interference = Arrays.stream(automata).anyMatch(automaton -> automaton.strays() != 0);
        if (interference) {
            automata = automata(scenario, true);
        }
        int tasks = automata.length;
        TaskCode[] code = new TaskCode[tasks];
        int[] calls = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            code[task] = TaskCode.parse(scenario.tasks.get(task), topology);
            calls[task] = code[task].calls.length;
        }
        LockdepStates lockdep = callsLockdep(automata) ? new LockdepStates(tasks, topology.devices.length) : null;
        Product product = new Product(topology, automata, interference, lockdep, scenario.history ? calls : null);
        return new Model(topology, List.of(code), List.of(automata), interference, product);
    }

    /** A search of all states within these limits. */
    Search search(Scenario scenario, SearchOrder order, SearchLimits limits, boolean forCycles) {
        int devices = topology.devices.length;
        Search.HistoryMaker histories = scenario.history ? () -> new History(code.toArray(new TaskCode[0])) : null;
        ProgramTables[] programs = product.isPlain()
                ? automata.stream()
                        .map(automaton -> ProgramTables.of(automaton, topology))
                        .toArray(ProgramTables[]::new)
                : null;
        return switch (order) {
            case BREADTH_FIRST -> new BreadthFirstSearch(product, limits, devices, histories, programs, forCycles);
            case DEPTH_FIRST -> new DepthFirstSearch(product, limits, devices, histories, programs, forCycles);
        };
    }

    private static Automaton[] automata(Scenario scenario, boolean interference) {
        Automaton[] automata = new Automaton[scenario.tasks.size()];
        for (int task = 0; task < automata.length; task++) {
            automata[task] = AutomatonBuilder.build(scenario, task, interference);
        }
        return automata;
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
