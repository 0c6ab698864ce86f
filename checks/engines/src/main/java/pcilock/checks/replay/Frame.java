package pcilock.checks.replay;

/**
 * A function of the kernel on a task's stack.
 *
 * @param function in the kernel's spelling, such as {@code pci_bus_lock}
 * @param file the Java source that models it, without a directory
 * @param line the line in that source, from 1
 */
public record Frame(String function, String file, int line) {
    @Override
    public String toString() {
        return function + " (" + file + ":" + line + ")";
    }
}
