package pcilock.checks.explorer;

import pcilock.checks.engine.Step;

/**
 * A step of a run and the edge of the task's automaton that it took.
 *
 * @param step null for a call into lockdep where nobody asks what that says
 */
record Move(int task, Step step, Location.Edge edge) {}
