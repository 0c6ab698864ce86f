package pcilock.checks.jpf;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.property.Property;

/**
 * What a forked JPF tells, one fact a line, between a first and a last line by which a report that was cut short is known.
 *
 * @param states how many different states were reached, end states counted once for each arrival
 * @param visited how many transitions led to a state that was known
 * @param depth number of transitions on the longest path
 * @param ends how many paths came to an end of all tasks
 * @param orders how many different sequences of events those paths showed
 * @param stopped which limit ended the search; null when it came to its end
 * @param failure why the search is worthless; null when it is not
 * @param seen every event that happened
 * @param broken each broken property with a shortest path found to it
 */
record JpfReport(
        long states,
        long visited,
        int depth,
        long ends,
        int orders,
        String stopped,
        String failure,
        Set<Event> seen,
        Map<Property, List<Step>> broken) {

    private static final String FIRST = "jpf-report";
    private static final String LAST = "end-of-jpf-report";

    /** A report is not understood, or is not all there. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** A report of a search of which nothing is known but the limit that ended it. */
    static JpfReport stopped(String reason) {
        return new JpfReport(0, 0, 0, 0, 0, reason, null, Set.of(), Map.of());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST);
        lines.add("states " + states);
        lines.add("visited " + visited);
        lines.add("depth " + depth);
        lines.add("ends " + ends);
        lines.add("orders " + orders);
        if (stopped != null) {
            lines.add("stopped " + oneLine(stopped));
        }
        if (failure != null) {
            lines.add("failure " + oneLine(failure));
        }
        for (Event event : seen) {
            lines.add("seen " + event.name());
        }
        for (Map.Entry<Property, List<Step>> entry : broken.entrySet()) {
            lines.add("broken " + entry.getKey().name());
            for (Step step : entry.getValue()) {
                lines.add("step " + step.task() + " " + step.event().name() + " " + step.device());
            }
        }
        lines.add(LAST);
        return lines;
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    /**
     * Reads a report back.
     *
     * @throws MalformedException when it is not exactly what {@link #lines} writes
     */
    static JpfReport parse(List<String> lines) throws MalformedException {
        if (lines.isEmpty()) {
            throw new MalformedException("printed no answer");
        }
        if (!lines.get(0).equals(FIRST)) {
            throw new MalformedException("printed something else than an answer: " + lines.get(0));
        }
        if (!lines.get(lines.size() - 1).equals(LAST)) {
            throw new MalformedException("printed half an answer, up to: " + lines.get(lines.size() - 1));
        }
        Parser parser = new Parser();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int blank = line.indexOf(' ');
            try {
                parser.read(line.substring(0, blank), line.substring(blank + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                MalformedException malformed = new MalformedException("printed an answer that makes no sense: " + line);
                malformed.initCause(e);
                throw malformed;
            }
        }
        return parser.report();
    }

    private static final class Parser {
        private final Map<String, Long> numbers = new java.util.HashMap<>();
        private final Set<Event> seen = EnumSet.noneOf(Event.class);
        private final Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
        private List<Step> steps;
        private String stopped;
        private String failure;

        void read(String key, String value) {
            switch (key) {
                case "states", "visited", "depth", "ends", "orders" -> numbers.put(key, Long.valueOf(value));
                case "stopped" -> stopped = value;
                case "failure" -> failure = value;
                case "seen" -> seen.add(Event.valueOf(value));
                case "broken" -> {
                    steps = new ArrayList<>();
                    broken.put(Property.valueOf(value), steps);
                }
                case "step" -> {
                    String[] parts = value.split(" ", 3);
                    if (steps == null) {
                        throw new IllegalArgumentException("a step of nothing");
                    }
                    steps.add(
                            new Step(Integer.parseInt(parts[0]), Event.valueOf(parts[1]), Integer.parseInt(parts[2])));
                }
                default -> throw new IllegalArgumentException(key);
            }
        }

        JpfReport report() throws MalformedException {
            return new JpfReport(
                    number("states"),
                    number("visited"),
                    (int) number("depth"),
                    number("ends"),
                    (int) number("orders"),
                    stopped,
                    failure,
                    seen,
                    broken);
        }

        private long number(String key) throws MalformedException {
            Long number = numbers.get(key);
            if (number == null) {
                throw new MalformedException("printed an answer without the number of " + key);
            }
            return number;
        }
    }
}
