package pcilock.checks.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import pcilock.checks.engine.EngineException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.kernel.Task;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Looks for the premises of {@link Certificate} in every task of a tree. */
public final class Certifier {
    /** For the locking code, which calls itself once for each level of bridges; only reserved until it is used. */
    private static final long STACK_BYTES = 256L << 20;

    /** Some seconds; a bus of a thousand devices takes a tenth of it for a task. */
    private static final long MOST_STEPS = 100_000_000L;

    private final Revision revision;
    private final Fault fault;
    private final Revision.Code code;
    private final PciTopology topology;
    private final LockOrder order;
    private final boolean observes;
    private final long mostSteps;
    private final Map<TaskFamily, Map<Premise, Breach>> broken = new HashMap<>();
    private final Map<TaskFamily, Map<LockOrder.Edge, Integer>> waits = new HashMap<>();
    private final Set<TaskFamily> unexplored = new LinkedHashSet<>();
    private TaskFamily family;
    private int target;

    /**
     * Where a premise is broken.
     *
     * @param target the device that the task is about
     */
    private record Breach(int target, int lock) {
        static final Comparator<Breach> FIRST =
                Comparator.comparingInt(Breach::target).thenComparingInt(Breach::lock);
    }

    private Certifier(
            Revision revision,
            Fault fault,
            Revision.Code code,
            PciTopology topology,
            boolean observes,
            long mostSteps) {
        this.revision = revision;
        this.fault = fault;
        this.code = code;
        this.topology = topology;
        this.observes = observes;
        this.mostSteps = mostSteps;
        order = new LockOrder(2 * topology.mutexes);
    }

    /** The certificate for every family of tasks, on a tree as {@link PciTopology#parse} reads it. */
    public static Certificate certify(Revision revision, String tree) {
        return certify(revision, Fault.NONE, tree, TaskFamily.all());
    }

    /**
     * The certificate for tasks of some families, as far as the revision has their entry points.
     *
     * @param fault a seeded fault of the locking code to run in the revision's place
     * @throws EngineException when the locking code fails
     */
    public static Certificate certify(Revision revision, Fault fault, String tree, List<TaskFamily> families) {
        return certify(
                revision, fault, fault.code == null ? revision.code : fault.code, tree, families, true, MOST_STEPS);
    }

    /**
     * The certificate for locking code of no revision.
     *
     * @throws EngineException when the locking code fails
     */
    public static Certificate certify(Revision.Code code, String tree, List<TaskFamily> families) {
        return certify(null, Fault.NONE, code, tree, families, true, MOST_STEPS);
    }

    /**
     * The certificate, for tests of how it is made.
     *
     * @param observes whether functions may stand in for each other, or every outcome of every task is run
     * @param mostSteps how many steps one task may take in all its runs
     */
    static Certificate certify(
            Revision revision,
            Fault fault,
            Revision.Code code,
            String tree,
            List<TaskFamily> families,
            boolean observes,
            long mostSteps) {
        List<Certificate> result = new ArrayList<>();
        List<RuntimeException> failure = new ArrayList<>();
        Runnable work = () -> {
            try {
                PciTopology topology = PciTopology.parse(code.machine(TaskFamily.topology(tree, families)));
                int devices = PciTopology.parse(tree).devices.length;
                List<TaskFamily> there = families.stream()
                        .filter(family -> revision == null || revision.has(family.entryPoint()))
                        .toList();
                result.add(new Certifier(revision, fault, code, topology, observes, mostSteps)
                        .certificate(tree, devices, there));
            } catch (RuntimeException | StackOverflowError e) {
                failure.add(new EngineException("no certificate: the locking code fails: " + e, e));
            }
        };
        Thread thread = new Thread(null, work, "certifier", STACK_BYTES);
        // The caller may give up waiting for code that does not come back.
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the certificate was interrupted", e);
        }
        if (!failure.isEmpty()) {
            throw failure.get(0);
        }
        return result.get(0);
    }

    private Certificate certificate(String tree, int devices, List<TaskFamily> families) {
        // A seeded fault may ask for what this tree has not got; that is not the fault that it is about.
        PremiseKernel kernel = new PremiseKernel(lastBelow(), new Finder(), mostSteps, fault != Fault.NONE);
        Task current = new Task(0, "T1");
        TaskContext context = new TaskContext(kernel, current, new AtomicConfigAccess(kernel, current), topology);
        PciCore pci = code.in(context);
        Optional<ObservedCode> observed = observes ? ObservedCode.of(pci, context) : Optional.empty();
        observed.ifPresent(kernel::observe);
        PciCore runs = observed.map(ObservedCode::code).orElse(pci);
        for (TaskFamily each : families) {
            family = each;
            for (target = 0; target < devices; target++) {
                TaskCode task = TaskCode.parse(each.on(topology.devices[target].name), topology);
                Runnable calls = () -> {
                    for (TaskCode.Call call : task.calls) {
                        call.run(runs);
                    }
                };
                boolean explored = kernel.explore(calls, each);
                if (!explored) {
                    unexplored.add(each);
                }
            }
        }
        return new Certificate(revision, fault, tree, families, judged(families), candidates(), unexplored);
    }

    private int[] lastBelow() {
        int[] last = new int[topology.mutexes];
        Arrays.setAll(last, i -> i);
        for (int i = topology.devices.length - 1; i >= 0; i--) {
            PciDev bridge = topology.devices[i].upstreamBridge();
            if (bridge != null) {
                last[bridge.index] = Math.max(last[bridge.index], last[i]);
            }
        }
        return last;
    }

    private List<BrokenPremise> judged(List<TaskFamily> families) {
        List<BrokenPremise> judged = new ArrayList<>();
        for (TaskFamily each : families) {
            Map<Premise, Breach> places = broken.getOrDefault(each, new EnumMap<>(Premise.class));
            waits.getOrDefault(each, Map.of()).entrySet().stream()
                    .filter(wait ->
                            order.isOnCircle(wait.getKey().held(), wait.getKey().wanted()))
                    .map(wait -> new Breach(wait.getValue(), wait.getKey().wanted()))
                    .min(Breach.FIRST)
                    .ifPresent(place -> places.put(Premise.ONE_ORDER, place));
            places.forEach((premise, place) -> judged.add(new BrokenPremise(
                    premise,
                    each,
                    each.on(topology.devices[place.target()].name),
                    LockId.name(place.lock(), topology))));
        }
        return judged;
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (List<LockOrder.Edge> circle : order.circles()) {
            candidates.add(new Candidate(
                    circle.stream()
                            .map(edge -> LockId.name(edge.held(), topology))
                            .toList(),
                    circle.stream().map(order::witness).toList()));
        }
        return candidates;
    }

    private final class Finder implements PremiseKernel.Finder {
        @Override
        public void broken(Premise premise, int lock) {
            broken.computeIfAbsent(family, unused -> new EnumMap<>(Premise.class))
                    .merge(premise, new Breach(target, lock), BinaryOperator.minBy(Breach.FIRST));
        }

        @Override
        public void waits(int held, int wanted) {
            LockOrder.Edge edge = new LockOrder.Edge(held, wanted);
            if (waits.computeIfAbsent(family, unused -> new HashMap<>()).putIfAbsent(edge, target) == null) {
                order.add(edge, () -> family.on(topology.devices[target].name));
            }
        }
    }
}
