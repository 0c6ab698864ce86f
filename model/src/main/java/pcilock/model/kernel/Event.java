package pcilock.model.kernel;

/**
 * What a task does, as an {@link Observer} and a trace see it. {@code %s} in {@link #text} stands for the device.
 *
 * <p>An event marked {@link #note} is no step of its own: it accompanies the step that precedes it in the same task.
 */
public enum Event {
    /** The mutex was free and is now held. */
    MUTEX_LOCK("device_lock(%s)"),
    /** The mutex was held by somebody (the caller included) and the caller goes to sleep on it. */
    MUTEX_SLEEP("device_lock(%s) sleeps"),
    MUTEX_TRYLOCK("device_trylock(%s) = 1"),
    MUTEX_TRYLOCK_FAILED("device_trylock(%s) = 0"),
    MUTEX_UNLOCK("device_unlock(%s)"),

    /** block_cfg_access was clear and is now set by the caller. */
    FLAG_SET("block_cfg_access(%s) = 1"),
    /** block_cfg_access was found set: a trylock gives up, a lock or a user access goes on to wait. */
    FLAG_BUSY("block_cfg_access(%s) is set"),
    FLAG_CLEAR("block_cfg_access(%s) = 0"),
    /** The caller goes to sleep until block_cfg_access reads clear (the atomic flag's way of waiting). */
    FLAG_SLEEP("block_cfg_access(%s) is set, sleeps"),

    /** {@code prepare_to_wait} on pci_cfg_wait. */
    QUEUE_ADD("prepare_to_wait(pci_cfg_wait), for %s"),
    /** block_cfg_access was read outside pci_lock and was clear. */
    FLAG_READ_CLEAR("block_cfg_access(%s) reads clear"),
    /** block_cfg_access was read outside pci_lock and was set. */
    FLAG_READ_SET("block_cfg_access(%s) reads set"),
    /** pci_bridge_secondary_bus_reset() tests block_cfg_access for the warning of patch 2 and finds it clear. */
    FLAG_TESTED_CLEAR("!block_cfg_access(%s) is true"),
    /** pci_bridge_secondary_bus_reset() tests block_cfg_access for the warning of patch 2 and finds it set. */
    FLAG_TESTED_SET("!block_cfg_access(%s) is false"),
    /** {@code schedule()} on pci_cfg_wait before any wake-up came. */
    QUEUE_SLEEP("schedule() for %s sleeps"),
    /** {@code schedule()} came back, or was never needed because a wake-up had come already. */
    QUEUE_AWAKE("schedule() for %s returns"),
    QUEUE_REMOVE("finish_wait(pci_cfg_wait), for %s"),
    QUEUE_WAKE("wake_up_all(pci_cfg_wait), from %s"),

    /** An rw semaphore was free to be read and is now held so. */
    SEM_READ("down_read(%s)"),
    SEM_READ_SLEEP("down_read(%s) sleeps"),
    SEM_READ_RELEASE("up_read(%s)"),
    SEM_WRITE("down_write(%s)"),
    SEM_WRITE_SLEEP("down_write(%s) sleeps"),
    SEM_WRITE_TRYLOCK("down_write_trylock(%s) = 1"),
    SEM_WRITE_TRYLOCK_FAILED("down_write_trylock(%s) = 0"),
    SEM_WRITE_RELEASE("up_write(%s)"),

    /** A sysfs attribute, or a handler, is entered. */
    REFERENCE_ENTER("enter %s"),
    /** It was drained, so it is not entered. */
    REFERENCE_REFUSED("enter %s fails, it is gone"),
    /** Somebody is inside where there is room for one. */
    REFERENCE_ENTER_SLEEP("enter %s sleeps"),
    REFERENCE_LEAVE("leave %s"),
    /** From here on nobody enters. */
    REFERENCE_DRAIN("drain %s begins"),
    REFERENCE_DRAIN_SLEEP("drain %s sleeps"),
    REFERENCE_DRAINED("drain %s is done"),
    REFERENCE_CREATE("create %s"),

    BIT_SET("set %s"),
    BIT_CLEAR("clear %s"),
    /** A driver's probe is done; the device is the bit that says that there is none. */
    DRIVER_BOUND("clear %s"),
    /** A driver's remove is done, likewise. */
    DRIVER_UNBOUND("set %s"),
    BIT_IS_SET("%s is set"),
    BIT_IS_CLEAR("%s is clear"),

