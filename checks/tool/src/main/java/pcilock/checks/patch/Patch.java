package pcilock.checks.patch;

import java.util.List;
import java.util.Optional;

/**
 * A patch: one mail, or one diff.
 *
 * @param source the file it came in, by the name that the user gave
 * @param line where it begins there, counted from 1
 * @param subject without {@code [PATCH v2 2/3]}; empty where there is none
 * @param author as in the mail, with the address; empty where there is none
 * @param letter the mail that it came in; empty where it came in none
 * @param message the lines before {@code ---} or the diff
 * @param version of its series; 1 where it does not say
 * @param number in its series, counted from 1; 0 where it has none
 * @param total patches of its series; 0 where it has no number
 */
public record Patch(
        String source,
        int line,
        String subject,
        String author,
        Optional<Letter> letter,
        List<String> message,
        int version,
        int number,
        int total,
        List<FileDiff> files) {
    /**
     * What a reply needs of a mail.
     *
     * @param sender who sent it, with the address where there is one; not always the patch's author
     * @param date as it stands there; empty where there is none
     * @param subject the whole of it
     * @param id its Message-ID; empty where there is none
     */
    public record Letter(String sender, String date, String subject, String id) {}

    public Patch {
        message = List.copyOf(message);
        files = List.copyOf(files);
    }

    /** As it is called in messages: {@code patch 2/3 "PCI: Warn on missing lock"}, or the file it came in. */
    public String name() {
        String name = number == 0 ? "patch" : "patch " + number + "/" + total;
        return subject.isEmpty() ? name + " " + source : name + " \"" + subject + "\"";
    }
}
