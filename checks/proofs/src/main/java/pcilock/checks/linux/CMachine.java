package pcilock.checks.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.explorer.LimitException;
import pcilock.checks.linux.Expression.Operator;
import pcilock.checks.linux.Instruction.Label;
import pcilock.checks.replay.Frame;
import pcilock.model.kernel.BlockCfgAccess;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.ConfigAccess;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;
import pcilock.model.pci.WaitQueueConfigAccess;
import pcilock.model.pci.WiderLocks;

/**
 * Runs functions of C in the name of one task. Its stack is its own, so that what runs under pci_lock can be tried with the flag clear
 * and with the flag set before the step is taken, and so that the stack of a step can be shown.
 */
final class CMachine {
    private static final String PCI_SLOT_MUTEX = "pci_slot_mutex";
    private static final String PCI_BUS_SEM = "pci_bus_sem";

    /** The locks that are modelled and have a name. */
    static final Set<String> LOCKS = Set.of(PCI_SLOT_MUTEX, "pci_lock", "pci_cfg_wait");

    /** Those that a machine has where one of its tasks takes the wider locks. */
    static final Set<String> WIDER_LOCKS = Set.of(WiderLocks.PCI_RESCAN_REMOVE_LOCK, PCI_BUS_SEM);

    private static final Set<String> FIELDS = Set.of(
            "pci_dev.bus",
            "pci_dev.subordinate",
            "pci_dev.slot",
            "pci_dev.multifunction",
            "pci_dev.is_virtfn",
            "pci_dev.dev",
            "pci_dev.devfn",
            "pci_dev.cfg_access_lock",
            "pci_bus.parent",
            "pci_bus.self",
            "pci_bus.devices",
            "pci_bus.slots",
            "pci_bus.ops",
            "pci_slot.bus",
            "pci_slot.hotplug",
            "hotplug_slot.pci_slot",
            "device.mutex");

    private static final int MOST_CALLS = 4096;

    /** Between two steps; far above what the kernel's code takes. */
    private static final int MOST_INSTRUCTIONS = 10_000_000;

    private static final Long ZERO = 0L;
    private static final Long ONE = 1L;

    private static final class Call {
        final CFunction function;
        final Object[] values;
        final int result;
        int position;

        /** Whether the trylock that this is begins here, and no trylock goes on around it. */
        boolean beginsTrylock;

        Call(CFunction function, Object[] values, int result) {
            this.function = function;
            this.values = values;
            this.result = result;
        }

        Call copy() {
            Call copy = new Call(function, values.clone(), result);
            copy.position = position;
            copy.beginsTrylock = beginsTrylock;
            return copy;
        }
    }

    /** Everything that what the code does next depends on, but for what the machine of the model knows. */
    private record State(
            int run,
            List<String> places,
            List<List<Object>> values,
            Map<Value.Open, OpenNumber> known,
            Map<PciBus, Boolean> slots) {}

    /** What was found out of a section by running it with the flag clear, or set. */
    private static final class Trial {
        final boolean set;
        PciDev device;
        boolean read;
        boolean accessed;
        Boolean written;
        List<Call> end;

        Trial(boolean set) {
            this.set = set;
        }

        boolean flag() {
            return written == null ? set : written;
        }

        Event event() {
            if (written != null) {
                return written ? Event.FLAG_SET : Event.FLAG_CLEAR;
            }
            if (accessed) {
                return read ? Event.USER_ACCESS : Event.KERNEL_ACCESS;
            }
            return set ? Event.FLAG_BUSY : Event.FLAG_READ_CLEAR;
        }
    }

    private final CProgram program;
    private final Kernel kernel;
    private final Task current;
    private final ConfigAccess access;
    private final LinuxCode code;
    private final Mutex pciSlotMutex;
    private List<Call> calls = new ArrayList<>();
    private Map<Value.Open, OpenNumber> known = new HashMap<>();
    private int openNumbers;
    private Trial trial;
    private PciDev lastFlag;
    private Object answer = ZERO;
    private int instructions;
    private String condition = "";

    /** How many functions were run before: what the caller does next is different each time. */
    private int runs;

    /**
     * Whether the slot of a bus was found to exist. It is looked for once in a run, as devices that come and go are: see {@link
     * pcilock.model.pci.BusLists}; and anew under pci_slot_mutex, which whoever makes it come or go holds.
     */
    private final Map<PciBus, Boolean> slots = new HashMap<>();

