package pcilock.checks.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.topology.ForestBus;
import pcilock.checks.topology.ForestDevice;
import pcilock.checks.topology.PciForest;
import pcilock.checks.topology.TopologyInputException;
import pcilock.checks.tree.Needs;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/**
 * The tasks that the user names, such as {@code pci_reset_bus:F,pci_reset_function:E}. A task of several calls has semicolons
 * between them, a call of two devices has a plus sign.
 *
 * @param tasks as {@link pcilock.model.pci.TaskCode#parse} reads them, with the devices' full names
 * @param devices every device that is named
 */
record Tasks(List<String> tasks, List<ForestDevice> devices) {
    /**
     * Reads the tasks.
     *
     * @throws InputException naming the task and what was expected
     */
    static Tasks read(String text, PciForest machine, CheckedRevision revision) {
        List<String> tasks = new ArrayList<>();
        List<ForestDevice> devices = new ArrayList<>();
        for (String task : text.split(",", -1)) {
            List<String> calls = new ArrayList<>();
            for (String call : task.split(";", -1)) {
                calls.add(call(call.trim(), machine, revision, devices));
            }
            tasks.add(String.join(";", calls));
        }
        List<String> all = tasks.stream()
                .flatMap(task -> Arrays.stream(task.split(";", -1)))
                .toList();
        refuseRescanOfTwoDomains(all, machine);
        refuseAnotherHostBridge(all, machine);
        refuseTwoDrivers(tasks);
        return new Tasks(tasks, devices);
    }

    /** The domain of a VMD has a root bus of its own, and in a tree stands on that of the endpoint: a rescan of that would take in both. */
    private static void refuseRescanOfTwoDomains(List<String> calls, PciForest machine) {
        String rescan = EntryPoint.DEV_RESCAN_STORE.kernelName + ":";
        String remove = EntryPoint.VMD_REMOVE.kernelName + ":";
        for (String call : calls) {
            String name = call.substring(call.indexOf(':') + 1);
            if (call.startsWith(rescan)
                    && machine.top(name).name().equals(name)
                    && calls.stream().anyMatch(other -> other.startsWith(remove))) {
                throw new InputException(
                        "--tasks: with vmd_remove, dev_rescan_store takes a device below a root port, and " + name
                                + " is on a root bus; there the domain of the VMD stands beside its endpoint, which it does not in a machine");
            }
        }
    }

    /** A host bridge has one root port here, and that of a VMD's domain has no driver of its own. */
    private static void refuseAnotherHostBridge(List<String> calls, PciForest machine) {
        for (String call : calls) {
            String port = call.substring(call.indexOf(':') + 1);
            boolean isRemoval = call.startsWith(EntryPoint.DW_PCIE_HOST_DEINIT.kernelName + ":");
            if (!isRemoval && !call.startsWith(EntryPoint.PCI_HOST_HANDLE_LINK_DOWN.kernelName + ":")) {
                continue;
            }
            for (String other : calls) {
                String name = other.substring(other.indexOf(':') + 1);
                if (other.startsWith(EntryPoint.VMD_REMOVE.kernelName + ":") && name.endsWith("+" + port)) {
                    throw new InputException("--tasks: " + port + " is the root port of a VMD's domain, and "
                            + callText(call) + " is about that of another host bridge");
                }
                if (isRemoval
                        && other.startsWith(EntryPoint.DEV_RESCAN_STORE.kernelName + ":")
                        && machine.top(name).name().equals(name)
                        && !name.equals(port)) {
                    throw new InputException("--tasks: with " + callText(call) + ", dev_rescan_store takes " + port
                            + " or a device below a root port, and " + name
                            + " is on a root bus; a host bridge has one root port here, so it is that of another");
                }
            }
        }
    }

