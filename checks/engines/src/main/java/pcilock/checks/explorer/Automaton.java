package pcilock.checks.explorer;

import java.util.List;

/**
 * Everything one task can do, step by step, whatever the others do. No two locations have equal futures.
 *
 * @param locations the first one is where the task starts
 * @param leadingNotes what the task notes before its first step
 * @param strays the devices of which the task may release a lock, or take one away, that it does not hold, a bit each
 */
record Automaton(List<Location> locations, List<Note> leadingNotes, long strays) {}
