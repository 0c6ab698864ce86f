package pcilock.checks.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the diffs in a text: unified ones, plain or as git writes them. What stands around them is left alone. */
final class DiffReader {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)");
    private static final Pattern TIMESTAMP = Pattern.compile("(\\t|\\s+\\d{4}-\\d\\d-\\d\\d ).*");
    private static final Pattern GIT_HEADER = Pattern.compile(
            "(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|rename old|rename new"
                    + "|similarity index|dissimilarity index|index) .*");
    private static final String GIT = "diff --git ";
    private static final String NO_FILE = "/dev/null";

    private final String source;
    private final List<InputLine> lines;
    private int next;

    private DiffReader(String source, List<InputLine> lines) {
        this.source = source;
        this.lines = lines;
    }

    /** Where the first diff begins: an index of the lines, or their number where there is none. */
    static int firstDiff(List<InputLine> lines) {
        DiffReader reader = new DiffReader("", lines);
        while (reader.next < lines.size()
                && !reader.atFile()
                && !HUNK.matcher(reader.text(0)).matches()) {
            reader.next++;
        }
        return reader.next;
    }

    /**
     * All diffs.
     *
     * @throws PatchException where something looks as a diff and is none that can be applied
     */
    static List<FileDiff> read(String source, List<InputLine> lines) {
        DiffReader reader = new DiffReader(source, lines);
        List<FileDiff> files = new ArrayList<>();
        while (reader.next < lines.size()) {
            reader.refuseOtherForms();
            if (reader.atFile()) {
                files.add(reader.readFile());
            } else {
                reader.next++;
            }
        }
        return files;
    }

    private void refuseOtherForms() {
        String text = text(0);
        if (text.startsWith("diff --cc ") || text.startsWith("diff --combined ") || text.startsWith("@@@ ")) {
            throw error("expected a diff against one parent, found the combined diff of a merge");
        }
        if (text.startsWith("*** ") && text(1).startsWith("--- ") && text(2).startsWith("***************")) {
            throw error("expected a unified diff, as diff -u writes it, found a context diff");
        }
        if (HUNK.matcher(text).matches()) {
            throw error("expected --- and +++ with the name of a file before a hunk, found none");
        }
    }

    private boolean atFile() {
        return text(0).startsWith(GIT)
                || (text(0).startsWith("--- ") && text(1).startsWith("+++ ") && text(2).startsWith("@@ -"));
    }

    private FileDiff readFile() {
        FileNames names = new FileNames(lines.get(next).number());
        if (text(0).startsWith(GIT)) {
            names.both = text(0).substring(GIT.length());
            next++;
            readGitHeader(names);
        }
        if (text(0).startsWith("--- ") && text(1).startsWith("+++ ")) {
            names.before = name(text(0).substring(4));
            names.after = name(text(1).substring(4));
            next += 2;
        }
        List<Hunk> hunks = new ArrayList<>();
        while (!names.binary && text(0).startsWith("@@ -")) {
            hunks.add(readHunk(hunks.size() + 1));
        }
        return names.fileDiff(hunks);
    }

    private void readGitHeader(FileNames names) {
        for (; GIT_HEADER.matcher(text(0)).matches(); next++) {
            String text = text(0);
            String[] words = text.split(" ", 3);
            if (text.startsWith("rename ") || text.startsWith("copy ")) {
                names.copied |= text.startsWith("copy ");
                if (words[1].equals("from") || words[1].equals("old")) {
                    names.movedFrom = name(words[2]);
                } else {
                    names.movedTo = name(words[2]);
                }
            }
            names.created |= text.startsWith("new file mode");
            names.deleted |= text.startsWith("deleted file mode");
        }
        names.binary = text(0).startsWith("GIT binary patch")
                || (text(0).startsWith("Binary files ") && text(0).endsWith(" differ"));
    }

    /** A name without the date behind it, and without git's quotes. */
    private String name(String text) {
        if (!text.startsWith("\"")) {
            return TIMESTAMP.matcher(text).replaceFirst("").stripTrailing();
        }
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int i = 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            char c = text.charAt(i);
            if (c == '\\'
                    && i + 3 < text.length()
                    && text.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                name.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                    c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
                }
                name.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (i == text.length()) {
            throw error("expected a name that ends with a quote, found " + text);
        }
        return name.toString(StandardCharsets.UTF_8);
    }

    private Hunk readHunk(int index) {
        InputLine header = lines.get(next);
        Matcher matcher = HUNK.matcher(header.text());
        if (!matcher.matches()) {
            throw error("expected the head of a hunk such as @@ -10,7 +10,8 @@, found " + shortened(header.text()));
        }
        next++;
        int oldCount = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        int newCount = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
        int oldStart = Integer.parseInt(matcher.group(1));
        int newStart = Integer.parseInt(matcher.group(3));
        if (Math.max(oldStart, newStart) > PatchLimits.MAX_LINE_NUMBER) {
            throw new PatchException(source, header.number(), "expected a number of a line, found " + header.text());
        }
        List<HunkLine> hunkLines = new ArrayList<>();
        int oldLeft = oldCount;
        int newLeft = newCount;
        boolean unmarked = false;
        while (oldLeft > 0 || newLeft > 0) {
            if (next == lines.size() || endsUnmarkedHunk(unmarked)) {
                break;
            }
            InputLine line = lines.get(next);
            char marker = line.text().isEmpty() ? ' ' : line.text().charAt(0);
            if (marker != '\\') {
                HunkLine.Kind kind =
                        switch (marker) {
                            case '+' -> HunkLine.Kind.ADDED;
                            case '-' -> HunkLine.Kind.REMOVED;
                            default -> HunkLine.Kind.CONTEXT;
                        };
                boolean bare = line.text().isEmpty() || (kind == HunkLine.Kind.CONTEXT && marker != ' ');
                unmarked |= bare && !line.text().isEmpty();
                HunkLine hunkLine =
                        new HunkLine(kind, bare ? line.text() : line.text().substring(1), line.number());
                oldLeft -= hunkLine.isOld() ? 1 : 0;
                newLeft -= hunkLine.isNew() ? 1 : 0;
                if (oldLeft < 0 || newLeft < 0) {
                    throw error("the hunk at line " + header.number() + " has more lines than " + oldCount
                            + " before and " + newCount + " after, which it says it has");
                }
                hunkLines.add(hunkLine);
            }
            next++;
        }
        if (oldLeft != newLeft || (oldLeft > 0 && !unmarked)) {
            throw new PatchException(
                    source,
                    next < lines.size()
                            ? lines.get(next).number()
                            : lines.get(next - 1).number(),
                    "the hunk at line " + header.number() + " says that it has " + oldCount + " lines before and "
                            + newCount + " after, and ends here with " + (oldCount - oldLeft) + " and "
                            + (newCount - newLeft));
        }
        while (text(0).startsWith("\\")) {
            next++;
        }
        refuseMoreLines(header, unmarked);
        return new Hunk(
                index,
                header.number(),
                oldStart,
                oldCount,
                newStart,
                newCount,
                matcher.group(5).strip(),
                hunkLines,
                oldLeft,
                unmarked);
    }

    /**
     * Whether here is the end of a hunk that lost blank lines. What else could begin so is a line of the hunk, so that of a hunk which
     * is whole nothing is taken for its end.
     */
    private boolean endsUnmarkedHunk(boolean unmarked) {
        String text = text(0);
        return text.startsWith(GIT)
                || text.startsWith("@@ -")
                || text.startsWith(WebArchive.FOOTER)
                || (unmarked && (text.equals("--") || text.equals("-- ") || atFile()));
    }

    /** A hunk that was edited by hand may be longer than it says; what is too much must not be lost. */
    private void refuseMoreLines(InputLine header, boolean unmarked) {
        int i = 0;
        while (!unmarked && text(i).startsWith(" ")) {
            i++;
        }
        boolean more = text(i).startsWith("+") || text(i).startsWith("-");
        boolean other = text(i).equals("--")
                || text(i).equals("-- ")
                || text(i).equals("---")
                || text(i).startsWith("-----")
                || (text(i).startsWith("--- ") && text(i + 1).startsWith("+++ "));
        if (more && !other) {
            throw new PatchException(
                    source,
                    lines.get(next + i).number(),
                    "the hunk at line " + header.number() + " has more lines than it says; found "
                            + shortened(text(i)));
        }
    }

    private String text(int ahead) {
        return next + ahead < lines.size() ? lines.get(next + ahead).text() : "";
    }

    private PatchException error(String problem) {
        return new PatchException(
                source, lines.get(Math.min(next, lines.size() - 1)).number(), problem);
    }

    static String shortened(String text) {
        String stripped = text.strip();
        return "\"" + (stripped.length() <= 80 ? stripped : stripped.substring(0, 77) + "...") + "\"";
    }

    /** What a diff says of the names of a file. */
    private final class FileNames {
        final int number;
        String both = "";
        String before = "";
        String after = "";
        String movedFrom = "";
        String movedTo = "";
        boolean copied;
        boolean created;
        boolean deleted;
        boolean binary;

        FileNames(int number) {
            this.number = number;
        }

        FileDiff fileDiff(List<Hunk> hunks) {
            if (!movedFrom.isEmpty() || !movedTo.isEmpty()) {
                return diff(checked(movedFrom), checked(movedTo), Optional.empty(), Optional.empty(), hunks);
            }
            if (before.isEmpty()) {
                splitBoth();
            }
            boolean noBefore = created || before.equals(NO_FILE);
            boolean noAfter = deleted || after.equals(NO_FILE);
            if (noBefore && noAfter) {
                throw new PatchException(source, number, "expected the name of a file, found " + NO_FILE + " twice");
            }
            String old = before.equals(NO_FILE) ? after : before;
            String now = after.equals(NO_FILE) ? before : after;
            int oldFolder = old.indexOf('/');
            int newFolder = now.indexOf('/');
            boolean prefixed = old.matches("[abciow]/.*") && now.matches("[abciow]/.*");
            boolean twoFolders = oldFolder > 0
                    && newFolder > 0
                    && !old.equals(now)
                    && old.substring(oldFolder).equals(now.substring(newFolder));
            Optional<String> shorterOld = Optional.empty();
            Optional<String> shorterNew = Optional.empty();
            if (prefixed || twoFolders) {
                old = old.substring(oldFolder + 1);
                now = now.substring(newFolder + 1);
            } else if (oldFolder > 0 && newFolder > 0) {
                shorterOld = Optional.of(checked(old.substring(oldFolder + 1)));
                shorterNew = Optional.of(checked(now.substring(newFolder + 1)));
            }
            return diff(
                    noBefore ? "" : checked(old),
                    noAfter ? "" : checked(now),
                    noBefore ? Optional.empty() : shorterOld,
                    noAfter ? Optional.empty() : shorterNew,
                    hunks);
        }

        private FileDiff diff(
                String old, String now, Optional<String> shorterOld, Optional<String> shorterNew, List<Hunk> hunks) {
            return new FileDiff(
                    number,
                    Optional.of(old).filter(name -> !name.isEmpty()),
                    Optional.of(now).filter(name -> !name.isEmpty()),
                    shorterOld,
                    shorterNew,
                    copied,
                    binary,
                    hunks);
        }

        /** Where nothing but {@code diff --git a/x b/x} names the file: its name is the same twice. */
        private void splitBoth() {
            if (both.startsWith("\"")) {
                before = name(both);
                after = before.startsWith("a/") ? "b/" + before.substring(2) : before;
                return;
            }
            int middle = both.length() / 2;
            boolean halves = both.length() % 2 == 1 && both.charAt(middle) == ' ';
            before = halves ? both.substring(0, middle) : "";
            after = halves ? both.substring(middle + 1) : "";
            boolean same = before.equals(after)
                    || (before.startsWith("a/")
                            && after.startsWith("b/")
                            && before.substring(2).equals(after.substring(2)));
            if (!halves || !same) {
                throw new PatchException(source, number, "expected the name of a file, found " + shortened(both));
            }
        }

        private String checked(String name) {
            if (name.isEmpty()
                    || name.startsWith("/")
                    || ("/" + name + "/").contains("/../")
                    || name.indexOf('\\') >= 0
                    || name.chars().anyMatch(c -> c < ' ')) {
                throw new PatchException(
                        source,
                        number,
                        "expected the name of a file below the top of the tree, found " + shortened(name));
            }
            return name;
        }
    }
}
