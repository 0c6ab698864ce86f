package pcilock.checks.lincheck;

import java.io.IOException;
import java.io.Serializable;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Questions;
import pcilock.checks.engine.ScenarioQuestion;
import pcilock.specs.scenario.Scenario;

/** The main class of a forked Lincheck: explores one scenario after another, as long as it is asked. */
public final class LincheckChild {
    private LincheckChild() {}

    /** Argument: after how many runs to give up. Answers each question with an exploration or, in words, why there is none. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        LincheckAgent.keep();
        LincheckEngine engine = new LincheckEngine(Integer.parseInt(arguments[0]));
        Questions.answer(question -> answer(engine, ((ScenarioQuestion) question).scenario()));
    }

    private static Serializable answer(LincheckEngine engine, Scenario scenario) {
        try {
            return engine.explore(scenario);
        } catch (EngineException e) {
            return e.getMessage();
        }
    }
}
