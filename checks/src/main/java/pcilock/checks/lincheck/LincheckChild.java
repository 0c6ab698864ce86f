package pcilock.checks.lincheck;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The main class of a forked Lincheck: explores one scenario after another, as long as it is asked. */
public final class LincheckChild {
    /** A scenario on its way to the child: {@link Scenario} is a plain class and cannot be sent. */
    record Question(
            Revision revision, Fault fault, Waiting waiting, String topology, List<String> tasks, boolean history)
            implements Serializable {
        static Question of(Scenario scenario) {
            return new Question(
                    scenario.revision,
                    scenario.fault,
                    scenario.waiting,
                    scenario.topology,
                    List.copyOf(scenario.tasks),
                    scenario.history);
        }

        Scenario scenario() {
            return new Scenario(revision, fault, waiting, topology, tasks, history);
        }
    }

    private LincheckChild() {}

    /** Argument: after how many runs to give up. Answers each question with an exploration or, in words, why there is none. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        LincheckEngine engine = new LincheckEngine(Integer.parseInt(arguments[0]));
        ObjectOutputStream answers = new ObjectOutputStream(System.out);
        answers.flush();
        // Lincheck may write there, too, and an answer must not be mixed with anything.
        System.setOut(System.err);
        ObjectInputStream questions = new ObjectInputStream(System.in);
        while (true) {
            Question question;
            try {
                question = (Question) questions.readObject();
            } catch (EOFException e) {
                return;
            }
            answers.writeObject(answer(engine, question.scenario()));
            answers.reset();
            answers.flush();
        }
    }

    private static Object answer(LincheckEngine engine, Scenario scenario) {
        try {
            return engine.explore(scenario);
        } catch (EngineException e) {
            return e.getMessage();
        }
    }
}