    CMachine(CProgram program, TaskContext context, LinuxCode code) {
        this.program = program;
        this.kernel = context.kernel;
        this.current = context.current;
        this.access = context.access;
        this.code = code;
        this.pciSlotMutex = context.machine.pciSlotMutex;
    }

    /** Whether the model has the field; the table may know others. */
    static boolean hasField(String struct, String field) {
        return FIELDS.contains(struct + "." + field);
    }

    /** Runs a function to its end; whether what it answers is true. */
    boolean run(String function, Object... arguments) {
        calls = new ArrayList<>();
        known = new HashMap<>();
        openNumbers = 0;
        trial = null;
        lastFlag = null;
        runs++;
        slots.clear();
        call(program.function(program.entry(function)), Arrays.asList(arguments), Instruction.NOWHERE, null);
        execute();
        return answer instanceof Long number && number != 0;
    }

    /** The name of a function for people. */
    static String shown(String name) {
        return name.startsWith(CProgram.ENTRY) ? name.substring(CProgram.ENTRY.length()) : name;
    }

    /** The functions that the task is in, the outermost first. */
    List<Frame> stack() {
        List<Frame> frames = new ArrayList<>();
        for (Call call : calls) {
            int at = Math.max(0, Math.min(call.position, call.function.code().size()) - 1);
            SourcePosition place = call.function.code().get(at).place();
            frames.add(new Frame(shown(call.function.name()), place.simpleName(), place.line()));
        }
        // The table stands for what the kernel has in a header: the line that called it says more.
        while (frames.size() > 1 && calls.get(frames.size() - 1).function.ofTable()) {
            frames.remove(frames.size() - 1);
        }
        return frames;
    }

    // Running

    private void enter(CFunction function, List<Object> arguments, int result, SourcePosition place) {
        if (calls.size() == MOST_CALLS) {
            throw new LimitException("the code calls itself without end, or too deeply, at " + place);
        }
        if (arguments.size() != function.parameters()) {
            throw refused(
                    place == null ? function.place() : place,
                    function.name() + "() takes " + function.parameters() + " arguments, and is given "
                            + arguments.size());
        }
        Object[] values = new Object[function.variables()];
        Arrays.fill(values, ZERO);
        for (int i = 0; i < arguments.size(); i++) {
            values[i] = arguments.get(i);
        }
        calls.add(new Call(function, values, result));
    }

    private Call top() {
        return calls.get(calls.size() - 1);
    }

    /** Until the outermost function is left or, when a section is tried, until pci_lock is given back. */
    private void execute() {
        while (!calls.isEmpty()) {
            Call call = top();
            Instruction instruction = call.function.code().get(call.position++);
            if (++instructions > MOST_INSTRUCTIONS) {
                throw new LimitException("the code goes round without a step, at " + instruction.place());
            }
            if (trial != null && isPciUnlock(instruction)) {
                return;
            }
            execute(call, instruction);
        }
    }

    private boolean isPciUnlock(Instruction instruction) {
        return instruction instanceof Instruction.Do step
                && step.primitive() == Primitive.PCI_UNLOCK
                && !isLeftOut(value(step.arguments().get(0)));
    }

    /** Whether it is a lock that the table knows and the model has not got. */
    private boolean isLeftOut(Object lock) {
        return lock instanceof Value.NamedLock named
                && !LOCKS.contains(named.name())
                && !(code.wider != null && WIDER_LOCKS.contains(named.name()));
    }

    private void execute(Call call, Instruction instruction) {
        if (instruction instanceof Instruction.Assign assign) {
            call.values[assign.slot()] = value(assign.value());
        } else if (instruction instanceof Instruction.Store store) {
            Value.Local local = local(value(store.pointer()), store.place());
            calls.get(local.frame()).values[local.slot()] = value(store.value());
        } else if (instruction instanceof Instruction.Jump jump) {
            call.position = jump.to().position;
        } else if (instruction instanceof Instruction.Branch branch) {
            condition = branch.text();
            Label to = isTrue(value(branch.condition()), branch.place()) ? branch.ifTrue() : branch.ifFalse();
            call.position = to.position;
        } else if (instruction instanceof Instruction.Call called) {
            call(called);
        } else if (instruction instanceof Instruction.Do step) {
            step(step);
        } else if (instruction instanceof Instruction.ReadFlag read) {
            PciDev device = device(value(read.device()), read.place());
            call.values[read.result()] = readFlag(device, read.waits()) ? ONE : ZERO;
        } else if (instruction instanceof Instruction.WriteFlag write) {
            writeFlag(write);
        } else if (instruction instanceof Instruction.LoopHead) {
            loopHead();
        } else if (instruction instanceof Instruction.Return end) {
            returns(end);
        }
    }

