package pcilock.checks.linux;

import java.util.List;

/** An expression of C without effects: calls and assignments within it were made instructions that come before. */
sealed interface Expression {
    /** An operator of two numbers or pointers. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER,
        AND,
        OR,
        XOR,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    record Constant(Object value) implements Expression {}

    record Variable(int slot) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right, SourcePosition place) implements Expression {}

    /** {@code !x}. */
    record Not(Expression operand, SourcePosition place) implements Expression {}

    /** A field that the model has. */
    record Field(Expression owner, String struct, String field, SourcePosition place) implements Expression {}

    /** A function that only looks at the model, such as {@code list_empty}. */
    record Look(String function, List<Expression> arguments, SourcePosition place) implements Expression {}

    record AddressOf(int slot) implements Expression {}

    record Dereference(Expression pointer, SourcePosition place) implements Expression {}

    /** Something that nothing is known of, anew each time. */
    record Unknown() implements Expression {}

    /** What a variable has before anything is assigned to it. */
    record Uninitialized() implements Expression {}
}
