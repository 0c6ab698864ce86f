package pcilock.checks.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.EngineException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.kernel.Task;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.EntryPoint;
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

    private static final long MOST_STEPS = 1_000_000_000L;

    private final Revision revision;
    private final Fault fault;
    private final Revision.Code code;
    private final PciTopology topology;
    private final LockOrder order;
    private final Map<TaskFamily, Map<Premise, BrokenPremise>> broken = new LinkedHashMap<>();
    private final Map<TaskFamily, Map<LockOrder.Edge, String>> waits = new HashMap<>();
    private final Set<TaskFamily> unexplored = new LinkedHashSet<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<Object, List<int[]>> composite = new HashMap<>();
    private TaskFamily family;
    private String task;

    private Certifier(Revision revision, Fault fault, Revision.Code code, PciTopology topology) {
        this.revision = revision;
        this.fault = fault;
        this.code = code;
        this.topology = topology;
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
        return certify(revision, fault, fault.code == null ? revision.code : fault.code, tree, families);
    }

    /**
     * The certificate for locking code of no revision.
     *
     * @throws EngineException when the locking code fails
     */
    public static Certificate certify(Revision.Code code, String tree, List<TaskFamily> families) {
        return certify(null, Fault.NONE, code, tree, families);
    }

    private static Certificate certify(
            Revision revision, Fault fault, Revision.Code code, String tree, List<TaskFamily> families) {
        List<Certificate> result = new ArrayList<>();
        List<RuntimeException> failure = new ArrayList<>();
        Runnable work = () -> {
            try {
                PciTopology topology = PciTopology.parse(TaskFamily.topology(tree, families));
                int devices = PciTopology.parse(tree).devices.length;
                List<TaskFamily> there = families.stream()
                        .filter(family -> revision == null || revision.has(family.entryPoint()))
                        .toList();
                result.add(new Certifier(revision, fault, code, topology).certificate(tree, devices, there));
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
        PremiseKernel kernel = new PremiseKernel(lastBelow(), new Findings(), MOST_STEPS);
        Task current = new Task(0, "T1");
        TaskContext context = new TaskContext(kernel, current, new AtomicConfigAccess(kernel, current));
        PciCore pci = code.in(context);
        for (TaskFamily each : families) {
            family = each;
            known.clear();
            composite.clear();
            for (int device = 0; device < devices; device++) {
                task = each.on(topology.devices[device].name);
                TaskCode code = TaskCode.parse(task, topology);
                if (!explore(kernel, pci, code)) {
                    unexplored.add(each);
                }
            }
        }
        return new Certificate(revision, fault, tree, families, judged(families), candidates(), unexplored);
    }

    private boolean explore(PremiseKernel kernel, PciCore pci, TaskCode code) {
        try {
            return kernel.explore(
                    () -> {
                        for (TaskCode.Call call : code.calls) {
                            call.run(pci);
                        }
                    },
                    locks -> isKnown(code.calls[0], locks));
        } catch (NullPointerException e) {
            if (fault != Fault.NONE) {
                // A seeded fault may ask for what this tree has not got; that is not the fault that it is about.
                return true;
            }
            throw e;
        }
    }

    /**
     * Whether a task is the same as one of another device of the same slot, or of the same bus outside its slot. {@code
     * pci_reset_bus} asks its device for nothing but which composite lock to take, and a run that takes it shows which.
     */
    private boolean isKnown(TaskCode.Call call, int[] locks) {
        if (call.entryPoint != EntryPoint.PCI_RESET_BUS && call.entryPoint != EntryPoint.VMD_PROBE) {
            return false;
        }
        PciDev dev = call.second == null ? call.dev : call.second;
        List<int[]> there =
                composite.computeIfAbsent(dev.slot == null ? dev.bus : dev.slot, unused -> new ArrayList<>());
        for (int[] other : there) {
            if (Arrays.equals(other, locks)) {
                return true;
            }
        }
        there.add(locks);
        return false;
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
            waits.getOrDefault(each, Map.of()).entrySet().stream()
                    .filter(wait ->
                            order.isOnCircle(wait.getKey().held(), wait.getKey().wanted()))
                    .findFirst()
                    .ifPresent(wait -> broken.computeIfAbsent(each, unused -> new EnumMap<>(Premise.class))
                            .put(
                                    Premise.ONE_ORDER,
                                    new BrokenPremise(
                                            Premise.ONE_ORDER,
                                            each,
                                            wait.getValue(),
                                            LockId.name(wait.getKey().wanted(), topology))));
            judged.addAll(broken.getOrDefault(each, Map.of()).values());
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

    private final class Findings implements PremiseKernel.Finder {
        @Override
        public void broken(Premise premise, int lock) {
            broken.computeIfAbsent(family, unused -> new EnumMap<>(Premise.class))
                    .computeIfAbsent(
                            premise, unused -> new BrokenPremise(premise, family, task, LockId.name(lock, topology)));
        }

        @Override
        public void waits(int held, int wanted) {
            if (known.add((long) held << Integer.SIZE | wanted)) {
                order.add(held, wanted, task);
                waits.computeIfAbsent(family, unused -> new LinkedHashMap<>())
                        .put(new LockOrder.Edge(held, wanted), task);
            }
        }
    }
}
