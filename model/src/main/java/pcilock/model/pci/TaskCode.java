package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;

/**
 * What one task runs: kernel functions one after the other, written as in {@code pci_reset_bus:E} or, for several, {@code
 * device_lock:E;device_unlock:E}. A function of two devices takes them as {@code vmd_probe:V+E}.
 */
public final class TaskCode {
    /** A call of one kernel function. */
    public static final class Call {
        public final EntryPoint entryPoint;
        public final PciDev dev;
        public final PciDev second;

        Call(EntryPoint entryPoint, PciDev dev, PciDev second) {
            this.entryPoint = entryPoint;
            this.dev = dev;
            this.second = second;
        }

        /**
         * Runs the call in the name of the task behind {@code pci}. A call about a device that was not there at the beginning is made only if
         * it is there now; a primitive is called in any case.
         */
        public boolean run(PciCore pci) {
            pci.lookAgain();
            if (isThere(pci, dev) && (second == null || isThere(pci, second))) {
                return entryPoint.run(pci, dev, second);
            }
            return true;
        }

        private boolean isThere(PciCore pci, PciDev device) {
            return entryPoint.isPrimitive() || !pci.wasRemovedAtFirst(device) || !pci.testBit(pci.wider.gone(device));
        }

        @Override
        public String toString() {
            String arguments = second == null ? dev.name : dev.name + ", " + second.name;
            return entryPoint.kernelName + "(" + arguments + ")";
        }
    }

    public final String notation;
    public final Call[] calls;

    private TaskCode(String notation, Call[] calls) {
        this.notation = notation;
        this.calls = calls;
    }

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException naming what was not understood and what was expected
     */
    public static TaskCode parse(String notation, PciTopology topology) {
        List<Call> calls = new ArrayList<>();
        for (String part : notation.split(";", -1)) {
            String call = part.trim();
            int colon = call.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(
                        "task \"" + notation + "\": expected FUNCTION:DEVICE in place of \"" + call + "\"");
            }
            EntryPoint entryPoint = entryPoint(call.substring(0, colon), notation);
            String[] devices = call.substring(colon + 1).split("\\+", -1);
            if (devices.length != entryPoint.arguments) {
                throw new IllegalArgumentException("task \"" + notation + "\": " + entryPoint.kernelName + " takes "
                        + (entryPoint.arguments == 1 ? "one device" : "two devices, as in V+E"));
            }
            PciDev second = devices.length > 1 ? topology.device(devices[1]) : null;
            calls.add(new Call(entryPoint, topology.device(devices[0]), second));
        }
        return new TaskCode(notation, calls.toArray(new Call[0]));
    }

    /**
     * The machine that these tasks run on: with the {@link WiderLocks} where one of them needs them or some device is not there at first,
     * and with the drivers whose functions they call. What cannot be read is left to {@link #parse}.
     */
    public static String machine(String machine, List<String> tasks) {
        String made = PciTopology.saysWhatIsThere(machine) ? PciTopology.withWiderLocks(machine) : machine;
        for (String task : tasks) {
            for (String part : task.split(";", -1)) {
                String call = part.trim();
                int colon = Math.max(0, call.indexOf(':'));
                for (EntryPoint entryPoint : EntryPoint.values()) {
                    if (entryPoint.isWider() && entryPoint.kernelName.equals(call.substring(0, colon))) {
                        made = entryPoint.driver == null
                                ? PciTopology.withWiderLocks(made)
                                : PciTopology.withDriver(made, entryPoint.driver, call.substring(colon + 1));
                    }
                }
            }
        }
        return made;
    }

    private static EntryPoint entryPoint(String name, String notation) {
        StringBuilder known = new StringBuilder();
        for (EntryPoint entryPoint : EntryPoint.values()) {
            if (entryPoint.kernelName.equals(name)) {
                return entryPoint;
            }
            known.append(known.length() == 0 ? "" : ", ").append(entryPoint.kernelName);
        }
        throw new IllegalArgumentException(
                "task \"" + notation + "\": no function " + name + "; expected one of " + known);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Call call : calls) {
            text.append(text.length() == 0 ? "" : "; ").append(call);
        }
        return text.toString();
    }
}
