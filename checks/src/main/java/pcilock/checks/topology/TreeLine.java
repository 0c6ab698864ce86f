package pcilock.checks.topology;

import java.util.Arrays;

/**
 * A line of a pasted tree, with what mail and terminals did to it undone: quotation marks in front are gone, tabs are spaces, and
 * all spaces, dashes and box-drawing characters are those of ASCII. So one character is one column of lspci's output.
 */
final class TreeLine {
    private static final int TAB_STOP = 8;

    /** From 1. */
    final int number;

    final String text;

    private final int[] originalColumns;
    private final int originalEnd;

    private TreeLine(int number, String text, int[] originalColumns, int originalEnd) {
        this.number = number;
        this.text = text;
        this.originalColumns = originalColumns;
        this.originalEnd = originalEnd;
    }

    static TreeLine of(int number, String original) {
        StringBuilder text = new StringBuilder();
        int[] columns = new int[original.length() + TAB_STOP];
        for (int i = afterQuotation(original); i < original.length(); i++) {
            char c = asAscii(original.charAt(i));
            int width = c == '\t' ? TAB_STOP - text.length() % TAB_STOP : 1;
            for (int k = 0; k < width; k++) {
                if (text.length() == columns.length) {
                    columns = Arrays.copyOf(columns, 2 * columns.length);
                }
                columns[text.length()] = i + 1;
                text.append(c == '\t' ? ' ' : c);
            }
        }
        return new TreeLine(number, text.toString(), columns, original.length() + 1);
    }

    private static int afterQuotation(String line) {
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

    /** Where a position in {@link #text} is in the line as it was given, from 1. */
    int column(int position) {
        return position < text.length() ? originalColumns[position] : originalEnd;
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
