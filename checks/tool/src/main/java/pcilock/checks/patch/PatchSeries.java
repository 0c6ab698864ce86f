package pcilock.checks.patch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The patches of a file, in the order in which they are applied.
 *
 * @param source the file, by the name that the user gave
 * @param cover subject of the cover letter
 * @param notes what a user has to know of how it was read, a sentence each
 */
public record PatchSeries(String source, Optional<String> cover, List<Patch> patches, List<String> notes) {
    public PatchSeries {
        patches = List.copyOf(patches);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file.
     *
     * @throws PatchException when it cannot be read or is no patch
     */
    public static PatchSeries read(Path file) {
        if (Files.isDirectory(file)) {
            throw new PatchException(file.toString(), 0, "expected a patch, found a folder");
        }
        try (InputStream input = Files.newInputStream(file)) {
            return read(file.toString(), input);
        } catch (IOException e) {
            throw new PatchException(file.toString(), 0, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param source its name, for messages
     * @throws PatchException when it is no patch
     */
    public static PatchSeries read(String source, InputStream input) throws IOException {
        return new Reader(source).read(PatchLines.read(source, input));
    }

    /** Finds out which of the texts in a file are patches, and their order. */
    private static final class Reader {
        private static final Pattern COMMIT = Pattern.compile("commit [0-9a-f]{7,64}( .*)?");

        private final String source;
        private final List<String> notes = new ArrayList<>();

        Reader(String source) {
            this.source = source;
        }

        PatchSeries read(List<InputLine> lines) {
            List<Mail> mails = MailReader.isMail(lines) && !WebArchive.begins(lines)
                    ? MailReader.read(source, lines, notes)
                    : WebArchive.read(lines);
            if (mails.isEmpty()) {
                return new PatchSeries(source, Optional.empty(), List.of(readPlain(lines)), notes);
            }
            return readMails(mails);
        }

        /** A diff without a mail around it, as git diff and git show print. */
        private Patch readPlain(List<InputLine> coded) {
            List<InputLine> lines = PatchLines.decode(coded, Optional.empty());
            List<InputLine> commits = lines.stream()
                    .filter(line -> COMMIT.matcher(line.text()).matches())
                    .toList();
            if (commits.size() > 1) {
                throw new PatchException(
                        source,
                        commits.get(1).number(),
                        "found several commits as git log prints them, the newest first; expected them as git format-patch"
                                + " --stdout prints them");
            }
            List<InputLine> message = lines.subList(0, DiffReader.firstDiff(lines));
            String subject = message.stream()
                    .map(InputLine::text)
                    .filter(line -> !commits.isEmpty() && line.startsWith("    ") && !line.isBlank())
                    .findFirst()
                    .orElse("")
                    .strip();
            String author = message.stream()
                    .map(InputLine::text)
                    .filter(line -> !commits.isEmpty() && line.startsWith("Author: "))
                    .findFirst()
                    .map(line -> line.substring("Author: ".length()).strip())
                    .orElse("");
            return patch(
                    1,
                    new MailSubject(subject, true, false, 1, -1, -1),
                    author,
                    Optional.empty(),
                    texts(message),
                    lines);
        }

        private PatchSeries readMails(List<Mail> all) {
            List<Letter> letters = withoutCopies(all).stream().map(Letter::new).toList();
            List<Letter> patches =
                    new ArrayList<>(letters.stream().filter(Letter::isPatch).toList());
            List<Letter> answers =
                    letters.stream().filter(letter -> letter.subject.reply()).toList();
            List<Letter> diffsInAnswers =
                    answers.stream().filter(Letter::hasDiff).toList();
            Optional<Letter> cover = letters.stream()
                    .filter(Letter::isCover)
                    .max(Comparator.comparingInt(letter -> letter.subject.version()));
            if (patches.isEmpty()) {
                return readAnswer(diffsInAnswers);
            }
            patches = newestVersion(patches);
            patches = inOrder(patches);
            cover.ifPresent(
                    letter -> notes.add(at(letter) + ": skipped, the cover letter \"" + letter.subject.title() + "\""));
            if (!answers.isEmpty()) {
                notes.add(source + ": skipped, " + answers.size() + (answers.size() == 1 ? " reply" : " replies"));
            }
            for (Letter letter : diffsInAnswers) {
                notes.add(at(letter) + ": the skipped reply of " + letter.mail.author()
                        + " has a diff of its own; to apply it, give it as a file of its own");
            }
            for (Letter letter : letters) {
                if (!letter.isPatch() && !letter.isCover() && !letter.subject.reply()) {
                    notes.add(at(letter) + ": skipped, \"" + letter.subject.title() + "\" has no diff");
                }
            }
            return new PatchSeries(
                    source,
                    cover.map(letter -> letter.subject.title()),
                    patches.stream().map(this::patch).toList(),
                    notes);
        }

        private PatchSeries readAnswer(List<Letter> diffsInAnswers) {
            if (diffsInAnswers.isEmpty()) {
                throw new PatchException(source, 0, "expected a patch, found mails without a diff");
            }
            Letter answer = diffsInAnswers.get(0);
            if (diffsInAnswers.size() > 1) {
                throw new PatchException(
                        source,
                        diffsInAnswers.get(1).mail.line(),
                        "expected one patch, found diffs in several replies, the first at line " + answer.mail.line()
                                + "; give the one that you mean as a file of its own");
            }
            notes.add(at(answer) + ": the diff in the reply of " + answer.mail.author() + " is taken as the patch");
            return new PatchSeries(source, Optional.empty(), List.of(patch(answer)), notes);
        }

        /** A mail that several lists deliver arrives several times. */
        private List<Mail> withoutCopies(List<Mail> mails) {
            Set<String> ids = new HashSet<>();
            List<Mail> result = new ArrayList<>();
            for (Mail mail : mails) {
                if (mail.id().isEmpty() || ids.add(mail.id())) {
                    result.add(mail);
                } else {
                    notes.add(source + ":" + mail.line() + ": skipped, the mail is there already");
                }
            }
            return result;
        }

        private List<Letter> newestVersion(List<Letter> patches) {
            int newest = patches.stream()
                    .mapToInt(letter -> letter.subject.version())
                    .max()
                    .orElseThrow();
            for (Letter letter : patches) {
                if (letter.subject.version() != newest) {
                    notes.add(at(letter) + ": skipped, \"" + letter.subject.title() + "\" is of version "
                            + letter.subject.version() + ", and there is version " + newest);
                }
            }
            return patches.stream()
                    .filter(letter -> letter.subject.version() == newest)
                    .toList();
        }

        private List<Letter> inOrder(List<Letter> patches) {
            List<Letter> numbered = patches.stream()
                    .filter(letter -> letter.subject.number() > 0)
                    .toList();
            Map<Integer, Letter> byNumber = new HashMap<>();
            for (Letter letter : numbered) {
                Letter other = byNumber.putIfAbsent(letter.subject.number(), letter);
                if (other != null
                        || letter.subject.total() != numbered.get(0).subject.total()) {
                    Letter first = other == null ? numbered.get(0) : other;
                    throw new PatchException(
                            source,
                            letter.mail.line(),
                            "expected the patches of one series, found " + letter.numbers() + " here and "
                                    + first.numbers() + " at line " + first.mail.line()
                                    + "; give each series as a file of its own");
                }
            }
            for (int number = 1;
                    numbered.size() > 1 && number <= numbered.get(0).subject.total();
                    number++) {
                if (!byNumber.containsKey(number)) {
                    throw new PatchException(
                            source,
                            0,
                            "expected all patches of the series, found none with the number " + number + "/"
                                    + numbered.get(0).subject.total()
                                    + "; give the patches that you mean as files of their own");
                }
            }
            if (!numbered.isEmpty() && numbered.size() < patches.size()) {
                throw new PatchException(
                        source,
                        patches.stream()
                                .filter(letter -> letter.subject.number() <= 0)
                                .findFirst()
                                .orElseThrow()
                                .mail
                                .line(),
                        "expected a patch with a number such as "
                                + numbered.get(0).numbers()
                                + ", found one without; its place in the series is not known");
            }
            return patches.stream()
                    .sorted(Comparator.comparingInt(letter -> letter.subject.number()))
                    .toList();
        }

        private String at(Letter letter) {
            return source + ":" + letter.mail.line();
        }

        private Patch patch(Letter letter) {
            List<InputLine> body = letter.mail.body();
            List<InputLine> beforeDiff = body.subList(0, letter.firstDiff);
            List<String> message = new ArrayList<>();
            String author = letter.mail.author();
            for (InputLine line : beforeDiff) {
                if (line.text().stripTrailing().equals("---")) {
                    break;
                }
                if (message.isEmpty() && line.startsWith("From: ")) {
                    // Somebody else sent it.
                    author = line.text().substring("From: ".length()).strip();
                } else if (!message.isEmpty() || !line.isBlank()) {
                    message.add(line.text());
                }
            }
            Mail mail = letter.mail;
            return patch(
                    mail.line(),
                    letter.subject,
                    author,
                    Optional.of(new Patch.Letter(mail.author(), mail.date(), mail.subject(), mail.id())),
                    message,
                    body);
        }

        private Patch patch(
                int line,
                MailSubject subject,
                String author,
                Optional<Patch.Letter> letter,
                List<String> message,
                List<InputLine> lines) {
            List<FileDiff> files = DiffReader.read(source, lines);
            if (files.isEmpty()) {
                throw new PatchException(
                        source,
                        line,
                        "expected a unified diff, found none"
                                + (subject.title().isEmpty() ? "" : " in \"" + subject.title() + "\""));
            }
            for (FileDiff file : files) {
                if (file.binary()) {
                    notes.add(source + ":" + file.number() + ": skipped, the change of the binary file " + file.path());
                }
            }
            return new Patch(
                    source,
                    line,
                    subject.title(),
                    author,
                    letter,
                    message,
                    subject.version(),
                    Math.max(subject.number(), 0),
                    Math.max(subject.total(), 0),
                    files);
        }

        private static List<String> texts(List<InputLine> lines) {
            return lines.stream().map(InputLine::text).toList();
        }
    }

    /** A mail with what its subject says. */
    private static final class Letter {
        final Mail mail;
        final MailSubject subject;
        final int firstDiff;

        Letter(Mail mail) {
            this.mail = mail;
            this.subject = MailSubject.parse(mail.subject());
            this.firstDiff = DiffReader.firstDiff(mail.body());
        }

        boolean hasDiff() {
            return firstDiff < mail.body().size();
        }

        boolean isCover() {
            return !subject.reply() && subject.number() == 0 && !hasDiff();
        }

        /** One with a number and without a diff is refused later. */
        boolean isPatch() {
            return !subject.reply() && (hasDiff() || (subject.patch() && subject.number() > 0));
        }

        String numbers() {
            return subject.number() <= 0 ? "a patch without a number" : subject.number() + "/" + subject.total();
        }
    }
}
