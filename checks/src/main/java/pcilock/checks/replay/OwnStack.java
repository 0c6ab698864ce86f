package pcilock.checks.replay;

import java.util.List;

/** Locking code that does not run on the stack of Java's, so that it has to be asked where it is. */
public interface OwnStack {
    /** The functions that the task is in, the outermost first. */
    List<Frame> stack();
}
