package pcilock.checks.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pcilock.checks.explorer.Effect;
import pcilock.checks.explorer.RecordedScenario;
import pcilock.checks.explorer.RecordedScenario.LockdepAnswer;
import pcilock.checks.explorer.RecordedScenario.RecordedSet;
import pcilock.checks.explorer.RecordedScenario.RecordedStep;
import pcilock.checks.explorer.RecordedScenario.RecordedTask;
import pcilock.checks.explorer.RecordedScenario.SetRole;
import pcilock.checks.explorer.SetStep;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * A scenario as a Promela file for SPIN: a process for each task, a {@code d_step} for each of its steps, and an assertion where a
 * step could break a property. A stuck state is what SPIN calls an invalid end state; whether a lock or a wake-up is missing there
 * it does not say, and a task that runs for ever is no error to a search with {@code -DSAFETY}.
 *
 * <p>A process is at a label or at none, so that each place of a task is one control state and SPIN counts the states that the
 * explorer counts. What an assertion says is computed into a {@code hidden} variable first, which is no part of a state: SPIN
 * then names the property in its report.
 */
public final class PromelaExport {
    private static final int NOBODY = -1;
    private static final Set<Effect> QUEUES = Set.of(Effect.ENQUEUE, Effect.DEQUEUE, Effect.WAKE_ALL, Effect.WAKE_ONE);
    private static final Set<Event> TAKES = Set.of(Event.MUTEX_LOCK, Event.MUTEX_TRYLOCK);
    private static final Set<Event> RELEASES = Set.of(Event.MUTEX_UNLOCK, Event.FLAG_CLEAR);
    private static final Set<Event> SLEEPS = Set.of(
            Event.MUTEX_SLEEP,
            Event.FLAG_SLEEP,
            Event.QUEUE_SLEEP,
            Event.SEM_READ_SLEEP,
            Event.SEM_WRITE_SLEEP,
            Event.REFERENCE_ENTER_SLEEP,
            Event.REFERENCE_DRAIN_SLEEP);

    private final RecordedScenario recorded;
    private final List<RecordedTask> tasks;
    private final int locks;
    private final String[] names;

    /** The locks that some task asks for, takes or releases. */
    private final Set<String> used = new LinkedHashSet<>();

    private final StringBuilder text = new StringBuilder();

    /** The sets of tasks that some step is about. */
    private final Set<Integer> asked = new TreeSet<>();

    /** Every variable that an assertion is about. */
    private final Set<Property> asserted = new LinkedHashSet<>();

    private PromelaExport(RecordedScenario recorded) {
        this.recorded = recorded;
        tasks = recorded.tasks();
        locks = recorded.topology().mutexes;
        names = names(recorded.topology());
        for (int lock = 0; lock < locks; lock++) {
            for (String variable : List.of(mutex(lock), flag(lock))) {
                if (any(step -> variable.equals(lock(step)))) {
                    used.add(variable);
                }
            }
        }
    }

    /** Names of devices as Promela allows them. */
    private static String[] names(PciTopology topology) {
        String[] names = new String[topology.mutexes];
        Set<String> taken = new HashSet<>();
        for (int lock = 0; lock < names.length; lock++) {
            String name = topology.nameOf(lock).replaceAll("[^A-Za-z0-9_]", "_");
            names[lock] = taken.add(name) ? name : name + "__" + lock;
        }
        return names;
    }

    private String mutex(int lock) {
        return recorded.topology().isDevice(lock) ? "device_lock_" + names[lock] : names[lock];
    }

    private String flag(int lock) {
        return "block_cfg_access_" + names[lock];
    }

    private static String resetting(int task) {
        return "T" + (task + 1) + "_resets";
    }

    private static String silent(int task) {
        return "T" + (task + 1) + "_warns_not";
    }

    private static String inside(int task) {
        return "T" + (task + 1) + "_in_trylock";
    }

    private static String before(int task, String lock) {
        return "T" + (task + 1) + "_had_" + lock;
    }

    private static String sleeper(int task) {
        return "T" + (task + 1) + "_sleeps_to_read";
    }

    /** The variable of a set of tasks; it is declared because it was asked for. */
    private String set(int set) {
        asked.add(set);
        RecordedSet named = recorded.sets().get(set);
        String object = recorded.topology().nameOf(named.object()).replaceAll("[^A-Za-z0-9_]", "_");
        return object + "_" + named.role().name().toLowerCase(Locale.ROOT) + "_" + set;
    }

    static String variable(Property property) {
        return property.id.replace('-', '_');
    }

