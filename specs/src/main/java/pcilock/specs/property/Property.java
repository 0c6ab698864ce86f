package pcilock.specs.property;

import java.util.EnumSet;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;

/**
 * What must hold in every interleaving. The ids of the form PR-n are those of the notes on the kernel's locking from which the
 * model was made; each stands for something that the kernel's developers state or imply.
 */
public enum Property {
    NO_DEADLOCK("no-deadlock", "PR-7", "No task waits for ever for a lock that is held, by another task or by itself."),
    EVERY_TASK_ENDS(
            "every-task-ends", "PR-9", "Every task ends, whatever the schedule: none is stuck and none runs for ever."),
    NO_LOST_WAKE_UP(
            "no-lost-wake-up", "PR-9", "No task sleeps on pci_cfg_wait while the flag that it waits for is clear."),
    BRIDGE_HELD(
            "bridge-held",
            "PR-3",
            "From the beginning to the end of a secondary bus reset the resetting task itself holds the bridge, mutex and flag."),
    NO_UNLOCKED_RESET_WARNING(
            "no-unlocked-reset-warning",
            "PR-3",
            "The warning of patch 2 is never printed: no secondary bus reset begins after the flag of the bridge was read clear."),
    WARNING_NEVER_SILENT(
            "warning-never-silent",
            "PR-3",
            "The test for the warning of patch 2 finds every reset whose task does not hold the flag of the bridge."),
    NO_USER_ACCESS_DURING_RESET(
            "no-user-access-during-reset",
            "PR-2",
            "During a secondary bus reset no user access reaches the bridge or anything below it."),
    NO_RESET_OF_HELD_DEVICE(
            "no-reset-of-held-device", "PR-1", "No device is reset while another task holds its device_lock."),
    NO_CLEAR_FLAG_RELEASED("no-clear-flag-released", "PR-4", "pci_cfg_access_unlock never finds the flag clear."),
    RELEASED_BY_HOLDER("released-by-holder", "PR-5", "A lock is released only by the task that holds it."),
    NOTHING_LEFT_HELD("nothing-left-held", "PR-5", "A task that ends holds nothing."),
    FAILED_TRYLOCK_RESTORES(
            "failed-trylock-restores", "PR-5", "A failed trylock leaves the task with the locks it had before."),
    TRYLOCK_NEVER_SLEEPS("trylock-never-sleeps", "PR-6", "No task goes to sleep inside a trylock."),
    TOP_DOWN_ORDER(
            "top-down-order", "PR-7", "Locks are taken from the top of the tree down and released from the bottom up."),
    DEVICE_LOCK_BEFORE_FLAG(
            "device-lock-before-flag", "PR-10", "No task takes device_lock of a device whose flag it has set."),
    SEMAPHORE_EXCLUDES(
            "semaphore-excludes",
            "rwsem",
            "Who writes an rw semaphore is alone, and who comes to read it while a writer waits does not go ahead of him."),
    DRAIN_WAITS(
            "drain-waits",
            "kernfs",
            "When a drain or a join is done nobody is inside, and nobody enters after it began."),
    RESET_LOCK_NOT_OVER_BIND(
            "reset-lock-not-over-bind",
            "PR-11",
            "No task binds or unbinds a driver while it holds the reset_lock of a hot-plug port."),
    LINEARIZABLE("linearizable", "PR-9", "The config access lock behaves as one atomic blocking flag for each device."),
    LOCKDEP_NO_RECURSION("lockdep-no-recursion", "7e89efc6e9e4", "lockdep reports no recursive locking."),
    LOCKDEP_NO_CIRCLE("lockdep-no-circle", "7e89efc6e9e4", "lockdep reports no circular locking dependency."),
    LOCKDEP_BALANCED("lockdep-balanced", "7e89efc6e9e4", "lockdep reports no bad unlock balance."),
    LOCKDEP_ASSERTION_HOLDS(
            "lockdep-assertion-holds",
            "7e89efc6e9e4",
            "No assertion warns: the map of the bridge is held at every secondary bus reset, or lockdep is off."),
    LOCKDEP_SUBCLASS_VALID(
            "lockdep-subclass-valid", "7e89efc6e9e4", "lockdep is asked for no subclass beyond its eight."),
    LOCKDEP_DEPTH_SUFFICES(
            "lockdep-depth-suffices",
            "7e89efc6e9e4",
            "lockdep never gives up because a task holds 48 locks, device_lock counted."),
    LOCKDEP_NO_STALE_KEY(
            "lockdep-no-stale-key",
            "7e89efc6e9e4",
            "No device is freed while its lockdep key is registered, which would harm later looks into lockdep's list of keys.");

    public final String id;

