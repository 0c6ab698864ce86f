package pcilock.checks.command;

import pcilock.specs.claim.Answer;

/** What a command's exit status tells. */
final class ExitStatus {
    static final int PROVED = 0;
    static final int REFUTED = 1;

    /** The command or its input was not understood; picocli's own status for it. */
    static final int INPUT = 2;

    /** No answer, a failure of the program itself included. */
    static final int UNKNOWN = 3;

    private ExitStatus() {}

    static int of(Answer answer) {
        return switch (answer) {
            case PROVED -> PROVED;
            case REFUTED -> REFUTED;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
