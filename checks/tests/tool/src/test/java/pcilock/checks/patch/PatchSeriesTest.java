package pcilock.checks.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcilock.checks.patch.Patches.STAIRS;
import static pcilock.checks.patch.Patches.UPSTAIRS;
import static pcilock.checks.patch.Patches.apply;
import static pcilock.checks.patch.Patches.copiedFromWebArchive;
import static pcilock.checks.patch.Patches.house;
import static pcilock.checks.patch.Patches.mail;
import static pcilock.checks.patch.Patches.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchSeriesTest {
    @Test
    void plainDiffIsOnePatch() {
        PatchSeries series = read(STAIRS);

        assertThat(series.notes()).isEmpty();
        assertThat(series.patches()).hasSize(1);
        FileDiff file = series.patches().get(0).files().get(0);
        assertThat(file.path()).isEqualTo("house/house.c");
        assertThat(file.hunks()).hasSize(1);
        Hunk hunk = file.hunks().get(0);
        assertThat(hunk.header()).isEqualTo("@@ -10,6 +10,7 @@ static void floor_lock(struct floor *floor)");
        assertThat(hunk.lines().stream().map(HunkLine::number)).containsExactly(6, 7, 8, 9, 10, 11, 12);
        assertThat(hunk.lines().get(3).marked()).isEqualTo("+\troom_lock(floor->stairs);");
    }

    @Test
    void mailGivesSubjectAuthorMessageAndPlaceInItsSeries() {
        Patch patch = read(mail("[PATCH v2 2/3] House: Lock the\n stairs =?utf-8?q?=C3=BCber?= all", STAIRS))
                .patches()
                .get(0);

        assertThat(patch.subject()).isEqualTo("House: Lock the stairs über all");
        assertThat(patch.name()).isEqualTo("patch 2/3 \"House: Lock the stairs über all\"");
        assertThat(patch.author()).isEqualTo("Ann Author <ann@example.org>");
        assertThat(patch.message()).containsExactly("Why it is so.", "", "Signed-off-by: Ann Author <ann@example.org>");
        assertThat(patch.version()).isEqualTo(2);
        assertThat(patch.files().get(0).hunks().get(0).lines().get(0).number())
                .isEqualTo(mail("", STAIRS).lines().toList().indexOf(" {") + 2);
    }

    @Test
    void authorInTheTextIsTheAuthorWhereSomebodyElseSentIt() {
        String mail = mail("[PATCH] Stairs", STAIRS).replace("\n\nWhy", "\n\nFrom: Bo <bo@example.org>\n\nWhy");

        Patch patch = read(mail).patches().get(0);

        assertThat(patch.author()).isEqualTo("Bo <bo@example.org>");
        assertThat(patch.message().get(0)).isEqualTo("Why it is so.");
    }

    @Test
    void seriesIsOrderedByNumberAndWithoutCoverLetterAndReplies() {
        String mbox = mail("[PATCH v2 2/2] Upstairs", UPSTAIRS)
                + mail("[PATCH v2 0/2] Lock the house", "")
                + mail("Re: [PATCH v2 2/2] Upstairs", "> " + UPSTAIRS.replace("\n", "\n> ") + "\nNice.\n")
                + mail("RE: [PATCH v2 1/2] Stairs", "What about this?\n" + STAIRS)
                + mail("[PATCH v2 1/2] Stairs", STAIRS);

        PatchSeries series = read(mbox);

        assertThat(series.patches()).extracting(Patch::subject).containsExactly("Stairs", "Upstairs");
        assertThat(series.cover()).contains("Lock the house");
        assertThat(series.notes())
                .containsExactly(
                        "test.patch:30: skipped, the cover letter \"Lock the house\"",
                        "test.patch: skipped, 2 replies",
                        "test.patch:74: the skipped reply of Ann Author <ann@example.org> has a diff of its own; to apply it, give it"
                                + " as a file of its own");
    }

    @Test
    void olderVersionOfASeriesIsSkippedAndSaidSo() {
        PatchSeries series = read(mail("[PATCH] Stairs, badly", STAIRS) + mail("[PATCH v3] Stairs", STAIRS));

        assertThat(series.patches()).extracting(Patch::subject).containsExactly("Stairs");
        assertThat(series.notes())
                .containsExactly("test.patch:2: skipped, \"Stairs, badly\" is of version 1, and there is version 3");
    }

    @Test
    void mailThatSeveralListsDeliverIsOnePatch() {
        String mail = mail("[PATCH 1/1] Stairs", STAIRS).replace("Subject:", "Message-ID: <1@example.org>\nSubject:");

        PatchSeries series = read(mail + mail);

        assertThat(series.patches()).hasSize(1);
        assertThat(series.notes()).singleElement().asString().contains("is there already");
    }

    @Test
    void diffInAReplyIsThePatchWhereNothingElseIs() {
        PatchSeries series = read(mail("Re: [PATCH 3/3] Stairs", "Here's an idea:\n---\n" + STAIRS));

        assertThat(series.patches()).hasSize(1);
        assertThat(series.notes()).singleElement().asString().contains("the diff in the reply of Ann Author");
    }

    @Test
    void missingPatchOfASeriesIsRefused() {
        assertThatThrownBy(() -> read(mail("[PATCH 1/3] Stairs", STAIRS) + mail("[PATCH 3/3] Upstairs", UPSTAIRS)))
                .isInstanceOf(PatchException.class)
                .hasMessageStartingWith(
                        "test.patch: expected all patches of the series, found none with the number 2/3");
    }

    @Test
    void numberedPatchWithoutDiffIsRefused() {
        assertThatThrownBy(() -> read(mail("[PATCH 1/2] Stairs", "") + mail("[PATCH 2/2] Upstairs", UPSTAIRS)))
                .hasMessage("test.patch:2: expected a unified diff, found none in \"Stairs\"");
    }

    @Test
    void twoSeriesInOneFileAreRefused() {
        assertThatThrownBy(() -> read(mail("[PATCH 1/1] Stairs", STAIRS) + mail("[PATCH 1/1] Upstairs", UPSTAIRS)))
                .hasMessageStartingWith(
                        "test.patch:28: expected the patches of one series, found 1/1 here and 1/1 at line 2");
    }

    @Test
    void patchWithoutANumberInASeriesIsRefused() {
        assertThatThrownBy(() -> read(mail("[PATCH 1/1] Stairs", STAIRS) + mail("[PATCH] Upstairs", UPSTAIRS)))
                .hasMessageContaining("its place in the series is not known");
    }

    @Test
    void patchesWithoutNumbersStayInTheirOrder() {
        assertThat(read(mail("[PATCH] Stairs", STAIRS) + mail("[PATCH] Upstairs", UPSTAIRS))
                        .patches())
                .extracting(Patch::subject)
                .containsExactly("Stairs", "Upstairs");
    }

    @Test
    void outputOfGitShowIsAPatchAndThatOfGitLogIsRefused() {
        String show =
                "commit 0123456789abcdef\nAuthor: Ann <ann@example.org>\nDate:   Fri May 31\n\n    Stairs\n\n    Why.\n\n";

        Patch patch = read(show + STAIRS).patches().get(0);

        assertThat(patch.subject()).isEqualTo("Stairs");
        assertThat(patch.author()).isEqualTo("Ann <ann@example.org>");
        assertThatThrownBy(() -> read(show + UPSTAIRS + "\n" + show + STAIRS)).hasMessageContaining("the newest first");
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertThat(house(apply(STAIRS.replace("\n", "\r\n")))).isEqualTo(house(apply(STAIRS)));
        assertThat(house(apply(mail("[PATCH] x", STAIRS).replace("\n", "\r\n"))))
                .isEqualTo(house(apply(STAIRS)));
    }

    @Test
    void packedFileIsUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(mail("[PATCH] Stairs", STAIRS).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(bytes.toByteArray()).patches()).hasSize(1);
    }

    @Test
    void escapedFromInAnMboxIsUnescaped() {
        assertThat(read(mail("[PATCH] Stairs", STAIRS).replace("Why", ">From here on"))
                        .patches()
                        .get(0)
                        .message()
                        .get(0))
                .isEqualTo("From here on it is so.");
    }

    @Test
    void fromInTheMiddleOfAMessageBeginsNoMail() {
        assertThat(read(mail("[PATCH] Stairs", STAIRS).replace("Why", "From 6.9 on:\nWhy"))
                        .patches())
                .hasSize(1);
    }

    @Test
    void base64IsDecodedAndSaysHowItsLinesAreCounted() {
        String encoded =
                Base64.getMimeEncoder().encodeToString(("Größe\n---\n" + STAIRS).getBytes(StandardCharsets.UTF_8));
        String mail = "From: Ann <ann@example.org>\nSubject: [PATCH] Stairs\nContent-Type: text/plain; charset=UTF-8\n"
                + "Content-Transfer-Encoding: base64\n\n" + encoded + "\n";

        PatchSeries series = read(mail);

        assertThat(series.patches().get(0).message()).containsExactly("Größe");
        assertThat(series.notes())
                .containsExactly("test.patch:6: this part is in base64; its lines are counted from here, decoded");
        assertThat(house(apply(mail))).isEqualTo(house(apply(STAIRS)));
    }

    @Test
    void quotedPrintableIsDecodedAndKeepsTheNumbersOfLines() {
        String mail =
                "From: Ann <ann@example.org>\nSubject: [PATCH] Stairs\nContent-Type: text/plain; charset=iso-8859-1\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\nGr=F6=DFe =\nund mehr\n---\n"
                        + STAIRS.replace("=", "=3D")
                                .replace("\t", "=09")
                                .replace("(struct floor *floor)", "(struct fl=\noor *floor)");

        Patch patch = read(mail).patches().get(0);

        assertThat(patch.message()).containsExactly("Größe und mehr");
        HunkLine added = patch.files().get(0).hunks().get(0).lines().get(3);
        assertThat(added.text()).isEqualTo("\troom_lock(floor->stairs);");
        assertThat(added.number()).isEqualTo(mail.lines().toList().indexOf("+=09room_lock(floor->stairs);") + 1);
    }

    @Test
    void flowedTextIsJoinedAndUnstuffed() {
        String flowed = "From: Ann <ann@example.org>\nSubject: [PATCH] Stairs\n"
                + "Content-Type: text/plain; charset=utf-8; format=flowed\n\nWhy it \nis so.\n---\n"
                + STAIRS.replace("\n ", "\n  ").replace("floor_lock(struct floor", "floor_lock(struct \nfloor");

        assertThat(read(flowed).patches().get(0).message()).containsExactly("Why it is so.");
        assertThat(house(apply(flowed))).isEqualTo(house(apply(STAIRS)));
    }

    @Test
    void attachedDiffIsAppliedAndHtmlIsNot() {
        String mail = "From: Ann <ann@example.org>\nSubject: [PATCH] Stairs\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=\"=-1\"\n\nignored\n--=-1\nContent-Type: multipart/alternative;"
                + " boundary=inner\n\n--inner\nContent-Type: text/plain\n\nSee below.\n--inner\nContent-Type: text/html\n\n<pre>"
                + STAIRS + "</pre>\n--inner--\n--=-1\nContent-Type: text/x-patch; name=\"stairs.diff\"\n"
                + "Content-Disposition: attachment; filename=\"stairs.diff\"\n\n" + STAIRS + "--=-1--\n";

        Patch patch = read(mail).patches().get(0);

        assertThat(patch.files()).hasSize(1);
        assertThat(patch.message()).contains("See below.");
        assertThat(house(apply(mail))).isEqualTo(house(apply(STAIRS)));
    }

    @Test
    void attachedMailsAreASeries() {
        StringBuilder mail = new StringBuilder("""
                From: Ann <ann@example.org>
                Subject: my series
                Content-Type: multipart/mixed; boundary=cut

                --cut
                Content-Type: text/plain

                All of it.
                """);
        for (String attached : List.of(mail("[PATCH 2/2] Upstairs", UPSTAIRS), mail("[PATCH 1/2] Stairs", STAIRS))) {
            mail.append("--cut\nContent-Type: application/octet-stream; name=\"some.patch\"\n\n")
                    .append(attached);
        }

        PatchSeries series = read(mail.append("--cut--\n").toString());

        assertThat(series.patches()).extracting(Patch::subject).containsExactly("Stairs", "Upstairs");
        assertThat(series.notes()).containsExactly("test.patch:1: skipped, \"my series\" has no diff");
    }

    @Test
    void threadCopiedFromAWebArchiveIsASeries() {
        String thread = "* [PATCH v2 0/2] Lock the house\n@ 2024-05-31 1:04 Ann\n 0 siblings\n"
                + "From: Ann @ 2024-05-31 1:04 UTC (permalink / raw)\nTo: list\nHello,\n- first\n^ permalink raw reply [flat|nested]\n"
                + "* [PATCH v2 1/2] Stairs\n2024-05-31 1:04 [PATCH v2 0/2] Lock the house Ann\n"
                + "From: Ann @ 2024-05-31 1:04 UTC (permalink / raw)\nTo: list\nWhy.\n---\n" + STAIRS
                + "^ permalink raw reply related\n* [PATCH v2 2/2] Upstairs\n"
                + "From: Ann @ 2024-05-31 1:04 UTC (permalink / raw)\nTo: list\nBecause.\n---\n" + UPSTAIRS
                + "^ permalink raw reply related\n* Re: [PATCH v2 1/2] Stairs\n"
                + "From: Bo @ 2024-06-28 19:25 UTC (permalink / raw)\nTo: Ann\n> " + STAIRS.replace("\n", "\n> ")
                + "\nHere's an idea:\n---\n" + UPSTAIRS + "^ permalink raw reply\n";

        for (String text : List.of(thread, copiedFromWebArchive(thread))) {
            PatchSeries series = read(text);

            assertThat(series.patches()).extracting(Patch::subject).containsExactly("Stairs", "Upstairs");
            assertThat(series.patches()).extracting(Patch::author).containsExactly("Ann", "Ann");
            assertThat(series.notes()).anyMatch(note -> note.contains("the skipped reply of Bo has a diff of its own"));
            assertThat(house(apply(text))).isEqualTo(house(apply(STAIRS, UPSTAIRS)));
        }
    }

    @Test
    void singleMailCopiedFromAWebArchiveIsAPatch() {
        String mail = "From: Bo @ 2024-06-28 19:25 UTC (permalink / raw)\nTo: Ann\nHere's an idea:\n---\n" + STAIRS
                + "--\n" + "^ permalink raw reply\n";

        assertThat(read(mail).patches()).extracting(Patch::author).containsExactly("Bo");
    }

    @Test
    void renamesNewFilesAndDeletionsAreRead() {
        List<FileDiff> files = read("""
                        diff --git a/house/old name.c b/house/new name.c
                        similarity index 100%
                        rename from house/old name.c
                        rename to house/new name.c
                        diff --git a/house/empty.c b/house/empty.c
                        new file mode 100644
                        index 0000000..e69de29
                        diff --git a/house/gone.c b/house/gone.c
                        deleted file mode 100644
                        --- a/house/gone.c
                        +++ /dev/null
                        @@ -1 +0,0 @@
                        -int gone;
                        diff --git "a/house/t\\303\\274r.c" "b/house/t\\303\\274r.c"
                        --- "a/house/t\\303\\274r.c"
                        +++ "b/house/t\\303\\274r.c"
                        @@ -1 +1 @@
                        -int a;
                        +int b;
                        diff --git a/house/photo.png b/house/photo.png
                        index 1..2 100644
                        Binary files a/house/photo.png and b/house/photo.png differ
                        """).patches().get(0).files();

        assertThat(files)
                .extracting(file -> file.oldPath().orElse("-"))
                .containsExactly("house/old name.c", "-", "house/gone.c", "house/tür.c", "house/photo.png");
        assertThat(files)
                .extracting(file -> file.newPath().orElse("-"))
                .containsExactly("house/new name.c", "house/empty.c", "-", "house/tür.c", "house/photo.png");
        assertThat(files).extracting(FileDiff::binary).containsExactly(false, false, false, false, true);
    }

    @Test
    void fileIsReadFromDisk(@TempDir Path folder) throws IOException {
        Path file = java.nio.file.Files.writeString(folder.resolve("stairs.patch"), STAIRS);

        assertThat(PatchSeries.read(file).patches()).hasSize(1);
        assertThatThrownBy(() -> PatchSeries.read(folder)).hasMessageContaining("found a folder");
        assertThatThrownBy(() -> PatchSeries.read(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }
}