    /** PR-n, or the commit whose mechanism the property is about. */
    public final String source;

    public final String text;

    Property(String id, String source, String text) {
        this.id = id;
        this.source = source;
        this.text = text;
    }

    /**
     * Which properties a set of events puts to the test. A property that no run could have broken, since what it speaks of never
     * happened, must not be reported as proved.
     *
     * @param machine on which they happened: where no port has a reset_lock, none is held over anything
     */
    public static Set<Property> exercisedBy(Set<Event> seen, PciTopology machine) {
        Set<Property> exercised = EnumSet.noneOf(Property.class);
        boolean takes = seen.contains(Event.MUTEX_LOCK)
                || seen.contains(Event.MUTEX_SLEEP)
                || seen.contains(Event.FLAG_SET)
                || seen.contains(Event.MUTEX_TRYLOCK);
        boolean reads = seen.contains(Event.SEM_READ)
                || seen.contains(Event.SEM_WRITE)
                || seen.contains(Event.SEM_WRITE_TRYLOCK);
        boolean enters = seen.contains(Event.REFERENCE_ENTER);
        boolean binds = seen.contains(Event.DRIVER_BOUND) || seen.contains(Event.DRIVER_UNBOUND);
        boolean hasResetLock =
                machine.wider != null && !machine.wider.resetLocks().isEmpty();
        exercise(exercised, reads, SEMAPHORE_EXCLUDES);
        exercise(exercised, binds && hasResetLock, RESET_LOCK_NOT_OVER_BIND);
        exercise(exercised, enters && seen.contains(Event.REFERENCE_DRAINED), DRAIN_WAITS);
        exercise(exercised, reads || enters, NO_DEADLOCK, EVERY_TASK_ENDS, NOTHING_LEFT_HELD, RELEASED_BY_HOLDER);
        boolean releases = seen.contains(Event.MUTEX_UNLOCK) || seen.contains(Event.FLAG_CLEAR);
        boolean resets = seen.contains(Event.RESET_BEGIN);
        boolean tests = resets && (seen.contains(Event.FLAG_TESTED_SET) || seen.contains(Event.FLAG_TESTED_CLEAR));
        exercise(exercised, takes || seen.contains(Event.USER_ACCESS), NO_DEADLOCK, EVERY_TASK_ENDS);
        exercise(exercised, takes, NOTHING_LEFT_HELD, TOP_DOWN_ORDER, DEVICE_LOCK_BEFORE_FLAG);
        exercise(exercised, seen.contains(Event.QUEUE_ADD), NO_LOST_WAKE_UP);
        exercise(exercised, resets, BRIDGE_HELD);
        exercise(exercised, tests, NO_UNLOCKED_RESET_WARNING, WARNING_NEVER_SILENT);
        exercise(exercised, resets && seen.contains(Event.USER_ACCESS), NO_USER_ACCESS_DURING_RESET);
        exercise(exercised, resets || seen.contains(Event.FUNCTION_RESET), NO_RESET_OF_HELD_DEVICE);
        exercise(exercised, seen.contains(Event.FLAG_CLEAR), NO_CLEAR_FLAG_RELEASED);
        exercise(exercised, releases, RELEASED_BY_HOLDER);
        exercise(exercised, seen.contains(Event.TRYLOCK_FAILED), FAILED_TRYLOCK_RESTORES);
        exercise(exercised, seen.contains(Event.TRYLOCK_BEGIN), TRYLOCK_NEVER_SLEEPS);
        boolean lockdepAcquires = seen.contains(Event.LOCKDEP_ACQUIRE);
        exercise(exercised, lockdepAcquires, LOCKDEP_NO_RECURSION, LOCKDEP_NO_CIRCLE, LOCKDEP_SUBCLASS_VALID);
        boolean mutexAcquires = seen.contains(Event.LOCKDEP_MUTEX_ACQUIRE);
        exercise(exercised, lockdepAcquires || mutexAcquires, LOCKDEP_DEPTH_SUFFICES);
        boolean lockdepReleases = seen.contains(Event.LOCKDEP_RELEASE) || seen.contains(Event.LOCKDEP_MUTEX_RELEASE);
        exercise(exercised, lockdepReleases, LOCKDEP_BALANCED);
        exercise(exercised, seen.contains(Event.LOCKDEP_HELD), LOCKDEP_ASSERTION_HOLDS);
        exercise(exercised, seen.contains(Event.LOCKDEP_FREED), LOCKDEP_NO_STALE_KEY);
        return exercised;
    }

    private static void exercise(Set<Property> exercised, boolean happened, Property... properties) {
        if (happened) {
            exercised.addAll(java.util.List.of(properties));
        }
    }
}
