package pcilock.checks.certificate;

import java.util.List;

/**
 * A circle in the order in which tasks wait for locks: a deadlock if these tasks can come to hold these locks all at once, which
 * is for the explorer to say.
 *
 * @param locks each one held while the next one is waited for, and the last while the first is; a single one when a task waits
 *     for itself
 * @param tasks for each lock the task that holds it
 */
public record Candidate(List<String> locks, List<String> tasks) {}
