package pcilock.checks.explorer;

import pcilock.checks.engine.Step;

/** A step of a run and the edge of the task's automaton that it took. */
record Move(Step step, Location.Edge edge) {}
