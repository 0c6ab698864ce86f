package pcilock.checks.lincheck;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Questions;
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
        Questions.answer(question -> answer(engine, ((Question) question).scenario()));
    }

    private static Serializable answer(LincheckEngine engine, Scenario scenario) {
        try {
            return engine.explore(scenario);
        } catch (EngineException e) {
            return e.getMessage();
        }
    }
}
