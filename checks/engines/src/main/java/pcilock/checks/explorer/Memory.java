package pcilock.checks.explorer;

import java.util.List;
import pcilock.model.kernel.Event;

/**
 * What the observer of the properties remembers of a task and what follows from where the task is in its code. Sets of devices
 * are a bit for each {@link pcilock.model.pci.PciDev#index}.
 *
 * @param contested the devices of which another task may release what this one holds, so that it does not follow from the place
 *     whether the task holds their locks
 * @param resetting the bridge that the task resets, {@link #NOTHING} outside a reset
 * @param warningSilent whether the flag was last tested and found set, and no reset began since
 * @param insideTrylock whether the task is inside an outermost trylock
 * @param mutexes the device_locks that the task holds, but for contested ones
 * @param flags the flags that the task has set; likewise
 * @param mutexesBefore the device_locks that it held when it entered the trylock; likewise
 * @param flagsBefore the flags that it had set then; likewise
 * @param callsEnded how many calls have ended, where a history is kept
 * @param callBegun whether the next call has begun, where a history is kept
 */
record Memory(
        long contested,
        int resetting,
        boolean warningSilent,
        boolean insideTrylock,
        long mutexes,
        long flags,
        long mutexesBefore,
        long flagsBefore,
        int callsEnded,
        boolean callBegun) {
    static final int NOTHING = -1;

    static Memory atStart(long contested) {
        return new Memory(contested, NOTHING, false, false, 0, 0, 0, 0, 0, false);
    }

    /** For one who asks what would be if a task that holds nothing had come to this. */
    static Memory of(int resetting, boolean warningSilent, boolean insideTrylock) {
        return new Memory(0, resetting, warningSilent, insideTrylock, 0, 0, 0, 0, 0, false);
    }

    Memory after(List<Note> notes) {
        Memory memory = this;
        for (Note note : notes) {
            memory = memory.after(note.event(), note.device());
        }
        return memory;
    }

    Memory after(Event event, int device) {
        long bit = 1L << device;
        return switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK -> holding(mutexes | bit, flags);
            case MUTEX_UNLOCK -> holding(mutexes & ~bit, flags);
            case FLAG_SET -> holding(mutexes, flags | bit);
            case FLAG_CLEAR -> holding(mutexes, flags & ~bit);
            case FLAG_TESTED_SET -> reset(resetting, true);
            case RESET_BEGIN -> reset(device, false);
            case RESET_END -> reset(NOTHING, warningSilent);
            case TRYLOCK_BEGIN -> trylock(true, mutexes, flags);
            case TRYLOCK_TAKEN, TRYLOCK_FAILED -> trylock(false, 0, 0);
            default -> this;
        };
    }

    Memory call(int ended, boolean begun) {
        return new Memory(
                contested,
                resetting,
                warningSilent,
                insideTrylock,
                mutexes,
                flags,
                mutexesBefore,
                flagsBefore,
                ended,
                begun);
    }

    private Memory holding(long mutexesNow, long flagsNow) {
        if ((mutexesNow & ~contested) == mutexes && (flagsNow & ~contested) == flags) {
            return this;
        }
        return new Memory(
                contested,
                resetting,
                warningSilent,
                insideTrylock,
                mutexesNow & ~contested,
                flagsNow & ~contested,
                mutexesBefore,
                flagsBefore,
                callsEnded,
                callBegun);
    }

    private Memory reset(int bridge, boolean silent) {
        return new Memory(
                contested,
                bridge,
                silent,
                insideTrylock,
                mutexes,
                flags,
                mutexesBefore,
                flagsBefore,
                callsEnded,
                callBegun);
    }

    private Memory trylock(boolean inside, long mutexesThen, long flagsThen) {
        return new Memory(
                contested,
                resetting,
                warningSilent,
                inside,
                mutexes,
                flags,
                mutexesThen,
                flagsThen,
                callsEnded,
                callBegun);
    }
}
