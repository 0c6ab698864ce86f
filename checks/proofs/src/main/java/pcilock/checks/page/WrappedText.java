package pcilock.checks.page;

import java.text.Normalizer;
import java.util.List;

/** Plain text of at most 72 columns and ASCII only, as mail to a kernel list wants it. */
public final class WrappedText {
    public static final int COLUMNS = 72;

    private final StringBuilder text = new StringBuilder();

    /** Ends a paragraph. */
    public void emptyLine() {
        text.append('\n');
    }

    void heading(String words) {
        emptyLine();
        line("", words);
        line("", "-".repeat(Math.min(COLUMNS, words.length())));
        emptyLine();
    }

    /** Breaks words into lines. */
    public void paragraph(String words) {
        line("", words);
    }

    /** Breaks words into lines; the first begins with the prefix, the others with as many spaces. */
    public void line(String prefix, String words) {
        String indentation = " ".repeat(prefix.length());
        StringBuilder line = new StringBuilder(ascii(prefix));
        boolean begun = false;
        for (String word : ascii(words).split(" ", -1)) {
            String rest = word;
            if (begun && line.length() + 1 + rest.length() > COLUMNS) {
                end(line);
                line = new StringBuilder(indentation);
                begun = false;
            }
            line.append(begun ? " " : "");
            // A word that is longer than a line has no better place to be broken.
            while (line.length() + rest.length() > COLUMNS) {
                int room = COLUMNS - line.length();
                end(line.append(rest, 0, room));
                line = new StringBuilder(indentation);
                rest = rest.substring(room);
            }
            line.append(rest);
            begun = true;
        }
        end(line);
    }

    /** Like {@link #line}, but breaks between items only, unless one alone is longer than a line. */
    void items(String prefix, List<String> items, String separator) {
        String lead = prefix;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i < items.size() - 1 ? separator.stripTrailing() : "");
            if (line.length() > 0
                    && lead.length() + line.length() + 1 + ascii(item).length() > COLUMNS) {
                line(lead, line.toString());
                lead = " ".repeat(prefix.length());
                line = new StringBuilder();
            }
            line.append(line.length() > 0 ? " " : "").append(item);
        }
        line(lead, line.toString());
    }

    private void end(StringBuilder line) {
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String ascii(String words) {
        StringBuilder ascii = new StringBuilder();
        for (char c : Normalizer.normalize(words, Normalizer.Form.NFD).toCharArray()) {
            if (c == '\u2016') {
                ascii.append("||");
            } else if (c >= ' ' && c <= '~') {
                ascii.append(c);
            } else if (Character.isWhitespace(c)) {
                ascii.append(' ');
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                ascii.append('?');
            }
        }
        return ascii.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
