package pcilock.checks.linux;

import java.util.HashSet;
import java.util.Set;
import pcilock.checks.linux.Expression.Operator;

/**
 * What conditions have told of a number that nothing else is known of.
 *
 * @param least the least that it can be
 * @param most the most that it can be
 * @param not what between them it is not
 */
record OpenNumber(long least, long most, Set<Long> not) {
    static final OpenNumber ANY = new OpenNumber(Long.MIN_VALUE, Long.MAX_VALUE, Set.of());

    private static final OpenNumber IMPOSSIBLE = new OpenNumber(1, 0, Set.of());

    boolean isImpossible() {
        return least > most || (least == most && not.contains(least));
    }

    /** The same, where the condition holds. */
    OpenNumber when(Operator operator, long number) {
        return switch (operator) {
            case EQUAL ->
                least <= number && number <= most && !not.contains(number)
                        ? new OpenNumber(number, number, Set.of())
                        : IMPOSSIBLE;
            case NOT_EQUAL -> {
                Set<Long> more = new HashSet<>(not);
                more.add(number);
                yield new OpenNumber(least, most, Set.copyOf(more));
            }
            case LESS -> number == Long.MIN_VALUE ? IMPOSSIBLE : new OpenNumber(least, Math.min(most, number - 1), not);
            case LESS_OR_EQUAL -> new OpenNumber(least, Math.min(most, number), not);
            case GREATER ->
                number == Long.MAX_VALUE ? IMPOSSIBLE : new OpenNumber(Math.max(least, number + 1), most, not);
            case GREATER_OR_EQUAL -> new OpenNumber(Math.max(least, number), most, not);
            default -> throw new IllegalArgumentException(operator + " is no comparison");
        };
    }

    /** The same, where the condition does not hold. */
    OpenNumber whenNot(Operator operator, long number) {
        return when(
                switch (operator) {
                    case EQUAL -> Operator.NOT_EQUAL;
                    case NOT_EQUAL -> Operator.EQUAL;
                    case LESS -> Operator.GREATER_OR_EQUAL;
                    case LESS_OR_EQUAL -> Operator.GREATER;
                    case GREATER -> Operator.LESS_OR_EQUAL;
                    case GREATER_OR_EQUAL -> Operator.LESS;
                    default -> throw new IllegalArgumentException(operator + " is no comparison");
                },
                number);
    }

    /** Whether a comparison of two numbers holds. */
    static boolean holds(Operator operator, long left, long right) {
        return !new OpenNumber(left, left, Set.of()).when(operator, right).isImpossible();
    }
}
