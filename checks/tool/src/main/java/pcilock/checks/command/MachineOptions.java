package pcilock.checks.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pcilock.checks.topology.PciForest;
import pcilock.checks.topology.TopologyInputException;
import pcilock.checks.topology.TopologyReader;
import picocli.CommandLine.Option;

/** Which machine, or which part of it. */
final class MachineOptions {
    /** One name and nothing else: a file that is not there rather than a machine of one device. */
    private static final Pattern BARE_NAME = Pattern.compile("[^(),\\[\\]{}]+");

    @Option(
            names = "--below",
            paramLabel = "ADDRESS",
            description = "Only this device and what is below it, such as 0000:00:1d.0.")
    private String below;

    @Option(
            names = "--slot",
            paramLabel = "ADDRESS",
            description =
                    "The bus below this port, such as 0000:00:1d.0, has a hot-plug slot; may be repeated. In it is device 0. A"
                            + " directory of sysfs tells of its slots by itself, and a notation has square brackets for them.")
    private List<String> slots = List.of();

    /**
     * The machine.
     *
     * @param topology a notation, a file, a directory of sysfs, or {@code -} for the input
     * @throws InputException when it cannot be read
     */
    PciForest read(String topology, InputStream input) {
        try {
            PciForest all = readAll(topology, input);
            return withSlots(below == null ? all : all.below(below));
        } catch (TopologyInputException e) {
            throw new InputException(e.getMessage(), e);
        } catch (IOException e) {
            throw new InputException("<stdin>: cannot be read: " + e.getMessage(), e);
        }
    }

    private PciForest withSlots(PciForest machine) {
        try {
            return slots.isEmpty() ? machine : machine.withSlots(slots);
        } catch (TopologyInputException e) {
            throw new InputException("--slot: " + e.getMessage(), e);
        }
    }

    private static PciForest readAll(String topology, InputStream input) throws IOException {
        if (topology.equals("-")) {
            return TopologyReader.read("<stdin>", input);
        }
        Optional<Path> file = file(topology);
        if (file.isPresent()) {
            return TopologyReader.read(file.get());
        }
        if (BARE_NAME.matcher(topology).matches()) {
            throw new InputException("expected a file, a directory or a notation such as P(E,U(F,G)), found \""
                    + topology + "\", which is no file");
        }
        return TopologyReader.read("--topology", topology);
    }

    private static Optional<Path> file(String topology) {
        try {
            Path path = Path.of(topology);
            return topology.isEmpty() || !Files.exists(path) ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    boolean isPart() {
        return below != null;
    }
}