    /** The lock that a step asks about, takes or releases, null for none. */
    private String lock(RecordedStep step) {
        if (step.lock() == null) {
            return null;
        }
        return switch (step.lock()) {
            case MUTEX -> mutex(step.device());
            case FLAG -> flag(step.device());
        };
    }

    /** The locks that a task takes somewhere. */
    private List<String> mayHold(int task) {
        return tasks.get(task).steps().stream()
                .filter(step -> step.effect() == Effect.ACQUIRE)
                .map(this::lock)
                .distinct()
                .toList();
    }

    /**
     * Exports a scenario; its history is left out.
     *
     * @throws pcilock.checks.explorer.LimitException when the scenario calls lockdep and has too many states
     */
    public static String of(Scenario scenario) {
        return new PromelaExport(RecordedScenario.of(scenario)).file();
    }

    private String file() {
        for (int task = 0; task < tasks.size(); task++) {
            process(task);
        }
        String processes = text.toString();
        text.setLength(0);
        StepText.header(recorded)
                .forEach(line -> text.append("// ").append(line).append('\n'));
        text.append('\n');
        variables();
        return text + processes;
    }

    private void variables() {
        text.append("// Who holds each lock: 0 for nobody, 1 for T1 and so on.\n");
        used.forEach(lock -> number(lock, tasks.size()));
        if (any(step -> QUEUES.contains(step.effect()))) {
            text.append("// The tasks on pci_cfg_wait, a bit each.\n");
            text.append("unsigned pci_cfg_wait : ").append(tasks.size()).append(";\n");
        }
        if (!recorded.lockdep().isEmpty()) {
            text.append("// The number of lockdep's state.\n");
            text.append("int lockdep;\n");
        }
        if (!asked.isEmpty()) {
            text.append("// The tasks in each set, a bit each; or one bit.\n");
            for (int set : List.copyOf(asked)) {
                RecordedSet named = recorded.sets().get(set);
                text.append("unsigned ")
                        .append(set(set))
                        .append(" : ")
                        .append(named.bit() ? 1 : tasks.size())
                        .append(named.setAtFirst() ? " = 1" : "")
                        .append(";\n");
            }
        }
        for (int task = 0; task < tasks.size(); task++) {
            if (sleepsToRead(task)) {
                text.append("// Whether T").append(task + 1).append(" sleeps to read a semaphore.\n");
                text.append("bool ").append(sleeper(task)).append(";\n");
            }
            if (resets(task)) {
                text.append("// The bridge that T")
                        .append(task + 1)
                        .append(" resets, one more than its position in the tree.\n");
                number(resetting(task), locks);
            }
            if (tests(task)) {
                text.append("// Whether it last read the flag as set, so that patch 2 prints no warning.\n");
                text.append("bool ").append(silent(task)).append(";\n");
            }
            if (tries(task)) {
                boolean inside = StepText.leavesInsideTrylock(tasks.get(task).leadingNotes());
                text.append("// Whether T").append(task + 1).append(" is inside a trylock, and what it held before.\n");
                text.append("bool ")
                        .append(inside(task))
                        .append(inside ? " = true" : "")
                        .append(";\n");
                for (String lock : mayHold(task)) {
                    text.append("bool ").append(before(task, lock)).append(";\n");
                }
            }
        }
        text.append("// Each property; hidden variables are no part of a state.\n");
        for (Property property : Property.values()) {
            if (asserted.contains(property)) {
                text.append("hidden byte ")
                        .append(variable(property))
                        .append(";  // ")
                        .append(property.text)
                        .append('\n');
            }
        }
        text.append("#define check(property, condition) property = (condition); assert(property)\n");
    }

    private void number(String name, int most) {
        text.append("unsigned ")
                .append(name)
                .append(" : ")
                .append(Integer.SIZE - Integer.numberOfLeadingZeros(most))
                .append(";\n");
    }

    private void process(int task) {
        RecordedTask code = tasks.get(task);
        text.append("\n// ").append(code.task()).append('\n');
        text.append("active proctype T").append(task + 1).append("() {\n");
        for (int place = 0; place < code.ends().size(); place++) {
            int here = place;
            List<RecordedStep> steps =
                    code.steps().stream().filter(step -> step.from() == here).toList();
            if (code.ends().get(place)) {
                text.append("end_L").append(place).append(": false  // ends\n");
            } else if (steps.isEmpty()) {
                text.append('L').append(place).append(": false  // sleeps for ever\n");
            } else {
                text.append('L').append(place).append(":\n  if\n");
                for (RecordedStep step : steps) {
                    text.append("  :: d_step {  // ")
                            .append(StepText.of(recorded, step))
                            .append("\n       ")
                            .append(String.join(";\n       ", statements(task, step)))
                            .append("\n     }; goto ")
                            .append(code.ends().get(step.to()) ? "end_L" : "L")
                            .append(step.to())
                            .append('\n');
                }
                text.append("  fi;\n");
            }
        }
        text.append("}\n");
    }

