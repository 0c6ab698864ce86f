package pcilock.checks.lincheck;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.Lockdep;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.MonitorKernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.TaskSet;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.BusLists;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.model.pci.WiderLocks;
import pcilock.specs.claim.Claim;
import pcilock.specs.property.GuardedObserver;
import pcilock.specs.property.Property;
import pcilock.specs.property.PropertyObserver;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.SequentialLocks;

/**
 * Lincheck in its model checking mode: the threads of this JVM, stopped wherever they touch what they share, in every order.
 *
 * <p>It explores by the number of switches between tasks and stops when one switch more brings no new run: by then every
 * interleaving has been run. Lincheck merges nothing, so the number of runs would grow with the number of interleavings: see {@link
 * StateMatching} and {@link SharedObjects} for what is left out, and why nothing is lost.
 */
public final class LincheckEngine implements Engine {
    /** More rounds than any loop here makes: Lincheck switches tasks in a longer loop, and loses interleavings in silence. */
    private static final int NO_LOOP_IS_LONG = 1_000_000;

    /**
     * What needs no switch of tasks inside: code that touches only what cannot change, or what one task or the engine itself knows, or that
     * is called with the monitor of what it touches held. None of it blocks; what blocks must never be named here.
     */
    static final Set<Class<?>> INSIDE_MONITORS = Set.of(
            BlockCfgAccess.class,
            GuardedObserver.class,
            GuardedStep.class,
            SleepingStep.class,
            TaskSet.class,
            WiderLocks.class,
            Lockdep.class,
            LockdepMap.class,
            Mutex.class,
            WaitQueueHead.class,
            MachineState.class,
            PciBus.class,
            PciDev.class,
            PciSlot.class,
            PciTopology.class,
            PropertyObserver.class,
            Runs.class,
            SharedObjects.class,
            Step.class,
            StateMatching.class);

    /** Asked for every call of a method, so not a list. */
    private static final Set<String> NAMES_INSIDE_MONITORS =
            INSIDE_MONITORS.stream().map(Class::getCanonicalName).collect(Collectors.toUnmodifiableSet());

    static {
        LincheckAgent.leaveAsCompiled(INSIDE_MONITORS);
    }

    private final int runLimit;
    private final Consumer<List<Step>> listener;
    private final boolean matchesStates;

    /** An engine that gives up after so many runs, and makes none that shows nothing new. */
    public LincheckEngine(int runLimit) {
        this(runLimit, run -> {}, true);
    }

    /** An engine that leaves no interleaving out, and shows every run to somebody. */
    LincheckEngine(int runLimit, Consumer<List<Step>> listener) {
        this(runLimit, listener, false);
    }

    private LincheckEngine(int runLimit, Consumer<List<Step>> listener, boolean matchesStates) {
        this.runLimit = runLimit;
        this.listener = listener;
        this.matchesStates = matchesStates;
    }

    @Override
    public String name() {
        return "lincheck";
    }

    @Override
    public String version() {
        return LinChecker.class.getPackage().getImplementationVersion();
    }

    @Override
    public String unit() {
        return "runs";
    }

    @Override
    public String whyNotAsked(Claim claim) {
        return claim.notForLincheck();
    }

    @Override
    public boolean takesLong(Claim claim) {
        return claim.longForLincheck();
    }

    @Override
    public Exploration explore(Scenario scenario) {
        // Lincheck rewrites the classes of the whole JVM while it explores, and Runs has one place for its subjects to
        // look at.
        synchronized (LincheckEngine.class) {
            if (!matchesStates || scenario.history) {
                return explore(scenario, null);
            }
            SharedObjects objects = new SharedObjects(scenario);
            Exploration exploration;
            do {
                objects.begin();
                exploration = explore(scenario, objects);
            } while (objects.wereMistaken());
            return exploration;
        }
    }

    private Exploration explore(Scenario scenario, SharedObjects objects) {
        LincheckLog log = LincheckLog.open();
        Runs runs = Runs.begin(scenario, objects, listener);
        try {
            String stopped = explore(runs);
            if (log.tellsOfDroppedInterleavings()) {
                throw new EngineException(
                        "Lincheck could not repeat the beginning of a run and dropped what follows it");
            }
            return new Exploration(stopped == null, stopped, runs.ended(), runs.depth(), runs.seen(), runs.broken());
        } finally {
            Runs.end();
        }
    }

    /** Why the exploration is not complete, null if it is. */
    private String explore(Runs runs) {
        try {
            options(runs.scenario()).check(MachineSubject.class);
        } catch (LincheckAssertionError e) {
            return hung(runs, e);
        }
        return runs.ended() < runLimit ? null : "the limit of " + runLimit + " runs was reached";
    }

