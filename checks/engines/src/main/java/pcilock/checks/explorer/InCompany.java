package pcilock.checks.explorer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/** One task as it is where some devices are contested, recorded when first asked for. Safe to share between threads. */
final class InCompany<T extends InCompany.Recording> {
    /** What was recorded of a task. */
    interface Recording {
        /** The devices of which the task may release a lock, or take one away, that it does not hold, a bit each. */
        long strays();

        /** Every device that a step is about, a bit each. */
        long touched();
    }

    private final LongFunction<T> record;
    private final T uncontested;
    private final Map<Long, T> recordings = new ConcurrentHashMap<>();

    /**
     * A task.
     *
     * @param record records it where these devices are contested, a bit each
     */
    InCompany(LongFunction<T> record) {
        this.record = record;
        uncontested = record.apply(0);
    }

    /** The task where these devices are contested, a bit each. */
    T on(long contested) {
        T recording = uncontested;
        // Which other devices are contested is nothing to the task; but where one is, the task may come to touch
        // others.
        for (long mine = 0; (contested & recording.touched()) != mine; ) {
            mine = contested & recording.touched();
            T known = recordings.get(mine); // which needs no lock
            recording = known != null ? known : recordings.computeIfAbsent(mine, record::apply);
        }
        return recording;
    }

    /** The devices of which one of these tasks may release, or take away, what another one of them holds, a bit each. */
    static <T extends Recording> long contested(List<InCompany<T>> tasks) {
        long contested = 0;
        // What a task does after a lock was taken away from it may be to take away another one.
        for (long strays = strays(tasks, 0); (strays & ~contested) != 0; strays = strays(tasks, contested)) {
            contested |= strays;
        }
        return contested;
    }

    private static <T extends Recording> long strays(List<InCompany<T>> tasks, long contested) {
        long strays = 0;
        for (int task = 0; task < tasks.size(); task++) {
            long ofTask = tasks.get(task).on(contested).strays();
            for (int other = 0; other < tasks.size() && ofTask != 0; other++) {
                if (other != task) {
                    strays |= ofTask & tasks.get(other).on(contested).touched();
                }
            }
        }
        return strays;
    }
}