    private List<String> statements(int task, RecordedStep step) {
        List<String> statements = new ArrayList<>();
        statements.add(guard(task, step));
        judgeBefore(statements, task, step);
        effect(statements, task, step);
        judgeAfter(statements, task, step);
        return statements;
    }

    private String guard(int task, RecordedStep step) {
        String queued = "(pci_cfg_wait & " + (1L << task) + ")";
        return switch (step.guard()) {
            case NONE -> "true";
            case FREE -> lock(step) + " == 0";
            case HELD -> lock(step) + " != 0";
            case QUEUED -> queued + " != 0";
            case NOT_QUEUED -> queued + " == 0";
            case SETS -> guard(step.sets());
        };
    }

    private void effect(List<String> statements, int task, RecordedStep step) {
        String self = "" + (task + 1);
        long bit = 1L << task;
        switch (step.effect()) {
            case NONE -> {}
            case ACQUIRE -> statements.add(lock(step) + " = " + self);
            case RELEASE -> statements.add(lock(step) + " = 0");
            case ENQUEUE -> statements.add("pci_cfg_wait = pci_cfg_wait | " + bit);
            case DEQUEUE -> statements.add("pci_cfg_wait = pci_cfg_wait & ~" + bit);
            case WAKE_ALL -> statements.add("pci_cfg_wait = 0");
            case WAKE_ONE -> statements.add("pci_cfg_wait = pci_cfg_wait & (pci_cfg_wait - 1)");
            case LOCKDEP -> statements.add(lockdep(task, step));
            case SETS -> change(statements, task, step.sets());
        }
        switch (step.event()) {
            case RESET_BEGIN -> {
                statements.add(resetting(task) + " = " + (step.device() + 1));
                if (tests(task)) {
                    statements.add(silent(task) + " = false");
                }
            }
            case RESET_END -> {
                if (resets(task)) {
                    statements.add(resetting(task) + " = 0");
                }
            }
            case FLAG_TESTED_SET -> statements.add(silent(task) + " = true");
            case SEM_READ_SLEEP -> statements.add(sleeper(task) + " = true");
            case SEM_READ -> {
                if (sleepsToRead(task)) {
                    statements.add(sleeper(task) + " = false");
                }
            }
            default -> {}
        }
    }

    private String guard(SetStep sets) {
        List<String> conditions = new ArrayList<>();
        sets.empty().forEach(set -> conditions.add(set(set) + " == 0"));
        if (sets.occupied() != SetStep.NONE) {
            conditions.add(set(sets.occupied()) + " != 0");
        }
        return conditions.isEmpty() ? "true" : String.join(" && ", conditions);
    }

    private void change(List<String> statements, int task, SetStep sets) {
        if (sets.left() != SetStep.NONE) {
            statements.add(set(sets.left()) + " = " + set(sets.left()) + " & ~" + member(task, sets.left()));
        }
        if (sets.joined() != SetStep.NONE) {
            statements.add(set(sets.joined()) + " = " + set(sets.joined()) + " | " + member(task, sets.joined()));
        }
    }

    /** The bit that stands for a task in a set. */
    private long member(int task, int set) {
        return recorded.sets().get(set).bit() ? 1 : 1L << task;
    }

    /** That nobody is in the set which has this role in a semaphore or reference. */
    private String nobody(int object, SetRole role) {
        return set(StepText.set(recorded, object, role)) + " == 0";
    }

    private String isOutside(int task, int set) {
        return "(" + set(set) + " & " + member(task, set) + ") == 0";
    }

    private String isIn(int task, int object, SetRole role) {
        int set = StepText.set(recorded, object, role);
        return "(" + set(set) + " & " + member(task, set) + ") != 0";
    }

    /** Lockdep's answer, whatever its state; that there is none is an error that no property is about. */
    private String lockdep(int task, RecordedStep step) {
        StringBuilder answers = new StringBuilder("if");
        for (LockdepAnswer answer : recorded.lockdep()) {
            if (answer.task() == task && answer.call() == step.call()) {
                List<String> statements = new ArrayList<>();
                Property reported = StepText.LOCKDEP_REPORTS.get(answer.event());
                if (reported != null) {
                    check(statements, reported, List.of("false"));
                }
                statements.add("lockdep = " + answer.next());
                answers.append("\n       :: lockdep == ")
                        .append(answer.state())
                        .append(" -> ")
                        .append(String.join("; ", statements));
            }
        }
        return answers.append("\n       :: else -> assert(false)\n       fi").toString();
    }

