package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import pcilock.checks.explorer.Behaviour;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.pci.EntryPoint;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

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
        return context -> new LinuxCode(program, context, Around.NOTHING);
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
            for (String tree : trees(function, devices)) {
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
    private static List<String> trees(ModelFunction function, int devices) {
        return function.argument == ModelFunction.Argument.FLAG ? List.of(ONE_DEVICE) : treesUpTo(devices);
    }

    private static List<String> treesUpTo(int devices) {
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

    /**
     * Some locking code.
     *
     * @param has whether it has what is behind an entry point
     * @param linux where it is read from; null where it is no C
     */
    public record Version(Revision.Code code, Predicate<EntryPoint> has, LinuxKernel linux) {
        private boolean has(String function) {
            if (linux != null) {
                return linux.defines(function);
            }
            return Arrays.stream(EntryPoint.values())
                    .filter(entryPoint -> entryPoint.kernelName.equals(function))
                    .allMatch(has);
        }
    }

    /**
     * What a change of the locking code makes of a function.
     *
     * @param wasThere whether it was there before the change
     * @param isThere whether it is there after it
     * @param topology the smallest tree on which it behaves in another way; null where it behaves the same, and where it came or went
     * @param argument what it is given there, for people; null as the tree
     * @param runs how it parts, what was before as the other; null as the tree
     */
    public record Change(
            String function,
            boolean wasThere,
            boolean isThere,
            PciTopology topology,
            String argument,
            Behaviour.Parting runs) {
        /** Whether anybody can tell the two apart. */
        public boolean changes() {
            return wasThere != isThere || runs != null;
        }
    }

    /**
     * What becomes of each function that the model knows, and of each entry point, when one locking code takes the place of another:
     * compared for each argument on every tree of up to {@link #DEVICES} devices.
     */
    public static List<Change> between(Version before, Version after) {
        List<Change> changes = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ModelFunction function : ModelFunction.values()) {
            known.add(function.kernelName());
            changes.add(change(
                    before,
                    after,
                    function.kernelName(),
                    trees(function, DEVICES),
                    function.waiting(),
                    function::arguments,
                    ModelFunction::text,
                    argument -> pci -> function.run(pci, argument)));
        }
        for (TaskFamily family : TaskFamily.all()) {
            if (known.add(family.id())) {
                changes.add(change(
                        before,
                        after,
                        family.id(),
                        treesUpTo(DEVICES).stream().map(family::topology).toList(),
                        Waiting.ATOMIC_FLAG,
                        topology -> Arrays.stream(topology.devices)
                                .filter(dev -> !dev.name.equals(TaskFamily.VMD))
                                .map(dev -> (Object) TaskCode.parse(family.on(dev.name), topology))
                                .toList(),
                        Object::toString,
                        task -> pci -> runAll((TaskCode) task, pci)));
            }
        }
        return List.copyOf(changes);
    }

    private static boolean runAll(TaskCode task, PciCore pci) {
        for (TaskCode.Call call : task.calls) {
            call.run(pci);
        }
        return true;
    }

    private static Change change(
            Version before,
            Version after,
            String name,
            List<String> trees,
            Waiting waiting,
            java.util.function.Function<PciTopology, List<Object>> arguments,
            java.util.function.Function<Object, String> text,
            java.util.function.Function<Object, Behaviour.Call> call) {
        Change same = new Change(name, before.has(name), after.has(name), null, null, null);
        if (same.changes() || !same.isThere() || isWrittenTheSame(before, after, name)) {
            return same;
        }
        for (String tree : trees) {
            // Each mutex has one number, whoever adds it.
            PciTopology topology =
                    PciTopology.parse(after.code().machine(before.code().machine(tree)));
            for (Object argument : arguments.apply(topology)) {
                Behaviour.Call called = call.apply(argument);
                if (Behaviour.of(after.code(), topology, waiting, called, false)
                        .partsFrom(Behaviour.of(before.code(), topology, waiting, called, false))
                        .isPresent()) {
                    Behaviour.Parting runs = Behaviour.of(after.code(), topology, waiting, called, true)
                            .partsFrom(Behaviour.of(before.code(), topology, waiting, called, true))
                            .orElseThrow();
                    return new Change(name, true, true, topology, text.apply(argument), runs);
                }
            }
        }
        return same;
    }

    /** Whether all that the entry points come to is written the same, so that nobody can tell the two apart on any tree. */
    public static boolean areTheSame(Version before, Version after) {
        return before.code() == after.code()
                || TaskFamily.all().stream()
                        .allMatch(family -> before.has().test(family.entryPoint())
                                        == after.has().test(family.entryPoint())
                                && (!before.has().test(family.entryPoint())
                                        || isWrittenTheSame(before, after, family.id())));
    }

    private static boolean isWrittenTheSame(Version before, Version after, String function) {
        return before.linux() != null
                && after.linux() != null
                && before.linux().written(function).equals(after.linux().written(function));
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
