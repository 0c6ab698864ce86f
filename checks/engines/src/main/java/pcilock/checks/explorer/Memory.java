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
 * @param held what the task holds, but for locks of contested devices
 * @param heldBefore what it held when it entered the trylock; likewise
 * @param callsEnded how many calls have ended, where a history is kept
 * @param callBegun whether the next call has begun, where a history is kept
 */
record Memory(
        long contested,
        int resetting,
        boolean warningSilent,
        boolean insideTrylock,
        LockSet held,
        LockSet heldBefore,
        int callsEnded,
        boolean callBegun) {
    static final int NOTHING = -1;

    static Memory atStart(long contested) {
        return new Memory(contested, NOTHING, false, false, LockSet.EMPTY, LockSet.EMPTY, 0, false);
    }

    /** For one who asks what would be if a task that holds nothing had come to this. */
    static Memory of(int resetting, boolean warningSilent, boolean insideTrylock) {
        return new Memory(0, resetting, warningSilent, insideTrylock, LockSet.EMPTY, LockSet.EMPTY, 0, false);
    }

    Memory after(List<Note> notes) {
        Memory memory = this;
        for (Note note : notes) {
            memory = memory.after(note.event(), note.device());
        }
        return memory;
    }

    Memory after(Event event, int device) {
        return switch (event) {
            case FLAG_TESTED_SET -> reset(resetting, true);
            case RESET_BEGIN -> reset(device, false);
            case RESET_END -> reset(NOTHING, warningSilent);
            case TRYLOCK_BEGIN -> trylock(true, held);
            case TRYLOCK_TAKEN, TRYLOCK_FAILED -> trylock(false, LockSet.EMPTY);
            default -> holding(held.after(event, device).without(contested));
        };
    }

    Memory call(int ended, boolean begun) {
        return new Memory(contested, resetting, warningSilent, insideTrylock, held, heldBefore, ended, begun);
    }

    private Memory holding(LockSet now) {
        return now.equals(held)
                ? this
                : new Memory(
                        contested, resetting, warningSilent, insideTrylock, now, heldBefore, callsEnded, callBegun);
    }

    private Memory reset(int bridge, boolean silent) {
        return new Memory(contested, bridge, silent, insideTrylock, held, heldBefore, callsEnded, callBegun);
    }

    private Memory trylock(boolean inside, LockSet then) {
        return new Memory(contested, resetting, warningSilent, inside, held, then, callsEnded, callBegun);
    }
}
