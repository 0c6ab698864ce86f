package pcilock.checks;

import java.nio.file.Path;

/** Where things are while tests run. */
public final class Folders {
    /** Of the whole project. */
    public static final Path ROOT =
            Path.of(System.getProperty("pcilock.root")).toAbsolutePath().normalize();

    /** Where the module that runs the tests puts what they make. */
    public static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Where the command line is built, once for all. */
    public static final Path TOOL = ROOT.resolve("checks/tool/target");

    private Folders() {}
}
