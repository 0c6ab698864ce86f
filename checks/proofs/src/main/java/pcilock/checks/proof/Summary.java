package pcilock.checks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the last word of the build, which the proofs and the tests of the page have left in files. */
public final class Summary {
    private Summary() {}

    /**
     * The command.
     *
     * @param arguments the file of the proofs and, after it, files of others, which need not exist
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        if (Files.exists(file)) {
            System.out.print(Files.readString(file));
        } else {
            System.out.println("No proofs were run.");
        }
        for (int i = 1; i < arguments.length; i++) {
            Path other = Path.of(arguments[i]);
            if (Files.exists(other)) {
                System.out.print(Files.readString(other));
            }
        }
    }
}
