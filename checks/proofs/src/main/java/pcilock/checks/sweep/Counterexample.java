package pcilock.checks.sweep;

import java.util.Comparator;
import java.util.List;

/**
 * Tasks on a tree, some run of which breaks a property.
 *
 * @param devices how many devices the tree has
 * @param order the tree's position in {@link SweepBounds#trees}
 * @param topology the tree, and what is beside it
 * @param culprit which of the tasks breaks the property, from 0
 * @param steps the fewest steps with which it does
 */
public record Counterexample(int devices, int order, String topology, List<String> tasks, int culprit, int steps)
        implements Comparable<Counterexample> {
    private static final Comparator<Counterexample> SMALLEST_FIRST = Comparator.comparingInt(Counterexample::devices)
            .thenComparingInt(example -> example.tasks().size())
            .thenComparingInt(Counterexample::steps)
            .thenComparingInt(Counterexample::order)
            .thenComparing(example -> String.join("|", example.tasks()))
            .thenComparingInt(Counterexample::culprit)
            .thenComparing(Counterexample::topology);

    public Counterexample {
        tasks = List.copyOf(tasks);
    }

    /** The smaller one of two. */
    static Counterexample smaller(Counterexample one, Counterexample other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Fewest devices first, then fewest tasks, then fewest steps; the rest is there to leave nothing to chance. */
    @Override
    public int compareTo(Counterexample other) {
        return SMALLEST_FIRST.compare(this, other);
    }
}
