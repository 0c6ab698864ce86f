package pcilock.checks.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the machine of the model does. */
enum Primitive {
    MUTEX_LOCK("mutex_lock"),
    MUTEX_TRYLOCK("mutex_trylock"),
    MUTEX_UNLOCK("mutex_unlock"),
    PCI_LOCK("raw_spin_lock", "raw_spin_lock_irq", "raw_spin_lock_irqsave"),
    PCI_UNLOCK("raw_spin_unlock", "raw_spin_unlock_irq", "raw_spin_unlock_irqrestore"),
    WAIT_EVENT("wait_event"),
    PREPARE_TO_WAIT,
    SCHEDULE,
    FINISH_WAIT,
    WAKE_UP_ALL("wake_up_all"),
    WAKE_UP_ONE("wake_up"),
    LOCK_MAP_ACQUIRE("lock_map_acquire"),
    LOCK_MAP_RELEASE("lock_map_release"),
    LOCK_MAP_ASSERT_HELD("lock_map_assert_held"),
    CONFIG_ACCESS,
    WARN_UNLOCKED_RESET,
    SECONDARY_BUS_RESET("secondary_bus_reset"),
    FUNCTION_RESET("function_reset"),
    PCIEHP_RESET_BEGIN("pciehp_reset_begin"),
    PCIEHP_RESET_END("pciehp_reset_end"),
    DOWN_READ("down_read"),
    UP_READ("up_read"),
    DOWN_WRITE("down_write"),
    DOWN_WRITE_TRYLOCK("down_write_trylock"),
    UP_WRITE("up_write"),

    /** What the semaphores of the model cannot do. */
    OTHER_SEMAPHORE_OPERATION(
            "down_read_trylock",
            "down_read_interruptible",
            "down_read_killable",
            "down_write_killable",
            "downgrade_write");

    private static final Map<String, Primitive> BY_NAME = new HashMap<>();

    static {
        for (Primitive primitive : values()) {
            primitive.names.forEach(name -> BY_NAME.put(name, primitive));
        }
    }

    /** The functions of C that do it; none where it is no function. */
    final List<String> names;

    Primitive(String... names) {
        this.names = List.of(names);
    }

    /** Null where the function is none. */
    static Primitive of(String function) {
        return BY_NAME.get(function);
    }

    /** Whether it is of interest to know that a function comes to it: pci_lock alone is held for an instant. */
    boolean mattersToCallers() {
        return this != PCI_LOCK && this != PCI_UNLOCK;
    }
}
