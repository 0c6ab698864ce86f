package pcilock.checks.explorer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Tasks that were recorded, best of one machine. Most of them do the same in several revisions, and some do on several devices. A call is
 * not recorded again for a revision that has all functions which the call comes to from the same classes; and what is made of a task is made
 * once for all that were seen to do the same. Safe to use from several threads.
 */
public final class TaskRecordings {
    /**
     * A call, in whichever revision.
     *
     * @param machine the topology
     * @param contested the contested devices, a bit each
     * @param held what the task holds when it begins
     */
    record CallOnMachine(String machine, String call, long contested, LockSet held) {}

    /** What a call does, and the functions that it came to. */
    record Traced(RecordedCall call, TracedCode.CalledFunctions functions) {}

    private final Map<CallOnMachine, List<Traced>> calls = new ConcurrentHashMap<>();
    private final Map<WholeTask, TaskProgram.Recording> recordings = new ConcurrentHashMap<>();
    private final Map<WholeTask, HoldAndWait> waits = new ConcurrentHashMap<>();

    /** Forgets what was recorded, which is much; what others have of it they keep. */
    public void forget() {
        calls.clear();
        recordings.clear();
        waits.clear();
    }

    /**
     * What a call does.
     *
     * @param code in this code
     * @param record records it; called where no code that was asked about has the same functions
     */
    RecordedCall call(CallOnMachine call, TracedCode code, Supplier<Traced> record) {
        List<Traced> known = calls.computeIfAbsent(call, unused -> new CopyOnWriteArrayList<>());
        for (Traced traced : known) {
            if (code.hasAll(traced.functions())) {
                return traced.call();
            }
        }
        Traced traced = record.get();
        known.add(traced);
        return traced.call();
    }

    /**
     * What is made of a task.
     *
     * @param task null where it is of more than one call, and nothing is known of what others do
     * @param make makes it; called where no other task did the same
     */
    TaskProgram.Recording recording(WholeTask task, Supplier<TaskProgram.Recording> make) {
        return task == null ? make.get() : recordings.computeIfAbsent(task, unused -> make.get());
    }

    /** Where a task may wait; likewise. */
    HoldAndWait waits(WholeTask task, Supplier<HoldAndWait> make) {
        return task == null ? make.get() : waits.computeIfAbsent(task, unused -> make.get());
    }
}
