package pcilock.checks.engine;

import java.io.Serializable;
import pcilock.model.kernel.Event;

/**
 * One event of a run, as an engine saw it.
 *
 * @param task the acting task's number, from 0
 * @param device {@link pcilock.model.pci.PciDev#index} of the device concerned
 */
public record Step(int task, Event event, int device) implements Serializable {}
