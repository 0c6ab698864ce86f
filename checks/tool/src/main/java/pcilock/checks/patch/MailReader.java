package pcilock.checks.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;

/** Takes mails apart: an mbox or a single one, with parts, attachments and encodings. Each line keeps its number in the patch file. */
final class MailReader {
    /** What separates the mails of an mbox: {@code From}, an address or a commit, and a date. */
    private static final Pattern SEPARATOR =
            Pattern.compile("From \\S{1,500} {1,9}[^:]{1,40}\\d:\\d\\d(:\\d\\d)?\\b.{0,20}\\b\\d{4}\\b.*");

    private static final Pattern ESCAPED_SEPARATOR = Pattern.compile(">+From .*");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,100}:.*");
    private static final int MAX_SUBJECT = 1_000;

    private final String source;
    private final List<String> notes;
    private final List<Mail> mails = new ArrayList<>();

    private MailReader(String source, List<String> notes) {
        this.source = source;
        this.notes = notes;
    }

    /** Whether the lines begin as a mail or as an mbox does. */
    static boolean isMail(List<InputLine> lines) {
        int first = firstNotBlank(lines);
        if (first == lines.size()) {
            return false;
        }
        if (SEPARATOR.matcher(lines.get(first).text()).matches()) {
            return true;
        }
        for (InputLine line : lines.subList(first, lines.size())) {
            String text = line.text();
            if (text.isEmpty() || !(FIELD.matcher(text).matches() || isContinuation(text))) {
                return false;
            }
            String name = text.toLowerCase(Locale.ROOT);
            if (name.startsWith("subject:") || name.startsWith("from:")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The mails in the order in which they stand there.
     *
     * @param notes takes what a user has to know
     */
    static List<Mail> read(String source, List<InputLine> lines, List<String> notes) {
        MailReader reader = new MailReader(source, notes);
        reader.readMails(lines, 0);
        return reader.mails;
    }

    private void readMails(List<InputLine> lines, int depth) {
        int begin = firstNotBlank(lines);
        if (begin == lines.size() || !SEPARATOR.matcher(lines.get(begin).text()).matches()) {
            readMail(lines.subList(begin, lines.size()), depth);
            return;
        }
        while (begin < lines.size()) {
            int end = begin + 1;
            while (end < lines.size()
                    && !SEPARATOR.matcher(lines.get(end).text()).matches()) {
                end++;
            }
            readMail(unescaped(lines.subList(begin + 1, end)), depth);
            begin = end;
        }
    }

    /** An mbox has {@code >From} where a line of a mail began with {@code From}. */
    private static List<InputLine> unescaped(List<InputLine> lines) {
        return lines.stream()
                .map(line -> ESCAPED_SEPARATOR.matcher(line.text()).matches()
                        ? new InputLine(line.number(), line.text().substring(1))
                        : line)
                .toList();
    }

    private void readMail(List<InputLine> lines, int depth) {
        if (lines.isEmpty()) {
            return;
        }
        if (mails.size() == PatchLimits.MAX_MAILS) {
            throw new PatchException(
                    source, lines.get(0).number(), "expected at most " + PatchLimits.MAX_MAILS + " mails");
        }
        Part part = new Part(lines);
        String subject = part.decoded("subject");
        List<InputLine> body = new ArrayList<>();
        int index = mails.size();
        // Before the mails that are attached to it.
        mails.add(null);
        readPart(part, body, depth);
        mails.set(
                index,
                new Mail(
                        lines.get(0).number(),
                        subject.substring(0, Math.min(subject.length(), MAX_SUBJECT)),
                        part.decoded("from"),
                        part.decoded("date"),
                        part.fields.getOrDefault("message-id", ""),
                        body));
    }

    private void readPart(Part part, List<InputLine> body, int depth) {
        if (depth > PatchLimits.MAX_MAIL_DEPTH) {
            throw new PatchException(
                    source,
                    part.number,
                    "expected at most " + PatchLimits.MAX_MAIL_DEPTH + " mails or parts within each other");
        }
        Field type = part.field("content-type", "text/plain");
        String boundary = type.parameters.getOrDefault("boundary", "");
        if (type.value.startsWith("multipart/") && !boundary.isEmpty()) {
            for (List<InputLine> inner : parts(part.body, boundary)) {
                readPart(new Part(inner), body, depth + 1);
            }
            return;
        }
        Field disposition = part.field("content-disposition", "inline");
        String name = disposition.parameters.getOrDefault("filename", type.parameters.getOrDefault("name", ""));
        boolean attached = disposition.value.equals("attachment") || !name.isEmpty();
        if (type.value.equals("message/rfc822")) {
            readMails(part.body, depth + 1);
        } else if (isText(type.value, name)) {
            List<InputLine> text = decoded(part, type);
            if (attached && isMail(text)) {
                readMails(text, depth + 1);
            } else {
                body.addAll(text);
            }
        }
    }

    private static boolean isText(String type, String name) {
        boolean namedAsText = name.toLowerCase(Locale.ROOT).matches(".*\\.(patch|diff|mbox|txt)");
        return (type.startsWith("text/") && !type.equals("text/html"))
                || type.equals("application/mbox")
                || (type.startsWith("application/")
                        && (type.contains("patch") || type.contains("diff") || namedAsText));
    }

    private static List<List<InputLine>> parts(List<InputLine> body, String boundary) {
        List<List<InputLine>> parts = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= body.size(); i++) {
            String line = i < body.size() ? body.get(i).text().stripTrailing() : "--" + boundary + "--";
            if (line.equals("--" + boundary) || line.equals("--" + boundary + "--")) {
                if (begin >= 0) {
                    parts.add(body.subList(begin, i));
                }
                begin = line.endsWith(boundary) ? i + 1 : -1;
            }
        }
        return parts;
    }

    private List<InputLine> decoded(Part part, Field type) {
        List<InputLine> lines =
                switch (part.field("content-transfer-encoding", "7bit").value) {
                    case "base64" -> fromBase64(part);
                    case "quoted-printable" -> fromQuotedPrintable(part.body);
                    default -> part.body;
                };
        List<InputLine> text = PatchLines.decode(lines, charset(type.parameters.getOrDefault("charset", "utf-8")));
        return type.parameters.getOrDefault("format", "").equalsIgnoreCase("flowed")
                ? unflowed(text, type.parameters.getOrDefault("delsp", "").equalsIgnoreCase("yes"))
                : text;
    }

    private List<InputLine> fromBase64(Part part) {
        if (part.body.isEmpty()) {
            return part.body;
        }
        StringBuilder encoded = new StringBuilder();
        part.body.forEach(line -> encoded.append(line.text()).append('\n'));
        int number = part.body.get(0).number();
        notes.add(source + ":" + number + ": this part is in base64; its lines are counted from here, decoded");
        String text = decode(new Base64InputStream(bytes(encoded.toString())));
        return PatchLines.split(source, text, number, 1);
    }

    /** A line for itself or with those that it is broken into, so that each keeps its number. */
    private List<InputLine> fromQuotedPrintable(List<InputLine> lines) {
        List<InputLine> decoded = new ArrayList<>();
        StringBuilder encoded = new StringBuilder();
        int number = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (encoded.isEmpty()) {
                number = lines.get(i).number();
            }
            String text = lines.get(i).text().stripTrailing();
            encoded.append(text).append("\r\n");
            if (i + 1 == lines.size() || !text.endsWith("=")) {
                decoded.addAll(PatchLines.split(
                        source, decode(new QuotedPrintableInputStream(bytes(encoded.toString()))), number, 0));
                encoded.setLength(0);
            }
        }
        return decoded;
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String decode(InputStream encoded) {
        try (encoded) {
            return new String(encoded.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** RFC 3676: a line that ends in a blank goes on in the next, and a blank was put before those that begin with one. */
    private static List<InputLine> unflowed(List<InputLine> lines, boolean deleteSpace) {
        List<InputLine> result = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        int number = 0;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).text();
            text = text.startsWith(" ") ? text.substring(1) : text;
            if (paragraph.isEmpty()) {
                number = lines.get(i).number();
            }
            boolean goesOn = text.endsWith(" ")
                    && !text.isBlank()
                    && !text.equals("-- ")
                    && !text.startsWith(">")
                    && i + 1 < lines.size()
                    && paragraph.length() + text.length() < PatchLimits.MAX_LINE_LENGTH;
            paragraph.append(goesOn && deleteSpace ? text.substring(0, text.length() - 1) : text);
            if (!goesOn) {
                result.add(new InputLine(number, paragraph.toString()));
                paragraph.setLength(0);
            }
        }
        return result;
    }

    private static int firstNotBlank(List<InputLine> lines) {
        int first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        return first;
    }

    private static boolean isContinuation(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    /** A mail, or a part of one. */
    private final class Part {
        final int number;
        /** The first of each name, in lower case. */
        final Map<String, String> fields = new HashMap<>();

        final List<InputLine> body;

        Part(List<InputLine> lines) {
            this.number = lines.isEmpty() ? 0 : lines.get(0).number();
            int next = 0;
            String name = "";
            StringBuilder value = new StringBuilder();
            for (; next < lines.size() && !lines.get(next).text().isEmpty(); next++) {
                String text = lines.get(next).text();
                if (isContinuation(text)) {
                    value.append(' ').append(text.strip());
                } else if (FIELD.matcher(text).matches()) {
                    fields.putIfAbsent(name, value.toString());
                    name = text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
                    value = new StringBuilder(
                            text.substring(text.indexOf(':') + 1).strip());
                } else {
                    break;
                }
                if (value.length() > PatchLimits.MAX_HEADER_FIELD) {
                    throw new PatchException(
                            source,
                            lines.get(next).number(),
                            "expected a header field of at most " + PatchLimits.MAX_HEADER_FIELD + " characters");
                }
            }
            fields.putIfAbsent(name, value.toString());
            boolean empty = next < lines.size() && lines.get(next).text().isEmpty();
            this.body = lines.subList(empty ? next + 1 : next, lines.size());
        }

        /** A field for people. */
        String decoded(String name) {
            String field = fields.getOrDefault(name, "");
            String utf8 = PatchLines.decode(List.of(new InputLine(0, field)), Optional.empty())
                    .get(0)
                    .text();
            return DecoderUtil.decodeEncodedWords(utf8, StandardCharsets.UTF_8);
        }

        Field field(String name, String otherwise) {
            try {
                RawBody field = RawFieldParser.DEFAULT.parseRawBody(RawFieldParser.DEFAULT.parseField(
                        ContentUtil.encode(name + ": " + fields.getOrDefault(name, otherwise))));
                Map<String, String> parameters = new HashMap<>();
                for (NameValuePair parameter : field.getParams()) {
                    if (parameter.getName() != null && parameter.getValue() != null) {
                        parameters.putIfAbsent(parameter.getName().toLowerCase(Locale.ROOT), parameter.getValue());
                    }
                }
                return new Field(field.getValue().toLowerCase(Locale.ROOT), parameters);
            } catch (MimeException e) {
                throw new IllegalStateException("a field with its name", e);
            }
        }
    }

    private record Field(String value, Map<String, String> parameters) {}
}
