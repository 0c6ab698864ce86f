package pcilock.checks.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads which PCI devices a machine has, from any {@link InputForm}. Time and memory are bounded by {@link TopologyLimits}
 * whatever the input is.
 */
public final class TopologyReader {
    private TopologyReader() {}

    /**
     * Reads a file, or a directory of sysfs.
     *
     * @throws TopologyInputException when the input cannot be read or does not say what the machine has
     */
    public static PciForest read(Path fileOrDirectory) {
        String source = fileOrDirectory.toString();
        if (Files.isDirectory(fileOrDirectory)) {
            return SysfsDirectoryReader.read(fileOrDirectory);
        }
        if (!Files.exists(fileOrDirectory)) {
            throw new TopologyInputException(Place.of(source), "expected a file or directory, found none");
        }
        try (InputStream input = Files.newInputStream(fileOrDirectory)) {
            return read(source, input);
        } catch (IOException e) {
            throw new TopologyInputException(Place.of(source), "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a text to its end, but no more than the limits allow.
     *
     * @param source the name of the input in messages, such as {@code <stdin>}
     * @throws TopologyInputException when the text does not say what the machine has
     * @throws IOException when the stream cannot be read
     */
    public static PciForest read(String source, InputStream input) throws IOException {
        return read(InputText.read(source, input));
    }

    /**
     * Reads a text.
     *
     * @param source the name of the input in messages, such as {@code --topology}
     * @throws TopologyInputException when the text does not say what the machine has
     */
    public static PciForest read(String source, String text) {
        return read(InputText.of(source, text));
    }

    private static PciForest read(InputText input) {
        if (input.isBlank()) {
            throw new TopologyInputException(Place.of(input.source), "expected devices, found an empty text");
        }
        if (NotationReader.accepts(input) && !LspciTreeReader.accepts(input) && !PathListingReader.accepts(input)) {
            return NotationReader.read(input);
        }
        input.refuseLongLines();
        if (LspciTreeReader.accepts(input)) {
            return LspciTreeReader.read(input);
        }
        if (PathListingReader.accepts(input)) {
            return PathListingReader.read(input);
        }
        throw unknownForm(input);
    }

    private static TopologyInputException unknownForm(InputText input) {
        for (int i = 0; i < input.lines.size(); i++) {
            String line = TreeLine.of(i + 1, input.lines.get(i)).text.strip();
            Place place = new Place(input.source, i + 1, 1);
            if (line.startsWith("+-") || line.startsWith("\\-")) {
                return new TopologyInputException(
                        place, "expected the root of a tree, such as \"-[0000:00]-\", before its branches");
            }
            if (startsWithAddress(line)) {
                return new TopologyInputException(
                        place,
                        "expected a tree, found a list of devices: it does not tell what is below a bridge; take the output"
                                + " of \"lspci -t\", or \"ls -l /sys/bus/pci/devices\"");
            }
        }
        return new TopologyInputException(
                Place.of(input.source),
                "expected the output of \"lspci -t\", a listing of /sys/bus/pci/devices, or a notation such as P(E,U(F,G))"
                        + " without blanks, found none of them");
    }

    /** With or without the domain, as plain lspci and {@code ls} begin a line. */
    private static boolean startsWithAddress(String line) {
        int blank = line.indexOf(' ');
        String word = blank < 0 ? line : line.substring(0, blank);
        Optional<PciAddress> address = PciAddress.parse(word);
        return address.isPresent() || PciAddress.parse("0000:" + word).isPresent();
    }
}
