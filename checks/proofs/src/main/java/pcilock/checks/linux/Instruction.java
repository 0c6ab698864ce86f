package pcilock.checks.linux;

import java.util.List;

/** One thing that C does. */
sealed interface Instruction {
    /** Where a jump leads. */
    final class Label {
        int position = -1;

        @Override
        public String toString() {
            return "" + position;
        }
    }

    /** For a result that nobody asks for. */
    int NOWHERE = -1;

    SourcePosition place();

    record Assign(int slot, Expression value, SourcePosition place) implements Instruction {}

    record Store(Expression pointer, Expression value, SourcePosition place) implements Instruction {}

    record Jump(Label to, SourcePosition place) implements Instruction {}

    /**
     * Goes one way or the other.
     *
     * @param text the condition as it is written
     */
    record Branch(Expression condition, Label ifTrue, Label ifFalse, String text, SourcePosition place)
            implements Instruction {}

    record Call(String function, List<Expression> arguments, int result, SourcePosition place) implements Instruction {}

    record Do(Primitive primitive, List<Expression> arguments, int result, SourcePosition place)
            implements Instruction {}

    /**
     * Reads the flag of a device.
     *
     * @param waits whether the condition of a wait_event is tested
     */
    record ReadFlag(Expression device, boolean waits, int result, SourcePosition place) implements Instruction {}

    record WriteFlag(Expression device, Expression value, SourcePosition place) implements Instruction {}

    /** The head of a loop that need not end: everything from here on is the same when everything is as it was here before. */
    record LoopHead(SourcePosition place) implements Instruction {}

    /**
     * Leaves the function.
     *
     * @param value null where nothing is answered
     */
    record Return(Expression value, SourcePosition place) implements Instruction {}
}
