package pcilock.checks.command;

/** Keeps code of the user's that calls {@code System.exit} from deciding the exit status, which would be taken for an answer. */
final class UserCodeExit {
    private static volatile boolean ended;

    private UserCodeExit() {}

    /** From now on the end of the process is a failure. */
    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended) {
                System.err.println("pcilock: UNKNOWN, for the process was ended before there was an answer");
                System.err.flush();
                Runtime.getRuntime().halt(ExitStatus.UNKNOWN);
            }
        }));
    }

    /** The command came to its end. */
    static void commandEnded() {
        ended = true;
    }
}