    private static String call(String call, PciForest machine, CheckedRevision revision, List<ForestDevice> devices) {
        // An address has colons itself.
        int colon = call.indexOf(':');
        if (colon < 1) {
            throw new InputException("--tasks: expected FUNCTION:DEVICE, such as pci_reset_function:E, found \"" + call
                    + "\"; \"pcilock entry-points\" lists the functions");
        }
        EntryPoint entryPoint =
                Names.find("function", call.substring(0, colon), EntryPoint.values(), point -> point.kernelName);
        refuseWiderLocks("--tasks", entryPoint, revision);
        if (!revision.has(entryPoint)) {
            throw new InputException(
                    "--tasks: the revision " + revision.name() + " has no " + entryPoint.kernelName + " yet");
        }
        String[] names = call.substring(colon + 1).split("\\+", -1);
        if (names.length != entryPoint.arguments) {
            throw new InputException("--tasks: " + entryPoint.kernelName + " takes "
                    + (entryPoint.arguments == 1 ? "one device" : "two devices, as in V+E") + ", found \"" + call
                    + "\"");
        }
        List<String> found = new ArrayList<>();
        for (String name : names) {
            ForestDevice device = device(name.trim(), machine);
            devices.add(device);
            found.add(device.name());
        }
        ForestDevice last = devices.get(devices.size() - 1);
        refuseWithoutEffect(entryPoint, last, machine);
        if (entryPoint == EntryPoint.VMD_REMOVE && machine.top(found.get(0)) == last) {
            throw new InputException("--tasks: vmd_remove takes " + argument(entryPoint) + ", and " + found.get(0)
                    + " is not beside " + last.name());
        }
        refuseWithoutVirtualFunction(entryPoint, last, machine);
        return entryPoint.kernelName + ":" + String.join("+", found);
    }

    /**
     * Refuses a function that takes the wider locks of code that cannot run with them.
     *
     * @param option that names the function
     */
    static void refuseWiderLocks(String option, EntryPoint entryPoint, CheckedRevision revision) {
        if (!entryPoint.isWider()) {
            return;
        }
        if (revision.isLinux()) {
            revision.linux().whyNothingAround().ifPresent(why -> {
                throw new InputException(option + ": " + entryPoint.kernelName
                        + " is not read from the C, but for the resets that it calls, and cannot be asked about here, since "
                        + why
                        + (revision.linux().around() == null ? "; " + LinuxOptions.AROUND_HINT : ""));
            });
        }
        refuseLockdep(option + ": " + entryPoint.kernelName, revision);
    }

    /**
     * Refuses what makes a machine have the wider locks, of code that cannot run with them.
     *
     * @param what that is, for people
     */
    static void refuseLockdep(String what, CheckedRevision revision) {
        builtIn(revision)
                .ifPresent(
                        known -> CheckedRevision.refuseLockdep(what + " cannot be asked of " + revision.name(), known));
    }

    /** Of a file of the user's what it extends: its own code is run only where a limit ends it. */
    private static Optional<Revision> builtIn(CheckedRevision revision) {
        return revision.file() == null
                ? Optional.ofNullable(revision.revision())
                : revision.file().base();
    }

    /** A device has one driver, and what it is bound to does not change. */
    private static void refuseTwoDrivers(List<String> tasks) {
        Map<String, EntryPoint> first = new HashMap<>();
        for (String task : tasks) {
            for (String call : task.split(";", -1)) {
                int colon = call.indexOf(':');
                EntryPoint entryPoint = Names.find(
                        "function", call.substring(0, colon), EntryPoint.values(), point -> point.kernelName);
                if (entryPoint.driver != null) {
                    String device = call.substring(colon + 1);
                    EntryPoint other = first.putIfAbsent(device, entryPoint);
                    if (other != null && other.driver != entryPoint.driver) {
                        throw new InputException("--tasks: " + device + " has one driver, and " + other.kernelName
                                + " is about one of " + other.driver.module + ", " + entryPoint.kernelName
                                + " about one of " + entryPoint.driver.module);
                    }
                }
            }
        }
    }

    private static ForestDevice device(String name, PciForest machine) {
        try {
            return machine.device(name);
        } catch (TopologyInputException e) {
            throw new InputException("--tasks: " + e.getMessage(), e);
        }
    }

    /** The kernel answers -ENOTTY there; a check that does nothing would look like one that found nothing. */
    private static void refuseWithoutEffect(EntryPoint entryPoint, ForestDevice device, PciForest machine) {
        Needs needs = Needs.of(entryPoint);
        if (needs == Needs.BRIDGE && device.below().isEmpty()) {
            throw new InputException("--tasks: " + entryPoint.kernelName + " takes " + argument(entryPoint) + ", and "
                    + device.name() + " is no bridge");
        }
        if (needs == Needs.ROOT_PORT && (device.below().isEmpty() || machine.top(device.name()) != device)) {
            throw new InputException("--tasks: " + entryPoint.kernelName + " takes "
                    + argument(entryPoint) + ", and " + device.name()
                    + (device.below().isEmpty() ? " is no bridge" : " is not on a root bus"));
        }
        if (needs == Needs.SLOT && !device.below().map(ForestBus::hasSlot).orElse(false)) {
            throw new InputException(
                    "--tasks: " + entryPoint.kernelName + " takes the port above a bus with a hot-plug slot, and "
                            + device.name()
                            + (device.below().isEmpty()
                                    ? " is no bridge"
                                    : " has none below it; with most inputs" + " --slot " + device.name()
                                            + " says that it has, in the short notation square brackets do"));
        }
        if (needs == Needs.ENDPOINT && device.below().isPresent()) {
            throw new InputException("--tasks: " + entryPoint.kernelName + " takes a device of "
                    + entryPoint.driver.module + ", and " + device.name() + " is a bridge, which has the port driver");
        }
        if (needs == Needs.BRIDGE_ABOVE && machine.isOnRootBus(device)) {
            throw new InputException(
                    "--tasks: " + entryPoint.kernelName
                            + " takes a device on the bus to be reset, and " + device.name()
                            + " is on a root bus, which has no bridge to reset it by; for the bus below it name a device there");
        }
    }

