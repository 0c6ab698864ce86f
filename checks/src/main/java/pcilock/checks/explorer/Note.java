package pcilock.checks.explorer;

import pcilock.model.kernel.Event;

/** An event that accompanies a step. */
record Note(Event event, int device) {}