    /** What a step breaks by what is held and reset when it is taken. */
    private void judgeBefore(List<String> statements, int task, RecordedStep step) {
        Event event = step.event();
        int device = step.device();
        int self = task + 1;
        if (TAKES.contains(event) || RELEASES.contains(event) || event == Event.FLAG_SET) {
            List<String> below = new ArrayList<>();
            StepText.below(recorded, device).forEach(lock -> Stream.of(mutex(lock), flag(lock))
                    .filter(mayHold(task)::contains)
                    .forEach(held -> below.add(held + " != " + self)));
            check(statements, Property.TOP_DOWN_ORDER, below);
        }
        if (TAKES.contains(event)) {
            if (used.contains(flag(device))) {
                check(statements, Property.DEVICE_LOCK_BEFORE_FLAG, List.of(flag(device) + " != " + self));
            }
            check(statements, Property.NO_RESET_OF_HELD_DEVICE, noReset(device, task));
        }
        if (RELEASES.contains(event)) {
            check(statements, Property.BRIDGE_HELD, noResetOf(device));
        }
        if (SLEEPS.contains(event) && tries(task)) {
            check(statements, Property.TRYLOCK_NEVER_SLEEPS, List.of("!" + inside(task)));
        }
        switch (event) {
            case MUTEX_UNLOCK -> check(statements, Property.RELEASED_BY_HOLDER, List.of(mutex(device) + " == " + self));
            case FLAG_CLEAR -> {
                check(statements, Property.NO_CLEAR_FLAG_RELEASED, List.of(flag(device) + " != 0"));
                check(
                        statements,
                        Property.RELEASED_BY_HOLDER,
                        List.of("(" + flag(device) + " == 0 || " + flag(device) + " == " + self + ")"));
            }
            case SEM_READ_RELEASE ->
                check(statements, Property.RELEASED_BY_HOLDER, List.of(isIn(task, device, SetRole.READERS)));
            case SEM_WRITE_RELEASE ->
                check(statements, Property.RELEASED_BY_HOLDER, List.of(isIn(task, device, SetRole.WRITER)));
            case REFERENCE_LEAVE ->
                check(statements, Property.RELEASED_BY_HOLDER, List.of(isIn(task, device, SetRole.INSIDE)));
            case SEM_READ -> {
                String noWriterWaits = nobody(device, SetRole.WAITING_WRITERS);
                check(
                        statements,
                        Property.SEMAPHORE_EXCLUDES,
                        List.of(
                                nobody(device, SetRole.WRITER),
                                sleepsToRead(task)
                                        ? "(" + sleeper(task) + " || " + noWriterWaits + ")"
                                        : noWriterWaits));
            }
            case SEM_WRITE, SEM_WRITE_TRYLOCK ->
                check(
                        statements,
                        Property.SEMAPHORE_EXCLUDES,
                        List.of(nobody(device, SetRole.WRITER), nobody(device, SetRole.READERS)));
            case REFERENCE_ENTER -> check(statements, Property.DRAIN_WAITS, List.of(nobody(device, SetRole.GONE)));
            case REFERENCE_DRAINED -> check(statements, Property.DRAIN_WAITS, List.of(nobody(device, SetRole.INSIDE)));
            case DRIVER_BOUND, DRIVER_UNBOUND -> {
                List<Integer> resetLocks = StepText.resetLocks(recorded.topology());
                Stream<Integer> held = setsHeld(task)
                        .filter(set ->
                                resetLocks.contains(recorded.sets().get(set).object()));
                check(
                        statements,
                        Property.RESET_LOCK_NOT_OVER_BIND,
                        held.map(set -> isOutside(task, set)).toList());
            }
            case USER_ACCESS -> {
                List<String> reached = new ArrayList<>(noResetOf(device));
                reached.addAll(noReset(device, NOBODY));
                check(statements, Property.NO_USER_ACCESS_DURING_RESET, reached);
            }
            case RESET_BEGIN -> {
                // A bridge that nobody ever locks has no variables, and is not held.
                boolean both = used.contains(mutex(device)) && used.contains(flag(device));
                check(
                        statements,
                        Property.BRIDGE_HELD,
                        both ? List.of(mutex(device) + " == " + self, flag(device) + " == " + self) : List.of("false"));
                if (tests(task)) {
                    check(
                            statements,
                            Property.WARNING_NEVER_SILENT,
                            List.of("(!" + silent(task)
                                    + (used.contains(flag(device)) ? " || " + flag(device) + " == " + self : "")
                                    + ")"));
                }
                List<String> below = new ArrayList<>();
                StepText.below(recorded, device).forEach(lock -> below.addAll(notHeldByAnother(lock, self)));
                check(statements, Property.NO_RESET_OF_HELD_DEVICE, below);
            }
            case FUNCTION_RESET -> check(statements, Property.NO_RESET_OF_HELD_DEVICE, notHeldByAnother(device, self));
            default -> {}
        }
        if (step.notes().contains(Event.WARN_UNLOCKED_RESET)) {
            check(statements, Property.NO_UNLOCKED_RESET_WARNING, List.of("false"));
        }
    }

