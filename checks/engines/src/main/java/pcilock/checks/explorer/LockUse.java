package pcilock.checks.explorer;

import pcilock.checks.replay.Lock;
import pcilock.model.pci.PciTopology;

/**
 * A lock as a task holds it or wants it.
 *
 * @param lock what is held or wanted; of an rw semaphore, whether to read or to write it
 * @param number which one: see {@link PciTopology#nameOf}
 */
public record LockUse(Lock lock, int number) {}
