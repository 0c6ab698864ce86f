package pcilock.checks.lincheck;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pcilock.checks.engine.AnsweringProcesses;
import pcilock.checks.engine.Engine;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Exploration;
import pcilock.checks.engine.ScenarioQuestion;
import pcilock.specs.claim.Claim;
import pcilock.specs.scenario.Scenario;

/**
 * {@link LincheckEngine} in JVMs of its own: in one JVM it explores one scenario at a time. There are as many JVMs as there are threads
 * that explore at once, each with the options of this one, and each is used again, since Lincheck takes seconds to begin. Only
 * scenarios of a revision or a seeded fault can be sent there.
 */
public final class ForkedLincheck implements Engine {
    /** Far beyond what any scenario takes that Lincheck is to explore: its limit of runs is none of time. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final AnsweringProcesses children;
    private final Engine sameHere;

    /** An engine that gives up a scenario after so many runs. */
    public ForkedLincheck(int runLimit) {
        this(command(runLimit), PATIENCE);
    }

    /** An engine that asks what this command starts, and waits so long for each answer. */
    ForkedLincheck(List<String> command, Duration patience) {
        this.children = new AnsweringProcesses("The forked Lincheck", directory -> command, patience);
        this.sameHere = new LincheckEngine(1);
    }

    private static List<String> command(int runLimit) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // Lincheck makes new classes all the time: the second compiler would take as long for them as all the rest.
        command.add("-XX:TieredStopAtLevel=1");
        // In the child's own directory, which is deleted with the child.
        command.add("-D" + LincheckLog.FILE_PROPERTY + "=lincheck.log");
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(LincheckChild.class.getName());
        command.add(Integer.toString(runLimit));
        return command;
    }

    @Override
    public String name() {
        return sameHere.name();
    }

    @Override
    public String version() {
        return sameHere.version();
    }

    @Override
    public String unit() {
        return sameHere.unit();
    }

    @Override
    public String whyNotAsked(Claim claim) {
        return sameHere.whyNotAsked(claim);
    }

    @Override
    public boolean takesLong(Claim claim) {
        return sameHere.takesLong(claim);
    }

    @Override
    public Exploration explore(Scenario scenario) {
        Object answer;
        try {
            answer = children.ask(ScenarioQuestion.of(scenario));
        } catch (AnsweringProcesses.NoAnswerException e) {
            throw e.failed(
                    e.isLate()
                            ? "A claim that it does not come to the end of says so by notForLincheck."
                            : "The log's end tells why.");
        }
        if (answer instanceof Exploration exploration) {
            return exploration;
        }
        throw new EngineException((String) answer);
    }

    /** Ends the JVMs. */
    @Override
    public void close() {
        children.close();
    }
}
