package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.List;

/** Lines of a text, for people. */
final class LineNumbers {
    private LineNumbers() {}

    /** {@code lines 1-3, 9}. */
    static String of(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                int first = numbers.get(begin);
                int last = numbers.get(i - 1);
                runs.add(first == last ? Integer.toString(first) : first + "-" + last);
                begin = i;
            }
        }
        int shown = Math.min(runs.size(), 8);
        return (numbers.size() == 1 ? "line " : "lines ")
                + String.join(", ", runs.subList(0, shown))
                + (shown < runs.size() ? " and more" : "");
    }
}
