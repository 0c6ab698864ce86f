package pcilock.checks.explorer;

import java.util.List;

/**
 * Everything one task can do, step by step, whatever the others do. No two locations have equal futures.
 *
 * @param locations the first one is where the task starts
 * @param leadingNotes what the task notes before its first step
 */
record Automaton(List<Location> locations, List<Note> leadingNotes) {}