    USER_ACCESS("user reads config space of %s"),
    KERNEL_ACCESS("kernel reads config space of %s"),
    RESET_BEGIN("secondary bus reset of %s begins"),
    RESET_END("secondary bus reset of %s ends"),
    FUNCTION_RESET("function reset of %s"),

    /**
     * The warning of 920f6468924f (patch 2 of the thread) is due. It is printed once in a boot, whichever bridge and caller it is
     * about; here each time, as if that were the first.
     */
    WARN_UNLOCKED_RESET("WARN: %s: unlocked secondary bus reset", true),

    LOCKDEP_ACQUIRE("lock_map_acquire(%s)"),
    LOCKDEP_RELEASE("lock_map_release(%s)"),
    LOCKDEP_HELD("lock_map_assert_held(%s) holds"),
    /** {@code mutex_acquire}, the part of mutex_lock and mutex_trylock that lockdep sees. */
    LOCKDEP_MUTEX_ACQUIRE("mutex_acquire(%s)"),
    /** {@code mutex_release}, the part of mutex_unlock that lockdep sees. */
    LOCKDEP_MUTEX_RELEASE("mutex_release(%s)"),
    LOCKDEP_KEY_UNREGISTERED("lockdep_unregister_key(%s)"),
    LOCKDEP_FREED("device %s is freed"),
    /** Nobody says so at that moment: the key stays in lockdep's list, and who looks there later reads freed memory. */
    LOCKDEP_STALE_KEY("device %s is freed with its lockdep key still registered"),
    /** An ordinary warning: lockdep goes on after it, unlike after what it reports itself. */
    LOCKDEP_NOT_HELD("WARN: lock_map_assert_held() failed, at %s"),
    LOCKDEP_RECURSION("lockdep: possible recursive locking detected, at %s"),
    LOCKDEP_CIRCULAR("lockdep: possible circular locking dependency detected, at %s"),
    LOCKDEP_UNBALANCED("lockdep: bad unlock balance detected, at %s"),
    LOCKDEP_SUBCLASS("lockdep: looking up invalid subclass, at %s"),
    LOCKDEP_DEPTH("lockdep: MAX_LOCK_DEPTH too low, at %s"),

    /** An outermost try variant of a composite lock is entered; the device is the bus's bridge, or the device itself. */
    TRYLOCK_BEGIN("trylock of %s begins", true),
    TRYLOCK_TAKEN("trylock of %s = 1", true),
    TRYLOCK_FAILED("trylock of %s = 0", true),
    /** The task is done; the device is meaningless. */
    TASK_END("ends", true),

    // Nobody asks whether one of these happened. An engine that keeps a bit for each event in one word keeps none for
    // what follows.

    /** A condition that nothing is known of is taken to hold; the device is meaningless. */
    CONDITION_HOLDS("an open condition holds"),
    /** A condition that nothing is known of is taken not to hold; the device is meaningless. */
    CONDITION_FAILS("an open condition does not hold");

    public final String text;
    public final boolean note;

    /**
     * Refuses what is not for the locking code to report by {@link Kernel#step}: what is done with locks the primitives tell
     * themselves.
     *
     * @throws IllegalArgumentException for any event but the beginning and the end of a reset
     */
    public void mustBeStepOfCode() {
        if (this != RESET_BEGIN && this != RESET_END && this != FUNCTION_RESET) {
            throw new IllegalArgumentException("kernel.step reports RESET_BEGIN, RESET_END and FUNCTION_RESET, not "
                    + name() + ", which the primitives report themselves or which is a note");
        }
    }

    /**
     * Refuses what is not for the locking code to report by {@link Kernel#note}.
     *
     * @throws IllegalArgumentException for any event but the warning of patch 2 and the bounds of a trylock
     */
    public void mustBeNoteOfCode() {
        if (this != WARN_UNLOCKED_RESET && this != TRYLOCK_BEGIN && this != TRYLOCK_TAKEN && this != TRYLOCK_FAILED) {
            throw new IllegalArgumentException(
                    "kernel.note reports WARN_UNLOCKED_RESET, TRYLOCK_BEGIN, TRYLOCK_TAKEN and"
                            + " TRYLOCK_FAILED, not " + name() + ", which is a step or no event of the locking code");
        }
    }

    Event(String text) {
        this(text, false);
    }

    Event(String text, boolean note) {
        this.text = text;
        this.note = note;
    }
}