    /** What a step breaks by what is held after it, and what a trylock remembers. */
    private void judgeAfter(List<String> statements, int task, RecordedStep step) {
        List<String> mine = mayHold(task);
        if (step.notes().contains(Event.TASK_END)) {
            Stream<String> locksLeft = mine.stream().map(lock -> lock + " != " + (task + 1));
            Stream<String> setsLeft = setsHeld(task).map(set -> isOutside(task, set));
            check(
                    statements,
                    Property.NOTHING_LEFT_HELD,
                    Stream.concat(locksLeft, setsLeft).toList());
        }
        List<Event> trylock = StepText.trylockNotes(step.notes());
        if (trylock.isEmpty()) {
            return;
        }
        if (trylock.get(0) == Event.TRYLOCK_FAILED) {
            check(
                    statements,
                    Property.FAILED_TRYLOCK_RESTORES,
                    mine.stream()
                            .map(lock -> before(task, lock) + " == (" + lock + " == " + (task + 1) + ")")
                            .toList());
        }
        boolean enters = StepText.leavesInsideTrylock(step.notes());
        statements.add(inside(task) + " = " + enters);
        for (String lock : mine) {
            statements.add(before(task, lock) + " = " + (enters ? "(" + lock + " == " + (task + 1) + ")" : "false"));
        }
    }

    private void check(List<String> statements, Property property, List<String> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        asserted.add(property);
        statements.add("check(" + variable(property) + ", " + String.join(" && ", conditions) + ")");
    }

    /** That no task resets this bridge. */
    private List<String> noResetOf(int device) {
        return IntStream.range(0, tasks.size())
                .filter(task -> resets(task, device))
                .mapToObj(task -> resetting(task) + " != " + (device + 1))
                .toList();
    }

    /** That no task but one resets a bridge above this device. */
    private List<String> noReset(int device, int except) {
        List<String> conditions = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            for (int bridge = 0; bridge < locks; bridge++) {
                boolean above = StepText.below(recorded, bridge).anyMatch(below -> below == device);
                if (task != except && above && resets(task, bridge)) {
                    conditions.add(resetting(task) + " != " + (bridge + 1));
                }
            }
        }
        return conditions;
    }

    private List<String> notHeldByAnother(int lock, int self) {
        String mutex = mutex(lock);
        return used.contains(mutex) ? List.of("(" + mutex + " == 0 || " + mutex + " == " + self + ")") : List.of();
    }

    private boolean any(Predicate<RecordedStep> what) {
        return tasks.stream().anyMatch(task -> task.steps().stream().anyMatch(what));
    }

    private boolean any(int task, Predicate<RecordedStep> what) {
        return tasks.get(task).steps().stream().anyMatch(what);
    }

    private boolean resets(int task) {
        return any(task, step -> step.event() == Event.RESET_BEGIN);
    }

    private boolean resets(int task, int bridge) {
        return any(task, step -> step.event() == Event.RESET_BEGIN && step.device() == bridge);
    }

    private boolean sleepsToRead(int task) {
        return any(task, step -> step.event() == Event.SEM_READ_SLEEP);
    }

    /** The sets that a task joins somewhere and in which it holds something. */
    private Stream<Integer> setsHeld(int task) {
        return tasks.get(task).steps().stream()
                .filter(step -> step.sets() != null)
                .map(step -> step.sets().joined())
                .distinct()
                .filter(set ->
                        set != SetStep.NONE && recorded.sets().get(set).role().isHolder());
    }

    private boolean tests(int task) {
        return any(task, step -> step.event() == Event.FLAG_TESTED_SET);
    }

    private boolean tries(int task) {
        return StepText.leavesInsideTrylock(tasks.get(task).leadingNotes())
                || any(task, step -> !StepText.trylockNotes(step.notes()).isEmpty());
    }
}
