package pcilock.checks.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads which PCI devices a machine has, from any {@link InputForm}. Time and memory are bounded by {@link TopologyLimits}
 * whatever the input is.
 */
public final class TopologyReader {
    /** The branches of {@code tree} and of people, with an address behind them. */
    private static final Pattern DRAWN_BY_HAND =
            Pattern.compile("[|+`\\\\*\\s>=-]++\\[?(?:[0-9a-fA-F]{4}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]");

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
            throw new TopologyInputException(InputPosition.of(source), "expected a file or directory, found none");
        }
        try (InputStream input = Files.newInputStream(fileOrDirectory)) {
            return read(source, input);
        } catch (IOException e) {
            throw new TopologyInputException(InputPosition.of(source), "cannot be read: " + e.getMessage());
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
            throw new TopologyInputException(InputPosition.of(input.source), "expected devices, found an empty text");
        }
        boolean mayBeNotation = NotationReader.accepts(input);
        if (mayBeNotation && input.hasLongLines()) {
            return NotationReader.read(input);
        }
        input.refuseLongLines();
        PastedText text = new PastedText(input);
        if (LspciTreeReader.accepts(text)) {
            return LspciTreeReader.read(text);
        }
        if (PathListingReader.accepts(text)) {
            return PathListingReader.read(text);
        }
        if (BusPathReader.accepts(text)) {
            return BusPathReader.read(text);
        }
        if (mayBeNotation) {
            return NotationReader.read(input);
        }
        throw unknownForm(text);
    }

    private static TopologyInputException unknownForm(PastedText text) {
        String expected = null;
        InputPosition place = InputPosition.of(text.source);
        for (int i = 0; i < text.size(); i++) {
            PastedLine line = text.line(i);
            String content = line.text.strip();
            // A list of addresses may turn out to be something else further down.
            String inLine = BusPathReader.isPathWithoutBuses(content)
                    ? "the buses of a path as well, found that of \"lspci -P\"; take the output of \"lspci -PP\""
                    : expected == null ? expectedInPlaceOf(content) : null;
            if (inLine != null) {
                expected = inLine;
                place = line.place(0);
            }
        }
        return new TopologyInputException(
                place,
                "expected "
                        + (expected != null
                                ? expected
                                : "the output of \"lspci -t\", a listing of /sys/bus/pci/devices, or a notation such as"
                                        + " P(E,U(F,G)) without blanks, found none of them"));
    }

    /** Null when the line tells nothing. */
    private static String expectedInPlaceOf(String line) {
        if (DRAWN_BY_HAND.matcher(line).lookingAt()) {
            return "the tree that \"lspci -t\" draws, found a drawing of another kind, of which nobody can say what is below what";
        }
        if (line.startsWith("+-") || line.startsWith("\\-")) {
            return "the root of a tree, such as \"-[0000:00]-\", before its branches";
        }
        if (startsWithAddress(line)) {
            return "a tree, found a list of devices: it does not tell what is below a bridge; take the output of \"lspci -t\", or"
                    + " \"ls -l /sys/bus/pci/devices\"";
        }
        if (line.contains("/devices/pci") || line.startsWith("pci ") || line.contains(" pci 0")) {
            return "a tree or a listing, found a log: it mentions some devices and does not list them; take the output of"
                    + " \"lspci -t\"";
        }
        return null;
    }

    /** With or without the domain, as plain lspci and {@code ls} begin a line. */
    private static boolean startsWithAddress(String line) {
        int blank = line.indexOf(' ');
        String word = blank < 0 ? line : line.substring(0, blank);
        Optional<PciAddress> address = PciAddress.parse(word);
        return address.isPresent() || PciAddress.parse("0000:" + word).isPresent();
    }
}
