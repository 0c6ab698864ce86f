package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.explorer.Behaviour;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;

/**
 * Which revisions of the model the functions of a kernel tree behave as: equal behaviours for each argument on every tree of up to so
 * many devices, slots and empty buses included.
 */
public final class Comparison {
    /** The most devices of a tree on which functions are compared, the top bridge counted. */
    public static final int DEVICES = 4;

    /** The config access lock is about one device at a time. */
    private static final String ONE_DEVICE = "P(E)";

    /**
     * What was found of a function.
     *
     * @param equal the revisions that it behaves as, in the order of time; those that have none where the tree has none
     * @param isThere whether the tree has the function
     * @param parting where it parts from the revision that it is nearest to; null where it equals one
     */
    public record Function(String name, List<Revision> equal, boolean isThere, Parting parting) {
        /** Whether some revision behaves so. */
        public boolean isKnown() {
            return !equal.isEmpty();
        }
    }

    /**
     * Where a function parts from a revision: on the smallest tree on which it does, by a shortest run.
     *
     * @param argument what the function is given, for people
     */
    public record Parting(Revision nearest, PciTopology topology, String argument, Behaviour.Parting runs) {}

    private final CProgram program;
    private final int devices;

    private Comparison(CProgram program, int devices) {
        this.program = program;
        this.devices = devices;
    }

    static List<Function> of(CProgram program, int devices) {
        return new Comparison(program, devices).functions(List.of(ModelFunction.values()));
    }

    /** Of the config access lock only, which is quickly told. */
    static List<Function> ofConfigAccess(CProgram program) {
        return new Comparison(program, 0)
                .functions(Arrays.stream(ModelFunction.values())
                        .filter(function -> function.argument == ModelFunction.Argument.FLAG)
                        .toList());
    }

    private List<Function> functions(List<ModelFunction> chosen) {
        List<Compared> compared = chosen.stream().map(this::compared).toList();
        Comparator<Revision> byFunctions = Comparator.comparingLong(revision ->
                compared.stream().filter(one -> one.equal().contains(revision)).count());
        return compared.stream()
                .map(one -> new Function(
                        one.function().kernelName(),
                        List.copyOf(one.equal()),
                        one.isThere(),
                        one.equal().isEmpty() ? parting(one, byFunctions) : null))
                .toList();
    }

    /** From the revision that most other functions behave as; of those the latest. */
    private Parting parting(Compared compared, Comparator<Revision> byFunctions) {
        Revision nearest = compared.parted().keySet().stream()
                .max(byFunctions.thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return withStacks(compared.function(), compared.parted().get(nearest));
    }

    private Revision.Code code() {
        return context -> new LinuxCode(program, context);
    }

    /**
     * What was found of a function.
     *
     * @param parted where it parts from each revision that it does not behave as
     */
    private record Compared(
            ModelFunction function, boolean isThere, List<Revision> equal, Map<Revision, Parting> parted) {}

    private Compared compared(ModelFunction function) {
        boolean there = function == ModelFunction.RESET_SUBORDINATE
                ? program.has(LinuxKernel.RESET_SUBORDINATE)
                : program.has(program.entry(function.kernelName()));
        List<Revision> equal = new ArrayList<>(Arrays.stream(Revision.values())
                .filter(revision -> function.isIn(revision) == there)
                .toList());
        Map<Revision, Parting> parted = new LinkedHashMap<>();
        if (!there) {
            if (equal.isEmpty()) {
                throw new SourceException(
                        program.tree().origin() + ": expected a function " + function.kernelName() + ", found none");
            }
            return new Compared(function, false, equal, parted);
        }
        // The kernel does not come to a bus lock with the root bus, so it says the least of all, and last.
        for (boolean rootBus : new boolean[] {false, true}) {
            for (String tree : trees(function)) {
                PciTopology topology = PciTopology.parse(tree);
                for (Object argument : function.arguments(topology)) {
                    if (!equal.isEmpty() && (argument == topology.rootBus) == rootBus) {
                        partWhoeverDiffers(function, topology, argument, equal, parted);
                    }
                }
            }
        }
        return new Compared(function, true, equal, parted);
    }

    /** Smaller ones first. */
    private List<String> trees(ModelFunction function) {
        if (function.argument == ModelFunction.Argument.FLAG) {
            return List.of(ONE_DEVICE);
        }
        List<String> trees = new ArrayList<>();
        for (int size = 1; size <= devices; size++) {
            for (Tree tree : Tree.all(size, true)) {
                tree.withSlots().forEach(slots -> trees.add(slots.notation));
            }
        }
        return trees;
    }

    private void partWhoeverDiffers(
            ModelFunction function,
            PciTopology topology,
            Object argument,
            List<Revision> equal,
            Map<Revision, Parting> parted) {
        Behaviour mine = behaviour(code(), function, topology, argument, false);
        for (Revision revision : List.copyOf(equal)) {
            Behaviour its = behaviour(revision.code, function, topology, argument, false);
            Optional<Behaviour.Parting> parting = mine.partsFrom(its);
            parting.ifPresent(runs -> {
                equal.remove(revision);
                parted.put(revision, new Parting(revision, topology, ModelFunction.text(argument), runs));
            });
        }
    }

    private static Behaviour behaviour(
            Revision.Code code, ModelFunction function, PciTopology topology, Object argument, boolean withStacks) {
        return Behaviour.of(code, topology, function.waiting(), pci -> function.run(pci, argument), withStacks);
    }

    private Parting withStacks(ModelFunction function, Parting parting) {
        Object argument = function.arguments(parting.topology()).stream()
                .filter(one -> ModelFunction.text(one).equals(parting.argument()))
                .findFirst()
                .orElseThrow();
        Behaviour.Parting runs = behaviour(code(), function, parting.topology(), argument, true)
                .partsFrom(behaviour(parting.nearest().code, function, parting.topology(), argument, true))
                .orElseThrow();
        return new Parting(parting.nearest(), parting.topology(), parting.argument(), runs);
    }

    /** The revisions that every function behaves as. */
    public static List<Revision> inAll(List<Function> functions) {
        return Arrays.stream(Revision.values())
                .filter(revision ->
                        functions.stream().allMatch(function -> function.equal().contains(revision)))
                .toList();
    }
}
