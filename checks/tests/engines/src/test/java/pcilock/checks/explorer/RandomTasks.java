package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.StateBit;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.revision.Linux_6_11;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** Tasks by chance, the same each time: few steps on two devices, which take, try, hand over and drop locks in no sensible order. */
final class RandomTasks {
    private static final String[] ENTRY_POINTS = {
        "pci_bus_error_reset:P", "reset_subordinate:P", "pci_reset_bus:E", "pci_reset_function:E"
    };

    private static final int TRIES = 2;

    /** The actions with mutexes, flags and lockdep are those below this, ... */
    private static final int LOCK_ACTIONS = 14;

    /** ... and those with the wider locks are from this on, some of the others included. */
    private static final int FIRST_WIDER_ACTION = 10;

    private static final int ACTIONS = 30;

    /** What a task does, one after the other; where a try fails it leaves out so many of the next ones. */
    private record Action(int what, boolean onBridge, int leftOutOnFailure) {}

    private RandomTasks() {}

    /** A scenario with three or four tasks. */
    static Scenario scenario(int seed) {
        return scenario(seed, "P(E)", 0, LOCK_ACTIONS);
    }

    /** The same with semaphores, references and bits, which some of the tasks use wrongly. */
    static Scenario scenarioWithWiderLocks(int seed) {
        return scenario(seed, PciTopology.withWiderLocks("P(E)"), FIRST_WIDER_ACTION, ACTIONS);
    }

    /** The same where a device is not there at first. */
    static Scenario scenarioWithAnAbsentDevice(int seed) {
        return scenario(seed, PciTopology.withRemoved("P(E)", "E"), FIRST_WIDER_ACTION, ACTIONS);
    }

    private static Scenario scenario(int seed, String machine, int from, int to) {
        Random random = new Random(seed);
        int count = 3 + random.nextInt(2);
        // Most steps are about the same few things, so that tasks meet.
        int kinds = 2 + random.nextInt(12);
        int range = to - from;
        int first = random.nextInt(range);
        List<List<Action>> actions = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            List<Action> ofTask = new ArrayList<>();
            int length = 1 + random.nextInt(4);
            for (int i = 0; i < length; i++) {
                int what = random.nextInt(3) == 0 ? random.nextInt(range) : (first + random.nextInt(kinds)) % range;
                ofTask.add(new Action(from + what, random.nextInt(3) == 0, 1 + random.nextInt(TRIES)));
            }
            actions.add(ofTask);
        }
        Waiting waiting = random.nextInt(4) == 0 ? Waiting.WAIT_QUEUE : Waiting.ATOMIC_FLAG;
        return Scenario.of(
                context -> new Code(context, actions),
                waiting,
                machine,
                List.of(ENTRY_POINTS).subList(0, count));
    }

    /** Runs the actions of a task, whichever of these functions is its own. */
    private static final class Code extends Linux_6_11 {
        private final List<List<Action>> actions;

        Code(TaskContext context, List<List<Action>> actions) {
            super(context);
            this.actions = actions;
        }

        @Override
        public void pciBusErrorReset(PciDev bridge) {
            run(0, bridge, below(bridge));
        }

        @Override
        public void resetSubordinate(PciDev bridge) {
            run(1, bridge, below(bridge));
        }

        @Override
        public void pciResetBus(PciDev dev) {
            run(2, dev.bus.self, dev);
        }

        @Override
        public void pciResetFunction(PciDev dev) {
            run(3, dev.bus.self, dev);
        }

        private static PciDev below(PciDev bridge) {
            PciBus bus = bridge.subordinate;
            return bus.devices.get(0);
        }

        private void run(int task, PciDev bridge, PciDev below) {
            List<Action> ofTask = actions.get(task);
            for (int i = 0; i < ofTask.size(); i++) {
                Action action = ofTask.get(i);
                if (!succeeds(action.what(), action.onBridge() ? bridge : below, bridge)) {
                    i += action.leftOutOnFailure();
                }
            }
        }

        private boolean succeeds(int what, PciDev dev, PciDev bridge) {
            LockdepMap map = new LockdepMap(dev.index, dev.index, 0);
            switch (what) {
                case 0 -> deviceLock(dev);
                case 1 -> deviceUnlock(dev);
                case 2 -> {
                    return deviceTrylock(dev);
                }
                case 3 -> pciCfgAccessLock(dev);
                case 4 -> pciCfgAccessUnlock(dev);
                case 5 -> {
                    return pciCfgAccessTrylock(dev);
                }
                case 6 -> kernel.lockdep(current, LockdepCall.ACQUIRE, map);
                case 7 -> kernel.lockdep(current, LockdepCall.RELEASE, map);
                case 8 -> {
                    deviceLock(dev);
                    deviceUnlock(dev);
                }
                case 9 -> {
                    boolean taken = deviceTrylock(dev);
                    if (taken) {
                        deviceUnlock(dev);
                    }
                    return taken;
                }
                case 10 -> pciUserReadConfig(dev);
                case 11 -> kernel.step(current, Event.FUNCTION_RESET, dev.index);
                case 12 -> {
                    kernel.step(current, Event.RESET_BEGIN, bridge.index);
                    kernel.step(current, Event.RESET_END, bridge.index);
                }
                case 13 -> {
                    pciCfgAccessLock(dev);
                    pciCfgAccessUnlock(dev);
                }
                default -> {
                    return succeedsWithWiderLocks(what, dev);
                }
            }
            return true;
        }

        private boolean succeedsWithWiderLocks(int what, PciDev dev) {
            RwSemaphore semaphore = wider.pciBusSem;
            ActiveReference reference = wider.attributes(dev);
            StateBit bit = wider.gone(dev);
            switch (what) {
                case 14 -> downRead(semaphore);
                case 15 -> upRead(semaphore);
                case 16 -> downWrite(semaphore);
                case 17 -> upWrite(semaphore);
                case 18 -> {
                    return enter(reference);
                }
                case 19 -> leave(reference);
                case 20 -> drain(reference);
                case 21 -> create(reference);
                case 22 -> {
                    return enterAlone(reference);
                }
                case 23 -> {
                    return testBit(bit);
                }
                case 24 -> setBit(bit);
                case 25 -> clearBit(bit);
                case 26 -> {
                    downRead(semaphore);
                    upRead(semaphore);
                }
                case 27 -> {
                    downWrite(semaphore);
                    upWrite(semaphore);
                }
                // The last two go wrong where others are about it.
                case 28 -> kernel.take(current, semaphore.step(Event.SEM_READ).joining(semaphore.readers));
                default -> kernel.take(current, reference.step(Event.REFERENCE_DRAINED));
            }
            return true;
        }
    }
}
