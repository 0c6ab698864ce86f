package pcilock.checks.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pcilock.checks.page.WrappedText;
import pcilock.checks.patch.AppliedHunk;
import pcilock.checks.patch.HunkLine;
import pcilock.checks.patch.Patch;
import pcilock.specs.property.Property;

/**
 * The answer to the mail of a patch: the hunk, the remark under the line at which a run goes wrong, and nothing else quoted. Lines are
 * of at most 72 columns, but for those of the hunk, which stay as they are.
 */
public final class MailReply {
    private static final int LINES_OF_A_REMARK = 12;
    private static final int LEAST_LINES_OF_A_RUN = 3;

    /** Of a long hunk so many lines are quoted before the remark, and so many after it. */
    private static final int QUOTED_BEFORE = 12;

    private static final int QUOTED_AFTER = 6;

    private final ReviewResult result;
    private final int devices;

    /** @param devices the most devices of a tree */
    public MailReply(ReviewResult result, int devices) {
        this.result = result;
        this.devices = devices;
    }

    /** A mail for each patch that breaks something anew; where none does, one about all of them. Ends with a line break. */
    public String text() {
        List<PatchReview> breaking =
                result.patches().stream().filter(PatchReview::breaks).toList();
        if (breaking.isEmpty()) {
            return mail(result.whole(), last());
        }
        List<String> mails = new ArrayList<>();
        breaking.forEach(review -> mails.add(mail(review, review.patch())));
        return mails.size() == 1
                ? mails.get(0)
                : mails.stream().map(MailReply::inMbox).reduce("", String::concat);
    }

    private Optional<Patch> last() {
        return result.patches().get(result.patches().size() - 1).patch();
    }

    /** Several are an mbox. */
    private static String inMbox(String mail) {
        return "From pcilock@localhost Thu Jan  1 00:00:00 1970\n" + mail.replaceAll("(?m)^(>*From )", ">$1") + "\n";
    }

    private String mail(PatchReview review, Optional<Patch> patch) {
        StringBuilder mail = new StringBuilder();
        patch.flatMap(Patch::letter).ifPresent(letter -> head(letter, mail));
        if (review.breaks()) {
            patch.flatMap(Patch::letter).ifPresent(letter -> attribution(letter, mail));
            breaks(review, mail);
        } else if (!review.leftOfMended().isEmpty()) {
            patch.flatMap(Patch::letter).ifPresent(letter -> attribution(letter, mail));
            left(review, mail);
        } else {
            List<WiderPairs.Deadlock> anew =
                    result.wider().map(WiderPairs::anew).orElse(List.of());
            if (anew.isEmpty()) {
                // Nothing is quoted, so that nobody is said to have written it.
                mail.append(nothingBreaks(review));
            } else {
                wider(review, patch, anew, mail);
            }
        }
        return mail.toString();
    }

    private void wider(PatchReview review, Optional<Patch> patch, List<WiderPairs.Deadlock> anew, StringBuilder mail) {
        // Most machines have no slots.
        WiderPairs.Deadlock first = anew.stream()
                .filter(deadlock -> deadlock.answer().tree().indexOf('[') < 0)
                .findFirst()
                .orElse(anew.get(0));
        CompactRun run = new CompactRun(first.run(), Property.NO_DEADLOCK);
        Optional<DiffPlace> place = review.after().tree() == null
                ? Optional.empty()
                : DiffPlace.of(review.after().tree(), run);
        String remark = remark(run, "");
        place.ifPresentOrElse(
                at -> {
                    patch.flatMap(Patch::letter).ifPresent(letter -> attribution(letter, mail));
                    quoteWith(at, remark, mail);
                },
                () -> mail.append(remark));
        mail.append(
                others(anew.stream().filter(deadlock -> !deadlock.equals(first)).toList()));
    }

    /** What is said of the wider entry points behind the run of one deadlock. */
    private String others(List<WiderPairs.Deadlock> others) {
        WrappedText text = new WrappedText();
        text.emptyLine();
        text.paragraph("Before these tasks do not deadlock. "
                + (others.isEmpty()
                        ? ""
                        : "So do now: "
                                + Sentences.some(others.stream()
                                        .map(deadlock -> deadlock.pair().toString())
                                        .toList())
                                + ". ")
                + "Explored were " + result.wider().orElseThrow().bounds() + ".");
        return text.toString();
    }