    private static String hung(Runs runs, LincheckAssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.contains("The execution has hung")) {
            throw new EngineException("Lincheck could not explore the scenario: " + message, failure);
        }
        runs.runEnded();
        if (message.contains("All unfinished threads are in deadlock")) {
            StuckRun.broken(runs.run()).forEach(runs::brokenByRun);
        } else {
            runs.brokenByRun(Property.EVERY_TASK_ENDS);
        }
        return "Lincheck stops at the first run that hangs";
    }

    private ModelCheckingOptions options(Scenario scenario) {
        return new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(new ExecutionScenario(List.of(), threads(scenario), List.of(), null))
                .invocationsPerIteration(runLimit)
                .loopIterationsBeforeThreadSwitch(NO_LOOP_IS_LONG)
                .loopBound(2 * NO_LOOP_IS_LONG)
                .recursionBound(NO_LOOP_IS_LONG)
                .enableAwaitLoopsAnalysis(false)
                .minimizeFailedScenario(false)
                .verifier(RunVerifier.class)
                .sequentialSpecification(SequentialSubject.class)
                .addGuarantee(stateInsideMonitors())
                .addGuarantee(listsThatNeverChange())
                .addGuarantee(arraysThatNeverChange())
                .addGuarantee(whatOneTaskRemembers())
                .addGuarantee(goingToSleep())
                .addGuarantee(choiceOfKernel())
                .addGuarantee(withoutSwitches());
    }

    /** One thread a task: the whole task, or its calls one by one where Lincheck is to judge their answers. */
    private static List<List<Actor>> threads(Scenario scenario) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        List<List<Actor>> threads = new ArrayList<>();
        for (int task = 0; task < scenario.tasks.size(); task++) {
            List<Actor> actors = new ArrayList<>();
            if (scenario.history) {
                TaskCode.Call[] calls = TaskCode.parse(scenario.tasks.get(task), topology).calls;
                for (int call = 0; call < calls.length; call++) {
                    // Throws where there is no specification to compare with, which Lincheck would take for another
                    // answer.
                    new SequentialLocks(topology.devices.length).run(calls[call]);
                    actors.add(new Actor(operation("call", int.class, int.class), List.of(task, call)));
                }
            } else {
                actors.add(new Actor(operation("run", int.class), List.of(task)));
            }
            threads.add(actors);
        }
        return threads;
    }

    private static Method operation(String name, Class<?>... parameters) {
        try {
            return MachineSubject.class.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ManagedStrategyGuarantee stateInsideMonitors() {
        return ManagedStrategyGuaranteeKt.forClasses(NAMES_INSIDE_MONITORS::contains)
                .allMethods()
                .ignore();
    }

    /** {@code List.of}, as in {@link PciBus#devices}, with its iterators. */
    private static ManagedStrategyGuarantee listsThatNeverChange() {
        String lists = List.of().getClass().getEnclosingClass().getCanonicalName();
        return ManagedStrategyGuaranteeKt.forClasses(name -> name.startsWith(lists))
                .allMethods()
                .ignore();
    }

    private static ManagedStrategyGuarantee arraysThatNeverChange() {
        return ManagedStrategyGuaranteeKt.forClasses(Machine.class.getCanonicalName())
                .methods("taskOf", "pciOf", "callsOf", "callOf")
                .ignore();
    }

    private static ManagedStrategyGuarantee whatOneTaskRemembers() {
        return ManagedStrategyGuaranteeKt.forClasses(BusLists.class.getCanonicalName())
                .methods("lookAgain", "wasLookedFor", "wasFound", "remember", "lookedFor", "found")
                .ignore();
    }

    /**
     * No switch between the step in which a task finds that it must sleep and its sleep, where it would only keep others out of
     * the monitor: what they could do there they can do once it sleeps. Falling asleep itself stays a switch. Lincheck knows such
     * guarantees but does not publish them; without this one everything here is still right and takes several times the runs.
     */
    private static ManagedStrategyGuarantee goingToSleep() {
        return ManagedStrategyGuaranteeKt.forClasses(
                        MonitorKernel.class.getCanonicalName(),
                        StateMatchingKernel.WithSwitches.class.getCanonicalName(),
                        StateMatchingKernel.WithoutSwitches.class.getCanonicalName())
                .methods("sleepOn")
                .mute$lincheck();
    }

    private static ManagedStrategyGuarantee choiceOfKernel() {
        return ManagedStrategyGuaranteeKt.forClasses(StateMatchingKernel.class.getCanonicalName())
                .methods(StateMatchingKernel.LEFT_ALONE)
                .ignore();
    }

    /** Steps before which no other task takes one: see {@link StateMatchingKernel}. */
    private static ManagedStrategyGuarantee withoutSwitches() {
        return ManagedStrategyGuaranteeKt.forClasses(StateMatchingKernel.WithoutSwitches.class.getCanonicalName())
                .allMethods()
                .mute$lincheck();
    }
}
