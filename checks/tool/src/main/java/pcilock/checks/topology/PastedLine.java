package pcilock.checks.topology;

import java.util.Arrays;

/**
 * A line of a pasted text, with what mail and terminals did to it undone: quotation marks in front are gone, tabs are spaces, and
 * all spaces, dashes and box-drawing characters are those of ASCII. So one character is one column of lspci's output. Each knows
 * where it is in the file.
 */
final class PastedLine {
    private static final int TAB_STOP = 8;

    /** From 1: the line of the file, or the first of those that it was broken into. */
    final int number;

    final String text;

    private final String source;

    /** One for each character and one for the end: the line above, the column below bit 32. */
    private final long[] places;

    private PastedLine(String source, String text, long[] places) {
        this.source = source;
        this.number = lineOf(places[0]);
        this.text = text;
        this.places = places;
    }

    /** Characters of a file that make up one line, each with its place. */
    static final class Characters {
        private final StringBuilder text = new StringBuilder();
        private long[] places = new long[128];

        void append(char c, int line, int column) {
            place(line, column);
            text.append(c);
        }

        private void place(int line, int column) {
            if (text.length() == places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[text.length()] = (long) line << Integer.SIZE | column;
        }

        int length() {
            return text.length();
        }

        /** The line, when the file has no more of it from a place on. */
        PastedLine end(String source, int line, int column) {
            place(line, column);
            return clean(source, this);
        }
    }

    private static PastedLine clean(String source, Characters raw) {
        StringBuilder text = new StringBuilder();
        int end = raw.text.length();
        long[] places = new long[end + TAB_STOP];
        for (int i = afterQuotation(raw.text); i < end; i++) {
            char c = asAscii(raw.text.charAt(i));
            int width = c == '\t' ? TAB_STOP - text.length() % TAB_STOP : 1;
            for (int k = 0; k < width; k++) {
                if (text.length() + 1 >= places.length) {
                    places = Arrays.copyOf(places, 2 * places.length);
                }
                places[text.length()] = raw.places[i];
                text.append(c == '\t' ? ' ' : c);
            }
        }
        places[text.length()] = raw.places[end];
        return new PastedLine(source, text.toString(), places);
    }

    private static int afterQuotation(CharSequence line) {
        int begin = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = asAscii(line.charAt(i));
            if (c == '>') {
                begin = i + 1;
            } else if (c != ' ' && c != '\t') {
                break;
            }
        }
        return begin;
    }

    private static char asAscii(char c) {
        return switch (c) {
            case '\u00a0', '\u2007', '\u202f' -> ' ';
            case '\u2010', '\u2011', '\u2012', '\u2212', '\u2500', '\u2574', '\u2576' -> '-';
            case '\u2502', '\u2575', '\u2577' -> '|';
            case '\u251c', '\u252c', '\u253c' -> '+';
            case '\u2514', '\u2570' -> '\\';
            default -> c;
        };
    }

    private static int lineOf(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    /** Where a position in {@link #text}, or its end, is in the file. */
    InputPosition place(int position) {
        long place = places[Math.min(position, text.length())];
        return new InputPosition(source, lineOf(place), (int) place);
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
