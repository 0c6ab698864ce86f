package pcilock.checks.jpf;

import gov.nasa.jpf.Config;
import gov.nasa.jpf.JPF;
import gov.nasa.jpf.ListenerAdapter;
import gov.nasa.jpf.jvm.bytecode.INVOKECLINIT;
import gov.nasa.jpf.search.Search;
import gov.nasa.jpf.vm.ChoiceGenerator;
import gov.nasa.jpf.vm.Instruction;
import gov.nasa.jpf.vm.MethodInfo;
import gov.nasa.jpf.vm.NotDeadlockedProperty;
import gov.nasa.jpf.vm.StackFrame;
import gov.nasa.jpf.vm.ThreadInfo;
import gov.nasa.jpf.vm.VM;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;

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

    /** Arguments: time limit in seconds, number of tasks, and what JPF is to be told. */
    public static void main(String[] arguments) {
        PrintStream answer = System.out;
        // JPF writes there too, and a report must not be mixed with anything.
        System.setOut(System.err);
        PathRecorder recorder = new PathRecorder(Integer.parseInt(arguments[1]));
        JPF jpf = new JPF(new Config(Arrays.copyOfRange(arguments, 2, arguments.length)));
        jpf.addListener(new JpfChild(recorder, Long.parseLong(arguments[0])));
        jpf.run();
        for (String line : recorder.report().lines()) {
            answer.println(line);
        }
        System.exit(answer.checkError() ? 1 : 0);
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
