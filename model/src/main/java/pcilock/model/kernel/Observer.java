package pcilock.model.kernel;

/**
 * Told of every event, in the very step in which it happens, so that the order of the calls is the order of the events. An
 * observer neither blocks nor throws: a broken property is recorded and the run goes on, as after a WARN.
 */
public interface Observer {
    /**
     * Takes note of an event.
     *
     * @param current the task that acts
     * @param device {@link pcilock.model.pci.PciDev#index} of the device concerned, or {@link Mutex#device} of a mutex
     */
    void on(Task current, Event event, int device);
}
