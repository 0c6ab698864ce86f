package pcilock.checks.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The bytes of a patch file as lines, bounded. */
final class PatchLines {
    private PatchLines() {}

    /** Lines with a character for each byte, since the parts of a mail differ in their encoding. */
    static List<InputLine> read(String source, InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(PatchLimits.MAX_BYTES + 1);
        if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            // As web archives give a thread.
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = unpacked.readNBytes(PatchLimits.MAX_BYTES + 1);
            }
        }
        if (bytes.length > PatchLimits.MAX_BYTES) {
            throw new PatchException(source, 0, "expected at most " + PatchLimits.MAX_BYTES + " bytes, found more");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return split(source, text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text, 1, 1);
    }

    /**
     * Splits a text at its line ends.
     *
     * @param number of the first line
     * @param step by which the number grows from line to line
     */
    static List<InputLine> split(String source, String text, int number, int step) {
        List<InputLine> lines = new ArrayList<>();
        int zero = text.indexOf('\0');
        int begin = 0;
        for (int line = number; begin < text.length(); line += step) {
            int end = text.indexOf('\n', begin);
            int next = end < 0 ? text.length() : end + 1;
            end = end < 0 ? text.length() : end;
            if (end > begin && text.charAt(end - 1) == '\r') {
                end--;
            }
            if (end - begin > PatchLimits.MAX_LINE_LENGTH) {
                throw new PatchException(
                        source, line, "expected a line of at most " + PatchLimits.MAX_LINE_LENGTH + " characters");
            }
            if (zero >= begin && zero < next) {
                throw new PatchException(
                        source, line, "expected text in UTF-8 or a related encoding, found the byte 0");
            }
            lines.add(new InputLine(line, text.substring(begin, end)));
            if (lines.size() > PatchLimits.MAX_LINES) {
                throw new PatchException(source, line, "expected at most " + PatchLimits.MAX_LINES + " lines");
            }
            begin = next;
        }
        return lines;
    }

    /** Decodes lines that have a character for each byte: as they say, or where that is missing or wrong, as UTF-8 or Latin 1. */
    static List<InputLine> decode(List<InputLine> lines, Optional<Charset> charset) {
        return lines.stream()
                .map(line -> new InputLine(line.number(), decode(line.text(), charset)))
                .toList();
    }

    private static String decode(String line, Optional<Charset> charset) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return charset.flatMap(said -> decode(bytes, said))
                .or(() -> decode(bytes, StandardCharsets.UTF_8))
                .orElse(line);
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
