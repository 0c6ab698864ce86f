package pcilock.checks.engine;

/**
 * How a kernel leaves the locking code that calls it: by an exception that it keeps, since a {@code finally} of the code may take
 * further steps on the way, and a {@code catch} may keep the exception to itself.
 */
public final class LeftCode {
    private RuntimeException why;

    /** The code begins to run, or to run again. */
    public void enter() {
        why = null;
    }

    /** Leaves the code for good: to be thrown. */
    public RuntimeException leave(RuntimeException reason) {
        why = reason;
        return reason;
    }

    /** Leaves the code unless the test comes back. */
    public void unless(Runnable test) {
        try {
            test.run();
        } catch (RuntimeException e) {
            throw leave(e);
        }
    }

    /** To be called at every step of the code, and when it comes back: throws again what it was left by. */
    public void goOn() {
        if (why != null) {
            throw why;
        }
    }
}
