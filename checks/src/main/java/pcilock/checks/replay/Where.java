package pcilock.checks.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Where locking code is: the functions that it is in, and the instruction of each. */
public final class Where {
    /** More frames than the walk needs are costly. */
    private static final int FRAMES = 16;

    /** To leave out frames of reflection, of which there are none, would take most of the time of the walk. */
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_REFLECT_FRAMES), FRAMES);

    private Where() {}

    /**
     * From here out to the method that runs the code; equal to another one where both have come the same way.
     *
     * @throws IllegalStateException when the code is not run by that method
     */
    public static List<Object> now(Class<?> runsIt, String method) {
        return WALKER.walk(frames -> {
            List<Object> where = new ArrayList<>(3 * FRAMES);
            for (Iterator<StackWalker.StackFrame> left = frames.iterator(); left.hasNext(); ) {
                StackWalker.StackFrame frame = left.next();
                if (frame.getMethodName().equals(method) && frame.getClassName().equals(runsIt.getName())) {
                    return where;
                }
                where.add(frame.getClassName());
                where.add(frame.getMethodName());
                where.add(frame.getByteCodeIndex());
            }
            throw new IllegalStateException("code is run by " + runsIt.getName() + "." + method);
        });
    }
}
