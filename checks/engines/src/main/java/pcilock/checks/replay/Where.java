package pcilock.checks.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Where locking code is: of each function that it is in the class, and the instruction.
 *
 * <p>That tells the functions, too, from the outermost on: from one instruction of one function the JVM calls functions of one name and
 * type, of which a class has one. What is behind a lambda or a reference to a method is told by the class that the JVM has made for it,
 * which is why hidden frames are looked at. Code that calls by reflection would not be told apart so; locking code does not. To ask for the
 * names of the functions would take most of the time.
 */
public final class Where {
    /** More frames than the walk needs are costly. */
    private static final int FRAMES = 20;

    private static final StackWalker WALKER = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES), FRAMES);

    private Where() {}

    /**
     * From the caller of the kernel out to the class that runs the code; equal to another one where both have come the same way.
     *
     * @param kernel what the code has called
     * @throws IllegalStateException when the code is not run by that class
     */
    public static List<Object> now(Class<?> kernel, Class<?> runsIt) {
        return WALKER.walk(frames -> {
            List<Object> where = new ArrayList<>(2 * FRAMES);
            boolean inKernel = true;
            for (Iterator<StackWalker.StackFrame> left = frames.iterator(); left.hasNext(); ) {
                StackWalker.StackFrame frame = left.next();
                Class<?> of = frame.getDeclaringClass();
                inKernel &= of == Where.class || of == kernel;
                if (inKernel) {
                    continue;
                }
                if (of == runsIt) {
                    return where;
                }
                where.add(of);
                where.add(frame.getByteCodeIndex());
            }
            throw new IllegalStateException("code is run by " + runsIt.getName());
        });
    }
}
