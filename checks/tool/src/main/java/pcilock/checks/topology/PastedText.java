package pcilock.checks.topology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as it was before mail encoded it. Quoted-printable (RFC 2045, section 6.7) is decoded where a header says so or where
 * the text can be nothing else.
 */
final class PastedText {
    private static final Pattern ENCODING_HEADER =
            Pattern.compile("content-transfer-encoding:\\s*([a-z0-9-]+)\\s*", Pattern.CASE_INSENSITIVE);

    /** A code stands for one byte: "=" and two digits. */
    private static final int CODE_LENGTH = 3;

    /** Drawings consist of them. Nobody writes such a code by chance, whereas {@code [size=256M]} has one of a "%". */
    private static final String TELLING = "-+\\|[]=";

    final String source;
    private final List<String> lines;

    /** Which lines of the file are encoded. */
    private final boolean[] encoded;

    /** For each line the first line of the file, and the number of lines of the file in the end. */
    private final int[] begins;

    private final int size;

    PastedText(InputText input) {
        this.source = input.source;
        this.lines = input.lines;
        this.encoded = encodedByHeaders();
        int[] firstLines = new int[lines.size() + 1];
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0 || !isBroken(i - 1)) {
                firstLines[count++] = i;
            }
        }
        firstLines[count] = lines.size();
        this.begins = firstLines;
        this.size = count;
    }

    int size() {
        return size;
    }

    /**
     * A line, from 0.
     *
     * @throws TopologyInputException when it is too long
     */
    PastedLine line(int index) {
        PastedLine.Characters characters = new PastedLine.Characters();
        int end = begins[index + 1];
        for (int i = begins[index]; i < end; i++) {
            if (encoded[i]) {
                decode(i, characters);
            } else {
                String line = lines.get(i);
                for (int k = 0; k < line.length(); k++) {
                    characters.append(line.charAt(k), i + 1, k + 1);
                }
            }
        }
        if (characters.length() > TopologyLimits.MAX_LINE_LENGTH) {
            throw InputText.tooLong(source, begins[index] + 1, 0);
        }
        return characters.end(source, end, lines.get(end - 1).length() + 1);
    }

    // ---- what is encoded ----

    private boolean[] encodedByHeaders() {
        boolean[] byHeaders = new boolean[lines.size()];
        boolean isEncoded = looksEncoded();
        for (int i = 0; i < lines.size(); i++) {
            byHeaders[i] = isEncoded;
            String line = lines.get(i);
            if (line.regionMatches(true, 0, "content-t", 0, "content-t".length())) {
                var header = ENCODING_HEADER.matcher(line);
                if (header.matches()) {
                    isEncoded = header.group(1).toLowerCase(Locale.ROOT).equals("quoted-printable");
                }
            }
        }
        return byHeaders;
    }

    /** Every "=" is part of a code or breaks a line, and one of them is there for no other reason. */
    private boolean looksEncoded() {
        boolean telling = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int end = contentEnd(line);
            for (int at = line.indexOf('='); at >= 0; at = line.indexOf('=', at + 1)) {
                if (at == end - 1) {
                    telling |= i + 1 < lines.size();
                    continue;
                }
                int value = code(line, at);
                if (value < 0) {
                    return false;
                }
                boolean blankAtEnd = (value == ' ' || value == '\t') && at + CODE_LENGTH == end;
                telling |= blankAtEnd || value >= 0x80 || TELLING.indexOf(value) >= 0;
            }
        }
        return telling;
    }

    /** Whether the next line is the rest of a line, and not what somebody put in place of the rest. */
    private boolean isBroken(int index) {
        return encoded[index]
                && endsWithBreak(lines.get(index))
                && index + 1 < lines.size()
                && !Drawing.saysLeftOut(lines.get(index + 1));
    }

    private static boolean endsWithBreak(String line) {
        int end = contentEnd(line);
        return end > 0 && line.charAt(end - 1) == '=';
    }

    /** Blanks at the end of a line were added on the way. */
    private static int contentEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    /** The byte that a code stands for, -1 when there is none: its digits are in upper case. */
    private static int code(String line, int at) {
        boolean isCode = at + CODE_LENGTH <= line.length()
                && line.charAt(at) == '='
                && line.charAt(at + 1) < 'a'
                && line.charAt(at + 2) < 'a';
        return isCode ? PciAddress.hexByte(line, at + 1) : -1;
    }

    // ---- decoding ----

    private void decode(int index, PastedLine.Characters characters) {
        String line = lines.get(index);
        int end = contentEnd(line) - (endsWithBreak(line) ? 1 : 0);
        int at = 0;
        while (at < end) {
            int value = code(line, at);
            if (value < 0) {
                characters.append(line.charAt(at), index + 1, at + 1);
                at++;
            } else if (value < 0x80) {
                boolean isText = value == '\t' || (value >= ' ' && value != 0x7f);
                characters.append(isText ? (char) value : '\ufffd', index + 1, at + 1);
                at += CODE_LENGTH;
            } else {
                at = decodeBytes(line, index, at, characters);
            }
        }
    }

    /** The bytes of one or more characters outside ASCII, which all get the place of the first byte. */
    private static int decodeBytes(String line, int index, int begin, PastedLine.Characters characters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = begin;
        for (int value = code(line, at); value >= 0x80; value = code(line, at)) {
            bytes.write(value);
            at += CODE_LENGTH;
        }
        String decoded = bytes.toString(StandardCharsets.UTF_8);
        for (int i = 0; i < decoded.length(); i++) {
            characters.append(decoded.charAt(i), index + 1, begin + 1);
        }
        return at;
    }
}