    private static void refuseWithoutVirtualFunction(EntryPoint entryPoint, ForestDevice device, PciForest machine) {
        Needs needs = Needs.of(entryPoint);
        String tells =
                "; a directory of sysfs tells which devices are virtual functions, and in the short notation braces do, as in"
                        + " P(F{V,W})";
        if (needs == Needs.PHYSICAL_FUNCTION && machine.virtualFunctions(device).isEmpty()) {
            throw new InputException("--tasks: " + entryPoint.kernelName
                    + " takes a device with virtual functions, and " + device.name() + " has none" + tells);
        }
        if (needs == Needs.VIRTUAL_FUNCTION && device.physicalFunction().isEmpty()) {
            throw new InputException("--tasks: " + entryPoint.kernelName + " takes a virtual function, and "
                    + device.name() + " is none" + tells);
        }
        if (needs == Needs.NO_VIRTUAL_FUNCTION && device.physicalFunction().isPresent()) {
            throw new InputException("--tasks: " + device.name() + " is a virtual function, which has no file for "
                    + entryPoint.kernelName);
        }
    }

    /** What a function is to be given, in words. */
    static String argument(EntryPoint entryPoint) {
        if (entryPoint.driver != null) {
            return "a device that is bound to " + entryPoint.driver.module;
        }
        return switch (entryPoint) {
            case PCI_RESET_BUS -> "a device on the bus to be reset, or in the slot to be reset";
            case PCI_BUS_ERROR_RESET, RESET_SUBORDINATE, RESET_SUBORDINATE_STORE, AER_ISR ->
                "the bridge above the bus to be reset";
            case PCIEHP_IST, PCIEHP_DISABLE_SLOT, PCIEHP_ENABLE_SLOT, POWER_WRITE_FILE ->
                "the port above the bus with the slot";
            case DEV_RESCAN_STORE -> "a device on the bus to be rescanned";
            case PCIE_PORTDRV_PROBE -> "the port that the driver of ports is bound to";
            case PCIE_PORTDRV_REMOVE -> "the port that the driver of ports is unbound from";
            case PCIE_PORTDRV_SHUTDOWN -> "the port that is shut down";
            case DPC_HANDLER -> "the root port that contained the error";
            case DW_PCIE_HOST_DEINIT -> "the root port of the host bridge that is removed";
            case PCI_HOST_HANDLE_LINK_DOWN -> "the root port whose link went down";
            case VMD_REMOVE -> "the VMD endpoint and, after a plus sign, the root port of its domain";
            case SRIOV_NUMVFS_STORE -> "the physical function that gets or loses its virtual functions";
            case SRIOV_VF_MSIX_COUNT_STORE -> "the virtual function that gets other interrupts";
            case VMD_PROBE -> "the VMD endpoint and, after a plus sign, a device on the bus to be reset";
            case PCI_RESET_FUNCTION_LOCKED -> "the function to be reset, whose device_lock the caller holds";
            case PCI_RESET_FUNCTION, PCI_TRY_RESET_FUNCTION, RESET_STORE -> "the function to be reset";
            default -> "a device";
        };
    }

    /** Each function and its argument, for messages. */
    static String text(List<String> tasks) {
        List<String> numbered = new ArrayList<>();
        for (String task : tasks) {
            numbered.add("T" + (numbered.size() + 1) + " "
                    + String.join(
                            "; ",
                            Arrays.stream(task.split(";", -1))
                                    .map(Tasks::callText)
                                    .toList()));
        }
        return String.join(", ", numbered);
    }

    private static String callText(String call) {
        int colon = call.indexOf(':');
        return call.substring(0, colon) + "(" + call.substring(colon + 1).replace("+", ", ") + ")";
    }
}
