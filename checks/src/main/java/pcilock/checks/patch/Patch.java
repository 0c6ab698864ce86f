package pcilock.checks.patch;

import java.util.List;

/**
 * A patch: one mail, or one diff.
 *
 * @param source the file it came in, by the name that the user gave
 * @param line where it begins there, counted from 1
 * @param subject without {@code [PATCH v2 2/3]}; empty where there is none
 * @param author as in the mail, with the address; empty where there is none
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
        List<String> message,
        int version,
        int number,
        int total,
        List<FileDiff> files) {
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
