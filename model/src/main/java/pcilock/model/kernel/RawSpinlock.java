package pcilock.model.kernel;

/**
 * A {@code raw_spinlock_t}. What runs under it cannot sleep and is never seen halfway by others who take it, so it is one
 * atomic step: see {@link Kernel#spinLocked}. The object is only an identity (and, on a JVM, a monitor).
 */
public final class RawSpinlock {}
