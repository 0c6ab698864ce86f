package pcilock.checks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the last word of the build, which the proofs have left in a file. */
public final class Summary {
    private Summary() {}

    /**
     * The command.
     *
     * @param arguments the file
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        if (Files.exists(file)) {
            System.out.print(Files.readString(file));
        } else {
            System.out.println("No proofs were run.");
        }
    }
}
