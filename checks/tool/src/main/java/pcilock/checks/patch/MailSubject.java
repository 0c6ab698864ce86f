package pcilock.checks.patch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The subject of a mail on a kernel list.
 *
 * @param title without what stands in square brackets before it
 * @param patch whether a bracket says that it is a patch
 * @param reply whether it answers another mail
 * @param version as in {@code [PATCH v2]}; 1 where it does not say
 * @param number as in {@code 2/3}; 0 of a cover letter, -1 where there is none
 * @param total as in {@code 2/3}; -1 where there is none
 */
record MailSubject(String title, boolean patch, boolean reply, int version, int number, int total) {
    private static final Pattern PREFIX = Pattern.compile("(?i)(re|aw|antw|sv|vs|fwd?)(\\[\\d{1,3}\\])?: *");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,5})/(\\d{1,5})");
    private static final Pattern VERSION = Pattern.compile("(?i)v(\\d{1,5})");

    static MailSubject parse(String subject) {
        String rest = subject.strip();
        boolean patch = false;
        boolean reply = false;
        int version = 1;
        int number = -1;
        int total = -1;
        while (true) {
            Matcher prefix = PREFIX.matcher(rest);
            if (prefix.lookingAt()) {
                reply |= !prefix.group(1).toLowerCase(Locale.ROOT).startsWith("fw");
                rest = rest.substring(prefix.end());
                continue;
            }
            int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
            if (close < 0) {
                return new MailSubject(rest, patch, reply, version, number, total);
            }
            for (String word : rest.substring(1, close).split("[\\s,]+", -1)) {
                patch |= word.toUpperCase(Locale.ROOT).contains("PATCH")
                        || word.toUpperCase(Locale.ROOT).equals("RFC");
                Matcher versionMatcher = VERSION.matcher(word.replaceFirst("(?i)^patch", ""));
                if (versionMatcher.matches()) {
                    version = Integer.parseInt(versionMatcher.group(1));
                }
                Matcher numberMatcher = NUMBER.matcher(word);
                if (numberMatcher.matches()) {
                    number = Integer.parseInt(numberMatcher.group(1));
                    total = Integer.parseInt(numberMatcher.group(2));
                }
            }
            rest = rest.substring(close + 1).strip();
        }
    }
}