    private void call(Instruction.Call called) {
        List<Object> arguments = new ArrayList<>();
        for (Expression argument : called.arguments()) {
            arguments.add(value(argument));
        }
        boolean inTrylock = calls.stream().anyMatch(one -> one.function.trylock());
        CFunction function = program.function(called.function());
        call(function, arguments, called.result(), called.place());
        if (function.trylock() && !inTrylock) {
            int device = deviceOf(arguments.get(0));
            if (device >= 0) {
                top().beginsTrylock = true;
                kernel.note(current, Event.TRYLOCK_BEGIN, device);
            }
        }
    }

    private void call(CFunction function, List<Object> arguments, int result, SourcePosition place) {
        enter(function, arguments, result, place);
        if (trial != null || !code.standsInFor(function.name())) {
            return;
        }
        top().position = firstSection(function) + 1;
        boolean answered = code.standIn(function.name(), deviceIn(arguments));
        calls.remove(calls.size() - 1);
        if (calls.isEmpty()) {
            answer = answered ? ONE : ZERO;
        } else {
            result(result, answered ? ONE : ZERO);
        }
    }

    /** Where pci_lock is taken first, which is the line to show; else the beginning. */
    private static int firstSection(CFunction function) {
        for (int i = 0; i < function.code().size(); i++) {
            if (function.code().get(i) instanceof Instruction.Do step && step.primitive() == Primitive.PCI_LOCK) {
                return i;
            }
        }
        return 0;
    }

