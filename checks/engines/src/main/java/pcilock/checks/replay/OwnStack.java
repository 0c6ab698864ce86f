package pcilock.checks.replay;

import java.util.List;

/**
 * Locking code that does not run on the stack of Java's, so that it has to be asked where it is. What calls it may be Java, which is
 * further out.
 */
public interface OwnStack {
    /** The functions of this code that the task is in, the outermost first; none while what calls it runs. */
    List<Frame> stack();
}
