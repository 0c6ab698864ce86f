package pcilock.checks.explorer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tasks that were recorded, best of one machine. Most of them do the same in several revisions, and some do on several devices: what is
 * made of a task is made once for all that were seen to do the same. Safe to use from several threads.
 */
public final class TaskRecordings {
    private final Map<WholeTask, TaskProgram.Recording> made = new ConcurrentHashMap<>();

    /**
     * What is made of a task.
     *
     * @param task null where it is of more than one call, and nothing is known of what others do
     * @param make makes it; called where no other task did the same
     */
    TaskProgram.Recording of(WholeTask task, Supplier<TaskProgram.Recording> make) {
        return task == null ? make.get() : made.computeIfAbsent(task, unused -> make.get());
    }
}