    /** Null where there is none. */
    private static PciDev deviceIn(List<Object> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof PciDev dev) {
                return dev;
            }
            if (argument instanceof Value.DeviceNumber number) {
                return number.dev();
            }
        }
        return null;
    }

    /** The device that a trylock is about; -1 where there is none. */
    private static int deviceOf(Object argument) {
        if (argument instanceof PciDev dev) {
            return dev.index;
        }
        PciBus bus = argument instanceof PciSlot slot ? slot.bus : argument instanceof PciBus one ? one : null;
        return bus == null || bus.self == null ? -1 : bus.self.index;
    }

    private void result(int slot, Object value) {
        if (slot != Instruction.NOWHERE) {
            top().values[slot] = value;
        }
    }

    private void returns(Instruction.Return end) {
        Object value = end.value() == null ? ZERO : value(end.value());
        Call left = top();
        if (trial != null && calls.size() == 1) {
            throw refused(end.place(), "a way out while pci_lock is held");
        }
        calls.remove(calls.size() - 1);
        if (left.beginsTrylock) {
            boolean taken = isTrue(value, end.place());
            kernel.note(
                    current,
                    taken ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED,
                    deviceOf(left.function.parameters() == 0 ? null : left.values[0]));
        }
        if (calls.isEmpty()) {
            answer = value;
        } else {
            result(left.result, value);
        }
    }

    private void loopHead() {
        if (trial != null) {
            return;
        }
        kernel.revisits(current, state());
    }

    /** With what is open numbered as it comes up, so that rounds of a loop that differ in nothing else are the same. */
    private State state() {
        Map<Value.Open, Value.Open> numbers = new HashMap<>();
        List<String> places = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        for (Call call : calls) {
            places.add(call.function.name() + "+" + call.position);
            List<Object> own = new ArrayList<>(call.values.length);
            for (Object value : call.values) {
                own.add(
                        value instanceof Value.Open open
                                ? numbers.computeIfAbsent(open, unused -> new Value.Open(numbers.size()))
                                : value);
            }
            values.add(own);
        }
        Map<Value.Open, OpenNumber> told = new HashMap<>();
        numbers.forEach((open, number) -> {
            if (known.containsKey(open)) {
                told.put(number, known.get(open));
            }
        });
        return new State(runs, places, values, told, Map.copyOf(slots));
    }

    // Steps

    private void step(Instruction.Do step) {
        instructions = trial == null ? 0 : instructions;
        List<Object> arguments = new ArrayList<>();
        for (Expression argument : step.arguments()) {
            arguments.add(value(argument));
        }
        Object first = arguments.isEmpty() ? ZERO : arguments.get(0);
        SourcePosition place = step.place();
        if (isLeftOut(first)) {
            result(step.result(), open());
            return;
        }
        if (trial != null && step.primitive() != Primitive.CONFIG_ACCESS) {
            throw refused(place, "a step while pci_lock is held");
        }
        switch (step.primitive()) {
            case MUTEX_LOCK -> {
                Mutex mutex = mutex(first, place);
                code.mutexLock(mutex);
                looksAgain(mutex);
            }
            case MUTEX_TRYLOCK -> {
                Mutex mutex = mutex(first, place);
                result(step.result(), code.mutexTrylock(mutex) ? ONE : ZERO);
                looksAgain(mutex);
            }
            case MUTEX_UNLOCK -> code.mutexUnlock(mutex(first, place));
            case PCI_LOCK -> section(first, place);
            case PCI_UNLOCK -> throw refused(place, "pci_lock is given back, and is not held");
            case PREPARE_TO_WAIT ->
                kernel.prepareToWait(current, queue(first, place), device(arguments.get(1), place).blockCfgAccess);
            case SCHEDULE ->
                kernel.schedule(current, queue(first, place), device(arguments.get(1), place).blockCfgAccess);
            case FINISH_WAIT ->
                kernel.finishWait(current, queue(first, place), device(arguments.get(1), place).blockCfgAccess);
            case WAKE_UP_ALL -> kernel.wakeUpAll(current, queue(first, place), flagToAnnounce(place));
            case WAKE_UP_ONE -> kernel.wakeUpOne(current, queue(first, place), flagToAnnounce(place));
            case LOCK_MAP_ACQUIRE -> lockdep(LockdepCall.ACQUIRE, first, place);
            case LOCK_MAP_RELEASE -> lockdep(LockdepCall.RELEASE, first, place);
            case LOCK_MAP_ASSERT_HELD -> lockdep(LockdepCall.ASSERT_HELD, first, place);
            case CONFIG_ACCESS -> access(arguments, place);
            case WARN_UNLOCKED_RESET -> kernel.note(current, Event.WARN_UNLOCKED_RESET, device(first, place).index);
            case SECONDARY_BUS_RESET -> code.secondaryBusReset(device(first, place));
            case PCIEHP_RESET_BEGIN -> code.pciehpResetBegin(device(first, place));
            case PCIEHP_RESET_END -> code.pciehpResetEnd(device(first, place));
            case DOWN_READ -> code.downRead(semaphore(first, place));
            case UP_READ -> code.upRead(semaphore(first, place));
            case DOWN_WRITE -> code.downWrite(semaphore(first, place));
            case DOWN_WRITE_TRYLOCK ->
                result(step.result(), code.downWriteTrylock(semaphore(first, place)) ? ONE : ZERO);
            case UP_WRITE -> code.upWrite(semaphore(first, place));
            case OTHER_SEMAPHORE_OPERATION ->
                throw refused(place, "an operation on " + PCI_BUS_SEM + " that is not modelled");
            case FUNCTION_RESET -> kernel.step(current, Event.FUNCTION_RESET, device(first, place).index);
            case WAIT_EVENT -> throw new IllegalStateException("wait_event is made of other steps");
        }
    }

    private Mutex mutex(Object lock, SourcePosition place) {
        if (lock instanceof Mutex mutex) {
            return mutex;
        }
        if (lock instanceof Value.NamedLock named && named.name().equals(PCI_SLOT_MUTEX)) {
            return pciSlotMutex;
        }
        if (lock instanceof Value.NamedLock named && named.name().equals(WiderLocks.PCI_RESCAN_REMOVE_LOCK)) {
            return code.wider.pciRescanRemoveLock;
        }
        throw wrong("a mutex", lock, place);
    }

    private void looksAgain(Mutex taken) {
        if (taken == pciSlotMutex) {
            slots.clear();
        }
    }

    private RwSemaphore semaphore(Object lock, SourcePosition place) {
        if (lock instanceof Value.NamedLock named && named.name().equals(PCI_BUS_SEM)) {
            return code.wider.pciBusSem;
        }
        throw wrong(PCI_BUS_SEM, lock, place);
    }

    private RuntimeException wrong(String expected, Object found, SourcePosition place) {
        if (ZERO.equals(found)) {
            return new NullPointerException(place + ": NULL where there must be " + expected);
        }
        return refused(
                place,
                "expected " + expected + ", found "
                        + (found instanceof Value.Open ? "something that nothing is known of" : found));
    }

    private PciDev device(Object value, SourcePosition place) {
        if (value instanceof PciDev dev) {
            return dev;
        }
        throw wrong("a device", value, place);
    }

    private Value.Local local(Object value, SourcePosition place) {
        if (value instanceof Value.Local local) {
            return local;
        }
        throw refused(place, "a pointer to something else than a local variable is followed");
    }

    private WaitQueueHead queue(Object value, SourcePosition place) {
        if (value instanceof Value.NamedLock named && named.name().equals("pci_cfg_wait")) {
            return waitQueue(place).queue();
        }
        throw wrong("pci_cfg_wait", value, place);
    }

    private WaitQueueConfigAccess waitQueue(SourcePosition place) {
        if (access instanceof WaitQueueConfigAccess waiting) {
            return waiting;
        }
        throw refused(place, "the wait queue is used here, where one atomic flag for each device stands in for it");
    }

    /** Of the device that the function is about or, where it is about none, of the last flag that was changed. */
    private BlockCfgAccess flagToAnnounce(SourcePosition place) {
        PciDev own =
                deviceIn(Arrays.asList(top().values).subList(0, top().function.parameters()));
        PciDev device = own != null ? own : lastFlag;
        if (device == null) {
            throw refused(place, "a wake-up of nobody knows whom");
        }
        return device.blockCfgAccess;
    }

    private void lockdep(LockdepCall call, Object map, SourcePosition place) {
        if (!(map instanceof Value.Map ofDevice)) {
            throw wrong("the lockdep map of a device", map, place);
        }
        int device = ofDevice.dev().index;
        kernel.lockdep(current, call, new LockdepMap(device, device, 0));
    }

    /** In a function of the table, which stands for one of the tree, the place is where the tree calls it. */
    private NotUnderstoodException refused(SourcePosition place, String what) {
        SourcePosition shown = place;
        for (int i = calls.size() - 1; i >= 0 && calls.get(i).function.ofTable(); i--) {
            Call caller = i == 0 ? calls.get(0) : calls.get(i - 1);
            shown = caller.function.code().get(Math.max(0, caller.position - 1)).place();
        }
        return new NotUnderstoodException(shown, what);
    }

    // What runs under pci_lock

    private boolean readFlag(PciDev device, boolean waits) {
        if (trial != null) {
            about(device);
            trial.read = true;
            return trial.flag();
        }
        instructions = 0;
        return waits ? waitQueue(top().function.place()).isBlocked(device) : access.blockCfgAccess(device);
    }

    private void writeFlag(Instruction.WriteFlag write) {
        PciDev device = device(value(write.device()), write.place());
        boolean set = isTrue(value(write.value()), write.place());
        if (trial == null) {
            throw refused(write.place(), Calls.FLAG + " is changed while pci_lock is not held");
        }
        about(device);
        trial.written = set;
    }

    private void access(List<Object> arguments, SourcePosition place) {
        if (trial == null) {
            throw refused(place, "an access to config space while pci_lock is not held");
        }
        if (arguments.size() < 2 || !(arguments.get(1) instanceof Value.DeviceNumber number)) {
            throw refused(place, "an access to config space of a device that is not known");
        }
        about(number.dev());
        trial.accessed = true;
    }

    private void about(PciDev device) {
        if (trial.device != null && trial.device != device) {
            throw refused(top().function.place(), "the flags of two devices are used while pci_lock is held");
        }
        trial.device = device;
    }

    /** Tries what follows up to the unlock, and then takes it as one step. */
    private void section(Object lock, SourcePosition place) {
        if (!(lock instanceof Value.NamedLock named) || !named.name().equals("pci_lock")) {
            throw wrong("pci_lock", lock, place);
        }
        List<Call> begin = calls;
        Trial clear = tried(begin, false);
        Trial set = tried(begin, true);
        PciDev device = clear.device != null ? clear.device : set.device;
        if (device == null) {
            calls = clear.end;
            return;
        }
        calls = begin;
        SpinlockSection section = (machine, task, flag) -> {
            Trial done = flag.isSet() ? set : clear;
            flag.set(done.flag());
            machine.note(task, done.event(), flag.device);
            return done == clear;
        };
        boolean wasClear = access instanceof WaitQueueConfigAccess waiting
                ? waiting.underPciLock(section, device)
                : kernel.atomically(current, section, device.blockCfgAccess);
        calls = wasClear ? clear.end : set.end;
        lastFlag = device;
        loopHead();
    }

    private Trial tried(List<Call> begin, boolean set) {
        calls = new ArrayList<>(begin.size());
        begin.forEach(call -> calls.add(call.copy()));
        trial = new Trial(set);
        Trial done = trial;
        execute();
        done.end = calls;
        trial = null;
        return done;
    }

    // Values

    private Value.Open open() {
        return new Value.Open(openNumbers++);
    }

    private Object value(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        }
        if (expression instanceof Expression.Variable variable) {
            return top().values[variable.slot()];
        }
        if (expression instanceof Expression.Field field) {
            return field(field);
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Not not) {
            return isTrue(value(not.operand()), not.place()) ? ZERO : ONE;
        }
        if (expression instanceof Expression.Look look) {
            return look(look);
        }
        if (expression instanceof Expression.AddressOf address) {
            return new Value.Local(calls.size() - 1, address.slot());
        }
        if (expression instanceof Expression.Dereference dereference) {
            Value.Local local = local(value(dereference.pointer()), dereference.place());
            return calls.get(local.frame()).values[local.slot()];
        }
        return open();
    }

    private Object field(Expression.Field field) {
        Object owner = value(field.owner());
        String name = field.field();
        if (owner instanceof PciDev dev) {
            return switch (name) {
                case "bus" -> dev.bus;
                case "subordinate" -> orNull(dev.subordinate);
                case "slot" -> orNull(code.slotOf(dev));
                case "multifunction" -> dev.multifunction ? ONE : ZERO;
                case "is_virtfn" -> dev.physfn != null ? ONE : ZERO;
                case "dev" -> new Value.Device(dev);
                case "devfn" -> new Value.DeviceNumber(dev);
                case "cfg_access_lock" -> new Value.Map(dev);
                default -> throw wrong("a struct " + field.struct(), owner, field.place());
            };
        }
        if (owner instanceof PciBus bus) {
            return switch (name) {
                case "parent" -> bus.self == null ? ZERO : bus.self.bus;
                case "self" -> orNull(bus.self);
                case "devices" -> new Value.ListHead(bus, false);
                case "slots" -> new Value.ListHead(bus, true);
                case "ops" -> new Value.Operations(bus);
                default -> throw wrong("a struct " + field.struct(), owner, field.place());
            };
        }
        if (owner instanceof PciSlot slot) {
            return switch (name) {
                case "bus" -> slot.bus;
                case "hotplug" -> new Value.Hotplug(slot);
                default -> throw wrong("a struct " + field.struct(), owner, field.place());
            };
        }
        if (owner instanceof Value.Hotplug hotplug && name.equals("pci_slot")) {
            return hotplug.slot();
        }
        if (owner instanceof Value.Device device && name.equals("mutex")) {
            return device.dev().mutex;
        }
        if (owner instanceof Value.ListHead) {
            throw refused(field.place(), "the variable of a walk along a list is used after the list has ended");
        }
        throw wrong("a struct " + field.struct(), owner, field.place());
    }

    private static Object orNull(Object pointer) {
        return pointer == null ? ZERO : pointer;
    }

    private Object look(Expression.Look look) {
        Object of = value(look.arguments().get(0));
        return switch (look.function()) {
            case "list_empty" -> elements(of, look).isEmpty() ? ONE : ZERO;
            case "list_is_singular" -> elements(of, look).size() == 1 ? ONE : ZERO;
            case "__list_is_head" -> of instanceof Value.ListHead ? ONE : ZERO;
            case "__list_first" -> {
                List<?> elements = elements(of, look);
                yield elements.isEmpty() ? of : elements.get(0);
            }
            case "__list_last" -> {
                List<?> elements = elements(of, look);
                yield elements.isEmpty() ? of : elements.get(elements.size() - 1);
            }
            case "__list_next" -> neighbour(of, 1, look);
            case "__list_prev" -> neighbour(of, -1, look);
            case "to_pci_dev" -> {
                if (of instanceof Value.Device device) {
                    yield device.dev();
                }
                throw wrong("a struct device of a PCI device", of, look.place());
            }
            default -> throw new IllegalStateException(look.function());
        };
    }

    private List<?> elements(Object head, Expression.Look look) {
        if (head instanceof Value.ListHead list) {
            if (trial != null && code.wider != null) {
                throw refused(look.place(), "a look at what may come and go, while pci_lock is held");
            }
            if (list.ofSlots()) {
                return slots.computeIfAbsent(list.bus(), code::hasSlot) ? List.of(list.bus().slot) : List.of();
            }
            return code.devicesOn(list.bus());
        }
        throw wrong("a list of devices or of slots", head, look.place());
    }

    private Object neighbour(Object of, int by, Expression.Look look) {
        Value.ListHead head = of instanceof PciDev dev
                ? new Value.ListHead(dev.bus, false)
                : of instanceof PciSlot slot
                        ? new Value.ListHead(slot.bus, true)
                        : of instanceof Value.ListHead list ? list : null;
        if (head == null) {
            throw wrong("an element of a list of devices or of slots", of, look.place());
        }
        if (of instanceof PciSlot) {
            return head; // It is the only one.
        }
        List<?> elements = elements(head, look);
        int at = of == head || of instanceof Value.ListHead ? (by > 0 ? -1 : elements.size()) : elements.indexOf(of);
        int next = at + by;
        return next < 0 || next >= elements.size() ? head : elements.get(next);
    }

    private Object binary(Expression.Binary binary) {
        Object left = value(binary.left());
        Object right = value(binary.right());
        Operator operator = binary.operator();
        if (left instanceof Long one && right instanceof Long other) {
            return calculated(operator, one, other, binary.place());
        }
        boolean compares = operator.compareTo(Operator.EQUAL) >= 0;
        if (left instanceof Value.Open open && right instanceof Long number && compares) {
            return decided(open, operator, number, binary.place()) ? ONE : ZERO;
        }
        if (right instanceof Value.Open open && left instanceof Long number && compares) {
            return decided(open, mirrored(operator), number, binary.place()) ? ONE : ZERO;
        }
        if (left instanceof Value.Open || right instanceof Value.Open) {
            return left.equals(right) && compares ? calculated(operator, 0L, 0L, binary.place()) : open();
        }
        if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
            return left.equals(right) == (operator == Operator.EQUAL) ? ONE : ZERO;
        }
        throw refused(binary.place(), "a calculation with pointers");
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> operator;
        };
    }

    private Object calculated(Operator operator, long left, long right, SourcePosition place) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE, REMAINDER -> {
                if (right == 0) {
                    throw refused(place, "a division by zero");
                }
                yield operator == Operator.DIVIDE ? left / right : left % right;
            }
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> left << right;
            case SHIFT_RIGHT -> left >> right;
            default -> OpenNumber.holds(operator, left, right) ? ONE : ZERO;
        };
    }

    private boolean isTrue(Object value, SourcePosition place) {
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Value.Open open) {
            return decided(open, Operator.NOT_EQUAL, 0, place);
        }
        return true;
    }

    /** Whether a condition on what is open holds: what was decided before holds again, else both are explored. */
    private boolean decided(Value.Open open, Operator operator, long number, SourcePosition place) {
        OpenNumber before = known.getOrDefault(open, OpenNumber.ANY);
        OpenNumber ifTrue = before.when(operator, number);
        OpenNumber ifFalse = before.whenNot(operator, number);
        if (ifTrue.isImpossible() || ifFalse.isImpossible()) {
            return !ifTrue.isImpossible();
        }
        if (trial != null) {
            throw refused(place, "a condition that is not known, while pci_lock is held: " + condition);
        }
        program.leavesOpen(place, condition);
        boolean holds = kernel.choose(current);
        known.put(open, holds ? ifTrue : ifFalse);
        return holds;
    }
}
