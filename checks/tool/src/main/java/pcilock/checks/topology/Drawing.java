package pcilock.checks.topology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How pieces of lspci's drawing look in a text, and the marks of somebody who left a part of it out. */
final class Drawing {
    private static final String BYTE = "[0-9a-fA-F]{2}";

    /** No name of a device has one of these in it: a branch, a bridge's or root's bus, a device alone on its bus. */
    private static final Pattern PIECE = Pattern.compile("[+\\\\]-(?:" + BYTE + "\\.[0-7]|\\[[0-9a-fA-F])"
            + "|-\\[(?:[0-9a-fA-F]{4,8}:)?" + BYTE + "(?:-" + BYTE + ")?\\]-"
            + "|--" + BYTE + "\\.[0-7]");

    private static final Pattern ROOT_BUS_OF_SEVERAL =
            Pattern.compile(" {0,12}[+\\\\]-\\[[0-9a-fA-F]{4,8}:" + BYTE + "\\]-");

    private static final Pattern DOTS = Pattern.compile("[^\\p{Alnum}]*(?:\\.\\.|\\u2026|\\. \\.)[^\\p{Alnum}]*");
    private static final Pattern DOTS_FIRST = Pattern.compile("[\\[({<#*-]?\\s*(?:\\.\\.|\\u2026).*");
    private static final Pattern SCISSORS = Pattern.compile("[-=~_ ]*(?:8<|>8|%<).*");
    private static final Pattern REMARK = Pattern.compile(
            "[\\[({<#*=~/;-].*\\b(?:snip\\w*|cut|elided?|omit\\w*|skip\\w*|trimm?\\w*|remov\\w*|delet\\w*|truncated|left out|more)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("(?:snip|snipped|cut|elided)", Pattern.CASE_INSENSITIVE);

    private static final Pattern MARK_AT_END = Pattern.compile(
            "(?:[\\[({<]\\s*(?:\\.\\.+|\u2026|snip\\w*|cut|elided|omitted)\\s*[\\])}>]|#\\s*snip\\w*)\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** Longer texts say something else. */
    private static final int MAX_ELISION = 72;

    private Drawing() {}

    /** Where the next piece of a drawing begins, -1 if there is none. */
    static int nextPiece(String text, int from) {
        Matcher matcher = PIECE.matcher(text);
        return matcher.find(Math.min(from, text.length())) ? matcher.start() : -1;
    }

    /** True at {@code +-} and <code>\-</code> with a device or a bus. */
    static boolean isBranch(String text, int at) {
        return (text.startsWith("+-", at) || text.startsWith("\\-", at))
                && (text.startsWith("[", at + 2)
                        || (PciAddress.hexByte(text, at + 2) >= 0 && text.startsWith(".", at + 4)));
    }

    /** True when a line begins with {@code +-[dddd:bb]-}: one root bus of several. Further right it is a bus of a bridge. */
    static boolean isRootBusOfSeveral(String text) {
        return ROOT_BUS_OF_SEVERAL.matcher(text).lookingAt();
    }

    /** Whether a text says that something is left out: {@code [...]}, {@code # snip}, {@code ...and 20 more}. */
    static boolean saysLeftOut(String text) {
        String stripped = text.strip();
        return !stripped.isEmpty()
                && stripped.length() <= MAX_ELISION
                && (DOTS.matcher(stripped).matches()
                        || DOTS_FIRST.matcher(stripped).matches()
                        || SCISSORS.matcher(stripped).matches()
                        || REMARK.matcher(stripped).matches()
                        || WORD.matcher(stripped).matches());
    }

    /** Whether a description ends with such a mark, which was a line of its own before two were made one. */
    static boolean endsWithMark(String description) {
        return MARK_AT_END.matcher(tail(description)).find();
    }

    /** Whether a description ends with dots, as names that were cut do as well. */
    static boolean endsWithDots(String description) {
        String end = description.stripTrailing();
        return end.endsWith("..") || end.endsWith("\u2026");
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - MAX_ELISION));
    }
}
