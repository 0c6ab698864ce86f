package pcilock.checks.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import pcilock.checks.explorer.RecordedScenario;
import pcilock.checks.explorer.RecordedScenario.RecordedStep;
import pcilock.checks.explorer.RecordedScenario.SetRole;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** What the exports have in common. */
final class StepText {
    /** The properties that an export has: not that of histories, which are left out. */
    static final Set<Property> JUDGED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Property.LINEARIZABLE)));

    /** The answers to calls into lockdep that break a property, with that property. */
    static final Map<Event, Property> LOCKDEP_REPORTS = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            Event.LOCKDEP_RECURSION, Property.LOCKDEP_NO_RECURSION,
            Event.LOCKDEP_CIRCULAR, Property.LOCKDEP_NO_CIRCLE,
            Event.LOCKDEP_UNBALANCED, Property.LOCKDEP_BALANCED,
            Event.LOCKDEP_NOT_HELD, Property.LOCKDEP_ASSERTION_HOLDS,
            Event.LOCKDEP_SUBCLASS, Property.LOCKDEP_SUBCLASS_VALID,
            Event.LOCKDEP_DEPTH, Property.LOCKDEP_DEPTH_SUFFICES,
            Event.LOCKDEP_STALE_KEY, Property.LOCKDEP_NO_STALE_KEY)));

    static final Set<Event> TRYLOCK_NOTES =
            Collections.unmodifiableSet(EnumSet.of(Event.TRYLOCK_BEGIN, Event.TRYLOCK_TAKEN, Event.TRYLOCK_FAILED));

    private StepText() {}

    /** What a file is about, a line each. */
    static List<String> header(RecordedScenario recorded) {
        Scenario scenario = recorded.scenario();
        List<String> lines = new ArrayList<>();
        lines.add("PCI reset locking of "
                + (scenario.revision == null
                        ? "no revision"
                        : scenario.revision.id + " (" + scenario.revision.source + ")")
                + (scenario.fault.code == null && scenario.fault.access == null
                        ? ""
                        : ", with a seeded fault: " + scenario.fault.text));
        lines.add("on " + scenario.topology + ", where "
                + (scenario.waiting == Waiting.WAIT_QUEUE
                        ? "tasks wait for a flag on pci_cfg_wait."
                        : "one atomic blocking flag stands in for pci_lock and pci_cfg_wait."));
        for (int task = 0; task < scenario.tasks.size(); task++) {
            lines.add("T" + (task + 1) + ": " + scenario.tasks.get(task));
        }
        lines.add("Made by running the locking code; change that and not this file.");
        return lines;
    }

    /** A step in the kernel's words. */
    static String of(RecordedScenario recorded, RecordedStep step) {
        String name = recorded.topology().nameOf(step.device());
        StringBuilder text = new StringBuilder(step.event().text.replace("%s", name));
        for (Event note : step.notes()) {
            text.append("; ").append(note == Event.WARN_UNLOCKED_RESET ? note.text.replace("%s", name) : note.name());
        }
        return text.toString();
    }

    /** The devices below a lock; none is below one that is not a device's. */
    static IntStream below(RecordedScenario recorded, int lock) {
        PciTopology topology = recorded.topology();
        if (!topology.isDevice(lock)) {
            return IntStream.empty();
        }
        PciDev bridge = topology.devices[lock];
        return IntStream.range(0, topology.devices.length).filter(device -> topology.devices[device].isBelow(bridge));
    }

    /** The set of a semaphore or reference that has a role in it, by its number among all sets. */
    static int set(RecordedScenario recorded, int object, SetRole role) {
        for (int set = 0; set < recorded.sets().size(); set++) {
            if (recorded.sets().get(set).object() == object
                    && recorded.sets().get(set).role() == role) {
                return set;
            }
        }
        throw new IllegalArgumentException(recorded.topology().nameOf(object) + " has no " + role);
    }

    /** The semaphores that are the reset_lock of a port, by their numbers. */
    static List<Integer> resetLocks(PciTopology topology) {
        return topology.wider == null
                ? List.of()
                : topology.wider.resetLocks().stream()
                        .map(resetLock -> resetLock.number)
                        .toList();
    }

    /** The trylock notes among these, in order. */
    static List<Event> trylockNotes(List<Event> notes) {
        return notes.stream().filter(TRYLOCK_NOTES::contains).toList();
    }

    /** Whether a task is inside a trylock after these notes, if it was not before them. */
    static boolean leavesInsideTrylock(List<Event> notes) {
        List<Event> trylock = trylockNotes(notes);
        return !trylock.isEmpty() && trylock.get(trylock.size() - 1) == Event.TRYLOCK_BEGIN;
    }
}
