package pcilock.checks.command;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import pcilock.checks.linux.SourceException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. To add a command, write a class for it and name it here. */
@Command(
        name = "pcilock",
        description = "Checks the locks that Linux takes around PCI resets, on the PCI tree of a machine.",
        subcommands = {
            CheckCommand.class,
            ReviewCommand.class,
            DeadlocksCommand.class,
            SweepCommand.class,
            CompareCommand.class,
            TopologyCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            RevisionsCommand.class,
            PropertiesCommand.class,
            EntryPointsCommand.class,
            GenerateCompletion.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "pcilock 1.0",
        footerHeading = "%nExample:%n",
        footer = {Pcilock.EXAMPLE, Pcilock.EXAMPLE_CONTINUED})
public final class Pcilock implements Runnable {
    static final String EXAMPLE = "  pcilock check --revision patch-3 --topology 'P(U(E),F)' \\";

    static final String EXAMPLE_CONTINUED = "      --tasks pci_bus_error_reset:P";

    @Spec
    private CommandSpec spec;

    private final InputStream input;

    private Pcilock(InputStream input) {
        this.input = input;
    }

    /** Runs a command; the exit status is one of {@link ExitStatus}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = commandLine(System.in).setOut(out).setErr(error).execute(arguments);
        if (out.checkError() && status == ExitStatus.PROVED) {
            error.println("pcilock: UNKNOWN, for the standard output could not be written");
            status = ExitStatus.UNKNOWN;
        }
        error.flush();
        // Code of the user's that does not come back would keep the process alive.
        System.exit(status);
    }

    /**
     * The command line, ready to be executed.
     *
     * @param input what {@code --topology -} reads
     */
    static CommandLine commandLine(InputStream input) {
        return new CommandLine(new Pcilock(input))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, arguments) -> {
                    CommandLine command = exception.getCommandLine();
                    command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
                    UnmatchedArgumentException.printSuggestions(exception, command.getErr());
                    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
                    return ExitStatus.INPUT;
                })
                .setExecutionExceptionHandler(failure());
    }

    private static IExecutionExceptionHandler failure() {
        return (exception, command, parsed) -> {
            PrintWriter error = command.getErr();
            if (exception instanceof InputException
                    || exception instanceof SourceException
                    || exception instanceof ParameterException) {
                error.println(command.getCommandName() + ": " + exception.getMessage());
                return ExitStatus.INPUT;
            }
            if (exception instanceof LimitReachedException) {
                error.println(command.getCommandName() + ": UNKNOWN, since " + exception.getMessage());
                return ExitStatus.UNKNOWN;
            }
            error.println(command.getCommandName() + ": UNKNOWN, for pcilock itself failed. Please report this as a"
                    + " defect, with the command and its input:");
            exception.printStackTrace(error);
            return ExitStatus.UNKNOWN;
        };
    }

    /** What {@code -} stands for. */
    InputStream input() {
        return input;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command: see pcilock --help");
    }
}
