package pcilock.checks.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thread as public-inbox shows it on one page. Copied from there it has lost blank lines, and the white space that lines begin with.
 */
final class WebArchive {
    private static final Pattern FROM =
            Pattern.compile("From: (.{1,500}) @ (\\d{4}-\\d\\d-\\d\\d +\\d{1,2}:\\d\\d .{1,20})\\(permalink / raw\\)");
    /** Below each mail. */
    static final String FOOTER = "^ permalink raw reply";

    private WebArchive() {}

    /** Whether a text begins as a mail of such a page does, below its subject. */
    static boolean begins(List<InputLine> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> FROM.matcher(line.text()).matches())
                .isPresent();
    }

    /** The mails of a thread; none where the text is no such page. */
    static List<Mail> read(List<InputLine> lines) {
        List<Mail> mails = new ArrayList<>();
        int subject = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("* ")) {
                subject = i;
            }
            Matcher from = FROM.matcher(lines.get(i).text());
            if (!from.matches()) {
                continue;
            }
            int begin = i + 1;
            while (begin < lines.size() && lines.get(begin).text().strip().startsWith("To:")) {
                begin++;
            }
            int end = begin;
            while (end < lines.size() && !lines.get(end).startsWith(FOOTER)) {
                end++;
            }
            List<InputLine> body = PatchLines.decode(lines.subList(begin, end), Optional.empty());
            // A single mail is copied without the subject that stands above it.
            String title = subject < 0 ? "" : lines.get(subject).text().substring(2);
            mails.add(new Mail(
                    lines.get(subject < 0 ? i : subject).number(),
                    title,
                    from.group(1),
                    from.group(2).strip(),
                    "",
                    body));
            subject = -1;
            i = end;
        }
        return mails;
    }
}
