package pcilock.checks.jpf;

import gov.nasa.jpf.Config;
import gov.nasa.jpf.JPF;
import gov.nasa.jpf.ListenerAdapter;
import gov.nasa.jpf.jvm.JVMClassInfo;
import gov.nasa.jpf.jvm.bytecode.INVOKECLINIT;
import gov.nasa.jpf.search.Search;
import gov.nasa.jpf.vm.ChoiceGenerator;
import gov.nasa.jpf.vm.ClassParseException;
import gov.nasa.jpf.vm.Instruction;
import gov.nasa.jpf.vm.MethodInfo;
import gov.nasa.jpf.vm.NotDeadlockedProperty;
import gov.nasa.jpf.vm.StackFrame;
import gov.nasa.jpf.vm.ThreadInfo;
import gov.nasa.jpf.vm.VM;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pcilock.checks.engine.Questions;
import pcilock.checks.engine.ScenarioQuestion;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * The main class of a forked JPF, and the listener that tells the {@link PathRecorder} what JPF does. Compiled when it is needed;
 * see {@link JpfChildCompiler}. Whatever can be said without JPF's API is said elsewhere.
 */
public final class JpfChild extends ListenerAdapter {
    private static final String JOURNAL = Journal.class.getName();

    private static final Set<String> TURNS =
            Set.of("ROOT", "START", "LOCK", "WAIT", "JOIN", "TERMINATE", "BLOCKED_NO_CHOICE");

    private final PathRecorder recorder;
    private final long seconds;
    private final long begin = System.nanoTime();

    private JpfChild(PathRecorder recorder, long seconds) {
        this.recorder = recorder;
        this.seconds = seconds;
    }

    /** Arguments: time limit in seconds, and what JPF is to be told but for the scenario. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        long seconds = Long.parseLong(arguments[0]);
        List<String> options = List.of(arguments).subList(1, arguments.length);
        Questions.answer(question -> explore(seconds, options, ((ScenarioQuestion) question).scenario()));
    }

    private static JpfReport explore(long seconds, List<String> options, Scenario scenario) {
        List<String> told = new ArrayList<>(options);
        told.addAll(JpfSubject.arguments(scenario));
        PathRecorder recorder = new PathRecorder(scenario.tasks.size());
        ClassesOfLambdas.forget();
        JPF jpf = new JPF(new Config(told.toArray(String[]::new)));
        jpf.addListener(new JpfChild(recorder, seconds));
        jpf.run();
        return recorder.report();
    }

    /** The one thing that JPF keeps of a run and takes up again in the next one: classes, of a heap that is no more. */
    private abstract static class ClassesOfLambdas extends JVMClassInfo {
        private ClassesOfLambdas() throws ClassParseException {
            super(null, null, null, null);
        }

        static void forget() {
            resolvedClasses.clear();
        }
    }

    @Override
    public void methodEntered(VM vm, ThreadInfo thread, MethodInfo method) {
        if (!method.getClassName().equals(JOURNAL)) {
            return;
        }
        StackFrame frame = thread.getTopFrame();
        if (method.getName().equals("event")) {
            int task = thread.getElementInfo(frame.getSlot(1)).getIntField("id");
            recorder.event(task, Event.valueOf(enumName(thread, frame.getSlot(2))), frame.getSlot(3));
        } else if (method.getName().equals("broken")) {
            recorder.broken(Property.valueOf(enumName(thread, frame.getSlot(1))));
        }
    }

    private static String enumName(ThreadInfo thread, int reference) {
        return thread.getElementInfo(reference).getStringField("name");
    }

    /** No turn inside a monitor section; see the reduction in {@link JpfEngine}. */
    @Override
    public void choiceGeneratorRegistered(VM vm, ChoiceGenerator<?> turn, ThreadInfo thread, Instruction executed) {
        boolean initializesClass = turn.getId().equals("LOCK") && executed instanceof INVOKECLINIT;
        if (!TURNS.contains(turn.getId()) || initializesClass) {
            recorder.fail("JPF takes a turn (" + turn.getId() + ") at "
                    + (executed == null ? "no instruction" : executed.getSourceLocation()));
        }
    }

    @Override
    public void stateAdvanced(Search search) {
        recorder.advanced(search.getStateId(), arrival(search));
        if (search.isIgnoredState()) {
            recorder.fail("JPF ignores a state");
        }
        if (System.nanoTime() - begin > seconds * 1_000_000_000L) {
            recorder.stopped("the time limit of " + seconds + " s was reached");
            search.terminate();
        }
    }

    private static PathRecorder.Arrival arrival(Search search) {
        if (search.getVM().isDeadlocked()) {
            return PathRecorder.Arrival.STUCK;
        }
        if (search.isEndState()) {
            return PathRecorder.Arrival.ENDED;
        }
        return search.isNewState() ? PathRecorder.Arrival.NEW : PathRecorder.Arrival.KNOWN;
    }

    @Override
    public void stateBacktracked(Search search) {
        recorder.backtracked();
    }

    @Override
    public void stateRestored(Search search) {
        recorder.fail("JPF jumped to another path, which a depth-first search does not");
    }

    @Override
    public void statePurged(Search search) {
        recorder.fail("JPF dropped a state");
    }

    @Override
    public void propertyViolated(Search search) {
        if (!(search.getLastError().getProperty() instanceof NotDeadlockedProperty)) {
            recorder.fail(search.getLastError().getDetails());
            search.terminate();
        }
    }

    @Override
    public void searchConstraintHit(Search search) {
        recorder.stopped(search.getLastSearchConstraint());
    }

    @Override
    public void searchFinished(Search search) {
        recorder.finished();
    }
}
