package pcilock.checks.topology;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text that is safe to look at: of bounded length and without control characters. */
final class InputText {
    final String source;
    final List<String> lines;

    private InputText(String source, List<String> lines) {
        this.source = source;
        this.lines = lines;
    }

    static InputText of(String source, String text) {
        try {
            return read(source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    static InputText read(String source, InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(TopologyLimits.MAX_BYTES + 1);
        if (bytes.length > TopologyLimits.MAX_BYTES) {
            throw new TopologyInputException(
                    InputPosition.of(source), "expected at most " + TopologyLimits.MAX_BYTES + " bytes, found more");
        }
        // Descriptions may be in any encoding: what is not UTF-8 becomes a replacement character.
        String text = new String(bytes, StandardCharsets.UTF_8);
        InputText read = new InputText(source, split(source, text.startsWith("\ufeff") ? text.substring(1) : text));
        read.refuseControlCharacters();
        return read;
    }

    /** At "\n", "\r\n" and "\r". */
    private static List<String> split(String source, String text) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(begin, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                begin = i + 1;
                if (lines.size() == TopologyLimits.MAX_LINES) {
                    throw new TopologyInputException(
                            new InputPosition(source, lines.size() + 1, 0),
                            "expected at most " + TopologyLimits.MAX_LINES + " lines");
                }
            }
        }
        lines.add(text.substring(begin));
        return lines;
    }

    private void refuseControlCharacters() {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int j = 0; j < line.length(); j++) {
                char c = line.charAt(j);
                if ((c < ' ' && c != '\t' && c != '\f') || c == 0x7f) {
                    throw new TopologyInputException(
                            new InputPosition(source, i + 1, j + 1),
                            String.format("expected text, found the control character 0x%02x", (int) c));
                }
            }
        }
    }

    /** Trees and listings have short lines. */
    void refuseLongLines() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > TopologyLimits.MAX_LINE_LENGTH) {
                throw tooLong(source, i + 1, TopologyLimits.MAX_LINE_LENGTH + 1);
            }
        }
    }

    static TopologyInputException tooLong(String source, int line, int column) {
        return new TopologyInputException(
                new InputPosition(source, line, column),
                "expected a line of at most " + TopologyLimits.MAX_LINE_LENGTH + " characters");
    }

    boolean hasLongLines() {
        return lines.stream().anyMatch(line -> line.length() > TopologyLimits.MAX_LINE_LENGTH);
    }

    boolean isBlank() {
        return lines.stream().allMatch(String::isBlank);
    }
}
