package pcilock.checks.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.Function;

/** What the main class of one of the {@link AnsweringProcesses} is asked. */
public final class Questions {
    private Questions() {}

    /**
     * Answers one question after the other, as long as there are any. An exception ends it, and so the JVM.
     *
     * <p>Questions come by the standard input and answers go to the standard output; what else is printed from now on goes to the
     * standard error, since an answer must not be mixed with anything.
     */
    public static void answer(Function<Object, ? extends Serializable> answers)
            throws IOException, ClassNotFoundException {
        ObjectOutputStream out = new ObjectOutputStream(System.out);
        out.flush();
        System.setOut(System.err);
        ObjectInputStream in = new ObjectInputStream(System.in);
        while (true) {
            Object question;
            try {
                question = in.readObject();
            } catch (EOFException e) {
                return;
            }
            out.writeObject(answers.apply(question));
            out.reset();
            out.flush();
        }
    }
}