    private String wider() {
        return result.wider()
                .map(wider -> "Of " + wider.bounds() + ", "
                        + (wider.anew().isEmpty()
                                ? "none deadlocks that did not before"
                                : wider.anew().size() + " deadlock that did not before")
                        + (wider.mended().isEmpty()
                                ? ""
                                : ", and " + wider.mended().size() + " no longer do") + ".")
                .orElseGet(() -> Sentences.wider(result));
    }

    private static void head(Patch.Letter letter, StringBuilder mail) {
        String subject = letter.subject().replaceAll("\\s+", " ").strip();
        if (!subject.isEmpty()) {
            mail.append("Subject: ")
                    .append(subject.matches("(?i)re:.*") ? "" : "Re: ")
                    .append(subject)
                    .append('\n');
        }
        if (!letter.id().isEmpty()) {
            mail.append("In-Reply-To: ").append(letter.id()).append('\n');
        }
        if (mail.length() > 0) {
            mail.append('\n');
        }
    }

    private static void attribution(Patch.Letter letter, StringBuilder mail) {
        String sender = letter.sender().replaceAll("\\s*<[^>]*>\\s*$", "").replace("\"", "");
        WrappedText attribution = new WrappedText();
        attribution.line("", (letter.date().isEmpty() ? "" : "On " + letter.date() + ", ") + sender + " wrote:");
        mail.append(attribution);
    }

