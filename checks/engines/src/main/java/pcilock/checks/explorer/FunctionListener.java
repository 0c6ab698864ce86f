package pcilock.checks.explorer;

/** A kernel that is told by {@link TracedCode} which of its functions are called. Public, since that code is in other packages. */
public interface FunctionListener {
    /** The function of that number is called. */
    void called(int function);
}
