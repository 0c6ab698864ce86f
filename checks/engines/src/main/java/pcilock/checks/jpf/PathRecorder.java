package pcilock.checks.jpf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

/**
 * Follows a depth-first search and keeps what it finds. It knows nothing of JPF, which tells it: the events of the transition that
 * is being executed, then the state that the transition led to, then each step back.
 *
 * <p>JPF can drop a path without a word, for instance at an instruction that it does not know. So this trusts nothing: a state
 * from which the search does not go on must be one where all tasks have ended, or where none can move.
 */
final class PathRecorder {
    /** A state on the current path, and the events of the transition to it. */
    private static final class Visit {
        final int state;
        final boolean goesOn;
        final int steps;
        int successors;

        Visit(int state, boolean goesOn, int steps) {
            this.state = state;
            this.goesOn = goesOn;
            this.steps = steps;
        }
    }

    /** Where a transition led. */
    enum Arrival {
        /** A state that was seen before. */
        KNOWN,
        NEW,
        /** A state, seen before or not, at which every thread has ended. */
        ENDED,
        /** A state, seen before or not, at which some threads have not ended and none can move. */
        STUCK
    }

    private final int tasks;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> onPath = new HashSet<>();
    private final Set<Event> seen = EnumSet.noneOf(Event.class);
    private final Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
    private final Set<List<Step>> orders = new HashSet<>();
    private int before;
    private long states;
    private long visited;
    private int depth;
    private long ends;
    private long stuck;
    private boolean finished;
    private String stopped;
    private String failure;

    PathRecorder(int tasks) {
        this.tasks = tasks;
    }

    /** The transition that is being executed told the journal of an event. */
    void event(int task, Event event, int device) {
        steps.add(new Step(task, event, device));
        seen.add(event);
    }

    /** The transition that is being executed broke a property. */
    void broken(Property property) {
        List<Step> known = broken.get(property);
        if (known == null || known.size() > steps.size()) {
            broken.put(property, List.copyOf(steps));
        }
    }

    /** The transition ended in this state. */
    void advanced(int state, Arrival arrival) {
        if (!visits.isEmpty()) {
            visits.get(visits.size() - 1).successors++;
        }
        switch (arrival) {
            case KNOWN -> {
                visited++;
                if (onPath.contains(state)) {
                    // A schedule that runs around this cycle for ever.
                    broken(Property.EVERY_TASK_ENDS);
                }
            }
            case NEW -> states++;
            case ENDED -> {
                states++;
                ended();
            }
            case STUCK -> {
                states++;
                stuck++;
                for (Property property : StuckRun.broken(steps)) {
                    broken(property);
                }
            }
        }
        visits.add(new Visit(state, arrival == Arrival.NEW, before));
        before = steps.size();
        onPath.add(state);
        depth = Math.max(depth, visits.size());
    }

    private void ended() {
        ends++;
        Set<Integer> endedTasks = new HashSet<>();
        for (Step step : steps) {
            if (step.event() == Event.TASK_END) {
                endedTasks.add(step.task());
            }
        }
        if (endedTasks.size() == tasks) {
            orders.add(List.copyOf(steps));
        } else {
            fail("a path ended although only " + endedTasks.size() + " of " + tasks + " tasks had");
        }
    }

    /** The search went back to the state before the last one. */
    void backtracked() {
        Visit left = visits.remove(visits.size() - 1);
        if (left.goesOn && left.successors == 0 && stopped == null) {
            fail("a path was dropped in a state that is no end");
        }
        steps.subList(left.steps, steps.size()).clear();
        before = left.steps;
        boolean stillOnPath = false;
        for (Visit visit : visits) {
            stillOnPath |= visit.state == left.state;
        }
        if (!stillOnPath) {
            onPath.remove(left.state);
        }
    }

    /** The search came to its end, whatever the reason. */
    void finished() {
        finished = true;
    }

    /** A limit ended the search before its time; the reason in words. */
    void stopped(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /** Something happened that makes the search worthless; the first such reason counts. */
    void fail(String reason) {
        if (failure == null) {
            failure = reason + "; the events so far: " + steps;
        }
    }

    JpfReport report() {
        if (!finished && stopped == null) {
            fail("the search never came to its end");
        }
        if (stopped == null && ends + stuck == 0) {
            fail("no path came to an end");
        }
        if (stopped == null && !visits.isEmpty()) {
            fail("the search ended in the middle of a path");
        }
        return new JpfReport(
                states,
                visited,
                depth,
                ends,
                orders.size(),
                stopped,
                failure,
                Collections.unmodifiableSet(seen),
                Collections.unmodifiableMap(broken));
    }
}