    private void breaks(PatchReview review, StringBuilder mail) {
        List<PropertyChange> findings = review.findings(PropertyChange.Kind.BREAKS_ANEW);
        Told told = review.first(findings);
        PropertyChange first = told.finding();
        String remark = remark(told.run(), "");
        told.place().ifPresentOrElse(place -> quoteWith(place, remark, mail), () -> mail.append(remark));
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Without this patch " + (first.example().tasks().size() == 1 ? "this task does" : "these tasks do")
                        + " not" + (first.property() == Property.NO_DEADLOCK ? " deadlock." : " break it."));
        mender(review, first).ifPresent(sentences::add);
        end(review, first, findings, "It also breaks ", sentences, mail);
    }

    /** What is behind the remark and the rest of the hunk. */
    private void end(
            PatchReview review,
            PropertyChange first,
            List<PropertyChange> findings,
            String before,
            List<String> sentences,
            StringBuilder mail) {
        List<String> others = Sentences.what(findings, other -> isTold(first, other));
        if (!others.isEmpty()) {
            sentences.add(before + Sentences.some(others) + ".");
        }
        sentences.addAll(Sentences.notChecked(review));
        sentences.add(wider());
        sentences.add("Explored was " + Sentences.bounds(devices) + ".");
        WrappedText after = new WrappedText();
        after.emptyLine();
        after.paragraph(String.join(" ", sentences));
        mail.append(after);
    }

    /** With slots and without is one thing to a reader. */
    private static boolean isTold(PropertyChange first, PropertyChange other) {
        return first.family().equals(other.family())
                && (first.example().equals(other.example()) || first.property() == other.property());
    }

    /** Which later patch of the series mends it. */
    private Optional<String> mender(PatchReview review, PropertyChange broken) {
        int from = result.patches().indexOf(review) + 1;
        return result.patches().subList(from, result.patches().size()).stream()
                .filter(later -> later.findings(PropertyChange.Kind.MENDS).stream()
                        .anyMatch(mended -> mended.property() == broken.property()
                                && mended.family().equals(broken.family())))
                .flatMap(later -> later.patch().stream())
                .findFirst()
                .map(later -> (later.number() > 0 ? "Patch " + later.number() + "/" + later.total() : "A later patch")
                        + " mends it, but a bisection can end in between.");
    }

    private void left(PatchReview review, StringBuilder mail) {
        List<PropertyChange> left = review.leftOfMended();
        Told told = review.first(left);
        PropertyChange first = told.finding();
        String mended = "This mends " + Sentences.some(Sentences.what(review.findings(PropertyChange.Kind.MENDS)))
                + " and breaks nothing anew. What is left"
                + (told.run().function().isEmpty() ? "" : " is in " + told.run().function() + "()") + ": ";
        Optional<DiffPlace> place = told.place().or(() -> firstChange(review));
        String remark = remark(told.run(), mended);
        place.ifPresentOrElse(at -> quoteWith(at, remark, mail), () -> mail.append(remark));
        end(review, first, left, "Left as well: ", new ArrayList<>(), mail);
    }

    /** Two sentences for a Tested-by to stand on. */
    private String nothingBreaks(PatchReview review) {
        WrappedText text = new WrappedText();
        int answers = result.holds().values().stream().mapToInt(Set::size).sum();
        int certified = result.certified().values().stream().mapToInt(Set::size).sum();
        List<String> mended = Sentences.what(review.findings(PropertyChange.Kind.MENDS));
        String first;
        if (review.changed().isEmpty()) {
            first = Sentences.nothingChanges(review);
        } else if (!result.limits().isEmpty()) {
            first = "Nothing was found to break, but the exploration did not come to its end: "
                    + String.join("; ", result.limits()) + ".";
        } else {
            first = "In " + Sentences.bounds(devices) + " "
                    + (mended.isEmpty() ? "" : "this mends " + Sentences.some(mended) + " and ")
                    + "nothing breaks anew by the change of " + Sentences.some(Sentences.functions(review))
                    + stillDeadlocks(review)
                    + (certified == 0
                            ? ""
                            : "; of the " + answers + " answers that hold at the entry points which change, "
                                    + certified + " hold for any number of tasks on each of these trees")
                    + ".";
        }
        List<String> sentences = new ArrayList<>(List.of(first, Sentences.locks()));
        sentences.add(wider());
        sentences.addAll(Sentences.notChecked(review));
        text.paragraph(String.join(" ", sentences));
        return text.toString();
    }

    private static String stillDeadlocks(PatchReview review) {
        List<PropertyChange> deadlocks = review.findings(PropertyChange.Kind.STAYS_BROKEN).stream()
                .filter(finding -> finding.property() == Property.NO_DEADLOCK)
                .toList();
        return deadlocks.isEmpty()
                ? ""
                : "; as before, these can deadlock: "
                        + Sentences.some(deadlocks.stream()
                                .map(finding -> finding.family().id() + "()")
                                .distinct()
                                .toList());
    }

    private static Optional<DiffPlace> firstChange(PatchReview review) {
        return review.after().tree() == null
                ? Optional.empty()
                : DiffPlace.firstChange(review.after().tree());
    }

    /** At most a dozen lines: what goes wrong, and the run. */
    private static String remark(CompactRun run, String before) {
        WrappedText words = new WrappedText();
        words.paragraph(before + run.words());
        int lines = (int) words.toString().lines().count();
        StringBuilder remark = new StringBuilder("\n").append(words).append('\n');
        run.lines(Math.max(LEAST_LINES_OF_A_RUN, LINES_OF_A_REMARK - lines))
                .forEach(line -> remark.append(line).append('\n'));
        return remark.toString();
    }

    private static void quoteWith(DiffPlace place, String remark, StringBuilder mail) {
        AppliedHunk hunk = place.hunk();
        List<HunkLine> lines = hunk.hunk().lines();
        int at = lines.indexOf(place.line());
        int from = at < QUOTED_BEFORE + 2 ? 0 : at - QUOTED_BEFORE;
        int to = lines.size() - at - 1 < QUOTED_AFTER + 2 ? lines.size() : at + 1 + QUOTED_AFTER;
        quote(hunk.hunk().header(), mail);
        if (from > 0) {
            quote("[...]", mail);
        }
        lines.subList(from, at + 1).forEach(line -> quote(line.marked(), mail));
        mail.append(remark);
        if (at + 1 < to) {
            mail.append('\n');
            lines.subList(at + 1, to).forEach(line -> quote(line.marked(), mail));
        }
    }

    private static void quote(String line, StringBuilder mail) {
        mail.append(("> " + line).stripTrailing()).append('\n');
    }
}
